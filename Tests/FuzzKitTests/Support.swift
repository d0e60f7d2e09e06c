import Diagnostics
import Foundation
import SchemaModel
import WireInterpreter

@testable import FuzzKit

/// The repository that these tests were compiled from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The paths of the schemas below a folder.
  static func schemas(below folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
  }
}

/// The models of schema files of the repository.
func models(_ paths: [String]) -> [SchemaModel] {
  SchemaLoader.load(paths) { path throws(ReadFailure) in
    do {
      return [UInt8](try Data(contentsOf: Repository.root.appending(path: path)))
    } catch {
      throw ReadFailure("cannot be read")
    }
  }.schemas.compactMap(\.model)
}

/// The protocol between realm and world.
let realmWorld: WireInterpreter = {
  let paths = try? Repository.schemas(below: "Protocol/realm-world")
  guard let model = models(paths ?? []).first else { fatalError("Protocol/realm-world has errors") }
  return WireInterpreter(model)
}()

extension WireInterpreter {
  func message(_ name: String) -> Message {
    guard let message = model.message(named: name) else { fatalError("there is no message \(name)") }
    return message
  }

  /// A message's interpreter under attack, or another codec.
  func target(_ name: String, codec: (any CodecUnderTest)? = nil) -> PacketTarget {
    let message = message(name)
    return PacketTarget(
      self, message, codec: codec, seeds: PacketSeeds.packets(self, message, cases: []))
  }
}
