import Diagnostics
import FuzzKit
import SchemaModel
import WireBridge
import WireInterpreter

/// Everything of a schema that can be attacked.
struct Targets {
  private let interpreter: WireInterpreter
  private let bridge: BridgedProtocol
  /// What is not about one message.
  private let others: [any FuzzTarget]

  init?(_ schema: [(path: String, text: String)], _ bridge: BridgedProtocol, _ others: [any FuzzTarget]) {
    let loaded = SchemaLoader.load(schema.map(\.path)) { path throws(ReadFailure) in
      guard let file = schema.first(where: { $0.path == path }) else { throw ReadFailure("`\(path)` does not exist") }
      return Array(file.text.utf8)
    }
    guard let model = loaded.schemas.lazy.compactMap(\.model).first(where: { $0.name == bridge.name }) else {
      return nil
    }
    interpreter = WireInterpreter(model)
    self.bridge = bridge
    self.others = [RequestTarget(), FixtureTarget(model, seeds: [])] + others
  }

  var names: [String] { bridge.messages.map(\.name) + others.map(\.name) }

  func target(named name: String) -> (any FuzzTarget)? {
    guard let type = bridge.message(named: name)?.type, let message = interpreter.model.message(named: name) else {
      return others.first { $0.name == name }
    }
    let seeds = PacketSeeds.packets(interpreter, message, cases: [])
    return PacketTarget(
      interpreter, message, codec: BridgeCodec(type, over: seeds, meter: HeapMeter()), seeds: seeds)
  }

  /// A message's decoder alone; nil for what is not about a message.
  func sprint(over target: any FuzzTarget) -> SprintTarget? {
    guard let type = bridge.message(named: target.name)?.type,
      let message = interpreter.model.message(named: target.name)
    else { return nil }
    return SprintTarget(
      name: target.name, seeds: target.seeds, codec: BridgeCodec(type), revisions: message.revisions.indices)
  }
}

/// A message's decoder alone: every field of what it reads is read, and nothing is compared. Only crashes, hangs and
/// what sanitizers report show, but many times as many packets are tried.
struct SprintTarget: FuzzTarget {
  let name: String
  let seeds: [[UInt8]]
  let codec: BridgeCodec
  let revisions: Range<Int>

  func failure(of input: [UInt8]) -> FuzzFailure? {
    _ = codec.digest(FuzzPacket(input, revisions: revisions))
    return nil
  }
}
