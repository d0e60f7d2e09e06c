/// A file as it was read: its path and its bytes, with a table of line starts.
///
/// Offsets are byte offsets; lines and columns are counted from 1, columns in Unicode scalars, so that a position
/// is what an editor shows.
///
/// ```swift
/// let file = SourceFile(path: "chat.yaml", bytes: Array("a: 1\nb: 2\n".utf8))
/// file.position(at: 5)  // line 2, column 1
/// ```
public struct SourceFile: Sendable {
  /// The path as the user gave it, for messages.
  public let path: String
  /// The file's contents; empty when it could not be read.
  public let bytes: [UInt8]
  /// The byte offset at which each line begins; never empty.
  public let lineStarts: [Int]

  /// Wraps a file's contents.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lineStarts = Self.findLineStarts(in: bytes)
  }

  /// A place in a file as people count it.
  public struct Position: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int
  }

  /// The line and column of a byte offset.
  public func position(at offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    let index = lineIndex(at: clamped)
    let start = lineStarts[index] + (index == 0 && hasByteOrderMark ? 3 : 0)
    var column = 1
    var cursor = start
    while cursor < clamped {
      if bytes[cursor] & 0xC0 != 0x80 { column += 1 }
      cursor += 1
    }
    // An offset inside a scalar belongs to that scalar.
    if clamped < bytes.count, bytes[clamped] & 0xC0 == 0x80, column > 1 { column -= 1 }
    return Position(line: index + 1, column: column)
  }

  /// The line (from 1) that holds a byte offset.
  public func line(at offset: Int) -> Int { lineIndex(at: min(max(offset, 0), bytes.count)) + 1 }

  /// The number of lines.
  public var lineCount: Int { lineStarts.count }

  /// The byte range of a line (from 1) without its terminator.
  public func contents(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1] + (line == 1 && hasByteOrderMark ? 3 : 0)
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  /// Whether the file begins with a UTF-8 byte order mark.
  public var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private static func findLineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      starts.append(index)
    }
    return starts
  }
}

/// The files of one run. A file's index is its identity in every ``SourceRange``.
public struct SourceSet: Sendable {
  /// The files, in the order in which they were added.
  public private(set) var files: [SourceFile] = []

  /// An empty set.
  public init() {}

  /// Adds a file and returns its identity.
  public mutating func add(_ file: SourceFile) -> Int {
    files.append(file)
    return files.count - 1
  }

  /// The file with this identity.
  public subscript(file: Int) -> SourceFile { files[file] }
}
