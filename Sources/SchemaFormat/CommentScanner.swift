import Diagnostics
import SchemaSyntax

/// A comment and where it stood.
struct Comment {
  /// From its `#`, without space at the end.
  var text: String
  /// The offset of its `#`.
  var offset: Int
  /// Its line, from 1.
  var line: Int
  /// Its column in Unicode scalars, from 1.
  var column: Int
  /// Whether nothing but space stands before it on its line.
  var isAlone: Bool
}

/// Finds the comments of a file, which libyaml drops: any `#` that is not inside a scalar begins one.
struct CommentScanner {
  private let source: SourceFile
  private var position = 0
  private var comments: [Comment] = []

  /// All comments, in the order of the file.
  static func comments(of source: SourceFile, in root: Node) -> [Comment] {
    var scanner = CommentScanner(source: source)
    scanner.visit(root)
    scanner.scan(to: source.bytes.count)
    return scanner.comments
  }

  private init(source: SourceFile) { self.source = source }

  private mutating func visit(_ node: Node) {
    switch node {
    case .scalar(let scalar): visit(scalar)
    case .sequence(let sequence):
      for element in sequence.elements { visit(element) }
    case .mapping(let mapping):
      for entry in mapping.entries {
        visit(entry.key)
        visit(entry.value)
      }
    }
  }

  private mutating func visit(_ scalar: Scalar) {
    scan(to: scalar.range.lower)
    switch scalar.style {
    case .literal, .folded:
      // The header may carry a comment, the text below it none.
      scan(to: source.endOfLine(at: scalar.range.lower))
      position = max(position, scalar.range.upper)
    default:
      // The place of an empty scalar says nothing.
      if scalar.range.upper > scalar.range.lower { position = max(position, scalar.range.upper) }
    }
  }

  private mutating func scan(to end: Int) {
    while position < end {
      guard source.bytes[position] == UInt8(ascii: "#") else {
        position += 1
        continue
      }
      let start = position
      position = source.endOfLine(at: start)
      var upper = position
      while source.bytes[upper - 1] == 0x20 { upper -= 1 }
      let place = source.position(at: start)
      let before = source.bytes[source.contents(ofLine: place.line).lowerBound..<start]
      comments.append(
        Comment(
          text: String(decoding: source.bytes[start..<upper], as: UTF8.self), offset: start, line: place.line,
          column: place.column, isAlone: before.allSatisfy { $0 == 0x20 }))
    }
  }
}

extension SourceFile {
  /// The offset of the line break at or after `offset`, or the end of the file.
  func endOfLine(at offset: Int) -> Int {
    var end = offset
    while end < bytes.count, !isBreak(end) { end += 1 }
    return end
  }

  /// Whether a line ends at this byte.
  func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }

  /// The lines that `range` touches, each whole, or cut at the ends of `range`.
  func lines(in range: Range<Int>) -> [String] {
    var lines: [String] = []
    var start = range.lowerBound
    while true {
      let end = min(endOfLine(at: start), range.upperBound)
      lines.append(String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
      guard end < range.upperBound else { return lines }
      start = end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
    }
  }

  /// Whether a blank line precedes the thing at `offset`, and the thing is the first on its line.
  func hasBlankLine(before offset: Int) -> Bool {
    var start = offset
    while start > 0, !isBreak(start - 1) {
      guard " -?:,[{".utf8.contains(bytes[start - 1]) else { return false }
      start -= 1
    }
    guard start > 0 else { return false }
    start -= bytes[start - 1] == 0x0A && start > 1 && bytes[start - 2] == 0x0D ? 2 : 1
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    return start > 0 && isBreak(start - 1)
  }
}
