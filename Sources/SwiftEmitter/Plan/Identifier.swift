/// Names as Swift takes them.
enum Identifier {
  /// Words that a declaration can only bear in backticks.
  private static let reserved: Set<String> = [
    "Any", "Protocol", "Self", "Type", "as", "associatedtype", "break", "case", "catch", "class", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
    "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct",
    "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// Words that mean something at the beginning of an expression or of a statement.
  private static let contextual: Set<String> = [
    "actor", "any", "async", "await", "borrow", "borrowing", "consume", "consuming", "copy", "discard", "each", "get",
    "indirect", "isolated", "lazy", "macro", "mutating", "nonisolated", "open", "package", "sending", "set", "some",
    "then", "unowned", "unsafe", "weak", "yield",
  ]

  /// What codecs call their parameters.
  private static let parameters: Set<String> = ["error", "reader", "revision", "run", "size", "writer"]

  /// Whether Swift takes the word for something else, at some place at least.
  static func isKeyword(_ name: String) -> Bool { reserved.contains(name) || contextual.contains(name) }

  /// The name in backticks where it needs them.
  static func escaped(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  /// Whether a byte of a text can belong to a name.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// A name as the label of an argument, where Swift takes nearly every word as it is.
  static func label(_ name: String) -> String { name == "inout" ? "`\(name)`" : name }

  /// A name as the label of an associated value, where it is declared.
  static func declaredLabel(_ name: String) -> String { ["inout", "let", "var"].contains(name) ? "`\(name)`" : name }

  /// A name for a local variable: never a word of Swift, a parameter of a codec, or a type's name.
  static func local(_ name: String) -> String {
    let isPlain =
      !reserved.contains(name) && !contextual.contains(name) && !parameters.contains(name)
      && name.first.map { $0.isLowercase } ?? false
    return isPlain ? name : name + "Value"
  }

  /// `realm-world` becomes `RealmWorld`, `realmWorld` too.
  static func upperCamel(_ name: String) -> String {
    let words = name.split { !$0.isLetter && !$0.isNumber }
    let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return joined.first?.isNumber ?? true ? "V" + joined : joined
  }

  /// `SaveInventoryItems` becomes `saveInventoryItems`, `URLPath` becomes `urlPath`.
  static func lowerCamel(_ name: String) -> String {
    let joined = upperCamel(name)
    let capitals = joined.prefix { $0.isUppercase || $0.isNumber }.count
    let lowered = capitals > 1 && capitals < joined.count ? capitals - 1 : capitals
    return joined.prefix(lowered).lowercased() + joined.dropFirst(lowered)
  }

  /// `PLAYER_FIELDS` becomes `playerFields`.
  static func lowered(_ name: String) -> String {
    let words = name.lowercased().split(separator: "_")
    return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
  }

  /// `2025-11` becomes `v202511`, `login8` stays `login8`.
  static func revision(_ name: String) -> String {
    let words = name.split { !$0.isLetter && !$0.isNumber }
    let joined = words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    guard let first = joined.first else { return "only" }
    return first.isNumber ? "v" + joined : first.lowercased() + joined.dropFirst()
  }
}

/// Names given so far: a second bearer of a name gets a number.
struct NameSet {
  private var taken: Set<String>

  init(_ taken: Set<String> = []) { self.taken = taken }

  func contains(_ name: String) -> Bool { taken.contains(name) }

  /// The name, or the first one like it that is free.
  mutating func claim(_ name: String, orElse suffix: String = "") -> String {
    var candidate = name
    if taken.contains(candidate), !suffix.isEmpty { candidate = name + suffix }
    let base = candidate
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(base)\(number)"
      number += 1
    }
    return candidate
  }
}
