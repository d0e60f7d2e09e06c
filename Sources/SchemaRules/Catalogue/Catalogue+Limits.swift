import Diagnostics

/// L3xx: how large a message may become, on the wire and in memory.
extension Catalogue {
  static let limits: [Rule] = [
    Rule(
      "L301", .limits, "prefix wider than u16, rest or sentinel array, zlib group or cstring without `<=`",
      why: """
        A u32 count says up to 4294967295 elements. Each is checked against the bytes left before memory is
        reserved, but what the peer may honestly send is a fact that only the schema can state; past it,
        both sides fail at the first byte instead of after the last.
        """,
      bad: Sample.ping("- kinds: u16[u32]", #"hex: "00000000", value: {kinds: []}"#),
      good: Sample.ping("- kinds: u16[u32 <= 16]", #"hex: "00000000", value: {kinds: []}"#),
      fix: "state the most the peer sends: `u16[u32 <= 16]`"),
    Rule(
      "L302", .limits, "maximum size exceeds `maxBody` or the frame's size field",
      why: """
        The limits of the fields allow a message that the link refuses: it would be built, sent, and cut the
        connection. Either a limit is too generous or `maxBody` too small; the finding names both numbers.
        """,
      bad: Sample.ping("- kinds: u64[u16 <= 4096]", #"hex: "0000", value: {kinds: []}"#),
      good: Sample.ping("- kinds: u64[u16 <= 2000]", #"hex: "0000", value: {kinds: []}"#)),
    Rule(
      "L303", .limits, "worst-case decoded size exceeds the link's budget",
      why: """
        A few bytes can ask for much memory: a zlib stream inflates a thousandfold, an empty string takes
        one byte on the wire and sixteen in an array. The finding prints the number of bytes and the path of
        fields that leads to them.
        """,
      bad: Sample.ping(
        "- zlib: u32 <= 1073741824\n  fields:\n    - text: bytes[* <= 1073741824]",
        #"hex: "00000000", value: {text: ""}"#),
      good: Sample.ping(
        "- zlib: u32 <= 65536\n  fields:\n    - text: bytes[* <= 65536]", #"hex: "00000000", value: {text: ""}"#)),
    Rule(
      "L304", .limits, "array of zero-size elements",
      why: """
        Elements without bytes are bounded by nothing: two bytes of count make 65535 of them, and an array
        to the end of the scope never ends.
        """,
      bad: Sample.ping("- nothings: Nothing[u8]", #"hex: "00", value: {nothings: []}"#, types: "Nothing: {fields: []}"),
      good: Sample.ping("- count: u8", #"hex: "00", value: {count: 0}"#),
      fix: "send the count alone"),
    Rule(
      "L305", .limits, "u16 count without `<=`", severity: .warning,
      why: """
        65535 elements are seldom what the peer sends. The link's `maxBody` bounds the bytes, so this is a
        warning; the true limit also bounds the memory.
        """,
      bad: Sample.ping("- kinds: u8[u16]", #"hex: "0000", value: {kinds: []}"#),
      good: Sample.ping("- kinds: u8[u16 <= 512]", #"hex: "0000", value: {kinds: []}"#),
      fix: "state the most the peer sends: `u8[u16 <= 512]`"),
  ]
}
