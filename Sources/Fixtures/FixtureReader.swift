public import Diagnostics
public import SchemaModel
public import SchemaSyntax
import WireInterpreter

/// Resolves fixture files and examples against a model.
///
/// ```swift
/// var reader = FixtureReader(model, sources)
/// let cases = files.flatMap { reader.cases(in: $0) } + reader.examples()
/// reader.findings  // names that do not exist, values of another shape, hex that is none
/// ```
public struct FixtureReader {
  /// What is wrong with the cases as written.
  public private(set) var findings: [Diagnostic] = []

  /// The messages that some case is about, right or wrong.
  public private(set) var messages: Set<MessageIndex> = []

  let model: SchemaModel
  /// The schema's files and the fixtures'.
  public var sources: SourceSet

  /// A reader for fixtures of a schema; the sources hold the schema's files and the fixtures'.
  public init(_ model: SchemaModel, _ sources: SourceSet) {
    self.model = model
    self.sources = sources
  }

  /// The examples of all messages.
  public mutating func examples() -> [FixtureCase] {
    model.messages.flatMap { message in
      message.examples.enumerated().flatMap { index, example in
        var syntax = FixtureCaseSyntax(name: Spelled("example \(index + 1)", example.hex.range))
        syntax.hex = example.hex
        syntax.value = example.value
        syntax.revision = example.revision
        syntax.origin = .handmade
        return cases(syntax, of: .message(message.index), among: [:])
      }
    }
  }

