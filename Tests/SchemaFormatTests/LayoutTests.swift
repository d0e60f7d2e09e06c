import Diagnostics
import Testing

@testable import SchemaFormat

/// Formats a text; the messages of the findings when it is refused.
func formatted(_ text: String) -> String {
  switch SchemaFormatter.format(SourceFile(path: "test.yaml", bytes: Array(text.utf8))) {
  case .formatted(let bytes): String(decoding: bytes, as: UTF8.self)
  case .refused(let findings): "refused: " + findings.map(\.message).joined(separator: "; ")
  }
}

/// A layout and what the formatter makes of it.
struct Example: Sendable, CustomTestStringConvertible {
  let name: String
  let before: String
  let after: String
  var testDescription: String { name }

  init(_ name: String, _ before: String, _ after: String) {
    self.name = name
    self.before = before
    self.after = after
  }
}

@Suite("Canonical layout")
struct LayoutTests {
  @Test("spaces, indentation, blocks and brackets", arguments: structure)
  func laysOut(_ example: Example) {
    #expect(formatted(example.before) == example.after)
    #expect(formatted(example.after) == example.after)
  }

  @Test("quotes only where they are needed", arguments: quotes)
  func spells(_ example: Example) {
    #expect(formatted(example.before) == example.after)
    #expect(formatted(example.after) == example.after)
  }

  @Test("texts over several lines", arguments: texts)
  func indents(_ example: Example) {
    #expect(formatted(example.before) == example.after)
    #expect(formatted(example.after) == example.after)
  }

  @Test("a file that cannot be read is refused with what is wrong with it")
  func refusals() {
    #expect(formatted("") == "refused: the file is empty")
    #expect(formatted("---\n") == "refused: the file is empty")
    #expect(formatted("# a\n") == "refused: the file is empty")
    #expect(formatted("a: 1\na: 2\n") == "refused: duplicate key `a`")
    #expect(formatted("a: &x 1\n") == "refused: anchor `&x` is outside the YAML subset of schemas")
    #expect(formatted("f: {type: u8[4]}\n") == "refused: text with brackets needs quotes inside braces or brackets")
    #expect(formatted("a: \"x\u{2028}y\"\n") == "refused: a line separator other than line feed")
  }

