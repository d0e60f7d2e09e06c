import Testing

@testable import WireInterpreter

@Suite("Lists, maps and masks")
struct CountTests {
  @Test("a prefix counts, up to its limit")
  func prefix() throws {
    let schema = try Schema(fields: "- a: u16[u8 <= 3]\n- b: u8[2]")
    try schema.expect("02 0100 0200 0506", is: "{a: [1, 2], b: [5, 6]}")
    try schema.expect("04", fails: ".a at 0x0: limit, at most 3, found 4")
    try schema.expect("03 0100 02", fails: ".a[1] at 0x3: truncated, want 2, have 1")
    try schema.expect("", fails: ".a at 0x0: truncated, want 1, have 0")
    try schema.expect(value: "{a: [1, 2, 3, 4], b: [1, 2]}", fails: ".a: limit, at most 3, found 4")
    try schema.expect(value: "{a: [], b: [1]}", fails: ".b: limit, at least 2, found 1")
  }

  @Test("a count too large to hold ends where the bytes end")
  func largeCounts() throws {
    let schema = try Schema(fields: "- a: u8[u32 <= 1000000]\n- b: string[u32 <= 4000000]")
    try schema.expect("40420f00 01", fails: ".a[1] at 0x5: truncated, want 1, have 0")
    try schema.expect("00000000 00093d00 61", fails: ".b at 0x8: truncated, want 4000000, have 1")
    try schema.expect("ffffffff", fails: ".a at 0x0: limit, at most 1000000, found 4294967295")
  }

  @Test("an earlier field counts, and follows from the list")
  func fieldCounts() throws {
    let schema = try Schema(
      fields: "- count: u8\n- x: u8\n- a: u8[count]\n- b: u16[count - 1 <= 3]\n- if: count == 2\n  then: [c: u8]")
    try schema.expect("02 09 0102 0300 04", is: "{x: 9, a: [1, 2], b: [3], c: 4}")
    try schema.expect("01 09 01", is: "{x: 9, a: [1], b: []}")
    try schema.expect("00 09", fails: ".b at 0x2: limit, at least 0, found -1")
    try schema.expect("05 09 0102030405", fails: ".b at 0x7: limit, at most 3, found 4")
    try schema.expect(value: "{x: 9, a: [1], b: [3]}", fails: ".b: limit, at most 0, found 1")
    try schema.expect(value: "{x: 9, a: [], b: []}", fails: ".b: limit, at most -1, found 0")
  }

  @Test("a count whose list is absent has the value that its condition leaves")
  func absentCount() throws {
    let schema = try Schema(
      fields: "- count: u32\n- if: count != 0\n  then: [first: u8, rest: \"u8[count - 1 <= 9]\"]")
    try schema.expect("00000000", is: "{}")
    try schema.expect("03000000 01 0203", is: "{first: 1, rest: [2, 3]}")
    try schema.expect(value: "{first: 1}", fails: ".first: presence, the value should be absent")
    try schema.expect(value: "{rest: []}", fails: ".first: presence, the value is missing")
  }

  @Test("the rest of the scope, before a fixed-size tail")
  func rest() throws {
    let schema = try Schema(fields: "- a: u16[* <= 3]\n- pad: 1\n- tail: u16 = 7")
    try schema.expect("00 0700", is: "{a: []}")
    try schema.expect("0100 0200 00 0700", is: "{a: [1, 2]}")
    try schema.expect("0100 02 00 0700", fails: ".a[1] at 0x2: truncated, want 2, have 1")
    try schema.expect("0100 0200 0300 0400 00 0700", fails: ".a at 0x6: limit, at most 3, found 4")
    try schema.expect("00 07", fails: ".tail at 0x1: truncated, want 2, have 1")
    let bytes = try Schema(fields: "- a: bytes[* <= 4]\n- b: u8")
    try bytes.expect("010203 09", is: "{a: 010203, b: 9}")
    try bytes.expect("0102030405 09", fails: ".a at 0x0: limit, at most 4, found 5")
  }

  @Test("bit fields on another width may not be the sentinel either")
  func untilOfBits() throws {
    let schema = try Schema(
      fields: "- a: u16 as Time[until 0 <= 2]", types: "types: {Time: {bits: u8, fields: [minute: 4, hour: 4]}}")
    try schema.expect("2100 0000", is: "{a: [{minute: 1, hour: 2}]}")
    try schema.expect(value: "{a: [{minute: 0, hour: 0}]}", fails: ".a[0]: constant, not what the schema says")
  }

