import Inspection
public import SchemaModel
public import WireInterpreter

/// A failure as people need it: what does not hold, the packet as `inspect` shows it, how to see it again, how to keep it.
public struct FailureStory: Sendable {
  /// The message.
  public let message: String
  /// What does not hold.
  public let failure: FuzzFailure
  /// The packet, as small as it could be made.
  public let packet: FuzzPacket
  private let interpreter: WireInterpreter
  private let target: WireInterpreter.Target

  /// The story of a packet.
  public init(_ interpreter: WireInterpreter, _ message: Message, _ packet: FuzzPacket, _ failure: FuzzFailure) {
    self.interpreter = interpreter
    self.message = message.name
    self.packet = packet
    self.failure = failure
    target = .message(message.index)
  }

  /// `SaveInventoryItems, view: a view shows what decoding gives`
  public var title: String { "\(message), \(failure.oracle.rawValue): does not hold: \(failure.oracle.promise)" }

  /// What `--input` takes to see the failure again.
  public var line: String { KeptPackets.line(packet, interpreter.model) }

  /// All of it.
  public func text(inColor: Bool) -> String {
    let trace = interpreter.inspect(packet.body, as: target, at: packet.revision)
    let report = Subject(interpreter, target, at: packet.revision).report(of: packet.body, trace, inColor: inColor)
    return "\(title)\n  \(failure.detail)\n\n\(report)\nagain: realmwire fuzz \(message) --input '\(line)'\n"
      + "as a fixture, once it is mended:\n\(fixture)"
  }

  /// The case that would keep the packet, with what the interpreter makes of it.
  public var fixture: String {
    let model = interpreter.model
    var lines = ["  fuzz-\(failure.oracle.rawValue)-\(name):"]
    if model.hasRevisions { lines.append("    revision: \(model.revisions[packet.revision])") }
    lines.append("    origin: generated")
    do throws(WireFault) {
      let body = try interpreter.decode(packet.body, as: target, at: packet.revision)
      let canonical = try? interpreter.encode(body.value, as: target, at: packet.revision, excess: body.excess)
      if canonical != packet.body { lines.append("    decodeOnly: true") }
      lines.append("    value:")
      let yaml = interpreter.yaml(of: body.value, as: target, at: packet.revision, indentation: 6)
      lines += yaml.split(separator: "\n").map(String.init)
    } catch {
      lines.append("    error: \(error.kind.rawValue)")
      let path = error.path.withoutRoot
      if !path.isEmpty { lines.append("    errorPath: \(path)") }
    }
    lines.append("    hex: \(packet.body.isEmpty ? "\"\"" : Hex.text(packet.body))")
    return lines.map { $0 + "\n" }.joined()
  }

  /// Eight digits that tell packets apart.
  private var name: String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in packet.body { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Hex.text(UInt64(hash), digits: 8).dropFirst(2).description
  }
}
