import Diagnostics

/// L7xx and L8xx: layouts that a C compiler chose, and the bytes that prove a schema right.
extension Catalogue {
  static let layout: [Rule] = [
    Rule(
      "L701", .layout, "`layout: c` without `size`, with variable members, or of another size",
      why: """
        The peer sends the memory of a C struct, pads and all. The compiler works out the pads and holds the
        total against the `size` you measured with sizeof: a difference means that every later byte would be
        read at the wrong offset.
        """,
      bad: Sample.ping(
        "- place: Place", #"hex: "0000000000000000", value: {place: {x: 0, y: 0}}"#,
        types: "Place: {layout: c, size: 5, fields: [x: u32, y: u8]}"),
      good: Sample.ping(
        "- place: Place", #"hex: "0000000000000000", value: {place: {x: 0, y: 0}}"#,
        types: "Place: {layout: c, size: 8, fields: [x: u32, y: u8]}"))
  ]

  static let fixtures: [Rule] = [
    Rule(
      "L801", .fixtures, "fixture or example that does not decode, match or re-encode",
      why: """
        An example is a promise: these bytes are this value, and this value is written as these bytes. When
        they differ, the schema or the example is wrong; bytes of origin `legacy` or `captured` never are.
        """,
      bad: Sample.ping("- kind: u16", "hex: 0100, value: {kind: 256}"),
      good: Sample.ping("- kind: u16", "hex: 0100, value: {kind: 1}")),
    Rule(
      "L802", .fixtures, "message without a fixture (error for `layout: c`, `sized`, `mask`, `until`)",
      severity: .warning,
      why: """
        Without golden bytes nothing shows that the schema says what the peer does. Pads, lengths that count
        themselves, masks and end marks are where that goes wrong most, so there it is an error.
        """,
      bad: Sample.ping("- kind: u8", nil),
      good: Sample.ping("- kind: u8"),
      fix: "add an example to the message, or a file under Fixtures/"),
  ]
}
