import WireInterpreter

/// Reads pairs of hexadecimal digits. Blanks, commas, colons, `0x` before a byte, and comments after `#` do not count.
///
/// ```
/// e8030000 17ff   # entry, slot
/// 0x01, 0x00
/// ```
struct HexReader {
  private var line = 1
  private var column = 0
  private var isComment = false
  /// The first digit of a pair, and where it stands.
  private var high: (value: UInt8, column: Int)?

  mutating func read(_ piece: [UInt8]) throws(InputProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(piece.count / 2)
    for unit in piece {
      column += 1
      switch unit {
      case 0x0A:
        try endPair()
        line += 1
        column = 0
        isComment = false
      case _ where isComment: continue
      case UInt8(ascii: "#"):
        try endPair()
        isComment = true
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): try endPair()
      case UInt8(ascii: "x"), UInt8(ascii: "X"):
        guard let first = high, first.value == 0, first.column == column - 1 else { throw stranger(unit) }
        high = nil
      default:
        guard let digit = Hex.value(of: unit) else { throw stranger(unit) }
        if let first = high {
          bytes.append(first.value << 4 | digit)
          high = nil
        } else {
          high = (digit, column)
        }
      }
    }
    return bytes
  }

  func finish() throws(InputProblem) { try endPair() }

  private func endPair() throws(InputProblem) {
    if let high {
      throw InputProblem(line: line, column: high.column, message: "half a byte: a second digit is missing")
    }
  }

  private func stranger(_ unit: UInt8) -> InputProblem {
    let shown = (0x21..<0x7F).contains(unit) ? "`\(Unicode.Scalar(unit))`" : "byte \(Hex.text(UInt64(unit), digits: 2))"
    return InputProblem(line: line, column: column, message: "\(shown) is no hexadecimal digit")
  }
}
