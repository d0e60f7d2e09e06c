import Diagnostics
import SchemaModel
import SchemaSyntax

/// L101, L102, L103, L104.
extension Linter {
  // MARK: Style and clashes

  mutating func checkNames() {
    for file in files {
      for type in file.definitions {
        if !type.isVariant { checkStyle(type.name, .type) }
        if case .bits(let bits) = type.form { for field in bits.fields { checkStyle(field.name, .member) } }
      }
      for message in file.messages { checkStyle(message.name, .type) }
      for constant in file.constants { checkStyle(constant.name, .constant) }
      for link in file.links { checkStyle(link.name, .member) }
    }
    for type in model.types {
      switch type.kind {
      case .enumeration(let value): checkMembers(value.members)
      case .flags(let value): checkMembers(value.members)
      default: break
      }
    }
    for body in bodies { checkFields(body.body) }
    checkTopLevel()
  }

  private enum Style {
    case type, member, constant

    var words: String {
      switch self {
      case .type: "UpperCamel"
      case .member: "lowerCamel"
      case .constant: "UPPER_SNAKE"
      }
    }

    /// The name in this style; the name itself when it already is.
    func applied(to name: String) -> String {
      let isShouting = name.contains("_") && !name.contains(where: \.isLowercase)
      let words = name.split(separator: "_", omittingEmptySubsequences: true).map { word in
        isShouting && self != .constant ? Substring(word.lowercased()) : word
      }
      switch self {
      case .type: return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      case .member:
        let joined = words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }
          .joined()
        let capitals = joined.prefix { $0.isUppercase }
        // `URLPath` becomes `urlPath`, `Slot` becomes `slot`.
        let lowered = capitals.count > 1 && capitals.count < joined.count ? capitals.count - 1 : capitals.count
        return joined.prefix(lowered).lowercased() + joined.dropFirst(lowered)
      case .constant:
        var result = ""
        var previous: Character = "_"
        for character in name {
          if character.isUppercase, previous.isLowercase || previous.isNumber { result += "_" }
          result += character.uppercased()
          previous = character
        }
        return result
      }
    }
  }

  private mutating func checkStyle(_ name: Identifier, _ style: Style) {
    let wanted = style.applied(to: name.value)
    guard wanted != name.value, !wanted.isEmpty else { return }
    let what = style == .type ? "types and messages" : style == .member ? "fields, members and links" : "constants"
    warn(
      "L101", "`\(name.value)` is not in style", at: name.range, label: "\(what) are \(style.words)",
      help: [Help("call it `\(wanted)`")])
  }

  private mutating func checkMembers(_ members: [Member]) {
    for member in members { checkStyle(Identifier(member.name, member.source), .member) }
    checkClashes(members.map { ($0.swiftName, $0.name, $0.source) }, "member")
  }

  private mutating func checkFields(_ body: StructDefinition) {
    for field in body.fields { checkStyle(Identifier(field.name, field.source), .member) }
    let stored = body.fields.filter { field in
      if case .stored = field.role { return true }
      return false
    }
    checkClashes(stored.map { ($0.swiftName, $0.name, $0.source) }, "field")
  }

  /// Different names that become one in Swift.
  private mutating func checkClashes(_ names: [(swift: String, schema: String, source: SourceRange)], _ what: String) {
    var taken: [String: (schema: String, source: SourceRange)] = [:]
    for name in names.sorted(by: { $0.source < $1.source }) {
      guard let first = taken[name.swift] else {
        taken[name.swift] = (name.schema, name.source)
        continue
      }
      // A name that repeats under disjoint revisions is one property.
      guard first.schema != name.schema else { continue }
      reportClash(name.swift, what, name.source, first.source)
    }
  }

  private mutating func reportClash(_ name: String, _ what: String, _ source: SourceRange, _ first: SourceRange) {
    report(
      "L102", "`\(name)` would be two \(what)s in Swift", at: source, label: "the second",
      also: [.init(first, "the first")], help: [Help("give one of them another name in Swift with `swift:`")])
  }

  private mutating func checkTopLevel() {
    var taken: [String: SourceRange] = [:]
    let types = model.types.map { ($0.swiftName, $0.source) }
    let messages = model.messages.map { ($0.swiftName, $0.source) }
    for (name, source) in (types + messages).sorted(by: { $0.1 < $1.1 }) {
      if let first = taken[name] { reportClash(name, "type", source, first) } else { taken[name] = source }
    }
  }

  // MARK: Documentation

  mutating func checkDocs() {
    for message in model.messages where message.doc?.isEmpty ?? true {
      warnUndocumented("message", message.name, message.source, "what it asks for or tells, and when it is sent")
    }
    for type in model.types {
      guard case .enumeration = type.kind, type.doc?.isEmpty ?? true else { continue }
      warnUndocumented("enum", type.name, type.source, "what it tells apart")
    }
    for constant in model.constants where constant.doc?.isEmpty ?? true {
      warnUndocumented("constant", constant.name, constant.source, "what it counts: `{value: …, doc: …}`")
    }
  }

  private mutating func warnUndocumented(_ what: String, _ name: String, _ source: SourceRange, _ help: String) {
    warn("L103", "\(what) `\(name)` has no `doc`", at: source, help: [Help("say \(help)")])
  }

  // MARK: Unused things

  mutating func checkUsage() {
    for type in model.types where !usage.types.contains(type.name) {
      if case .widened = type.kind { continue }
      warn("L104", "type `\(type.name)` is never used", at: type.source, help: [Help("remove it, or use it")])
    }
    for constant in model.constants where !usage.constants.contains(constant.name) {
      warn(
        "L104", "constant `\(constant.name)` is never used", at: constant.source, help: [Help("remove it, or use it")])
    }
    checkImports()
  }

  /// An import is used when the file refers to something in it, or in what it imports in turn.
  private mutating func checkImports() {
    let byFile = Dictionary(grouping: imports, by: \.from)
    let referred = Dictionary(grouping: usage.files, by: \.from).mapValues { Set($0.map(\.to)) }
    for entry in imports {
      var reached: Set<Int> = [entry.to]
      var queue = [entry.to]
      while let file = queue.popLast() {
        for next in byFile[file] ?? [] where reached.insert(next.to).inserted { queue.append(next.to) }
      }
      guard reached.isDisjoint(with: referred[entry.from] ?? []) else { continue }
      warn(
        "L104", "nothing of this import is used", at: entry.source, help: [Help("remove it")])
    }
  }
}