  @Test("until a sentinel in the place of an element's first scalar")
  func until() throws {
    let schema = try Schema(
      fields: "- a: Done[until 0xFFFF <= 2]\n- b: u8",
      types: "types: {Done: {fields: [id: Id, x: u8]}, Id: u16be}")
    try schema.expect("0001 05 0002 06 ffff 09", is: "{a: [{id: 1, x: 5}, {id: 2, x: 6}], b: 9}")
    try schema.expect("ffff 09", is: "{a: [], b: 9}")
    try schema.expect("0001 05 00", fails: ".a at 0x3: truncated, want 2, have 1")
    try schema.expect("0001 05 0001 05 0001", fails: ".a at 0x6: limit, at most 2, found 3")
    try schema.expect(value: "{a: [{id: 0xFFFF, x: 1}], b: 0}", fails: ".a[0]: constant, not what the schema says")
  }

  @Test("a mask says which elements follow")
  func masks() throws {
    let schema = try Schema(
      fields: "- a: u8[mask(u16)]\n- b: u8[mask(u16be[u8])]\n- c: \"u8[mask(bits 11) <= 2]\"")
    try schema.expect(
      "0180 0a0b 02 0000 0001 0c 0104 0d0e",
      is: "{a: {0: 10, 15: 11}, b: {words: 2, 16: 12}, c: {0: 13, 10: 14}}")
    try schema.expect("0000 00 0000", is: "{a: {}, b: {}, c: {}}")
    try schema.expect("0000 01 0000 0000", is: "{a: {}, b: {words: 1}, c: {}}")
    try schema.expect("0300 0a", fails: ".a[1] at 0x3: truncated, want 1, have 0")
    try schema.expect("0000 02 0000 00", fails: ".b at 0x5: truncated, want 2, have 1")
    try schema.expect("0000 00 0008", fails: ".c at 0x3: limit, at most 10, found 11")
    try schema.expect("0000 00 0700", fails: ".c at 0x3: limit, at most 2, found 3")
    try schema.expect(value: "{a: {16: 1}, b: {}, c: {}}", fails: ".a: limit, at most 15, found 16")
    try schema.expect(value: "{a: {}, b: {words: 1, 16: 1}, c: {}}", fails: ".b: limit, at most 15, found 16")
    try schema.expect(value: "{a: {}, b: {words: 256}, c: {}}", fails: ".b: limit, at most 255, found 256")
    let last = WireValue.masked(words: nil, [.init(.max, .integer(1))])
    try schema.expect(
      .structure([.init("a", .masked(words: nil, [])), .init("b", last), .init("c", .masked(words: nil, []))]),
      fails: ".b: limit, at most 1073741823, found 9223372036854775807")
  }

  @Test("maps have every key once, and ascending when written")
  func maps() throws {
    let schema = try Schema(
      fields: """
        - a: map<u16, string[u8]>[u8]
        - b: {type: "map<i8, u8>[u8]", order: any}
        """)
    try schema.expect("02 0100 0141 0001 00 00", is: "{a: {1: A, 256: \"\"}, b: {}}")
    try schema.expect("00 02 05 01 ff 02", is: "{a: {}, b: [{key: 5, value: 1}, {key: -1, value: 2}]}")
    try schema.expect(dirty: "02 0001 00 0100 0141 00", is: "{a: {1: A, 256: \"\"}, b: {}}", noncanonicalAt: 4)
    try schema.expect("02 0100 0141 0100 00 00", fails: ".a[1] at 0x5: duplicateKey, the key came before")
    try schema.expect("01 0100 02", fails: ".a[0] at 0x4: truncated, want 2, have 0")
    #expect(try schema.encode(schema.value("{a: {256: x, 1: y}, b: {}}")) == "020100017900010178" + "00")
    try schema.expect(
      value: "{a: [[1, x], [1, y]], b: {}}", fails: ".a[1]: duplicateKey, the key came before")
  }

  @Test("text keys are told apart by their bytes, not by how they look")
  func textKeys() throws {
    let schema = try Schema(fields: "- a: map<string[u8], u8>[u8]")
    // `e` with a combining accent, and the letter that has it.
    let value = try schema.decode("02 03 65cc81 01 02 c3a9 02")
    guard case .map(let entries)? = value["a"] else { return #expect(Bool(false)) }
    #expect(entries.count == 2)
    #expect(try schema.encode(value) == "020365cc810102c3a902")
  }

  @Test("lists of lists")
  func nested() throws {
    let schema = try Schema(fields: "- a: string[u8][u8]\n- b: u8[2][u8]")
    try schema.expect("02 0141 00 01 0102", is: "{a: [A, \"\"], b: [[1, 2]]}")
    try schema.expect("01 02 41", fails: ".a[0] at 0x2: truncated, want 2, have 1")
  }
}
