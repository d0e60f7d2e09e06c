public import SchemaModel
import WireInterpreter

/// Packets of a message as a file keeps them: a revision and hexadecimal digits a line, words after `#`.
///
/// ```
/// 2025-11 1147000000000000070000000000   # an empty list
/// ```
public enum KeptPackets {
  /// The packets of a file; lines that are none are left out.
  public static func read(_ bytes: [UInt8], _ model: SchemaModel) -> [FuzzPacket] {
    bytes.split(separator: 0x0A).compactMap { line in
      read(String(decoding: line, as: UTF8.self), model)
    }
  }

  /// The packet of a line.
  public static func read(_ line: String, _ model: SchemaModel) -> FuzzPacket? {
    let words = line.prefix { $0 != "#" }.split(separator: " ", maxSplits: 1)
    guard let name = words.first, let revision = model.revisions.firstIndex(of: model.hasRevisions ? String(name) : ""),
      let body = Hex.bytes(words.count > 1 ? String(words[1]) : "")
    else { return nil }
    return FuzzPacket(revision: revision, body: body)
  }

  /// The line of a packet.
  public static func line(_ packet: FuzzPacket, _ model: SchemaModel) -> String {
    let name = model.hasRevisions ? model.revisions[packet.revision] : "-"
    return packet.body.isEmpty ? name : "\(name) \(Hex.text(packet.body))"
  }

  /// The file of some packets: shortest first, each once.
  public static func text(_ packets: [FuzzPacket], _ model: SchemaModel) -> String {
    let lines = Set(packets.map { line($0, model) })
    return lines.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.map { $0 + "\n" }.joined()
  }
}
