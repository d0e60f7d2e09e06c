import Diagnostics

/// L1xx: names, and what ought to be said of them.
extension Catalogue {
  static let names: [Rule] = [
    Rule(
      "L101", .names, "name style: types UpperCamel, fields and members lowerCamel, constants UPPER_SNAKE",
      severity: .warning,
      why: """
        Names are used in Swift as written: a field `item_count` becomes `packet.item_count` at every call
        site, and `swift format lint --strict` refuses the generated file.
        """,
      bad: Sample.ping("- item_kind: u8", #"hex: "00", value: {item_kind: 0}"#),
      good: Sample.ping("- itemKind: u8", #"hex: "00", value: {itemKind: 0}"#),
      fix: "rename it; `swift:` gives another name in Swift alone"),
    Rule(
      "L102", .names, "name clash in Swift without `swift:`",
      why: """
        Types and messages become Swift types of one module: two of one name do not compile. The same holds
        for the fields of a struct and the members of an enum. Keywords never clash: they get backticks.
        """,
      bad: Sample.ping("- ping: Ping", #"hex: "00", value: {ping: {kind: 0}}"#, types: "Ping: {fields: [kind: u8]}"),
      good: Sample.ping(
        "- ping: Ping", #"hex: "00", value: {ping: {kind: 0}}"#, types: "Ping: {fields: [kind: u8], swift: PingBody}"),
      fix: "rename one, or give it another name in Swift with `swift:`"),
    Rule(
      "L103", .names, "message, enum or constant without `doc`", severity: .warning,
      why: """
        The doc becomes the Swift doc comment, the page in the generated documentation and what an editor
        shows on hover. The bytes say what a message holds; only its doc says what it is for.
        """,
      bad: Sample.ping("- kind: u8", head: "from: client\nopcode: 1"),
      good: Sample.ping("- kind: u8"),
      fix: "add `doc:` with one sentence"),
    Rule(
      "L104", .names, "unused type, constant or import", severity: .warning,
      why: """
        What no message reaches is neither generated into a packet nor tested by a fixture: it drifts from
        the peer unseen.
        """,
      bad: Sample.ping("- kind: u8", types: "Place: {fields: [x: f32, y: f32]}"),
      good: Sample.ping("- kind: u8"),
      fix: "remove it, or use it"),
  ]
}
