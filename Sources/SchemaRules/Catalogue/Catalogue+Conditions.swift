import Diagnostics

/// L4xx: groups that are there or not, and what may follow what.
extension Catalogue {
  private static let kind = "Kind: {enum: u8, doc: What it is., members: {one: 1, two: 2}}"
  private static let open = "Kind: {enum: u8, unknown: keep, doc: What it is., members: {one: 1, two: 2}}"
  private static let marks = "Marks: {flags: u8, doc: What is set., members: {red: 0x1, blue: 0x2, both: 0x3}}"
  private static let marked = #"hex: "00", value: {marks: []}"#
  private static let unsized = "demo: {parties: [client, server], header: [opcode: u8], maxBody: 16KiB}"

  static let conditions: [Rule] = [
    Rule(
      "L401", .conditions, "`switch` without `else` that misses members of a closed enum, or names one it lacks",
      why: """
        The switch becomes a Swift enum with a case for each branch. A member without a branch is a packet
        that can be neither decoded nor built; a label that is no member can never be taken.
        """,
      bad: Sample.ping(
        "- kind: Kind\n- switch: kind\n  cases:\n    one: [id: u8]", #"hex: "0107", value: {kind: one, id: 7}"#,
        types: kind),
      good: Sample.ping(
        "- kind: Kind\n- switch: kind\n  cases:\n    one: [id: u8]\n    two: []",
        #"hex: "0107", value: {kind: one, id: 7}"#,
        types: kind),
      fix: "add the members that are missing, or `else: []`"),
    Rule(
      "L402", .conditions, "`switch` on an `unknown: keep` enum without `else`",
      why: """
        An open enum lets values through that no label names. Without `else`, nobody knows how many bytes
        follow one, so the rest of the packet cannot be read.
        """,
      bad: Sample.ping(
        "- kind: Kind\n- switch: kind\n  cases:\n    one: [id: u8]\n    two: []",
        #"hex: "0107", value: {kind: one, id: 7}"#,
        types: open),
      good: Sample.ping(
        "- kind: Kind\n- switch: kind\n  cases:\n    one: [id: u8]\n    else: []",
        #"hex: "0107", value: {kind: one, id: 7}"#,
        types: open),
      fix: "add `else: []`, or let the enum reject what it does not know"),
    Rule(
      "L403", .conditions, "`has` with a multi-bit or zero member", severity: .warning,
      why: """
        `has` means *any of these bits*. For a member of two bits that is true when one is set, which is
        seldom meant; for a member of no bits it is never true.
        """,
      bad: Sample.ping("- marks: Marks\n- if: marks has both\n  then: [id: u8]", marked, types: marks),
      good: Sample.ping("- marks: Marks\n- if: marks has [red, blue]\n  then: [id: u8]", marked, types: marks),
      fix: "name the bits: `marks has [red, blue]`"),
    Rule(
      "L405", .conditions, "condition on float, string or array; comparison with a value outside the type",
      why: """
        A u8 is never 256 and NaN is not equal to itself: such a condition has one answer or none.
        Conditions read integers, bools, enums and flags; `has` reads flags alone.
        """,
      bad: Sample.ping("- kind: u8\n- if: kind == 256\n  then: [id: u8]"),
      good: Sample.ping("- kind: u8\n- if: kind == 255\n  then: [id: u8]")),
    Rule(
      "L406", .conditions, "group that can never, or will always, be present",
      why: """
        A condition that the groups around it have already settled hides a mistake: the bytes it guards are
        never read, or always, whatever it says.
        """,
      bad: Sample.ping(
        "- kind: Kind\n- if: kind == one\n  then:\n    - if: kind == two\n      then: [id: u8]",
        #"hex: "02", value: {kind: two}"#,
        types: kind),
      good: Sample.ping(
        "- kind: Kind\n- if: kind == two\n  then: [id: u8]", #"hex: "01", value: {kind: one}"#, types: kind)),
    Rule(
      "L407", .conditions,
      "`trailing` not last or nested; second rest array in a scope; variable item after a rest array",
      why: """
        What takes all bytes that are left leaves none for what follows. Only a tail of known size can be
        told apart from the rest: its bytes are counted from the end.
        """,
      bad: Sample.ping("- kinds: u8[* <= 16]\n- name: string[u8]", #"hex: "00", value: {kinds: [], name: ""}"#),
      good: Sample.ping("- name: string[u8]\n- kinds: u8[* <= 16]", #"hex: "00", value: {name: "", kinds: []}"#)),
    Rule(
      "L408", .conditions, "`trailing`, rest or zlib on a link without a size",
      why: """
        Without a size in the header, nothing says where a message ends: the rest would run into the next
        message. On such a link each message must say its own length, field by field or with `sized`.
        """,
      bad: Sample.ping("- kinds: u8[* <= 16]", "hex: 00, value: {kinds: [0]}", link: unsized),
      good: Sample.ping("- kinds: u8[u8 <= 16]", #"hex: "00", value: {kinds: []}"#, link: unsized)),
  ]
}
