public import Diagnostics

extension DeclarationParser {
  /// Reads a fixture file's top node; nil when the file does not say what it is about.
  public static func parseFixture(
    _ root: Node, file: Int
  ) -> (syntax: FixtureFileSyntax?, findings: [Diagnostic]) {
    var parser = DeclarationParser()
    let syntax = parser.fixture(root, file)
    return (syntax, parser.findings)
  }

  private mutating func fixture(_ root: Node, _ file: Int) -> FixtureFileSyntax? {
    guard let entries = entries(root, .fixtureFile, owner: root.range.start),
      let schema = spelled(entries["schema"], "the schema's name"), let subject = subject(entries)
    else { return nil }
    let cases = namedCases(entries["cases"]).compactMap { fixtureCase($0.name, $0.value, subject) }
    return FixtureFileSyntax(file: file, schema: schema, subject: subject, cases: cases)
  }

  private mutating func subject(_ entries: Entries) -> FixtureFileSyntax.Subject? {
    let message = identifier(entries["message"], "the name of a message")
    let type = identifier(entries["type"], "the name of a type")
    switch (message, type) {
    case (let message?, nil): return .message(message)
    case (nil, let type?): return .type(type)
    case (_?, let type?):
      report(
        "L007", "a fixture file is about a message or a type, not both", at: type.range,
        help: [Help("put the conversions of `\(type.value)` into a file of their own")])
    case (nil, nil):
      guard entries["message"] == nil, entries["type"] == nil else { return nil }
      report(
        "L007", "a fixture file needs `message`", at: entries.key("schema") ?? entries.range.start,
        label: "`message` is missing",
        help: [Help("name the message: `message: SaveInventoryItems`")])
    }
    return nil
  }

  /// Case names are free text: `cut-13`, `typical 2025-11`.
  private mutating func namedCases(_ node: Node?) -> [(name: Identifier, value: Node)] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      report("L007", "cases must be a mapping of names, not \(node.kindInWords)", at: node.range)
      return []
    }
    return mapping.entries.compactMap { entry in
      spelled(.scalar(entry.key), "a name").map { ($0, entry.value) }
    }
  }

  private mutating func fixtureCase(
    _ name: Identifier, _ node: Node, _ subject: FixtureFileSyntax.Subject
  ) -> FixtureCaseSyntax? {
    guard let entries = entries(node, .fixtureCase, owner: name.range) else { return nil }
    var parsed = FixtureCaseSyntax(name: name)
    parsed.revision = spelled(entries["revision"], "a revision")
    parsed.origin = choice(entries, "origin", .fixtureCase).flatMap { .init(rawValue: $0.value) }
    parsed.source = text(entries["source"])
    parsed.note = text(entries["note"])
    parsed.deviation = spelled(entries["deviation"], "the name of a deviation")
    parsed.hex = entries["hex"].flatMap { scalar($0, "hex digits") }
    parsed.value = entries["value"]
    parsed.sameAs = spelled(entries["sameAs"], "the name of a case")
    parsed.error = choice(entries, "error", .fixtureCase)
    parsed.errorPath = spelled(entries["at"], "the path of a field")
    parsed.isDecodeOnly = choice(entries, "decodeOnly", .fixtureCase)?.value == "true"
    parsed.wire = entries["wire"]
    parsed.domain = entries["domain"]
    guard entries.misspelt.isEmpty else { return nil }
    let isComplete =
      switch subject {
      case .message: checkMessageCase(entries, name)
      case .type: checkConversion(entries, name)
      }
    // What is there but unusable was reported already.
    let isUsable = ["hex": parsed.hex != nil, "error": parsed.error != nil, "revision": parsed.revision != nil]
      .allSatisfy { key, isRead in isRead || entries[key] == nil }
    return isComplete && isUsable ? parsed : nil
  }

  /// Bytes and what becomes of them; or a value that cannot be encoded.
  private mutating func checkMessageCase(_ entries: Entries, _ name: Identifier) -> Bool {
    guard refuse(["wire", "domain"], in: entries, because: "only a file about a `type` has this") else { return false }
    let outcomes = ["value", "sameAs", "error"].filter { entries[$0] != nil }
    if entries["hex"] == nil {
      guard outcomes == ["value", "error"] else {
        return missing(
          "hex", of: name, "the bytes of the value; a value that cannot be encoded has `error` in their place")
      }
      return true
    }
    guard let first = outcomes.first else {
      return missing("value", of: name, "what the bytes stand for: `value`, `sameAs` or `error`")
    }
    return refuse(outcomes.dropFirst(), in: entries, because: "the bytes cannot give `\(first)`, too")
  }

  /// A wire value and its domain value; or a domain value that does not fit.
  private mutating func checkConversion(_ entries: Entries, _ name: Identifier) -> Bool {
    guard refuse(["hex", "value", "sameAs"], in: entries, because: "only a file about a `message` has this") else {
      return false
    }
    guard entries["domain"] != nil else {
      return missing("domain", of: name, "the value in the domain type")
    }
    guard entries["wire"] != nil || entries["error"] != nil else {
      return missing("wire", of: name, "the value on the wire, or `error` where the domain value does not fit")
    }
    return entries["wire"] == nil
      || refuse(["error"], in: entries, because: "a value that fits the wire gives no error")
  }

  private mutating func missing(_ key: String, of name: Identifier, _ what: String) -> Bool {
    report(
      "L007", "case `\(name.value)` needs `\(key)`", at: name.range, label: "`\(key)` is missing", help: [Help(what)])
    return false
  }

  private mutating func refuse(
    _ keys: some Sequence<String>, in entries: Entries, because reason: String
  ) -> Bool {
    var isClean = true
    for key in keys {
      guard let range = entries.key(key) else { continue }
      report("L007", "`\(key)` does not belong here", at: range, label: reason)
      isClean = false
    }
    return isClean
  }
}