  /// The cases of a file.
  public mutating func cases(in file: FixtureFileSyntax) -> [FixtureCase] {
    guard file.schema.value == model.name else {
      report(
        "L801", "this file belongs to schema `\(file.schema.value)`, not to `\(model.name)`", at: file.schema.range,
        help: Spelling.nearest(to: file.schema.value, in: [model.name]).map {
          [Help("did you mean `\($0)`?", edits: [TextEdit(file.schema.range, $0)])]
        } ?? [])
      return []
    }
    guard let target = target(file.subject) else { return [] }
    let others = Dictionary(file.cases.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    return file.cases.flatMap { cases($0, of: target, among: others) }
  }

  // MARK: - Names

  private mutating func target(_ subject: FixtureFileSyntax.Subject) -> WireInterpreter.Target? {
    let name = subject.name
    switch subject {
    case .message:
      if let message = model.message(named: name.value) { return .message(message.index) }
      unknown(name, "message", model.messages.map(\.name))
    case .type:
      let widened = model.types.filter { if case .widened = $0.kind { true } else { false } }
      if widened.contains(where: { $0.name == name.value }),
        let index = model.types.firstIndex(where: { $0.name == name.value })
      {
        return .type(index)
      }
      unknown(name, "domain type", widened.map(\.name))
    }
    return nil
  }

  private mutating func unknown(_ name: Identifier, _ what: String, _ known: [String]) {
    let help = Spelling.nearest(to: name.value, in: known).map {
      Help("did you mean `\($0)`?", edits: [TextEdit(name.range, $0)])
    }
    report(
      "L201", "unknown \(what) `\(name.value)`", at: name.range, label: "the schema has no such \(what)",
      help: help.map { [$0] } ?? [])
  }

  /// The revisions at which a case holds.
  private mutating func revisions(_ stated: Identifier?, _ target: WireInterpreter.Target) -> [Int] {
    let range =
      switch target {
      case .message(let index): model.messages[index].revisions
      case .type(let index): model.types[index].revisions
      }
    guard let stated else { return Array(range.indices) }
    guard let revision = model.revision(named: stated.value) else {
      let help = Spelling.nearest(to: stated.value, in: model.revisions).map {
        Help("did you mean `\($0)`?", edits: [TextEdit(stated.range, $0)])
      }
      report(
        "L501", "unknown revision `\(stated.value)`", at: stated.range,
        label: model.hasRevisions ? "not one of the schema's revisions" : "the schema has no revisions",
        help: help.map { [$0] } ?? [])
      return []
    }
    guard range.contains(revision) else {
      report(
        "L501", "revision `\(stated.value)` lacks `\(WireInterpreter(model).name(of: target))`", at: stated.range,
        label: "not there at this revision")
      return []
    }
    return [revision]
  }

  // MARK: - Cases

  private mutating func cases(
    _ syntax: FixtureCaseSyntax, of target: WireInterpreter.Target, among others: [String: FixtureCaseSyntax]
  ) -> [FixtureCase] {
    if case .message(let index) = target { messages.insert(index) }
    // `sameAs` borrows the value, and the bytes that it must encode to.
    var model = syntax
    if let reference = syntax.sameAs {
      guard let other = original(reference, others) else { return [] }
      model = other
    }
    let hex = syntax.hex.map { HexText($0, in: sources[$0.range.file]) }
    let canonicalHex = model.hex.map { HexText($0, in: sources[$0.range.file]) }
    guard let bytes = self.bytes(hex), let canonical = self.bytes(syntax.sameAs == nil ? nil : canonicalHex, or: bytes)
    else {
      return []
    }
    let origin = syntax.origin ?? (syntax.sameAs == nil ? nil : model.origin) ?? .handmade
    return revisions(syntax.revision, target).compactMap { revision in
      guard
        let expectation = expectation(
          syntax, model, target, revision, canonical: model.isDecodeOnly || syntax.isDecodeOnly ? nil : canonical)
      else { return nil }
      return FixtureCase(
        schema: self.model.name, target: target, targetName: WireInterpreter(self.model).name(of: target),
        name: syntax.name.value, revision: revision, origin: origin, deviation: syntax.deviation?.value, bytes: bytes,
        expectation: expectation, source: syntax.name.range, hex: hex, value: syntax.value ?? syntax.domain)
    }
  }

  private mutating func original(
    _ reference: Identifier, _ others: [String: FixtureCaseSyntax]
  ) -> FixtureCaseSyntax? {
    guard let other = others[reference.value] else {
      // Among many cases nobody finds the one that was meant, and looking would take its time.
      unknown(reference, "case", others.count > 1000 ? [] : others.keys.sorted())
      return nil
    }
    guard other.value != nil, other.hex != nil else {
      report(
        "L801", "case `\(reference.value)` has no value of its own", at: reference.range,
        label: "`sameAs` names a case with `value` and `hex`", also: [.init(other.name.range, "this case")])
      return nil
    }
    return other
  }

  private mutating func bytes(_ hex: HexText?, or fallback: [UInt8] = []) -> [UInt8]? {
    guard let hex else { return fallback }
    do throws(HexText.Problem) {
      return try hex.bytes()
    } catch {
      switch error {
      case .notADigit(let character, let range):
        let help =
          "xX".unicodeScalars.contains(character) ? "write the digits alone, without `0x`" : "a comment begins with `#`"
        report("L801", "`\(character)` is not a hex digit", at: range, help: [Help(help)])
      case .halfAByte(let range):
        report("L801", "an odd number of hex digits", at: range, label: "a byte has two")
      }
      return nil
    }
  }

  private mutating func expectation(
    _ syntax: FixtureCaseSyntax, _ source: FixtureCaseSyntax, _ target: WireInterpreter.Target, _ revision: Int,
    canonical: [UInt8]?
  ) -> FixtureCase.Expectation? {
    let failure = syntax.error.map { FixtureCase.Failure(kind: $0.value, path: syntax.errorPath?.value) }
    if let domain = syntax.domain {
      guard let domainValue = value(domain, target, revision) else { return nil }
      if let failure { return .unconvertible(domain: domainValue, failure) }
      guard let wire = syntax.wire, let wireValue = value(wire, target, revision) else { return nil }
      return .conversion(wire: wireValue, domain: domainValue)
    }
    guard let node = source.value else { return failure.map { .undecodable($0) } ?? .value(nil, canonical: canonical) }
    guard let value = value(node, target, revision) else { return nil }
    return failure.map { .unencodable(value, $0) } ?? .value(value, canonical: canonical)
  }

  private mutating func value(_ node: Node, _ target: WireInterpreter.Target, _ revision: Int) -> WireValue? {
    let (value, findings) = WireInterpreter(model).value(of: node, as: target, at: revision)
    self.findings += findings
    return value
  }

  private mutating func report(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    help: [Help] = []
  ) {
    findings.append(Diagnostic(code, message, at: range, label: label, also: also, help: help))
  }
}
