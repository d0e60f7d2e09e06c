import Diagnostics
import Testing

/// Sources that are hard on a terminal.
@Suite("The text report of difficult sources")
struct TextSourceTests {
  /// The two lines of a snippet: the source and its marks.
  private func snippet(_ findings: Findings, _ range: SourceRange) -> String {
    let lines = findings.text(Diagnostic("L1", "m", at: range)).split(separator: "\n", omittingEmptySubsequences: false)
    return lines[3..<5].joined(separator: "\n")
  }

  @Test(arguments: [
    ("a tab is four columns", "\tx:\t«1:y»", "1 |     x:    y\n  |           ^"),
    ("a tab can be marked", "x:«1:\t»y", "1 | x:    y\n  |   ^^^^"),
    ("Han is wide", "名前: «1:値段» 円", "1 | 名前: 値段 円\n  |       ^^^^"),
    ("Hangul is wide", "한글: «1:x»", "1 | 한글: x\n  |       ^"),
    ("full-width Latin is wide", "Ａ«1:Ｂ»", "1 | ＡＢ\n  |   ^^"),
    ("emoji are wide", "🎲: «1:x»", "1 | 🎲: x\n  |     ^"),
    ("joined emoji are one", "👨‍👩‍👧: «1:x»", "1 | 👨‍👩‍👧: x\n  |     ^"),
    ("a skin tone joins", "👍🏽: «1:x»", "1 | 👍🏽: x\n  |     ^"),
    ("flags are wide", "🇩🇪🇫🇷«1:x»", "1 | 🇩🇪🇫🇷x\n  |     ^"),
    ("the emoji selector widens", "❤\u{FE0F}«1:x»", "1 | ❤\u{FE0F}x\n  |   ^"),
    ("combining marks are narrow", "e\u{301}a\u{308}\u{304}: «1:x»", "1 | e\u{301}a\u{308}\u{304}: x\n  |     ^"),
    ("zero-width characters are narrow", "a\u{200B}b\u{200D}: «1:x»", "1 | a\u{200B}b\u{200D}: x\n  |     ^"),
    ("a combining mark is marked with its letter", "ae«1:\u{301}»b", "1 | ae\u{301}b\n  |  ^"),
    ("control characters are pictures", "a\u{1B}[31m\u{7}«1:x»\u{7F}", "1 | a␛[31m␇x␡\n  |        ^"),
    ("what reorders the line is not sent", "a\u{202E}«1:x»\u{2066}", "1 | a\u{FFFD}x\u{FFFD}\n  |   ^"),
    ("C1 controls are not sent", "a\u{9B}«1:x»", "1 | a\u{FFFD}x\n  |   ^"),
    ("a byte order mark is no column", "\u{FEFF}«1:x»: 1", "1 | x: 1\n  | ^"),
    ("CRLF is no text", "x: «1:y»\r\nz: 1\r\n", "1 | x: y\n  |    ^"),
    ("the end of a line can be marked", "x:«1:» \r\n", "1 | x:\n  |   ^"),
    ("a line's terminator can be marked", "x: y«1:\r\n»", "1 | x: y\n  |     ^"),
    ("the end of the file can be marked", "x: [1«1:»", "1 | x: [1\n  |      ^"),
    ("the end of a file with a last newline", "x: [1\n«1:»", "2 |\n  | ^"),
    ("blank space to the end of the file", "x:«1:  \n\n  \n»", "1 | x:\n  |   ^^"),
  ])
  func isShownAligned(what: String, source: String, expected: String) {
    let findings = Findings(("a.yaml", source))
    #expect(snippet(findings, findings["1"]) == expected, "\(what)")
  }

