import SchemaModel

/// Literals as Swift writes them.
public enum LiteralText {
  /// `12`, `1_048_576`, `-1`.
  static func integer(_ value: Int128) -> String {
    let digits = "\(value.magnitude)"
    return (value < 0 ? "-" : "") + (digits.count > 4 ? grouped(digits, by: 3) : digits)
  }

  /// `0x2A`, `0x6E65_4742`.
  static func hexadecimal(_ value: UInt64, digits: Int = 1) -> String {
    let text = String(value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
    return "0x" + (padded.count > 4 ? grouped(padded, by: 4) : padded)
  }

  private static func grouped(_ digits: String, by size: Int) -> String {
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.append(rest.suffix(size))
      rest = rest.dropLast(size)
    }
    return groups.reversed().joined(separator: "_")
  }

  /// A string literal, with everything that is not printable ASCII escaped.
  public static func text(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result + "\""
  }

  /// A float from its bits.
  static func float(bits: UInt64, width: Int) -> String {
    if width == 32 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      return value.isFinite ? "\(value)" : "Float(bitPattern: \(hexadecimal(bits)))"
    }
    let value = Double(bitPattern: bits)
    return value.isFinite ? "\(value)" : "Double(bitPattern: \(hexadecimal(bits)))"
  }
}
