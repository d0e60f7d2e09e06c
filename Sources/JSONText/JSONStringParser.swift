extension JSONParser {
  /// Reads a string, quotes and all.
  mutating func parseString() throws(JSON.ParseError) -> String {
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return try text(bytes[start..<index - 1], from: start)
      case UInt8(ascii: "\\"): return try parseEscapedString(start)
      case 0x00..<0x20: throw control
      default: index += 1
      }
    }
    throw expected("`\"`")
  }

  /// Reads on from the first escape of a string that began at `start`.
  private mutating func parseEscapedString(_ start: Int) throws(JSON.ParseError) -> String {
    var unescaped: [UInt8] = []
    var copied = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        unescaped += try text(bytes[copied..<index], from: copied).utf8
        index += 1
        return String(decoding: unescaped, as: UTF8.self)
      case UInt8(ascii: "\\"):
        unescaped += try text(bytes[copied..<index], from: copied).utf8
        unescaped += String(try parseEscape()).utf8
        copied = index
      case 0x00..<0x20: throw control
      default: index += 1
      }
    }
    throw expected("`\"`")
  }

  private var control: JSON.ParseError {
    JSON.ParseError(offset: index, message: "a control character in a string must be escaped")
  }

  /// The bytes as text. What is not UTF-8 is an error at its place.
  private func text(_ slice: ArraySlice<UInt8>, from start: Int) throws(JSON.ParseError) -> String {
    if let text = String(validating: slice, as: UTF8.self) { return text }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = slice.makeIterator()
    var offset = start
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    throw JSON.ParseError(offset: offset, message: "not UTF-8")
  }

  private mutating func parseEscape() throws(JSON.ParseError) -> Unicode.Scalar {
    let start = index
    index += 1
    guard index < bytes.count else { throw expected("an escape") }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(start)
    default: throw JSON.ParseError(offset: start, message: "not an escape of JSON")
    }
  }

  /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair.
  private mutating func parseUnicodeEscape(_ start: Int) throws(JSON.ParseError) -> Unicode.Scalar {
    let first = try parseHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let lone = JSON.ParseError(offset: start, message: "half of a surrogate pair")
    guard first < 0xDC00, skip("\\"), skip("u") else { throw lone }
    let second = try parseHexDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func parseHexDigits() throws(JSON.ParseError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw expected("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