  @Test func bytesThatAreNotTextAreReplaced() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0xE5, 0x90, 0x63, 0x0A]
    let findings = Findings(path: "a.yaml", bytes: bytes)
    let range = SourceRange(file: 0, lower: 6, upper: 7)
    #expect(snippet(findings, range) == "1 | a\u{FFFD}\u{FFFD}b\u{FFFD}c\n  |      ^")
  }

  @Test func aFileWithoutBytesHasOnlyItsPath() {
    let findings = Findings(path: "no/such.yaml", bytes: [])
    let range = SourceRange(file: 0, lower: 0, upper: 0)
    let text = findings.text(Diagnostic("L1", "cannot read `no/such.yaml`", at: range, notes: ["no such file"]))
    #expect(
      text == """
        error[L1]: cannot read `no/such.yaml`
         --> no/such.yaml
          |
          = note: no such file

        1 error

        """)
  }

  @Test func aLabelInAFileWithoutBytesBecomesANote() {
    let findings = Findings(("a.yaml", "«1:x»"), ("b.yaml", ""))
    let there = SourceRange(file: 1, lower: 0, upper: 0)
    let text = findings.text(Diagnostic("L1", "m", at: findings["1"], also: [.init(there, "imports nothing")]))
    #expect(
      text == """
        error[L1]: m
         --> a.yaml:1:1
          |
        1 | x
          | ^
         ::: b.yaml
          |
          = note: imports nothing

        1 error

        """)
  }

  @Test func rangesBeyondTheFileAreItsEnd() {
    let findings = Findings(path: "a.yaml", bytes: Array("x: 1".utf8))
    #expect(snippet(findings, SourceRange(file: 0, lower: 90, upper: 99)) == "1 | x: 1\n  |     ^")
    #expect(snippet(findings, SourceRange(file: 0, lower: 3, upper: 99)) == "1 | x: 1\n  |    ^")
  }

  @Test func aLongLineIsCutAroundTheCaret() {
    let filler = String(repeating: "0123456789", count: 30)
    let findings = Findings(("a.yaml", filler + "«1:mark»" + filler))
    let lines = snippet(findings, findings["1"]).split(separator: "\n")
    let around = "3456789" + String(repeating: "0123456789", count: 5)
    #expect(
      lines[0] == "1 | …" + around + "mark"
        + String(around.reversed().map { "\(9 - ($0.wholeNumberValue ?? 0))" }.joined()) + "…")
    #expect(lines[1] == "  | " + String(repeating: " ", count: 58) + "^^^^")
  }

  @Test func aLongLineKeepsItsBeginningAndItsEnd() {
    let filler = String(repeating: "x", count: 200)
    let atStart = Findings(("a.yaml", "«1:mark»" + filler))
    #expect(snippet(atStart, atStart["1"]) == "1 | mark" + String(repeating: "x", count: 115) + "…\n  | ^^^^")
    let near = Findings(("a.yaml", "key: " + String(repeating: "x", count: 90) + "«1:mark»" + filler))
    #expect(snippet(near, near["1"]).hasPrefix("1 | key: xxx"))
    let atEnd = Findings(("a.yaml", filler + "«1:mark»"))
    #expect(
      snippet(atEnd, atEnd["1"])
        == "1 | …" + String(repeating: "x", count: 115) + "mark\n  | " + String(repeating: " ", count: 116) + "^^^^")
  }

  @Test func aMarkWiderThanTheWindowIsCut() {
    let filler = String(repeating: "x", count: 300)
    let findings = Findings(("a.yaml", "key: «1:" + filler + "» end"))
    #expect(
      snippet(findings, findings["1"])
        == "1 | key: " + String(repeating: "x", count: 114) + "…\n  |      " + String(repeating: "^", count: 115))
  }

  @Test func onlyANeighbourhoodOfAHugeLineIsLaidOut() {
    let filler = String(repeating: "語", count: 300_000)
    let findings = Findings(("a.yaml", filler + "«1:mark»" + filler))
    let lines = snippet(findings, findings["1"]).split(separator: "\n")
    #expect(lines[0].hasPrefix("1 | …") && lines[0].hasSuffix("…") && lines[0].contains("語mark語"))
    #expect(lines[0].unicodeScalars.count < 140)
    #expect(lines[1].hasSuffix("^^^^"))
  }

  @Test func wordsFromTheSourceCannotDriveTheTerminal() {
    let findings = Findings(("a\u{1B}.yaml", "«1:x»"))
    let text = findings.text(
      Diagnostic(
        "L1", "unknown key `\u{1B}[2J`", at: findings["1"], label: "\u{7}", notes: ["\u{9B}"],
        help: [Help("\u{8}" + String(repeating: "x", count: 5000))]))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(text.contains("unknown key `␛[2J`") && text.contains("a␛.yaml"))
    #expect(text.contains("help: ␈x") && text.contains("xxx…\n") && text.count < 1000)
  }
}
