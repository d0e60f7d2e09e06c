import Testing
import Wire

@Suite("Text and bytes")
struct TextTests {
  func counted(_ reader: inout WireReader) throws(DecodeError) -> String {
    try reader.string("x", bytes: reader.count("x", reader.u8("x"), limit: 12), prefix: 1)
  }

  @Test("text after its count")
  func prefixed() throws {
    #expect(try read([3, 0xE2, 0x82, 0xAC], counted) == "€")
    #expect(try read([0], counted) == "")
    #expect(try read([2, 0x61, 0], counted) == "a\0")
    #expect(failure([4, 0x61], counted)?.description == "x at 0x1: truncated, want 4, have 1")
    #expect(failure([13], counted)?.description == "x at 0x0: limit, at most 12, found 13")
    #expect(failure([2, 0x61, 0xFF], counted)?.description == "x at 0x0: utf8, the text is not UTF-8")
    #expect(try read([2, 0x61, 0xFF], rules: repairing, counted) == "a\u{FFFD}")
    let both = WireRules(repairsText: true, strict: true)
    #expect(failure([2, 0x61, 0xFF], rules: both, counted)?.kind == .noncanonical)
    #expect(try written { writer throws(EncodeError) in writer.string("€") } == [0xE2, 0x82, 0xAC])
  }

  @Test("counted bytes that end in NUL")
  func stringz() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      try reader.stringz("x", bytes: reader.count("x", reader.u16("x")), prefix: 2)
    }
    #expect(try read([2, 0, 0x61, 0], body) == "a")
    #expect(try read([3, 0, 0x61, 0, 0], body) == "a\0")
    #expect(failure([0, 0], body)?.description == "x at 0x0: unterminated, no NUL ends the text")
    #expect(failure([1, 0, 0x61], body)?.kind == .unterminated)
    #expect(failure([2, 0, 0x61], body)?.description == "x at 0x2: truncated, want 2, have 1")
    #expect(try written { writer throws(EncodeError) in writer.stringz("a") } == [0x61, 0])
  }

  @Test("a buffer filled up with NUL")
  func padded() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in try reader.stringz("x", padded: 4) }
    #expect(try read([0x61, 0x62, 0, 0], body) == "ab")
    #expect(try read([0x61, 0x62, 0x63, 0x64], body) == "abcd")
    #expect(try read([0x61, 0, 0x63, 0], body) == "a")
    #expect(failure([0x61, 0, 0x63, 0], rules: strict, body)?.kind == .noncanonical)
    #expect(failure([0x61, 0, 0], body)?.kind == .truncated)
    func write(_ text: String) throws(EncodeError) -> [UInt8] {
      try written { writer throws(EncodeError) in try writer.stringz(text, padded: 4, "x") }
    }
    #expect(try write("ab") == [0x61, 0x62, 0, 0])
    #expect(try write("abcd") == [0x61, 0x62, 0x63, 0x64])
    #expect(throws: EncodeError(.limit, "x", wanted: 4, had: 5)) { try write("abcde") }
    #expect(throws: EncodeError(.unterminated, "x")) { try write("a\0b") }
    #expect(throws: EncodeError(.unterminated, "x"), "whatever its length") { try write("abcd\0") }
  }

  @Test("text up to a NUL, within a limit")
  func cstring() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in try reader.cstring("x", limit: 3) }
    #expect(try read([0], body) == "")
    #expect(try read([0x61, 0x62, 0x63, 0], body) == "abc")
    #expect(failure([], body)?.description == "x at 0x0: unterminated, no NUL ends the text")
    #expect(failure([0x61, 0x62, 0x63], body)?.kind == .unterminated)
    #expect(failure([0x61, 0x62, 0x63, 0x64], body)?.description == "x at 0x0: limit, at most 3, found 4")
    #expect(failure([0x61, 0x62, 0x63, 0x64, 0], body)?.kind == .limit)
    #expect(throws: EncodeError(.limit, "x", wanted: 3, had: 4)) {
      try written { writer throws(EncodeError) in try writer.cstring("abcd", limit: 3, "x") }
    }
    #expect(throws: EncodeError(.unterminated, "x")) {
      try written { writer throws(EncodeError) in try writer.cstring("a\0", limit: 3, "x") }
    }
    #expect(throws: EncodeError(.unterminated, "x"), "whatever its length") {
      try written { writer throws(EncodeError) in try writer.cstring("abc\0", limit: 3, "x") }
    }
  }

  @Test("a constant text is compared by its bytes")
  func constant() {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      try reader.constant("x", reader.string("x", bytes: 2), equals: "é", at: 0)
    }
    #expect(failure(Array("é".utf8), body) == nil)
    #expect(failure([0x61, 0x62], body)?.kind == .constant)
  }

  @Test("bytes, and bytes to the end of the scope")
  func bytes() throws {
    #expect(try read([1, 2]) { reader throws(DecodeError) in try reader.bytes("x", count: 2) } == [1, 2])
    var kept: [UInt8] = [9, 9, 9]
    try read([1, 2]) { reader throws(DecodeError) in try reader.bytes("x", count: 2, into: &kept) }
    #expect(kept == [1, 2])
    let rest = { (reader: inout WireReader) throws(DecodeError) in
      let bytes = try reader.bytes("x", count: reader.rest("x", tail: 1, limit: 2))
      _ = try reader.u8("tail")
      return bytes
    }
    #expect(try read([1, 2, 3], rest) == [1, 2])
    #expect(try read([3], rest) == [])
    #expect(failure([], rest)?.description == "tail at 0x0: truncated, want 1, have 0")
    #expect(failure([1, 2, 3, 4], rest)?.description == "x at 0x0: limit, at most 2, found 3")
    #expect(failure([1]) { reader throws(DecodeError) in try reader.bytes("x", count: .max) }?.kind == .truncated)
  }
}