  static let structure = [
    Example("spaces around keys and values", "a:    1\nb :  c\n", "a: 1\nb: c\n"),
    Example("two spaces a level", "a:\n    b:\n         c: 1\n", "a:\n  b:\n    c: 1\n"),
    Example("lists go under their key", "a:\n- b\n-   c\n", "a:\n  - b\n  - c\n"),
    Example(
      "nested lists and mappings", "a:\n-   - 1\n    - 2\n-\n  b: 1\n  c:\n  - 2\n",
      "a:\n  - - 1\n    - 2\n  - b: 1\n    c:\n      - 2\n"),
    Example("brackets on one line", "a: [ b,c ,\n d ]\ne: { f : 1,g: 2,}\n", "a: [b, c, d]\ne: {f: 1, g: 2}\n"),
    Example("pairs without braces", "a: [x: u8,y :  u16]\n", "a: [x: u8, y: u16]\n"),
    Example("nothing stays nothing", "a:\nb: [ ]\nc: { }\nd: {e}\nf:\n  -\n", "a:\nb: []\nc: {}\nd: {e}\n\nf:\n  -\n"),
    Example("one line feed at the end", "a: 1", "a: 1\n"),
    Example("line feeds end lines", "a: 1\r\nb: 2\r", "a: 1\nb: 2\n"),
    Example("no byte order mark", "\u{FEFF}a: 1\n", "a: 1\n"),
    Example("no document marks", "---\na: 1\n...\n", "a: 1\n"),
    Example("no space at the ends of lines", "a: 1  \nb:  \n  c: 2 \n", "a: 1\n\nb:\n  c: 2\n"),
    Example("one blank line at most", "\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    Example("none below a key", "a:\n\n  b: 1\n\n  c: 2\n", "a:\n  b: 1\n\n  c: 2\n"),
    Example(
      "blank lines between sections", "a: 1\nb: 2\nc:\n  d: 1\n# of e\ne:\n  f: 1\ng: 3\n",
      "a: 1\nb: 2\n\nc:\n  d: 1\n\n# of e\ne:\n  f: 1\n\ng: 3\n"),
    Example("questions become keys", "? a\n: 1\n? b\n", "a: 1\nb:\n"),
    Example("a list at the top", "- a\n-  b: 1\n   c: 2\n", "- a\n- b: 1\n  c: 2\n"),
    Example("brackets at the top", "[a,b]", "[a, b]\n"),
    Example("a word at the top", "  a\n", "a\n"),
    Example(
      "what does not fit on a line becomes a block",
      "fields:\n  - slot: {type: \"u16[u16 <= 512]\", doc: A sentence that is much too long to stand on one line with all of the rest\\, really., since: b}\n"
        .replacing("\\,", with: ""),
      """
      fields:
        - slot:
            type: u16[u16 <= 512]
            doc: A sentence that is much too long to stand on one line with all of the rest really.
            since: b

      """),
    Example(
      "long lists of short values fill lines",
      "a:\n- [" + Array(repeating: "12345", count: 40).joined(separator: ",") + "]  # x\n",
      "a:\n  - [\n    " + Array(repeating: "12345,", count: 16).joined(separator: " ") + "\n    "
        + Array(repeating: "12345,", count: 16).joined(separator: " ") + "\n    "
        + Array(repeating: "12345,", count: 7).joined(separator: " ") + " 12345]  # x\n"),
    Example(
      "pairs without braces that do not fit",
      "a: [first: Abcdefghijklmnopqrstuvwxyz, second: Abcdefghijklmnopqrstuvwxyz, third: Abcdefghijklmnopqrstuvwxyz, fourth: Abcdefghijklm]\n",
      """
      a:
        - first: Abcdefghijklmnopqrstuvwxyz
        - second: Abcdefghijklmnopqrstuvwxyz
        - third: Abcdefghijklmnopqrstuvwxyz
        - fourth: Abcdefghijklm

      """),
  ]

  static let quotes = [
    Example("none around names", "a: \"b\"\n'c': 'd e'\n", "a: b\nc: d e\n"),
    Example("types in blocks", "a: 'cstring[<= 64]'\n", "a: cstring[<= 64]\n"),
    Example(
      "types in brackets", "a: {b: 'u8[4]', c: u8?, d: 'map<u8, u8>[u8]'}\n",
      "a: {b: \"u8[4]\", c: u8?, d: \"map<u8, u8>[u8]\"}\n"),
    Example("types that leave brackets", "a: [\"u8[4]\", # four\n b]\n", "a:\n  - u8[4]  # four\n  - b\n"),
    Example(
      "what YAML would misread",
      "a: ['*x', '&x', '!x', '%x', '@x', '`x', '?x', '- x', '-', ':x', 'x: y', 'x:', 'x #y', '#x', '| x', '> x', '']\n",
      "a: [\"*x\", \"&x\", \"!x\", \"%x\", \"@x\", \"`x\", \"?x\", \"- x\", \"-\", \":x\", \"x: y\", \"x:\", \"x #y\", \"#x\", \"| x\", \"> x\", \"\"]\n"
    ),
    Example("merge keys", "'<<': a\n", "\"<<\": a\n"),
    Example("document marks", "a: '--- x'\n'...': b\n", "a: \"--- x\"\n\"...\": b\n"),
    Example("space at the ends", "a: ' b'\nc: 'd '\n", "a: \" b\"\nc: \"d \"\n"),
    Example(
      "harmless signs", "a: 'x#y'\nb: 'x:y'\nc: '-5'\nd: 'a | b'\ne: 'x, [y]'\n",
      "a: x#y\nb: x:y\nc: \"-5\"\nd: a | b\ne: x, [y]\n"),
    Example(
      "what other readers take for values", "a: 'no'\nb: no\nc: \"010\"\nd: 010\ne: '1e3'\n",
      "a: \"no\"\nb: no\nc: \"010\"\nd: 010\ne: \"1e3\"\n"),
    Example("a quoted default is text", "default: 'a'\nd: {default: \"a\"}\n", "default: \"a\"\nd: {default: \"a\"}\n"),
    Example(
      "quotes within quotes", "a: 'say \"hi\", [x'\nb: \"it's: \\\"x\\\"\"\n",
      "a: say \"hi\", [x\nb: \"it's: \\\"x\\\"\"\n"),
    Example(
      "what was plain stays plain", "default: {s: ...a}\nd: {default: ---}\n", "default: {s: ...a}\nd: {default: ---}\n"
    ),
    Example("single ones save backslashes", "a: \"\\\"x\\\" y\"\n", "a: '\"x\" y'\n"),
    Example("escapes stay", "a: \"x\\ty\\n\\u2028\\0\"\n", "a: \"x\\ty\\n\\u2028\\0\"\n"),
    Example("letters of all scripts", "a: \"日本, é\"\n", "a: 日本, é\n"),
  ]

  static let texts = [
    Example("literal", "a: |\n      x\n        y\n\n      z\nb: 1\n", "a: |\n  x\n    y\n\n  z\nb: 1\n"),
    Example("folded", "a:\n    b:   >-\n        x\n        y\n", "a:\n  b: >-\n    x\n    y\n"),
    Example("indentation indicators", "a: |4-\n      x\n    y\n", "a: |2-\n    x\n  y\n"),
    Example("kept blank lines", "a: |+\n  x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
    Example("chomping without need", "a: |+\n  x\nb: |-\n  y\n", "a: |\n  x\nb: |-\n  y\n"),
    Example("no line feed at the end of the file", "a: |\n  x", "a: |-\n  x\n"),
    Example("nothing in a block", "a: |\nb: >-\n", "a: \"\"\nb: \"\"\n"),
    Example("header comments", "a: |   # why\n  x # text\nb: 1\n", "a: |  # why\n  x # text\nb: 1\n"),
    Example("blocks in lists", "-  >\n   x\n- a: |\n   y\n", "- >\n  x\n- a: |\n    y\n"),
    Example("a literal at the top", "|\n  x\n", "|\n  x\n"),
    Example("plain over lines", "a: x\n     y\n\n     z\nb: 1\n", "a: x\n  y\n\n  z\nb: 1\n"),
    Example("quoted over lines", "a: \"x: \n     y\"\n", "a: \"x:\n  y\"\n"),
    Example("escaped line breaks", "a: \"x\\\n     y\"\n", "a: xy\n"),
    Example("plain over lines in brackets", "a: [x\n  y, z]\n", "a: [x y, z]\n"),
  ]
}
