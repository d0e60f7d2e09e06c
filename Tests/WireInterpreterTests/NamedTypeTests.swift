import Testing

@testable import WireInterpreter

@Suite("Enums, flags, bit fields and C structs")
struct NamedTypeTests {
  static let types = """
    types:
      Gender: {enum: u8, members: {male: 0, female: 1}}
      Kind: {enum: u8, unknown: keep, members: {a: 0}}
      Color: {enum: u8, members: {red: 0, blue: {value: 1, since: v2}}}
      Flags: {flags: u16, members: {one: 0x1, two: 0x2}}
      Time: {bits: u16, fields: [minute: 6, hour: 5]}
      Slot: {layout: c, size: 16, fields: [entry: u8, count: u16, guid: u64]}
    """
  static func schema(_ fields: String) throws -> Schema {
    try Schema(fields: fields, types: types, revisions: "revisions: [v1, v2]")
  }

  @Test("a closed enum rejects what it does not know, an open one keeps it")
  func enums() throws {
    let schema = try Self.schema("- a: Gender\n- b: Kind\n- c: u32 as Gender")
    try schema.expect("01 07 01000000", is: "{a: female, b: 7, c: female}")
    try schema.expect("02 00 00000000", fails: ".a at 0x0: enum, no member has the value 2")
    try schema.expect("00 00 02000000", fails: ".c at 0x2: enum, no member has the value 2")
    try schema.expect("00 00 00010000", fails: ".c at 0x2: narrowing, 256 is above 255")
    try schema.expect(value: "{a: 2, b: 0, c: 0}", fails: ".a: enum, no member has the value 2")
  }

  @Test("a member exists at its revisions only")
  func memberRevisions() throws {
    let schema = try Self.schema("- a: Color")
    try schema.expect("01", fails: ".a at 0x0: enum, no member has the value 1", at: 0)
    try schema.expect("01", is: "{a: blue}", at: 1)
    try schema.expect(value: "{a: blue}", fails: ".a: enum, no member has the value 1", at: 0)
  }

  @Test("flags keep unknown bits")
  func flags() throws {
    let schema = try Self.schema("- a: Flags\n- b: u32 as Flags")
    try schema.expect("0300 00800000", is: "{a: [one, two], b: 0x8000}")
    try schema.expect("0000 00000100", fails: ".b at 0x2: narrowing, 65536 is above 65535")
  }

  @Test("bit fields are least significant first; unused bits are dropped")
  func bits() throws {
    let schema = try Self.schema("- a: Time")
    try schema.expect("8702", is: "{a: {minute: 7, hour: 10}}")
    try schema.expect(dirty: "87fa", is: "{a: {minute: 7, hour: 10}}", noncanonicalAt: 0)
    try schema.expect(value: "{a: {minute: 64, hour: 0}}", fails: ".a.minute: narrowing, 64 is above 63")
    try schema.expect(value: "{a: {minute: 1}}", fails: ".a.hour: presence, the value is missing")
  }

  @Test("the memory of a C struct: padding is ignored when read, zero when written")
  func layout() throws {
    let schema = try Self.schema("- a: Slot[2]")
    let yaml = "{a: [{entry: 1, count: 2, guid: 3}, {entry: 4, count: 5, guid: 6}]}"
    try schema.expect(
      "01 00 0200 00000000 0300000000000000 04 00 0500 00000000 0600000000000000", is: yaml)
    try schema.expect(
      dirty: "01 00 0200 000000cc 0300000000000000 04 ab 0500 ffffffff 0600000000000000", is: yaml, noncanonicalAt: 7)
    try schema.expect("01 00 0200 0000", fails: ".a[0] at 0x4: truncated, want 4, have 2")
    try schema.expect(
      "01 00 0200 00000000 0300000000000000 04 00 05", fails: ".a[1].count at 0x12: truncated, want 2, have 1")
  }

  @Test("fields come and go with revisions")
  func revisions() throws {
    let schema = try Self.schema(
      """
      - a: {type: u64, removed: v2}
      - a: {type: u32 as u64, since: v2}
      - b: {type: u8, since: v2}
      - c: {type: u8, since: v2, default: 5}
      """)
    try schema.expect("0100000000000000", is: "{a: 1}", at: 0)
    try schema.expect("01000000 02 06", is: "{a: 1, b: 2, c: 6}", at: 1)
    try schema.expect("01000000 02 05", is: "{a: 1, b: 2}", at: 1)
    try schema.expect(value: "{a: 1, b: 2}", fails: ".b: presence, the value should be absent", at: 0)
    try schema.expect(value: "{a: 1, c: 6}", fails: ".c: presence, the value should be absent", at: 0)
    #expect(try schema.encode(schema.value("{a: 1, c: 5}", at: 0), at: 0) == "0100000000000000")
    try schema.expect(value: "{a: 4294967296, b: 0}", fails: ".a: narrowing, 4294967296 is above 4294967295", at: 1)
  }

  @Test("a message that the revision lacks has no bytes")
  func messageRevisions() throws {
    let schema = try Schema(
      """
      messages: {M: {from: client, opcode: 1, since: v2, fields: []}}
      """, revisions: "revisions: [v1, v2]")
    try schema.expect("", is: "{}", at: 1)
    try schema.expect("", fails: " at 0x0: opcode, the revision lacks this message", at: 0)
    try schema.expect(.structure([]), fails: ": opcode, the revision lacks this message", at: 0)
  }
}
