import Diagnostics
import SchemaSyntax
import Testing

/// What a finding points at, as text: the proof that carets stand under the thing that is wrong.
private func pointedAt(_ yaml: String) -> [String] {
  let source = SourceFile(path: "x.yaml", bytes: Array(yaml.utf8))
  let document = YAMLReader.read(source, file: 0)
  let parsed = document.root.map { DeclarationParser.parse($0, file: 0).findings } ?? []
  return (document.findings + parsed).map { finding in
    let range = finding.primary.range
    return "\(finding.code) " + String(decoding: source.bytes[range.lower..<range.upper], as: UTF8.self)
  }
}

private func field(_ type: String) -> String {
  "schema: s\nmessages:\n  M: {from: a, opcode: 1, fields: [x: \(type)]}\n"
}

@Suite("Positions inside expressions")
struct PositionTests {
  @Test(
    "a caret is exact in plain, quoted and escaped types",
    arguments: [
      ("\"u8[u16 <= ]\"", "L004 ]"),
      ("'u8[x'", "L004 x"),
      ("\"string\"", "L004 string"),
      ("\"\\x75\\x38[i16]\"", "L004 i16"),
      ("\"\\u00e9\"", "L004 \\u00e9"),
      ("\"u8[u16 <= 4] ä\"", "L004 ä"),
    ])
  func carets(type: String, expected: String) {
    #expect(pointedAt(field(type)) == [expected])
  }

  @Test("wide characters and a byte order mark before the caret do not move it")
  func wide() {
    #expect(pointedAt("\u{FEFF}# 漢字 🙂\r\nschema: s\r\nlinkz: {}\r\n") == ["L003 linkz"])
  }

  @Test("an unquoted bracketed type is one finding, and the rest of the file is still read")
  func unquoted() {
    let yaml = "schema: s\nmessages:\n  M: {from: a, opcode: 1, fields: [x: u8[4], y: u8[u16 <= 4]], dox: no}\n"
    #expect(Set(pointedAt(yaml)) == ["L005 u8[4]", "L005 u8[u16 <= 4]", "L003 dox"])
  }
}

@Suite("The YAML subset")
struct YAMLSubsetTests {
  @Test(
    "what lies outside is refused where it stands",
    arguments: [
      ("schema: &a s\n", "L001 &a"),
      ("schema: !!str s\n", "L001 !!str"),
      ("schema: s\nlinks: *a\n", "L001 *a"),
      ("schema: s\nlinks: {<<: {}}\n", "L001 <<"),
      ("schema: s\n---\nschema: t\n", "L001 ---"),
      ("schema: s\nschema: t\n", "L002 schema"),
    ])
  func refused(yaml: String, expected: String) {
    #expect(pointedAt(yaml).first == expected)
  }

  @Test("scalars are raw text: YAML's own types play no part")
  func rawText() {
    let yaml = "schema: NO\nrevisions: [3.10, on, 1e3, 010]\n"
    let source = SourceFile(path: "x.yaml", bytes: Array(yaml.utf8))
    let syntax = YAMLReader.read(source, file: 0).root.map { DeclarationParser.parse($0, file: 0).syntax }
    #expect(syntax?.name?.value == "NO")
    #expect(syntax?.revisions?.value.map(\.value) == ["3.10", "on", "1e3", "010"])
  }

  @Test(
    "integers in every spelling",
    arguments: [("12", 12), ("010", 10), ("0x0C", 12), ("0b1100", 12), ("1_200", 1200), ("-5", -5)]
      as [(String, Int128)])
  func integers(text: String, value: Int128) {
    #expect(IntegerLiteral.value(of: text) == value)
  }

  @Test("what only looks like an integer is none", arguments: ["", "_1", "1_", "1__2", "0x", "0xG", "1.0", "+1", "１"])
  func notIntegers(text: String) {
    #expect(IntegerLiteral.value(of: text) == nil)
  }

  @Test("sizes may carry a unit")
  func sizes() {
    #expect(IntegerLiteral.size(of: "64KiB") == 65536)
    #expect(IntegerLiteral.size(of: "1MiB") == 1_048_576)
    #expect(IntegerLiteral.size(of: "1GiB") == nil)
  }

  @Test("nesting is bounded", arguments: [64, 65, 10_000])
  func nesting(depth: Int) {
    let yaml = "schema: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let findings = pointedAt(yaml)
    // The file's own mapping is the first level.
    #expect(findings.contains { $0.hasPrefix("L001") } == (depth >= 64))
  }
}
