import Foundation
import FuzzDriver
import FuzzKit
import FuzzTargets
import RealmWorldBridge

// The process that `realmwire fuzz` attacks with, made of codecs with planted faults:
//
//     FuzzSelfTest planted=limit-off-by-one random SaveInventoryItems 1 20000 60
//
// `make fuzz-selftest` builds it from a copy of the sources, so that no other build has any of them.

func files(in folder: String) throws -> [(path: String, bytes: Data)] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
    (folder + "/" + name, try Data(contentsOf: URL(filePath: folder + "/" + name)))
  }
}

/// The probe of frames, for it is no part of a schema.
struct FrameTarget: FuzzTarget {
  let seeds: [[UInt8]]
  var name: String { "frames" }

  func failure(of input: [UInt8]) -> FuzzFailure? {
    Probe.named(name)?.problem(input).map { FuzzFailure(.frames, $0) }
  }
}

let schema = try files(in: "Protocol/realm-world").filter { $0.path.hasSuffix(".yaml") }
  .map { (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
let frames = FrameTarget(seeds: try files(in: "Fixtures/Fuzz/corpus/frames").map { Array($0.bytes) })
exit(
  FuzzDriver.run(
    Array(CommandLine.arguments.dropFirst(2)), schema: schema, protocol: bridgedProtocol, others: [frames]))
