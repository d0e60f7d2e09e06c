import Diagnostics
import SchemaSyntax

/// A text over several lines, ready to be indented anew.
struct TextBlock {
  /// What stands after `key:` or `- `: `>-`, or the first line of a text without a header.
  var head: String
  /// The lines below, without indentation.
  var lines: [String]
  /// Whether `head` is a header, after which a comment may stand.
  var hasHeader: Bool
  /// Whether blank lines after it belong to it.
  var keepsBlanks = false

  /// The scalar as it was written over several lines; nil when it must, or can as well, stand on one line.
  init?(_ scalar: Scalar, in source: SourceFile, parentColumn: Int) {
    switch scalar.style {
    case .literal, .folded: self.init(block: scalar, in: source, parentColumn: parentColumn)
    default: self.init(flow: scalar, in: source, startsLine: parentColumn < 0)
    }
  }

  /// `|` and `>`: the text's own line breaks, indentation and spaces are kept.
  private init?(block scalar: Scalar, in source: SourceFile, parentColumn: Int) {
    let headerEnd = source.endOfLine(at: scalar.range.lower)
    let breaks = scalar.text.utf8.reversed().prefix { $0 == 0x0A }.count
    let body = scalar.text.utf8.dropLast(breaks)
    // A text that ends in a line of spaces cannot be told from the blank lines that may follow it.
    guard scalar.range.upper > headerEnd, body.reversed().prefix(while: { $0 != 0x0A }).contains(where: { $0 != 0x20 })
    else { return nil }
    let raw = source.lines(in: headerEnd..<source.endOfLine(at: scalar.range.upper)).dropFirst()
    let header = source.bytes[scalar.range.lower..<headerEnd].prefix { $0 != UInt8(ascii: "#") }
    let firstLine = raw.first { Self.indentation(of: $0) < $0.utf8.count } ?? ""
    var indent = Self.indentation(of: firstLine)
    if let digit = header.first(where: { (0x31...0x39).contains($0) }) {
      indent = max(parentColumn, 0) + Int(digit - 0x30)
    }
    lines = raw.map { String($0.unicodeScalars.dropFirst(min(indent, Self.indentation(of: $0)))) }
    if scalar.style == .literal, !lines.joined(separator: "\n").utf8.elementsEqual(body) { return nil }
    let needsIndicator = lines.first { !$0.isEmpty }?.utf8.first == 0x20
    head = (scalar.style == .literal ? "|" : ">") + (needsIndicator ? "2" : "")
    if breaks == 0 { head += "-" }
    if breaks > 1 {
      head += "+"
      keepsBlanks = true
      lines += Array(repeating: "", count: breaks - 1)
    }
    hasHeader = true
  }

  private static func indentation(of line: String) -> Int { line.utf8.prefix { $0 == 0x20 }.count }

  /// A plain or quoted text over several lines: the breaks are kept where they only fold.
  private init?(flow scalar: Scalar, in source: SourceFile, startsLine: Bool) {
    let range = scalar.range.lower..<scalar.range.upper
    guard range.contains(where: source.isBreak) else { return nil }
    let raw = source.lines(in: range)
    if scalar.style == .plain, startsLine {
      let joined = scalar.text.split(separator: "\n").joined(separator: " ")
      guard ScalarSpelling.isPlain(joined, inFlow: false) else { return nil }
    }
    var lines: [String] = []
    for (index, line) in raw.enumerated() {
      var bytes = Array(line.utf8)[...]
      if index > 0 { bytes = bytes.drop { $0 == 0x20 } }
      if index < raw.count - 1 {
        while bytes.last == 0x20 { bytes.removeLast() }
        // An escaped line break or space at the end of a line.
        if scalar.style == .doubleQuoted, bytes.last == UInt8(ascii: "\\") { return nil }
      }
      lines.append(String(decoding: bytes, as: UTF8.self))
    }
    head = lines.removeFirst()
    self.lines = lines
    hasHeader = false
  }
}
