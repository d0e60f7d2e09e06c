public import Diagnostics

/// Turns nodes into declarations as written, collecting every problem on the way.
///
/// Each method returns nil only after it has reported why, so that callers just leave out what cannot be read.
public struct DeclarationParser {
  /// What was found wrong so far: L003 to L007.
  public internal(set) var findings: [Diagnostic] = []

  /// A file with more unknown keys than this is no schema; the rest would only take memory.
  static let mostUnknownKeys = 10_000
  var unknownKeys = 0

  /// Reads a file's top node.
  public static func parse(_ root: Node, file: Int) -> (syntax: FileSyntax, findings: [Diagnostic]) {
    var parser = DeclarationParser()
    let syntax = parser.file(root, file)
    return (syntax, parser.findings)
  }

  mutating func report(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    help: [Help] = []
  ) {
    findings.append(Diagnostic(code, message, at: range, label: label, also: also, help: help))
  }

  mutating func report(_ code: String, _ error: ExpressionError, in scalar: Scalar) {
    report(code, error.message, at: scalar.range(of: error.span), label: error.label, help: error.help)
  }
}

// MARK: - Mappings

/// The entries of a mapping whose keys were checked against its shape.
struct Entries {
  let range: SourceRange
  private let entries: [String: Node.Entry]
  /// Keys that are not there, but were probably meant by one that the language lacks.
  var misspelt: Set<String> = []

