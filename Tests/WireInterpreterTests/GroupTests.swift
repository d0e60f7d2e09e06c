import Testing

@testable import WireInterpreter

@Suite("Groups")
struct GroupTests {
  @Test("a condition decides, and values must agree with it")
  func conditional() throws {
    let schema = try Schema(
      fields: "- f: Flags\n- if: f has [b, c]\n  then: [x: u8]\n  else: [y: u16]",
      types: "types: {Flags: {flags: u8, members: {a: 1, b: 2, c: 4}}}")
    try schema.expect("04 07", is: "{f: [c], x: 7}")
    try schema.expect("01 0700", is: "{f: [a], y: 7}")
    try schema.expect(value: "{f: [a], x: 7}", fails: ".x: presence, the value should be absent")
    try schema.expect(value: "{f: [b]}", fails: ".x: presence, the value is missing")
  }

  @Test("a union's discriminator follows from the arm, or is given")
  func union() throws {
    let schema = try Schema(
      fields: "- k: Kind\n- z: u8\n- switch: k\n  cases:\n    p: [at: u16]\n    q: [to: u8]\n    r: []",
      types: "types: {Kind: {enum: u8, members: {p: 0, q: 1, r: 5}}}")
    try schema.expect("00 09 0700", is: "{k: p, z: 9, at: 7}")
    try schema.expect("01 09 07", is: "{z: 9, to: 7}")
    try schema.expect("05 09", is: "{z: 9}")
    try schema.expect(value: "{k: p, z: 9, to: 7}", fails: ".to: presence, the value should be absent")
    try schema.expect(
      .structure([.init("z", .integer(1)), .init("at", .integer(1)), .init("to", .integer(1))]),
      fails: ".k: presence, the value is missing")
  }

  @Test("several labels and else leave the discriminator in the value")
  func openUnion() throws {
    let schema = try Schema(
      fields: "- k: u8\n- switch: k\n  cases:\n    1 | 2: [x: u8]\n    else: [y: u16]\n- m: bool")
    try schema.expect("02 07 01", is: "{k: 2, x: 7, m: true}")
    try schema.expect("09 0700 00", is: "{k: 9, y: 7, m: false}")
    try schema.expect(value: "{x: 7, m: true}", fails: ".k: presence, the value is missing")
  }

  @Test("a size before a group, which must be filled exactly")
  func sized() throws {
    let schema = try Schema(fields: "- sized: u16 - 2\n  fields: [a: u8, \"b\": \"bytes[* <= 9]\"]\n- c: u8")
    try schema.expect("0500 07 0102 09", is: "{a: 7, b: 0102, c: 9}")
    try schema.expect("0100 07", fails: " at 0x0: limit, at least 0, found -1")
    try schema.expect("0600 07 01", fails: " at 0x2: truncated, want 4, have 2")
    try schema.expect("0200 07 09", fails: ".a at 0x2: truncated, want 1, have 0")
    let narrow = try Schema(fields: "- sized: u8\n  fields: [a: \"bytes[u16 <= 300]\"]\n- c: u8")
    try narrow.expect("04 0100 07 0a 09", fails: " at 0x4: excess, 1 byte left over")
    try narrow.expect(
      .structure([.init("a", .bytes([UInt8](repeating: 1, count: 254))), .init("c", .integer(1))]),
      fails: ": limit, at most 255, found 256")
  }

  @Test("a compressed group")
  func zlib() throws {
    let schema = try Schema(fields: "- a: u8\n- zlib: u32 <= 64\n  fields: [\"b\": u16, \"c\": \"bytes[* <= 64]\"]")
    let value = try schema.value("{a: 9, b: 0x0201, c: 010203}")
    let encoded = try schema.encode(value)
    #expect(encoded.hasPrefix("0905000000789c"))
    #expect(try schema.decode(encoded) == value)
    try schema.expect("09 41000000 789c", fails: " at 0x1: limit, at most 64, found 65")
    // One byte more, and one fewer, than the stream has; a stream cut short; none at all; not a stream.
    let own = String(encoded.dropFirst(10))
    try schema.expect("09 06000000" + own, fails: " at 0x5: zlib, the stream should inflate to 6 bytes")
    try schema.expect("09 04000000" + own, fails: " at 0x5: zlib, the stream should inflate to 4 bytes")
    try schema.expect("09 05000000" + own.dropLast(2), fails: " at 0x5: zlib, the stream should inflate to 5 bytes")
    try schema.expect("09 05000000", fails: " at 0x5: zlib, the stream should inflate to 5 bytes")
    try schema.expect("09 01000000 4142434445", fails: " at 0x5: zlib, the stream should inflate to 1 byte")
    // Nothing inflated: no stream, so that the fields are read from no bytes.
    try schema.expect("09 00000000", fails: ".b at 0x0: truncated, want 2, have 0")
    let excess = encoded.utf8.count / 2
    try schema.expect(encoded + "00", fails: " at 0x\(String(excess, radix: 16)): excess, 1 byte left over")
  }

  @Test("an empty compressed group has no stream")
  func emptyZlib() throws {
    let schema = try Schema(fields: "- zlib: u16 <= 64\n  fields: [\"c\": \"bytes[* <= 64]\"]")
    try schema.expect("0000", is: "{c: \"\"}")
  }

  @Test("inflation stops at the stated size, however much the stream holds")
  func bomb() throws {
    let schema = try Schema(fields: "- zlib: u32 <= 1000\n  fields: [\"c\": \"bytes[* <= 1000]\"]")
    let bomb = try #require(Inflation.deflate([UInt8](repeating: 0, count: 1 << 24)))
    #expect(bomb.count < 20_000)
    try schema.expect("e8030000" + Hex.text(bomb), fails: " at 0x4: zlib, the stream should inflate to 1000 bytes")
  }

  @Test("a trailing group is there when bytes are, and then all of it")
  func trailing() throws {
    let schema = try Schema(fields: "- a: u8\n- trailing: [b: u8, c: u16]")
    try schema.expect("01", is: "{a: 1}")
    try schema.expect("01 02 0300", is: "{a: 1, b: 2, c: 3}")
    try schema.expect("01 02", fails: ".c at 0x2: truncated, want 2, have 0")
    try schema.expect(value: "{a: 1, c: 2}", fails: ".b: presence, the value is missing")
  }

  @Test("bytes after a message are refused, dropped or kept")
  func excess() throws {
    try Schema(fields: "- a: u8").expect("01 0203", fails: " at 0x1: excess, 2 bytes left over")
    let ignoring = try Schema(fields: "- a: u8", link: ", excess: ignore")
    try ignoring.expect(dirty: "01 0203", is: "{a: 1}", noncanonicalAt: 1)
    let keeping = try Schema(fields: "- a: u8", link: ", excess: keep")
    let target = try keeping.target()
    let body = try keeping.interpreter.decode([1, 2, 3], as: target, at: 0, strict: true)
    #expect(body.excess == [2, 3] && body.consumed == 1)
    #expect(try keeping.interpreter.encode(body.value, as: target, at: 0, excess: [2, 3]) == [1, 2, 3])
    #expect(throws: WireFault.self) {
      try ignoring.interpreter.encode(body.value, as: ignoring.target(), at: 0, excess: [2])
    }
  }

  @Test("a message has a largest body")
  func maxBody() throws {
    let schema = try Schema(
      "messages: {M: {from: client, opcode: 1, maxBody: 4, fields: [a: \"bytes[* <= 4]\"]}}")
    try schema.expect("01020304", is: "{a: 01020304}")
    try schema.expect("0102030405", fails: " at 0x0: limit, at most 4, found 5")
  }
}
