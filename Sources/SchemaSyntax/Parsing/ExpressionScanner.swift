import Diagnostics

/// Why a type expression, condition or literal cannot be read, and where in its text.
struct ExpressionError: Error {
  var span: Range<Int>
  var message: String
  var label: String
  var help: [Help] = []
}

/// Cuts the text of one scalar into words, numbers and signs; every token knows its bytes.
struct ExpressionScanner {
  enum Token: Hashable {
    case word(String)
    case integer(Int128)
    /// `4KiB`
    case size(Int128)
    case decimal(String)
    case text(String)
    /// `[`, `]`, `<`, `>`, `(`, `)`, `?`, `,`, `=`, `+`, `-`, `*`, `|`, `.`, `<=`, `==`, `!=`, `..`, `||`, `&&`
    case sign(String)
    case end
  }

  let scalar: Scalar
  private let bytes: [UInt8]
  private(set) var token: Token = .end
  /// The bytes of the current token in the scalar's text.
  private(set) var span: Range<Int> = 0..<0
  /// Where the token before the current one ended.
  private(set) var previousEnd = 0

  init(_ scalar: Scalar) throws(ExpressionError) {
    self.scalar = scalar
    bytes = Array(scalar.text.utf8)
    try advance()
    previousEnd = 0
  }

  /// The place in the file of a span of the text.
  func place(_ span: Range<Int>) -> SourceRange { scalar.range(of: span) }

  /// The place of everything from `start` to the token before the current one.
  func place(from start: Int) -> SourceRange { place(start..<max(start, previousEnd)) }

  /// How the current token looks in an error.
  var tokenSpelling: String {
    token == .end ? "the end" : "`" + String(decoding: bytes[span], as: UTF8.self) + "`"
  }

  /// An error at the current token; at the end of the text it points at the last character.
  func unexpected(_ wanted: String, help: [Help] = []) -> ExpressionError {
    var span = span
    if token == .end, !bytes.isEmpty { span = previousEnd > 0 ? previousEnd - 1..<previousEnd : 0..<1 }
    let label = token == .end ? "\(wanted) is missing after this" : "expected \(wanted)"
    return ExpressionError(span: span, message: "expected \(wanted), found \(tokenSpelling)", label: label, help: help)
  }

  func isSign(_ sign: String) -> Bool { token == .sign(sign) }

  func isWord(_ word: String) -> Bool { token == .word(word) }

  /// Moves on if the current token is this sign.
  mutating func accept(_ sign: String) throws(ExpressionError) -> Bool {
    guard isSign(sign) else { return false }
    try advance()
    return true
  }

  /// Moves past this sign or fails.
  mutating func expect(_ sign: String, help: [Help] = []) throws(ExpressionError) {
    guard try accept(sign) else { throw unexpected("`\(sign)`", help: help) }
  }

  /// Reads a name.
  mutating func name(_ wanted: String) throws(ExpressionError) -> Identifier {
    guard case .word(let word) = token else { throw unexpected(wanted) }
    let range = place(span)
    try advance()
    return Spelled(word, range)
  }

  mutating func advance() throws(ExpressionError) {
    previousEnd = span.upperBound
    var index = span.upperBound
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count else {
      span = bytes.count..<bytes.count
      token = .end
      return
    }
    let byte = bytes[index]
    if isWordStart(byte) {
      var end = index + 1
      while end < bytes.count, isWordStart(bytes[end]) || isDigit(bytes[end]) { end += 1 }
      set(.word(String(decoding: bytes[index..<end], as: UTF8.self)), index..<end)
    } else if isDigit(byte) {
      try scanNumber(index)
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      guard let end = bytes[(index + 1)...].firstIndex(of: byte) else {
        throw ExpressionError(span: index..<bytes.count, message: "text without a closing quote", label: "begins here")
      }
      set(.text(String(decoding: bytes[index + 1..<end], as: UTF8.self)), index..<end + 1)
    } else {
      for sign in ["<=", "==", "!=", "..", "||", "&&"] where bytes[index...].starts(with: sign.utf8) {
        set(.sign(sign), index..<index + 2)
        return
      }
      guard "[]<>()?,=+-*|.".utf8.contains(byte) else {
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let character = String(decoding: bytes[index..<end], as: UTF8.self)
        throw ExpressionError(
          span: index..<end, message: "`\(character)` has no meaning here", label: "unexpected character")
      }
      set(.sign(String(decoding: [byte], as: UTF8.self)), index..<index + 1)
    }
  }

