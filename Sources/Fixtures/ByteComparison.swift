/// Two byte strings side by side, from a line before their first difference.
///
/// ```
///       expected                  found
/// 0x08  07 00 00 00 03 00 e8 03   07 00 00 00 03 00 e8 03
/// 0x10  00 00 17 ff 01 00 34 12   00 00 18 ff 01 00 34 12
///             ^^                        ^^
/// ```
public struct ByteComparison: Hashable, Sendable {
  /// What the fixture says.
  public let expected: [UInt8]
  /// What was found.
  public let found: [UInt8]
  /// What stands above the expected bytes.
  var expectedTitle = "expected"
  /// What stands above those that were found.
  var foundTitle = "found"

  /// Compares two byte strings.
  public init(expected: [UInt8], found: [UInt8]) {
    self.expected = expected
    self.found = found
  }

  /// The first byte at which they differ: the length of the shorter, when it begins the longer one; nil when equal.
  public var firstDifference: Int? {
    guard expected != found else { return nil }
    return zip(expected, found).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, found.count)
  }

  private static let perLine = 8

  /// The lines to show; empty when nothing differs.
  public var lines: [String] {
    guard let difference = firstDifference else { return [] }
    let row = difference / Self.perLine
    let rows = max(row - 1, 0)...row + 1
    let last = (max(expected.count, found.count) - 1) / Self.perLine
    let digits = String(rows.upperBound * Self.perLine, radix: 16).count
    let margin = String(repeating: " ", count: digits + 4)
    let width = 3 * Self.perLine - 1
    var lines = [margin + expectedTitle.padded(to: width) + "   " + foundTitle]
    for shown in rows where shown <= last || shown == row {
      let offset = String(shown * Self.perLine, radix: 16)
      lines.append(
        "0x" + String(repeating: "0", count: digits - offset.count) + offset + "  "
          + hex(expected, shown).padded(to: width) + "   " + hex(found, shown))
      if shown == row {
        let gap = String(repeating: " ", count: 3 * (difference % Self.perLine))
        lines.append(margin + (gap + "^^").padded(to: width) + "   " + gap + "^^")
      }
    }
    return lines.map { $0.trimmingSpaces() }
  }

  private func hex(_ bytes: [UInt8], _ row: Int) -> String {
    let start = min(row * Self.perLine, bytes.count)
    return HexText.spaced(bytes[start..<min(start + Self.perLine, bytes.count)])
  }
}

extension HexText {
  /// `17 ff 01`
  static func spaced(_ bytes: some Sequence<UInt8>) -> String { bytes.map(digits).joined(separator: " ") }

  /// `17ff01`
  static func compact(_ bytes: some Sequence<UInt8>) -> String { bytes.map(digits).joined() }

  private static func digits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }

  func trimmingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension ByteComparison {
  /// The expected bytes as hex.
  public var expectedHex: String { HexText.compact(expected) }

  /// The bytes found as hex.
  public var foundHex: String { HexText.compact(found) }
}
