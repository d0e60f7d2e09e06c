import Diagnostics
import Fixtures
import SchemaSyntax
import Testing

@Suite("Bytes written as hex")
struct HexTextTests {
  private func hex(_ yaml: String) throws -> HexText {
    let source = SourceFile(path: "x.yaml", bytes: Array(("hex: " + yaml).utf8))
    guard case .mapping(let mapping)? = YAMLReader.read(source, file: 0).root,
      case .scalar(let scalar)? = mapping.entries.first?.value
    else { throw Problem.notAScalar }
    return HexText(scalar, in: source)
  }

  private enum Problem: Error { case notAScalar }

  @Test(
    "blanks and comments do not count",
    arguments: [
      "0a1B 2c", "'0a1B2c'", "\"0a 1b 2C\"", "|\n  0a1b   # first: 99\n  # all of it\n  2c", "0a 1\n  b2c",
    ])
  func bytes(_ yaml: String) throws {
    #expect(try hex(yaml).bytes() == [0x0A, 0x1B, 0x2C])
  }

  @Test("nothing is no bytes", arguments: ["\"\"", "", "|\n  # nothing yet"])
  func empty(_ yaml: String) throws {
    #expect(try hex(yaml).bytes() == [])
  }

  @Test("what is no digit is pointed at")
  func notADigit() throws {
    #expect(throws: HexText.Problem.notADigit("g", at: SourceRange(file: 0, lower: 8, upper: 9))) {
      try hex("0a g0").bytes()
    }
    #expect(throws: HexText.Problem.notADigit("é", at: SourceRange(file: 0, lower: 6, upper: 8))) {
      try hex("\"é0\"").bytes()
    }
  }

  @Test("half a byte is pointed at: the group with it, or all when there is only one")
  func halfAByte() throws {
    #expect(throws: HexText.Problem.halfAByte(SourceRange(file: 0, lower: 8, upper: 11))) {
      try hex("0a 1b2 3c").bytes()
    }
    #expect(throws: HexText.Problem.halfAByte(SourceRange(file: 0, lower: 5, upper: 10))) {
      try hex("\"0a1\"").bytes()
    }
  }

  @Test("bytes are found again, past comments, up to the end of their line")
  func ranges() throws {
    let hex = try hex("|\n  0a1b   # 99\n  2c3d")
    #expect(hex.range(of: 1..<2) == SourceRange(file: 0, lower: 11, upper: 13))
    #expect(hex.range(of: 2..<4) == SourceRange(file: 0, lower: 23, upper: 27))
    #expect(hex.range(of: 4..<5) == SourceRange(file: 0, lower: 27, upper: 27))
  }
}

@Suite("Bytes side by side")
struct ByteComparisonTests {
  @Test("the first difference is marked, with the line before")
  func lines() {
    let expected: [UInt8] = [7, 0, 0, 0, 3, 0, 0xE8, 3, 0, 0, 0x17, 0xFF, 1]
    var found = expected
    found[10] = 0x18
    let comparison = ByteComparison(expected: expected, found: found)
    #expect(comparison.firstDifference == 10)
    #expect(
      comparison.lines == [
        "      expected                  found",
        "0x00  07 00 00 00 03 00 e8 03   07 00 00 00 03 00 e8 03",
        "0x08  00 00 17 ff 01            00 00 18 ff 01",
        "            ^^                        ^^",
      ])
  }

  @Test("the shorter one ends where the difference is")
  func lengths() {
    let comparison = ByteComparison(expected: [1, 2], found: [1, 2, 3])
    #expect(comparison.firstDifference == 2)
    #expect(
      comparison.lines == [
        "     expected                  found",
        "0x0  01 02                     01 02 03",
        "           ^^                        ^^",
      ])
    #expect(ByteComparison(expected: [1], found: [1]).lines.isEmpty)
  }
}
