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

  /// Decodes a message's bytes and reads every field.
  func sprint(_ name: String) -> ((UInt8, [UInt8]) -> Void)? {
    guard let type = bridge.message(named: name)?.type, let message = interpreter.model.message(named: name) else {
      return nil
    }
    let codec = BridgeCodec(type)
    let revisions = message.revisions.indices
    return { choice, body in _ = codec.digest(FuzzPacket(choice: choice, body: body, revisions: revisions)) }
  }
}
