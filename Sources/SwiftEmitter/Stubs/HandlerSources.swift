/// What the Swift files of a server say of its handlers: which types conform, and which packets they receive.
struct HandlerSources {
  /// A type as it is declared or extended somewhere.
  struct Declaration: Equatable {
    /// `struct`, `actor`, `class`, `enum` or `extension`.
    let kind: String
    let name: String
    /// `public `, `package `, or nothing.
    let access: String
    /// The protocols and the superclass that it names, without their modules.
    let conformances: [String]
  }

  /// A method `receive(_:)` of a type.
  struct Method: Equatable {
    let type: String
    /// The type of what it receives, as written.
    let packet: String
    let path: String
    let line: Int
  }

  private(set) var declarations: [Declaration] = []
  private(set) var methods: [Method] = []
  /// Names of types that have a member called `log`.
  private(set) var loggers: Set<String> = []

  private static let kinds: Set<String> = ["struct", "class", "actor", "enum", "extension"]

  /// Reads files, each a path and its text.
  init(_ files: [(path: String, text: String)]) {
    for file in files { read(SwiftTokens(file.text).tokens, file.path) }
  }

  /// The types that conform to a protocol, each as it is declared (or, where that is elsewhere, extended).
  func types(conformingTo name: String) -> [Declaration] {
    var seen: Set<String> = []
    return declarations.filter { $0.conformances.contains(name) && seen.insert($0.name).inserted }.map { conforming in
      declarations.first { $0.name == conforming.name && $0.kind != "extension" } ?? conforming
    }
  }

  private mutating func read(_ tokens: [SwiftTokens.Token], _ path: String) {
    // For each brace that is open, the type that it belongs to.
    var open: [String?] = []
    var index = 0
    func text(_ position: Int) -> String { position < tokens.count ? tokens[position].text : "" }
    while index < tokens.count {
      let word = tokens[index].text
      if word == "{" {
        open.append(nil)
      } else if word == "}" {
        _ = open.popLast()
      } else if Self.kinds.contains(word), let (declaration, end) = declaration(tokens, at: index) {
        declarations.append(declaration)
        open.append(declaration.name)
        index = end
      } else if let type = open.last ?? nil {
        if word == "func", text(index + 1) == "receive", let packet = Self.parameter(tokens[index...]) {
          methods.append(Method(type: type, packet: packet, path: path, line: tokens[index].line))
        } else if word == "func", text(index + 1) == "receiveUnknown" {
          methods.append(Method(type: type, packet: "", path: path, line: tokens[index].line))
        } else if ["let", "var", "func"].contains(word), text(index + 1) == "log" {
          loggers.insert(type)
        }
      }
      index += 1
    }
  }

  /// The type's name in `func receive(_ packet: Module.Name)`; nil when the method receives something else.
  private static func parameter(_ tokens: ArraySlice<SwiftTokens.Token>) -> String? {
    let words = tokens.dropFirst(2).prefix { $0.text != ")" }.map(\.text)
    guard words.starts(with: ["(", "_"]), let colon = words.firstIndex(of: ":"), !words.contains(","),
      let name = words[colon...].last, name.first?.isLetter ?? false
    else { return nil }
    return name
  }

  /// The declaration whose keyword stands at a position, and where its brace opens.
  private func declaration(_ tokens: [SwiftTokens.Token], at start: Int) -> (Declaration, end: Int)? {
    // `class func` and `.extension` declare no type.
    guard start + 1 < tokens.count, let end = tokens[start...].firstIndex(where: { $0.text == "{" }),
      let initial = tokens[start + 1].text.first, initial.isLetter || initial == "_",
      start == 0 || tokens[start - 1].text != ".",
      !["func", "var", "let", "subscript"].contains(tokens[start + 1].text)
    else { return nil }
    let head = tokens[(start + 1)..<end].map(\.text)
    let name = head.prefix { $0 != ":" && $0 != "<" && $0 != "where" }.joined()
    let access = tokens[..<start].suffix(3).map(\.text).last { $0 == "public" || $0 == "package" || $0 == "}" }
    let conformances = head[Self.endOfGenerics(head)...].drop { $0 != ":" }.prefix { $0 != "where" }
    return (
      Declaration(
        kind: tokens[start].text, name: name, access: access.map { $0 == "}" ? "" : $0 + " " } ?? "",
        conformances: Array(conformances)),
      end
    )
  }

  /// Where the parameters of a generic type end, whose own conformances are not the type's.
  private static func endOfGenerics(_ head: [String]) -> Int {
    var depth = 0
    for (index, word) in head.enumerated() {
      if word == "<" { depth += 1 }
      if word == ">" { depth -= 1 }
      if depth == 0, word == ":" || word == ">" { return index }
    }
    return head.count
  }
}
