import Diagnostics

/// L2xx: types, their names and their values.
extension Catalogue {
  private static let kind = "Kind: {enum: u8, doc: What it is., members: {one: 1, two: 2}}"

  static let types: [Rule] = [
    Rule(
      "L201", .types, "unknown name, or cyclic types",
      why: """
        A type, constant, link or reply must be defined in some file of the schema. A struct that holds
        itself, directly or by way of others, has no largest size, so no buffer and no recursion could be
        bounded.
        """,
      bad: Sample.ping("- node: Node", nil, types: #"Node: {fields: [id: u8, children: "Node[u8 <= 4]"]}"#),
      good: Sample.ping(
        "- nodes: Node[u8 <= 4]", #"hex: "00", value: {nodes: []}"#, types: "Node: {fields: [id: u8, parent: u8]}")),
    Rule(
      "L202", .types, "duplicate field name outside disjoint revisions",
      why: """
        Groups are transparent: the fields of `then`, `else` and cases become properties of one Swift
        struct, where a name stands once. A name may repeat where no revision has both and the Swift type is
        the same.
        """,
      bad: Sample.ping(
        "- more: bool\n- if: more == true\n  then: [id: u16]\n  else: [id: u8]",
        #"hex: "0007", value: {more: false, id: 7}"#),
      good: Sample.ping(
        "- more: bool\n- if: more == true\n  then: [longId: u16]\n  else: [id: u8]",
        #"hex: "0007", value: {more: false, id: 7}"#)),
    Rule(
      "L203", .types, "count, condition or switch names something that is not an earlier, always-present field",
      why: """
        A decoder goes through the bytes once, from front to back: what it needs to read a field must have
        been read before, in every packet and at every revision. A field inside an `if` serves only inside
        that branch.
        """,
      bad: Sample.ping("- kinds: u8[count]\n- count: u8", #"hex: "00", value: {kinds: []}"#),
      good: Sample.ping("- count: u8\n- kinds: u8[count]", #"hex: "00", value: {kinds: []}"#)),
    Rule(
      "L204", .types, "`as` between unrelated types, or that changes nothing; `widens` that does not widen",
      why: """
        `u32 as Gender` checks that four bytes hold a Gender. Between a signed and an unsigned type or an
        integer and a float there is no such check, only a reinterpretation that turns -1 into 4294967295.
        `widens` promises a conversion that never fails: each listed field must keep its sign and gain bits.
        """,
      bad: Sample.ping("- kind: i32 as u32", #"hex: "00000000", value: {kind: 0}"#),
      good: Sample.ping("- kind: i32 as i64", #"hex: "00000000", value: {kind: 0}"#)),
    Rule(
      "L206", .types, "`extern` used (counted)", severity: .warning,
      why: """
        A hand-written codec is bytes that no tool can check: no size, no fixture by the interpreter, no
        fuzzing, no comparison of revisions. All 1,577 messages the language was tried on need none.
        """,
      bad: Sample.ping("- at: Place", nil, types: "Place: {extern: game.Place}"),
      good: Sample.ping(
        "- at: Place", #"hex: "0102", value: {at: {x: 1, y: 2}}"#, types: "Place: {fields: [x: u8, y: u8]}")),
    Rule(
      "L207", .types, "enum value outside its width; flag beyond the width; bit widths exceed the carrier",
      why: "A value of 256 in one byte goes out as 0: the peer reads another member than was sent.",
      bad: Sample.ping(
        "- kind: Kind", #"hex: "01", value: {kind: one}"#,
        types: "Kind: {enum: u8, doc: What it is., members: {one: 1, two: 256}}"),
      good: Sample.ping(
        "- kind: Kind", #"hex: "0100", value: {kind: one}"#,
        types: "Kind: {enum: u16, doc: What it is., members: {one: 1, two: 256}}"),
      fix: "widen the carrier if the peer sends one that wide, or mend the value"),
    Rule(
      "L208", .types, "same numeric value twice in an enum", severity: .warning,
      why: """
        Of two names for one value, decoding can give only the first: code that waits for the second
        waits for ever.
        """,
      bad: Sample.ping(
        "- kind: Kind", #"hex: "01", value: {kind: one}"#,
        types: "Kind: {enum: u8, doc: What it is., members: {one: 1, uno: 0x01}}"),
      good: Sample.ping("- kind: Kind", #"hex: "01", value: {kind: one}"#, types: kind)),
    Rule(
      "L209", .types, "constant does not fit",
      why: """
        A constant is always written and checked when read. One that its type cannot hold could be neither:
        every packet would fail. The same holds for a default, an end mark and the ends of a range.
        """,
      bad: Sample.ping("- magic: u8 = 256", "hex: 00, value: {}"),
      good: Sample.ping("- magic: u16 = 256", #"hex: "0001", value: {}"#)),
  ]
}
