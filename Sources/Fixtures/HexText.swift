public import Diagnostics
public import SchemaSyntax

/// Bytes written as hex in a YAML scalar: blanks between digits and comments after `#` do not count.
///
/// ```yaml
/// hex: |
///   e8030000 17ff   # entry, slot
/// ```
public struct HexText: Sendable {
  /// What is wrong with the text.
  public enum Problem: Error, Hashable, Sendable {
    case notADigit(Unicode.Scalar, at: SourceRange)
    case halfAByte(SourceRange)
  }

  /// The scalar.
  let scalar: Scalar
  /// Its file.
  let source: SourceFile

  /// Hex in a scalar of a file.
  public init(_ scalar: Scalar, in source: SourceFile) {
    self.scalar = scalar
    self.source = source
  }

  /// The bytes.
  public func bytes() throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count / 2)
    var high: UInt8?
    for index in digits {
      guard let digit = Self.value(of: source.bytes[index]) else {
        throw .notADigit(character(at: index), at: span(index))
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil else { throw .halfAByte(oddGroup ?? scalar.range) }
    return bytes
  }

  /// Where the digits of these bytes stand; where the text ends, for bytes that it lacks.
  public func range(of bytes: Range<Int>) -> SourceRange {
    var lower: Int?
    var upper = content.lowerBound
    for (position, index) in digits.enumerated() {
      if position == 2 * bytes.lowerBound { lower = index }
      if position >= 2 * bytes.upperBound { break }
      upper = index + 1
    }
    guard let lower, !bytes.isEmpty else { return SourceRange(file: scalar.range.file, lower: upper, upper: upper) }
    // A span over several lines is shown by its first.
    let line = source.contents(ofLine: source.line(at: lower))
    return SourceRange(file: scalar.range.file, lower: lower, upper: min(upper, max(line.upperBound, lower + 1)))
  }

  // MARK: - Scanning

  /// The bytes of the file between the quotes, or below the `|`.
  private var content: Range<Int> {
    let range = scalar.range
    switch scalar.style {
    case .plain: return range.lower..<range.upper
    case .singleQuoted, .doubleQuoted: return range.lower + 1..<max(range.lower + 1, range.upper - 1)
    case .literal, .folded:
      let header = source.contents(ofLine: source.line(at: range.lower)).upperBound
      return min(header, range.upper)..<range.upper
    }
  }

  /// The offsets of all characters that are neither blank nor in a comment.
  private var digits: Digits {
    Digits(bytes: source.bytes, index: content.lowerBound, end: min(content.upperBound, source.bytes.count))
  }

  /// A type of its own, because fixtures have millions of digits and a closure costs more than all else.
  private struct Digits: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var index: Int
    let end: Int

    mutating func next() -> Int? {
      while index < end {
        defer { index += 1 }
        switch bytes[index] {
        case 0x20, 0x09, 0x0A, 0x0D: continue
        case UInt8(ascii: "#"):
          while index + 1 < end, bytes[index + 1] != 0x0A { index += 1 }
        default: return index
        }
      }
      return nil
    }
  }

  /// The first run of digits that ends inside a byte, when there are several runs.
  private var oddGroup: SourceRange? {
    var groups: [Range<Int>] = []
    for index in digits {
      if let last = groups.last, last.upperBound == index {
        groups[groups.count - 1] = last.lowerBound..<index + 1
      } else {
        groups.append(index..<index + 1)
      }
    }
    guard groups.count > 1, let odd = groups.first(where: { $0.count % 2 == 1 }) else { return nil }
    return SourceRange(file: scalar.range.file, lower: odd.lowerBound, upper: odd.upperBound)
  }

  private func character(at index: Int) -> Unicode.Scalar {
    let text = String(decoding: source.bytes[index..<min(index + 4, source.bytes.count)], as: UTF8.self)
    return text.unicodeScalars.first ?? "?"
  }

  private func span(_ index: Int) -> SourceRange {
    let width = UTF8.width(character(at: index))
    return SourceRange(file: scalar.range.file, lower: index, upper: index + width)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
