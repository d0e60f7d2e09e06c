import Testing

@testable import WireInterpreter

@Suite("Text and bytes")
struct TextTests {
  @Test("counted text is UTF-8")
  func counted() throws {
    let schema = try Schema(fields: "- a: string[u8 <= 4]\n- b: bytes[u8]")
    try schema.expect("02 c3a9 03 00ff80", is: "{a: é, b: 00ff80}")
    try schema.expect("05", fails: ".a at 0x0: limit, at most 4, found 5")
    try schema.expect("02 c3", fails: ".a at 0x1: truncated, want 2, have 1")
    try schema.expect("02 c3c3 00", fails: ".a at 0x0: utf8, the text is not UTF-8")
    try schema.expect(value: "{a: éée, b: \"\"}", fails: ".a: limit, at most 4, found 5")
  }

  @Test("a link may repair text")
  func repaired() throws {
    let schema = try Schema(fields: "- a: string[u8]", link: ", text: repair")
    try schema.expect(dirty: "03 41ff42", is: "{a: \"A\u{FFFD}B\"}", noncanonicalAt: 0)
    try schema.expect("02 c3a9", is: "{a: é}")
  }

  @Test("counted text with a NUL at its end")
  func countedWithTerminator() throws {
    let schema = try Schema(fields: "- a: stringz[u16 <= 4]")
    try schema.expect("0300 414200", is: "{a: AB}")
    try schema.expect("0100 00", is: "{a: \"\"}")
    try schema.expect("0300 410000", is: "{a: \"A\\0\"}")
    try schema.expect("0000", fails: ".a at 0x0: unterminated, no NUL ends the text")
    try schema.expect("0200 4142", fails: ".a at 0x0: unterminated, no NUL ends the text")
    try schema.expect("0500", fails: ".a at 0x0: limit, at most 4, found 5")
    try schema.expect(value: "{a: ABCD}", fails: ".a: limit, at most 4, found 5")
  }

  @Test("a buffer padded with NULs")
  func padded() throws {
    let schema = try Schema(fields: "- a: stringz[4]")
    try schema.expect("41420000", is: "{a: AB}")
    try schema.expect("41424344", is: "{a: ABCD}")
    try schema.expect(dirty: "41004300", is: "{a: A}", noncanonicalAt: 0)
    try schema.expect("4100", fails: ".a at 0x0: truncated, want 4, have 2")
    try schema.expect(value: "{a: ABCDE}", fails: ".a: limit, at most 4, found 5")
    try schema.expect(value: "{a: \"A\\0\"}", fails: ".a: unterminated, the text holds a NUL")
  }

  @Test("text up to a NUL")
  func terminated() throws {
    let schema = try Schema(fields: "- a: cstring[<= 3]\n- b: u8")
    try schema.expect("41424300 07", is: "{a: ABC, b: 7}")
    try schema.expect("00 07", is: "{a: \"\", b: 7}")
    try schema.expect("4142434400", fails: ".a at 0x0: limit, at most 3, found 4")
    try schema.expect("414243", fails: ".a at 0x0: unterminated, no NUL ends the text")
    try schema.expect("", fails: ".a at 0x0: unterminated, no NUL ends the text")
    try schema.expect(value: "{a: ABCD, b: 0}", fails: ".a: limit, at most 3, found 4")
    try schema.expect(value: "{a: \"\\0\", b: 0}", fails: ".a: unterminated, the text holds a NUL")
  }

  @Test("fixed and field-counted text and bytes")
  func fixed() throws {
    let schema = try Schema(fields: "- n: u8\n- a: string[n]\n- b: bytes[2]")
    try schema.expect("03 414243 0102", is: "{a: ABC, b: 0102}")
    try schema.expect("03 4142", fails: ".a at 0x1: truncated, want 3, have 2")
    try schema.expect(value: "{a: x, b: 01}", fails: ".b: limit, at least 2, found 1")
  }
}
