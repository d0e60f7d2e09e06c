extension JSON {
  /// Why a text is not a JSON document, and where.
  public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte at which it goes wrong.
    public var offset: Int
    /// What is wrong.
    public var message: String

    /// An error at a byte.
    public init(offset: Int, message: String) {
      self.offset = offset
      self.message = message
    }

    /// `at byte 7: expected a value, found the end`
    public var description: String { "at byte \(offset): \(message)" }
  }

  /// Reads one document, exactly as RFC 8259 has it: no comments, no trailing commas, no byte order mark, no name
  /// twice in an object, no half of a surrogate pair, nothing after the value.
  ///
  /// Nesting beyond `maximumDepth` is an error; any other input is read in linear time.
  public init(parsing bytes: [UInt8], maximumDepth: Int = 256) throws(ParseError) {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    self = try parser.parseDocument()
  }

  /// Reads one document from a string.
  public init(parsing text: String, maximumDepth: Int = 256) throws(ParseError) {
    try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
  }
}

struct JSONParser {
  let bytes: [UInt8]
  let maximumDepth: Int
  var index = 0

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  mutating func parseDocument() throws(JSON.ParseError) -> JSON {
    skipBlanks()
    let value = try parseValue(depth: 0)
    skipBlanks()
    guard index == bytes.count else { throw expected("the end") }
    return value
  }

  private mutating func parseValue(depth: Int) throws(JSON.ParseError) -> JSON {
    guard index < bytes.count else { throw expected("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return .object(try parseObject(depth: depth))
    case UInt8(ascii: "["): return .array(try parseArray(depth: depth))
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
    default:
      for (word, value) in Self.words where bytes[index...].starts(with: word) {
        index += word.count
        return value
      }
      throw expected("a value")
    }
  }

  private static let words: [([UInt8], JSON)] = [
    (Array("null".utf8), .null), (Array("true".utf8), .bool(true)), (Array("false".utf8), .bool(false)),
  ]

  private mutating func parseArray(depth: Int) throws(JSON.ParseError) -> [JSON] {
    try enter(depth)
    var elements: [JSON] = []
    guard !skip("]") else { return elements }
    repeat {
      skipBlanks()
      elements.append(try parseValue(depth: depth + 1))
      skipBlanks()
    } while skip(",")
    guard skip("]") else { throw expected("`,` or `]`") }
    return elements
  }

  private mutating func parseObject(depth: Int) throws(JSON.ParseError) -> JSON.Object {
    try enter(depth)
    var object = JSON.Object()
    guard !skip("}") else { return object }
    var names = NameSet()
    repeat {
      skipBlanks()
      let offset = index
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw expected("a name in quotes") }
      let key = try parseString()
      guard names.insert(key, to: object) else {
        throw JSON.ParseError(offset: offset, message: "the name `\(key)` comes twice")
      }
      skipBlanks()
      guard skip(":") else { throw expected("`:`") }
      skipBlanks()
      object.members.append(JSON.Object.Member(key, try parseValue(depth: depth + 1)))
      skipBlanks()
    } while skip(",")
    guard skip("}") else { throw expected("`,` or `}`") }
    return object
  }

  /// Steps over an opening bracket and what blank follows.
  private mutating func enter(_ depth: Int) throws(JSON.ParseError) {
    guard depth < maximumDepth else {
      throw JSON.ParseError(offset: index, message: "nested deeper than \(maximumDepth) levels")
    }
    index += 1
    skipBlanks()
  }

  private mutating func parseNumber() throws(JSON.ParseError) -> String {
    let start = index
    _ = skip("-")
    if !skip("0") { try skipDigits() }
    if skip(".") { try skipDigits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try skipDigits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipDigits() throws(JSON.ParseError) {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
    guard index > start else { throw expected("a digit") }
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  func expected(_ what: String) -> JSON.ParseError {
    let found =
      index >= bytes.count
      ? "the end"
      : (0x21..<0x7F).contains(bytes[index])
        ? "`\(Unicode.Scalar(bytes[index]))`" : "byte 0x" + String(bytes[index], radix: 16, uppercase: true)
    return JSON.ParseError(offset: index, message: "expected \(what), found \(found)")
  }
}

/// The names of an object so far. Small objects are looked through; only large ones pay for a table.
private struct NameSet {
  private var table: Set<Name> = []

  /// Whether the name is new; names are the same when their bytes are.
  mutating func insert(_ key: String, to object: JSON.Object) -> Bool {
    guard object.members.count >= 16 else {
      return !object.members.contains { Name(text: $0.key) == Name(text: key) }
    }
    if table.isEmpty { table = Set(object.members.map { Name(text: $0.key) }) }
    return table.insert(Name(text: key)).inserted
  }

  private struct Name: Hashable {
    let text: String

    static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }
}
