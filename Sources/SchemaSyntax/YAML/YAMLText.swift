import Diagnostics

/// A file's text as libyaml is given it, and the way back from libyaml's character marks to byte offsets.
///
/// Checks what must be known before parsing: UTF-8, NUL and control characters, tabs. Tabs are read as spaces
/// after they were reported, and a masked type expression as letters, so that offsets never move.
struct YAMLText {
  private let source: SourceFile
  private let file: Int
  /// What libyaml reads: the file without its byte order mark, same length otherwise.
  private(set) var working: [UInt8]
  private(set) var findings: [Diagnostic] = []
  private(set) var isReadable = true
  private let markLength: Int
  /// Byte offsets by character; empty when every character is one byte.
  private var characterOffsets: [Int32] = []
  private var masked: [Range<Int>] = []

  init(_ source: SourceFile, file: Int) {
    self.source = source
    self.file = file
    markLength = source.hasByteOrderMark ? 3 : 0
    working = markLength == 0 ? source.bytes : Array(source.bytes.dropFirst(markLength))
    scan()
  }

  private mutating func scan() {
    if working.isEmpty {
      isReadable = false
      findings.append(nothingToRead)
      return
    }
    guard let invalid = firstInvalidByte() else { return }
    switch invalid.byte {
    case 0: refuse(invalid.offset..<invalid.offset + 1, "NUL byte", "a schema is text: is this a binary file?")
    case 0..<0x20, 0x7F:
      refuse(invalid.offset..<invalid.offset + 1, "control character 0x\(hex(invalid.byte))", "remove it")
    case _ where lengthOfScalar(at: invalid.offset) != nil:
      refuse(
        invalid.offset..<invalid.offset + 1, "a line separator other than line feed",
        "end lines with a line feed; inside a text in double quotes write \\N, \\L or \\P")
    default:
      refuse(
        invalid.offset..<invalid.offset + 1, "byte 0x\(hex(invalid.byte)) is not valid UTF-8",
        looksLikeUTF16 ? "the file seems to be UTF-16: save it as UTF-8" : "save the file as UTF-8")
    }
  }

  private var looksLikeUTF16: Bool { working.starts(with: [0xFF, 0xFE]) || working.starts(with: [0xFE, 0xFF]) }

  private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// The finding for a file without a document.
  var nothingToRead: Diagnostic {
    Diagnostic("L001", "the file is empty", at: place(0..<0), help: [Help("begin with `schema: NAME`")])
  }

  private mutating func refuse(_ range: Range<Int>, _ message: String, _ help: String) {
    isReadable = false
    findings.append(Diagnostic("L001", message, at: place(range), help: [Help(help)]))
  }

  /// One pass over the bytes: validates UTF-8, notes tabs, counts characters; stops at what cannot be read.
  private mutating func firstInvalidByte() -> (offset: Int, byte: UInt8)? {
    var isASCII = true
    var lastTabLine = -1
    var line = 0
    var index = 0
    while index < working.count {
      let byte = working[index]
      if byte < 0x80 {
        if byte == 0x0A {
          line += 1
        } else if byte == 0x09 {
          working[index] = 0x20
          if line != lastTabLine, findings.count < 1000 {
            lastTabLine = line
            reportTab(index)
          }
        } else if byte < 0x20 && byte != 0x0D || byte == 0x7F {
          return (index, byte)
        }
        index += 1
        continue
      }
      isASCII = false
      guard let length = lengthOfScalar(at: index), !isSeparator(at: index) else { return (index, byte) }
      index += length
    }
    if !isASCII { countCharacters() }
    return nil
  }

  private mutating func reportTab(_ offset: Int) {
    var end = offset
    while end < working.count, source.bytes[end + markLength] == 0x09 { end += 1 }
    let range = place(offset..<end)
    findings.append(
      Diagnostic(
        "L001", "a tab is outside the YAML subset of schemas", at: range, label: "indent with spaces",
        help: [
          Help("use spaces", edits: [TextEdit(range, String(repeating: "  ", count: end - offset))])
        ]))
  }

