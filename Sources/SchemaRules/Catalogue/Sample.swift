/// Writes the complete small schemas that the catalogue shows.
enum Sample {
  static let link = "demo: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 16KiB}"

  /// A schema of one message with these fields, and whatever else a rule is about.
  ///
  /// - Parameters:
  ///   - fields: The message's items, one a line.
  ///   - example: The message's example without its braces; nil for a message that has none.
  ///   - root: Lines that stand between `schema` and `links`.
  ///   - extra: Lines after the message's own.
  static func ping(
    _ fields: String, _ example: String? = #"hex: "00", value: {kind: 0}"#, root: String = "", link: String = link,
    types: String = "", name: String = "Ping",
    head: String = "doc: Asks whether the peer is there.\nfrom: client\nopcode: 1",
    extra: String = ""
  ) -> String {
    var lines = ["schema: demo"]
    lines += split(root, by: 0)
    lines += ["links:"] + split(link, by: 2)
    if !types.isEmpty { lines += ["types:"] + split(types, by: 2) }
    lines += ["messages:", "  \(name):"] + split(head, by: 4)
    lines += ["    fields:"] + split(fields, by: 6)
    if let example { lines.append("    examples: [{\(example)}]") }
    lines += split(extra, by: 2)
    return lines.joined(separator: "\n")
  }

  private static func split(_ text: String, by indent: Int) -> [String] {
    text.split(separator: "\n").map { String(repeating: " ", count: indent) + $0 }
  }
}
