/// Bytes as pairs of hexadecimal digits.
public enum Hex {
  /// `17ff01`
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var units: [UInt8] = []
    units.reserveCapacity(2 * bytes.underestimatedCount)
    write(bytes, to: &units)
    return String(decoding: units, as: UTF8.self)
  }

  /// Appends the digits of bytes to text that is being gathered.
  public static func write(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// A number with leading zeros: `0x000e`.
  public static func text(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// The value of a digit; nil when it is none.
  public static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Reads digits, which blanks may part into groups; nil when something else is there or half a byte is left.
  public static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for unit in text.utf8 where unit != 0x20 && unit != 0x0A && unit != 0x0D && unit != 0x09 && unit != 0x5F {
      guard let digit = value(of: unit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }
}

extension WireFloat {
  /// The shortest decimal that reads back as the same number.
  static func text(_ bits: UInt64, _ width: Int) -> String {
    width == 32
      ? Float(bitPattern: UInt32(truncatingIfNeeded: bits)).description : Double(bitPattern: bits).description
  }

  /// The bits in hexadecimal.
  static func bitsText(_ bits: UInt64, _ width: Int) -> String { Hex.text(bits, digits: width / 4) }

  /// The bits of a decimal, `bits:0x…`, `nan` or `inf`; nil when it is none of these or too large.
  static func bits(_ text: String, _ width: Int) -> UInt64? {
    if text.hasPrefix("bits:") {
      guard let number = Integers.read(String(text.dropFirst(5))), number >= 0, number >> Int128(width) == 0 else {
        return nil
      }
      return UInt64(number)
    }
    let isInfinite = ["inf", "-inf", "+inf"].contains(text)
    if width == 32 {
      guard let value = Float(text), value.isInfinite == isInfinite else { return nil }
      return UInt64(value.bitPattern)
    }
    guard let value = Double(text), value.isInfinite == isInfinite else { return nil }
    return value.bitPattern
  }
}

/// Whole numbers as people write them.
public enum Integers {
  /// Reads `10`, `-3`, `0xFF`, `0b101`, `1_000`; nil when it is something else, or too large.
  public static func read(_ text: String) -> Int128? {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    var radix: Int128 = 10
    if digits.first == UInt8(ascii: "0"), let letter = digits.dropFirst().first {
      if letter | 0x20 == UInt8(ascii: "x") { radix = 16 }
      if letter | 0x20 == UInt8(ascii: "b") { radix = 2 }
      if radix != 10 { digits = digits.dropFirst(2) }
    }
    let underscore = UInt8(ascii: "_")
    guard let first = digits.first, first != underscore, digits.last != underscore else { return nil }
    var value: Int128 = 0
    for unit in digits where unit != underscore {
      guard let digit = Hex.value(of: unit), Int128(digit) < radix else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflows) = product.addingReportingOverflow(Int128(digit))
      guard !isTooLarge, !overflows else { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }
}

/// Text in double quotes, as YAML and people read it.
public enum Quoting {
  /// Text in double quotes, what needs it escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        result += "\\x" + String(Hex.text(UInt64(scalar.value), digits: 2).dropFirst(2))
      case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        result += "\\u" + String(Hex.text(UInt64(scalar.value), digits: 4).dropFirst(2))
      default: result += String(scalar)
      }
    }
    return result + "\""
  }
}
