import JSONText
import Testing

@Suite("Reading JSON")
struct JSONParserTests {
  @Test(
    arguments: [
      ("null", JSON.null), (" true ", true), ("false", false), ("\t[\n]\r\n", []), ("{ }", [:]),
      (#"{"b":1,"a":[true,{"c":null}]}"#, ["b": 1, "a": [true, ["c": .null]]]),
      (#""\u00e9\u4e2d\ud83c\udfb2\/\"""#, "é中🎲/\""), ("\"é🎲\u{7F}\"", "é🎲\u{7F}"),
    ] as [(String, JSON)])
  func values(text: String, expected: JSON) throws {
    #expect(try JSON(parsing: text) == expected)
  }

  @Test(arguments: ["0", "-0", "10", "-1.50", "1e400", "0.1E-7", "2e+05", "123456789012345678901234567890"])
  func numbersKeepTheirText(text: String) throws {
    #expect(try JSON(parsing: text) == .number(text))
    #expect(try JSON(parsing: "[\(text)]").compact() == "[\(text)]")
  }

  @Test func membersKeepTheirOrder() throws {
    let text = #"{"z":1,"a":2,"m":3}"#
    #expect(try JSON(parsing: text).compact() == text)
  }

  @Test(arguments: [
    ("", 0, "expected a value, found the end"),
    (" ", 1, "expected a value, found the end"),
    ("nul", 0, "expected a value, found `n`"),
    ("True", 0, "expected a value, found `T`"),
    ("1 2", 2, "expected the end, found `2`"),
    ("01", 1, "expected the end, found `1`"),
    ("+1", 0, "expected a value, found `+`"),
    (".5", 0, "expected a value, found `.`"),
    ("-", 1, "expected a digit, found the end"),
    ("1.", 2, "expected a digit, found the end"),
    ("1e+", 3, "expected a digit, found the end"),
    ("NaN", 0, "expected a value, found `N`"),
    ("[1,]", 3, "expected a value, found `]`"),
    ("[1 2]", 3, "expected `,` or `]`, found `2`"),
    ("[", 1, "expected a value, found the end"),
    ("{a:1}", 1, "expected a name in quotes, found `a`"),
    (#"{"a"}"#, 4, "expected `:`, found `}`"),
    (#"{"a":1,}"#, 7, "expected a name in quotes, found `}`"),
    (#"{"a":1"#, 6, "expected `,` or `}`, found the end"),
    (#"{"a":1,"a":2}"#, 7, "the name `a` comes twice"),
    ("// x", 0, "expected a value, found `/`"),
    ("\u{FEFF}1", 0, "expected a value, found byte 0xEF"),
    ("\"a", 2, "expected `\"`, found the end"),
    ("\"a\n\"", 2, "a control character in a string must be escaped"),
    ("\"\\n\u{0}\"", 3, "a control character in a string must be escaped"),
    (#""\x""#, 1, "not an escape of JSON"),
    (#""\"#, 2, "expected an escape, found the end"),
    (#""\u12g4""#, 5, "expected four hexadecimal digits, found `g`"),
    (#""a\ud800""#, 2, "half of a surrogate pair"),
    (#""\udc00\ud800""#, 1, "half of a surrogate pair"),
    (#""\ud800\u0041""#, 1, "half of a surrogate pair"),
    ("[1]\u{0}", 3, "expected the end, found byte 0x0"),
  ])
  func errorsSayWhere(text: String, offset: Int, message: String) {
    #expect(throws: JSON.ParseError(offset: offset, message: message)) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0x5C, 0x6E, 0x62, 0xE5, 0x90, 0x22], 4), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
    ] as [([UInt8], Int)])
  func whatIsNotUTF8IsRefused(bytes: [UInt8], offset: Int) {
    #expect(throws: JSON.ParseError(offset: offset, message: "not UTF-8")) { try JSON(parsing: bytes) }
  }

  @Test func nestingIsLimited() throws {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    #expect(try JSON(parsing: deep(256)) != .null)
    #expect(throws: JSON.ParseError(offset: 256, message: "nested deeper than 256 levels")) {
      try JSON(parsing: deep(257))
    }
    #expect(throws: JSON.ParseError.self) { try JSON(parsing: String(repeating: "{\"a\":[", count: 1_000_000)) }
    #expect(try JSON(parsing: deep(3), maximumDepth: 3) == [[[]]])
  }

  @Test func namesAreComparedByTheirBytesInLargeObjectsToo() throws {
    let names = (0..<5000).map { "\"n\($0)\":\($0)" } + ["\"é\":1", "\"e\u{301}\":2"]
    let text = "{" + names.joined(separator: ",") + "}"
    #expect(try JSON(parsing: text).compact() == text)
    #expect(throws: JSON.ParseError.self) { try JSON(parsing: String(text.dropLast()) + ",\"n4999\":0}") }
    #expect(throws: JSON.ParseError.self) { try JSON(parsing: String(text.dropLast()) + ",\"n3\":0}") }
  }

  @Test func errorsReadAsASentence() {
    #expect(JSON.ParseError(offset: 7, message: "not UTF-8").description == "at byte 7: not UTF-8")
  }

  @Test func whatIsWrittenIsReadBackAndAnyDamageIsSurvived() throws {
    let source: JSON = ["é\u{1}": ["x", -1, [:], [[]], true, .number("1.5e-3")], "\u{9B}🎲": .null]
    for text in [source.compact(), source.pretty()] {
      let bytes = Array(text.utf8)
      #expect(try JSON(parsing: bytes) == source)
      for index in bytes.indices {
        for byte in [0x00, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] as [UInt8] {
          var damaged = bytes
          damaged[index] = byte
          if let read = try? JSON(parsing: damaged) { #expect(try JSON(parsing: read.compact()) == read) }
        }
        #expect(throws: JSON.ParseError.self) {
          try JSON(parsing: Array(bytes[..<max(0, min(index, text.utf8.count - 2))]))
        }
      }
    }
  }
}