  init(_ mapping: Node.Mapping) {
    range = mapping.range
    entries = Dictionary(mapping.entries.map { ($0.key.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(_ key: String) -> Node? { entries[key]?.value }

  func key(_ key: String) -> SourceRange? { entries[key]?.key.range }
}

extension DeclarationParser {
  /// The entries of a mapping of this shape; unknown and missing keys are reported at `owner`.
  mutating func entries(_ node: Node, _ id: ShapeID, owner: SourceRange? = nil) -> Entries? {
    let shape = ObjectShape.shape(id)
    guard case .mapping(let mapping) = node else {
      report(
        "L007", "\(shape.title) must be a mapping, not \(node.kindInWords)",
        at: owner.flatMap { node.isEmpty ? $0 : nil } ?? node.range,
        label: "expected `\(shape.keys.first { $0.isRequired }?.name ?? "key"): …`")
      return nil
    }
    var entries = Entries(mapping)
    let known = shape.keys.map(\.name)
    let absent = known.filter { entries[$0] == nil }
    let missing = shape.keys.filter { $0.isRequired && entries[$0.name] == nil }
    // A group has so few keys that the only unknown one must be the only missing one.
    let isTurned = shape.isGroup && missing.count == 1 && mapping.entries.count { shape.key($0.key.text) == nil } == 1
    for entry in mapping.entries where shape.key(entry.key.text) == nil {
      unknownKeys += 1
      guard unknownKeys <= Self.mostUnknownKeys else { continue }
      let meant = reportUnknownKey(
        entry.key, known, nearest: absent, of: shape.title, otherwise: isTurned ? missing[0].name : nil)
      if let meant { entries.misspelt.insert(meant) }
    }
    guard missing.isEmpty else {
      for key in missing where !entries.misspelt.contains(key.name) {
        reportMissingKey(key, of: shape, at: owner ?? mapping.entries.first?.key.range ?? mapping.range)
      }
      return nil
    }
    return entries
  }

  /// Unknown keys beyond so many findings are reported without advice.
  private static let mostAdvised = 1000

  /// Reports a key that the language lacks; returns the one that was probably meant.
  @discardableResult
  mutating func reportUnknownKey(
    _ key: Scalar, _ known: [String], nearest candidates: [String], of title: String, otherwise: String? = nil
  ) -> String? {
    var help: [Help] = []
    var meant: String?
    if findings.count >= Self.mostAdvised {
      // Nobody reads so far, and a million suggestions take their time.
    } else if let nearest = Spelling.nearest(to: key.text, in: candidates) ?? otherwise {
      meant = nearest
      help = [Help("did you mean `\(nearest)`?", edits: [TextEdit(key.range, nearest)])]
    } else {
      help = [Help("\(title) has: " + known.map { "`\($0)`" }.joined(separator: ", "))]
    }
    report(
      "L003", "unknown key `\(key.text)` in \(title)", at: key.range, label: "not a key of the language here",
      help: help)
    return meant
  }

  private mutating func reportMissingKey(_ key: ObjectShape.Key, of shape: ObjectShape, at range: SourceRange) {
    let code =
      switch (shape.id, key.name) {
      case (.message, "opcode"): "L601"
      case (.message, "from"): "L602"
      default: "L007"
      }
    let meaning = key.doc.prefix(1).lowercased() + key.doc.dropFirst().dropLast(key.doc.hasSuffix(".") ? 1 : 0)
    report(
      code, "\(shape.title) needs `\(key.name)`", at: range, label: "`\(key.name)` is missing",
      help: [Help("`\(key.name)`: \(meaning)")])
  }

  /// The entries of a mapping whose keys are names that the user chose.
  mutating func named(_ node: Node?, _ what: String, help: [Help] = []) -> [(name: Identifier, value: Node)] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      report("L007", "\(what) must be a mapping of names, not \(node.kindInWords)", at: node.range, help: help)
      return []
    }
    return mapping.entries.compactMap { entry in
      let slip = entry.value.isEmpty ? Slip.pair(entry.key) : []
      guard let name = identifier(.scalar(entry.key), "a name", help: slip) else { return nil }
      return (name, entry.value)
    }
  }
}

// MARK: - Scalars and lists

extension DeclarationParser {
  mutating func scalar(_ node: Node, _ what: String) -> Scalar? {
    guard case .scalar(let scalar) = node else {
      report("L007", "expected \(what), not \(node.kindInWords)", at: node.range)
      return nil
    }
    return scalar
  }

  mutating func text(_ node: Node?) -> String? {
    guard let node else { return nil }
    return scalar(node, "text")?.text
  }

  /// Raw text with its place: a revision, a path.
  mutating func spelled(_ node: Node?, _ what: String) -> Identifier? {
    guard let node, let scalar = scalar(node, what) else { return nil }
    guard !scalar.text.isEmpty else {
      report("L007", "expected \(what), found nothing", at: node.range)
      return nil
    }
    return Spelled(scalar.text, scalar.range)
  }

  mutating func identifier(_ node: Node?, _ what: String, help: [Help] = []) -> Identifier? {
    guard let spelled = spelled(node, what) else { return nil }
    guard IntegerLiteral.isName(spelled.value) else {
      report(
        "L007", "`\(spelled.value)` is not a name", at: spelled.range,
        label: "letters, digits and underscores, not beginning with a digit",
        help: help.isEmpty ? Slip.name(spelled.value, spelled.range) : help)
      return nil
    }
    return spelled
  }

  mutating func choice(_ node: Node?, _ allowed: [String]) -> Identifier? {
    guard let spelled = spelled(node, "one of " + allowed.joined(separator: ", ")) else { return nil }
    guard allowed.contains(spelled.value) else {
      let help =
        Spelling.nearest(to: spelled.value, in: allowed).map {
          Help("did you mean `\($0)`?", edits: [TextEdit(spelled.range, $0)])
        } ?? Help("one of " + allowed.map { "`\($0)`" }.joined(separator: ", "))
      report("L007", "`\(spelled.value)` is not a value of this key", at: spelled.range, help: [help])
      return nil
    }
    return spelled
  }

  /// The choices that the shape table gives a key.
  mutating func choice(_ entries: Entries, _ key: String, _ id: ShapeID) -> Identifier? {
    guard let node = entries[key], case .choice(let allowed)? = ObjectShape.shape(id).key(key)?.value else {
      return nil
    }
    return choice(node, allowed)
  }

  mutating func integer(_ node: Node?, allowsUnit: Bool = false) -> Spelled<IntegerSyntax>? {
    guard let spelled = spelled(node, "a whole number") else { return nil }
    if let value = allowsUnit ? IntegerLiteral.size(of: spelled.value) : IntegerLiteral.value(of: spelled.value) {
      return Spelled(.literal(value), spelled.range)
    }
    if IntegerLiteral.isName(spelled.value) { return Spelled(.name(spelled.value), spelled.range) }
    report(
      "L007", "`\(spelled.value)` is not a whole number", at: spelled.range,
      label: allowsUnit ? "write `4096`, `0x1000`, `4KiB` or `1MiB`" : "write `12`, `0x0C`, `0b1100` or `1_200`")
    return nil
  }

  mutating func list(_ node: Node?, _ what: String) -> [Node] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      reportNoList(node, what)
      return []
    }
    return sequence.elements
  }