  private mutating func set(_ token: Token, _ span: Range<Int>) {
    self.token = token
    self.span = span
  }

  private mutating func scanNumber(_ index: Int) throws(ExpressionError) {
    var end = index
    while end < bytes.count, isWordStart(bytes[end]) || isDigit(bytes[end]) || isFraction(end) { end += 1 }
    let spelling = String(decoding: bytes[index..<end], as: UTF8.self)
    if let value = IntegerLiteral.value(of: spelling) {
      set(.integer(value), index..<end)
    } else if let value = IntegerLiteral.size(of: spelling) {
      set(.size(value), index..<end)
    } else if Double(spelling) != nil {
      if spelling.last == "e" || spelling.last == "E" { throw malformedNumber(spelling, index..<end) }
      set(.decimal(spelling), index..<end)
    } else {
      throw malformedNumber(spelling, index..<end)
    }
  }

  private func malformedNumber(_ spelling: String, _ span: Range<Int>) -> ExpressionError {
    ExpressionError(
      span: span, message: "`\(spelling)` is not a number", label: "write `12`, `0x0C`, `0b1100` or `1_200`")
  }

  /// A point between digits, or the sign of an exponent.
  private func isFraction(_ index: Int) -> Bool {
    guard index > 0, index + 1 < bytes.count, isDigit(bytes[index + 1]) else { return false }
    switch bytes[index] {
    case UInt8(ascii: "."): return isDigit(bytes[index - 1])
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      return bytes[index - 1] == UInt8(ascii: "e") && index > 1 && isDigit(bytes[index - 2])
        && !bytes[..<index].contains(UInt8(ascii: "x"))
    default: return false
    }
  }

  private func isWordStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// Integers as the language spells them: `12`, `0x0C`, `0b1100`, `1_200`; `010` is ten.
public enum IntegerLiteral {
  /// The value of a literal, with an optional minus; nil when it is none or needs more than 127 bits.
  public static func value(of text: some StringProtocol) -> Int128? {
    var digits = text[...]
    var isNegative = false
    if digits.first == "-" {
      isNegative = true
      digits = digits.dropFirst()
    }
    var radix = 10
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      radix = 16
      digits = digits.dropFirst(2)
    } else if digits.hasPrefix("0b") || digits.hasPrefix("0B") {
      radix = 2
      digits = digits.dropFirst(2)
    }
    var value: Int128 = 0
    var previousIsDigit = false
    for byte in digits.utf8 {
      if byte == UInt8(ascii: "_") {
        guard previousIsDigit else { return nil }
        previousIsDigit = false
        continue
      }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: Int128(radix))
      let (sum, carry) = product.addingReportingOverflow(Int128(digit))
      guard !overflow, !carry else { return nil }
      value = sum
      previousIsDigit = true
    }
    guard previousIsDigit else { return nil }
    return isNegative ? -value : value
  }

  /// The value of a size: an integer, optionally in `KiB` or `MiB`.
  public static func size(of text: some StringProtocol) -> Int128? {
    for (suffix, factor) in [("KiB", Int128(1024)), ("MiB", 1_048_576)] where text.hasSuffix(suffix) {
      var digits = text.dropLast(3)
      while digits.last == " " { digits = digits.dropLast() }
      guard let value = value(of: digits) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    return value(of: text)
  }

  /// Whether a text is a name: a letter or underscore, then letters, digits, underscores.
  public static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
    }
  }
}
