/// The words and signs of Swift text, without comments and literals: enough to see what is declared where.
///
/// ```swift
/// SwiftTokens("func f(_ x: Int) { /* … */ }").tokens.map(\.text)  // func f ( _ x : Int ) { }
/// ```
struct SwiftTokens {
  /// A word, or one sign.
  struct Token: Equatable {
    let text: String
    /// Its line, from 1.
    let line: Int
  }

  private(set) var tokens: [Token] = []

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    scan()
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return bytes[index..<index + count].elementsEqual(text.description.utf8)
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  private mutating func scan() {
    while index < bytes.count {
      if starts(with: "//") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      } else if starts(with: "/*") {
        skipComment()
      } else if let pounds = poundsBeforeQuote() {
        skipLiteral(pounds: pounds)
      } else if Self.isWord(bytes[index]) {
        let start = index
        while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        add(start)
      } else if bytes[index] > 0x20, bytes[index] != UInt8(ascii: "`") {
        index += 1
        add(index - 1)
      } else {
        // White space, and the backticks around names.
        advance()
      }
    }
  }

  private mutating func add(_ start: Int) {
    tokens.append(Token(text: String(decoding: bytes[start..<index], as: UTF8.self), line: line))
  }

  /// Comments nest.
  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        advance(2)
      } else if starts(with: "*/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0 && index < bytes.count
  }

  /// How many `#` stand before the quote that begins here; nil where no literal begins.
  private func poundsBeforeQuote() -> Int? {
    let pounds = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    let quote = index + pounds
    return quote < bytes.count && bytes[quote] == UInt8(ascii: "\"") ? pounds : nil
  }

  /// Passes over a literal. What is interpolated declares nothing, so that only its brackets and quotes matter.
  private mutating func skipLiteral(pounds: Int) {
    advance(pounds)
    let isLong = starts(with: "\"\"\"")
    let quotes = isLong ? 3 : 1
    advance(quotes)
    while index < bytes.count {
      let marks = bytes[(index + 1)...].prefix { $0 == UInt8(ascii: "#") }.count
      if bytes[index] == UInt8(ascii: "\\"), marks >= pounds {
        advance(1 + pounds)
        if index < bytes.count, bytes[index] == UInt8(ascii: "(") { skipBrackets() } else { advance() }
      } else if isLong ? starts(with: "\"\"\"") : bytes[index] == UInt8(ascii: "\"") {
        advance(quotes)
        let closing = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        guard closing < pounds else { return advance(pounds) }
      } else if !isLong, bytes[index] == UInt8(ascii: "\n") {
        // A literal that does not end does not compile, either.
        return
      } else {
        advance()
      }
    }
  }

  private mutating func skipBrackets() {
    var depth = 0
    repeat {
      if let pounds = poundsBeforeQuote() {
        skipLiteral(pounds: pounds)
        continue
      }
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      advance()
    } while depth > 0 && index < bytes.count
  }
}