  /// A list of words. Where its brackets are missing, they are reported and the words are read all the same.
  mutating func words(_ node: Node?, _ what: String) -> [Node] {
    guard let node, let slip = Slip.list(node) else { return list(node, what) }
    reportNoList(node, what, help: [slip.help])
    return slip.words
  }

  private mutating func reportNoList(_ node: Node, _ what: String, help: [Help] = []) {
    report(
      "L007", "\(what) must be a list, not \(node.kindInWords)", at: node.range,
      label: "write `[…]`, or one `- …` a line", help: help)
  }

  /// A name, or a list of names.
  mutating func identifiers(_ node: Node?, _ what: String) -> [Identifier] {
    guard let node else { return [] }
    if case .sequence(let sequence) = node { return sequence.elements.compactMap { identifier($0, what) } }
    if let words = Slip.list(node)?.words, words.count > 1 {
      return self.words(node, "several names").compactMap { identifier($0, what) }
    }
    return identifier(node, what).map { [$0] } ?? []
  }

  /// A type expression: a scalar on one line.
  mutating func type(_ node: Node) -> Spelled<TypeExpression>? {
    guard let scalar = expression(node, "a type") else { return nil }
    do {
      return try TypeExpressionParser.type(scalar)
    } catch {
      report("L004", error, in: scalar)
      return nil
    }
  }

  /// A type that must be an integer: text is refused before anyone asks for its length.
  mutating func integerType(_ node: Node, _ code: String, _ what: String) -> Spelled<TypeExpression>? {
    guard case .scalar(let scalar) = node, WireName(scalar.text)?.needsLength == true else { return type(node) }
    report(code, "\(what) must be an integer type", at: scalar.range, label: "write `u8`, `u16`, `u32` …")
    return nil
  }

  /// A scalar that holds an expression: not empty, and on one line so that columns in it are exact.
  mutating func expression(_ node: Node, _ what: String) -> Scalar? {
    guard case .scalar(let scalar) = node else {
      let code = node.isFlowSequence ? "L005" : "L007"
      report(
        code, "expected \(what), not \(node.kindInWords)", at: node.range,
        help: code == "L005" ? [Help("a list is written after its element: `\"u8[4]\"`, in quotes inside braces")] : [])
      return nil
    }
    guard scalar.style != .literal, scalar.style != .folded, !scalar.spansLines else {
      report("L005", "\(what) must stand on one line", at: scalar.range, label: "columns in it could not be exact")
      return nil
    }
    guard !scalar.text.isEmpty else {
      report("L004", "expected \(what), found nothing", at: scalar.range)
      return nil
    }
    return scalar
  }

  mutating func perRevision(_ node: Node?, allowsUnit: Bool = false) -> PerRevision<IntegerSyntax>? {
    guard let node else { return nil }
    guard case .mapping(let mapping) = node else { return integer(node, allowsUnit: allowsUnit).map { .always($0) } }
    return .byRevision(
      mapping.entries.compactMap { entry in
        integer(entry.value, allowsUnit: allowsUnit).map { (Spelled(entry.key.text, entry.key.range), $0) }
      })
  }

  mutating func lifetime(_ entries: Entries) -> LifetimeSyntax {
    LifetimeSyntax(
      since: spelled(entries["since"], "a revision"), removed: spelled(entries["removed"], "a revision"))
  }
}

extension Node {
  /// `a list`, for messages.
  var kindInWords: String {
    switch self {
    case .scalar(let scalar): scalar.text.isEmpty ? "nothing" : "`\(scalar.excerpt)`"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether nothing was written.
  var isEmpty: Bool {
    if case .scalar(let scalar) = self { return scalar.text.isEmpty && scalar.style == .plain }
    return false
  }

  var isFlowSequence: Bool {
    if case .sequence(let sequence) = self { return sequence.isFlow }
    return false
  }

  var isSequence: Bool { if case .sequence = self { true } else { false } }

  var asScalar: Scalar? { if case .scalar(let scalar) = self { scalar } else { nil } }
}

extension Scalar {
  /// The text, cut to what fits into a sentence.
  var excerpt: String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 40 ? line.prefix(40) + "…" : String(line)
  }
}