  /// The length of a valid multi-byte scalar: no overlong forms, surrogates, C1 controls or values past U+10FFFF.
  private func lengthOfScalar(at index: Int) -> Int? {
    let lead = working[index]
    let length = lead & 0xE0 == 0xC0 ? 2 : lead & 0xF0 == 0xE0 ? 3 : lead & 0xF8 == 0xF0 ? 4 : 0
    guard length > 0, index + length <= working.count else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for position in index + 1..<index + length {
      guard working[position] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(working[position] & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
    // libyaml refuses C1 controls other than NEL, surrogates and the two non-characters.
    guard value >= least, value >= 0xA0 || value == 0x85, Unicode.Scalar(value) != nil, value != 0xFFFE,
      value != 0xFFFF
    else { return nil }
    return length
  }

  /// NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR: libyaml ends lines with them, editors and newer YAML do not.
  private func isSeparator(at index: Int) -> Bool {
    switch working[index] {
    case 0xC2: working[index + 1] == 0x85
    case 0xE2: working[index + 1] == 0x80 && working[index + 2] | 1 == 0xA9
    default: false
    }
  }

  private mutating func countCharacters() {
    characterOffsets.reserveCapacity(working.count + 1)
    for index in working.indices where working[index] & 0xC0 != 0x80 { characterOffsets.append(Int32(index)) }
    characterOffsets.append(Int32(working.count))
  }

  /// A byte offset in the file for one of libyaml's character indexes.
  func offset(ofCharacter index: Int) -> Int {
    let clamped = min(max(index, 0), characterOffsets.isEmpty ? working.count : characterOffsets.count - 1)
    return (characterOffsets.isEmpty ? clamped : Int(characterOffsets[clamped])) + markLength
  }

  private func place(_ range: Range<Int>) -> SourceRange {
    SourceRange(file: file, lower: range.lowerBound + markLength, upper: range.upperBound + markLength)
  }

  /// A scalar with its range trimmed to what people see, and its offsets where escapes shift them.
  func scalar(_ text: String, range: SourceRange, style: Scalar.Style) -> Scalar {
    var range = range
    var text = text
    switch style {
    case .literal, .folded:
      while range.upper > range.lower, source.bytes[range.upper - 1] <= 0x20 { range.upper -= 1 }
    case .plain:
      if masked.contains(where: { $0.overlaps(range.lower..<range.upper) }) {
        text = String(decoding: source.bytes[range.lower..<range.upper], as: UTF8.self)
      }
    case .singleQuoted, .doubleQuoted:
      let content = range.lower + 1..<max(range.lower + 1, range.upper - 1)
      if text.utf8.count != content.count {
        let offsets = ScalarOffsets.map(source.bytes, content, isDouble: style == .doubleQuoted)
        var scalar = Scalar(text: text, range: range, style: style, offsets: offsets)
        scalar.spansLines = source.bytes[content].contains(0x0A)
        return scalar
      }
    }
    var scalar = Scalar(text: text, range: range, style: style)
    scalar.spansLines =
      text.utf8.count != range.upper - range.lower && source.bytes[range.lower..<range.upper].contains(0x0A)
    return scalar
  }

  /// A range and the spaces behind it.
  func withSpaces(after range: SourceRange) -> SourceRange {
    var upper = range.upper
    while upper < source.bytes.count, source.bytes[upper] == 0x20 { upper += 1 }
    return SourceRange(file: file, lower: range.lower, upper: upper)
  }

  /// Where `needle` stands just before or inside `range`: anchors and tags are not part of libyaml's marks.
  func span(of needle: String, near range: SourceRange) -> SourceRange {
    let bytes = Array(needle.utf8)
    let last = min(range.upper, source.bytes.count) - bytes.count
    var start = min(range.lower, max(last, 0))
    while start >= max(0, range.lower - 200) {
      if start + bytes.count <= source.bytes.count, source.bytes[start..<start + bytes.count].elementsEqual(bytes) {
        return SourceRange(file: file, lower: start, upper: start + bytes.count)
      }
      start -= 1
    }
    return SourceRange(file: file, lower: range.lower, upper: range.lower + 1)
  }
}

// MARK: - What went wrong

extension YAMLText {
  /// libyaml's complaint as a finding, in words that name the usual cause.
  ///
  /// What is never closed is shown where it was opened: `context` is where libyaml began to read it.
  ///
  /// Nil when a tab explains it, which was reported.
  func syntaxError(at offset: Int, _ problem: String, context: Int?, lastQuote: SourceRange?) -> Diagnostic? {
    let stop = character(at: offset)
    let line = source.line(at: offset)
    guard !findings.contains(where: { (line - 1...line).contains(source.line(at: $0.primary.range.lower)) }) else {
      return nil
    }
    if let lastQuote, source.line(at: lastQuote.upper) == line, lastQuote.upper <= offset {
      return Diagnostic(
        "L001", "not YAML: this quote is not closed on its line", at: character(at: lastQuote.lower),
        also: [
          .init(character(at: lastQuote.upper - 1), "the next quote ends the text"),
          .init(stop, "reading stopped here"),
        ],
        help: [Help("close it")])
    }
    if let context, let what = unfinished(problem, at: context) {
      let start = character(at: context)
      let also = stop.lower < source.bytes.count ? [Diagnostic.Label(stop, "reading stopped here")] : []
      return Diagnostic("L001", "not YAML: \(what.message)", at: start, also: also, help: [Help(what.help)])
    }
    let help: [Help]
    switch problem {
    case "mapping values are not allowed in this context":
      help = [Help(adviceOnColon(at: offset, line))]
    case "did not find expected key":
      help = [Help("check the indentation of this line and of the lines above")]
    case "block sequence entries are not allowed in this context":
      help = [Help("begin the list on the line below its key")]
    case "found character that cannot start any token":
      help = [Help("put text that begins with this character in quotes")]
    case "found unknown escape character":
      help = [Help("write `\\\\` for a backslash, or use single quotes")]
    case let problem where problem.hasPrefix("nested deeper"):
      help = [Help("name the inner parts as types of their own")]
    default: help = []
    }
    return Diagnostic("L001", "not YAML: \(problem)", at: stop, label: "reading stopped here", help: help)
  }

  /// A colon too many: inside a text, or on a line that continues the text of the line above.
  private func adviceOnColon(at offset: Int, _ line: Int) -> String {
    let before = source.contents(ofLine: line).lowerBound..<offset
    guard line > 1, !source.bytes[before].contains(UInt8(ascii: ":")) else {
      return "put text that contains `: ` in quotes; attributes of a field stand in braces: `name: {type: u32, doc: …}`"
    }
    return
      "line \(line - 1) has a value, and this line is read as more of it: indent it less, or give line \(line - 1) no value"
  }

  /// What began at `context` and has no end, in our own words.
  private func unfinished(_ problem: String, at context: Int) -> (message: String, help: String)? {
    if problem.hasPrefix("did not find expected ',' or") {
      return ("this is not closed", "close it, or put a comma between its entries")
    }
    switch problem {
    case "found unexpected end of stream": return ("this quote is not closed", "close it")
    case "could not find expected ':'":
      return ("a key without a value", "write `key: value`, with a space after the colon")
    default: return nil
    }
  }

  /// The character at an offset; empty at the end of the file.
  private func character(at offset: Int) -> SourceRange {
    let lower = min(offset, source.bytes.count)
    var upper = min(lower + 1, source.bytes.count)
    while upper < source.bytes.count, source.bytes[upper] & 0xC0 == 0x80 { upper += 1 }
    return SourceRange(file: file, lower: lower, upper: upper)
  }

  /// When parsing stopped at the `[` of an unquoted type inside braces, reports L005 and hides its brackets.
  mutating func maskUnquotedType(at offset: Int) -> Bool {
    let bytes = source.bytes
    guard offset > 0, offset < bytes.count, bytes[offset] == UInt8(ascii: "["), isNameByte(bytes[offset - 1])
    else { return false }
    var lower = offset
    while lower > 0, bytes[lower - 1] != 0x0A {
      if bytes[lower] == 0x20, bytes[lower - 1] == UInt8(ascii: ":") { break }
      lower -= 1
    }
    while lower < offset, bytes[lower] == 0x20 { lower += 1 }
    var upper = offset
    var depth = 0
    scan: while upper < bytes.count {
      switch bytes[upper] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: "}"), UInt8(ascii: "#"), 0x0A, 0x0D: break scan
      case UInt8(ascii: ",") where depth == 0: break scan
      default: break
      }
      upper += 1
    }
    guard depth == 0, upper > offset else { return false }
    while upper > offset, bytes[upper - 1] == 0x20 { upper -= 1 }
    guard !masked.contains(where: { $0.overlaps(lower..<upper) }) else { return false }
    masked.append(lower..<upper)
    for index in lower..<upper where bytes[index] < 0x80 { working[index - markLength] = UInt8(ascii: "x") }
    let range = SourceRange(file: file, lower: lower, upper: upper)
    let spelling = String(decoding: bytes[lower..<upper], as: UTF8.self)
    findings.append(
      Diagnostic(
        "L005", "text with brackets needs quotes inside braces or brackets", at: range,
        label: "YAML reads `[` as the start of a list",
        help: [Help("quote it: `\"\(spelling)\"`", edits: [TextEdit(range, "\"\(spelling)\"")])]))
    return true
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ">"), UInt8(ascii: "]"),
      UInt8(ascii: "?"), 0x20:
      true
    default: false
    }
  }
}
