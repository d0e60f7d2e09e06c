/// L6xx: opcodes, senders and replies.
extension Catalogue {
  private static func pong(from sender: String, opcode: Int) -> String {
    """
    Pong:
      doc: Answers.
      from: \(sender)
      opcode: \(opcode)
      fields: [kind: u8]
      examples: [{hex: "00", value: {kind: 0}}]
    """
  }

  static let messages: [Rule] = [
    Rule(
      "L601", .messages, "opcode missing, duplicate per link, sender and revision, or too wide for the header",
      why: """
        The opcode is all that tells the receiver how to read the body. Of two messages with one opcode from
        one sender, the second would be read as the first; an opcode of 256 in a u8 header goes out as 0.
        Opcodes are stated, never computed, so that a message put in between moves no other.
        """,
      bad: Sample.ping("- kind: u8", extra: pong(from: "client", opcode: 1)),
      good: Sample.ping("- kind: u8", extra: pong(from: "client", opcode: 2))),
    Rule(
      "L602", .messages, "`from` is not a party; `reply` from the same side; `correlate` absent or of another type",
      why: """
        Packets are sorted into enums and handlers by their sender, and a reply is awaited from the other
        party: one that comes from the same side would never arrive. `correlate` pairs question and answer
        by a field that both always carry, of one type.
        """,
      bad: Sample.ping(
        "- kind: u8", head: "doc: Asks.\nfrom: client\nopcode: 1\nreply: Pong", extra: pong(from: "client", opcode: 2)
      ),
      good: Sample.ping(
        "- kind: u8", head: "doc: Asks.\nfrom: client\nopcode: 1\nreply: Pong\ncorrelate: kind",
        extra: pong(from: "server", opcode: 2))),
  ]
}
