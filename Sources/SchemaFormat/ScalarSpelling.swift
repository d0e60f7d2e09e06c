import SchemaSyntax

/// How a text is written on one line: plain where YAML allows it, in double quotes otherwise.
enum ScalarSpelling {
  /// The spelling of an element, or of the value of `key`.
  ///
  /// What was plain stays so, for it was readable. Quotes stay where they are needed, where they carry meaning, and
  /// around what other YAML readers would take for a number or a truth value.
  static func value(_ scalar: Scalar, of key: Scalar?, inFlow: Bool, startsLine: Bool = false) -> String {
    let text = scalar.text
    if scalar.style == .plain {
      let isReadable = !startsLine && text != "-" && !text.utf8.contains(0x0A)
      return isReadable || text.isEmpty || isPlain(text, inFlow: inFlow) ? text : quoted(text)
    }
    let keepsQuotes = isLiteral(of: key) || isAmbiguous(text)
    return keepsQuotes || !isPlain(text, inFlow: inFlow) ? quoted(text) : text
  }

  /// The spelling of a key.
  static func key(_ scalar: Scalar, inFlow: Bool) -> String {
    let text = scalar.text
    return isPlain(text, inFlow: inFlow) && !(scalar.style != .plain && isAmbiguous(text)) ? text : quoted(text)
  }

  /// Whether quotes carry meaning in the value of this key: a quoted default is text, a plain one may name a member.
  static func isLiteral(of key: Scalar?) -> Bool { key?.text == "default" }

  /// Whether YAML reads the text, written without quotes, as that text.
  static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20, last != UInt8(ascii: ":")
    else { return false }
    guard !",[]{}#&*!|>'\"%@`?:".utf8.contains(first), !text.hasPrefix("---"), !text.hasPrefix("..."), text != "<<"
    else { return false }
    if first == UInt8(ascii: "-"), bytes.count == 1 || bytes[1] == 0x20 { return false }
    var isASCII = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0..<0x20, 0x7F: return false
      case UInt8(ascii: ":") where bytes[index + 1] == 0x20: return false
      // Inside brackets libyaml takes `:?` and `? ` for the beginning of a key.
      case UInt8(ascii: "?") where inFlow && (bytes[index - 1] == UInt8(ascii: ":") || next(bytes, index) == 0x20):
        return false
      case UInt8(ascii: "#") where bytes[index - 1] == 0x20: return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if inFlow { return false }
      case 0x80...: isASCII = false
      default: break
      }
    }
    return isASCII || isPrintable(text)
  }

  private static func next(_ bytes: [UInt8], _ index: Int) -> UInt8? {
    index + 1 < bytes.count ? bytes[index + 1] : nil
  }

  private static func isPrintable(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { escape($0) == nil } }

  /// Whether a reader that guesses types would not see text: `yes`, `0x10`, `1e3`, `null`.
  private static func isAmbiguous(_ text: String) -> Bool {
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~"]
    if words.contains(text.lowercased()) { return true }
    return text.utf8.contains { (0x30...0x39).contains($0) }
      && text.utf8.first.map { "0123456789+-.".utf8.contains($0) } == true
      && text.utf8.allSatisfy { "0123456789abcdefABCDEFxXoO_+-.:".utf8.contains($0) }
  }

  /// The text in quotes: double ones, unless single ones save it from backslashes.
  private static func quoted(_ text: String) -> String {
    if text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      !text.utf8.contains(UInt8(ascii: "'")), isPrintable(text)
    {
      return "'" + text + "'"
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if let escape = escape(scalar) { result += escape } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result + "\""
  }

  /// The escape of a character that cannot stand in a file as it is.
  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0: "\\0"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0..<0x20, 0x7F..<0xA0: "\\x" + hex(scalar, 2)
    case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: "\\u" + hex(scalar, 4)
    default: nil
    }
  }

  private static func hex(_ scalar: Unicode.Scalar, _ width: Int) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: width - digits.count) + digits
  }
}
