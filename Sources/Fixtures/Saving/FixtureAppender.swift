public import Diagnostics
public import SchemaModel
import SchemaSyntax
import WireInterpreter

/// Adds cases to fixture files, of which every other byte stays as it is.
public struct FixtureAppender {
  /// Why a case cannot be added.
  public struct Problem: Error, Hashable, Sendable {
    /// One sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var help: [String] = []
  }

  private let model: SchemaModel

  /// An appender for cases of this schema.
  public init(_ model: SchemaModel) { self.model = model }

  /// The contents of a new file with one case.
  public func newFile(with draft: FixtureDraft) -> String {
    let name = WireInterpreter(model).name(of: draft.target)
    return "schema: \(model.name)\nmessage: \(name)\n\ncases:\n" + draft.text(in: model)
  }

  /// The contents of a file with the case added below the others.
  ///
  /// A case of the same name, or of the same bytes at the same revision, is never added again.
  public func append(_ draft: FixtureDraft, to source: SourceFile) throws(Problem) -> [UInt8] {
    let (syntax, cases) = try read(source)
    try check(draft, syntax, cases, source)
    guard let root = cases.root, case .mapping(let mapping)? = root["cases"], !mapping.isFlow,
      let first = mapping.entries.first, let end = mapping.entries.map(\.value.lastByte).max()
    else {
      throw Problem(
        message: "`\(source.path)` has no `cases` on lines of their own",
        help: ["`realmwire format` lays the file out, if it has cases"])
    }
    let line = source.line(at: max(end - 1, 0))
    let place = line < source.lineCount ? source.contents(ofLine: line + 1).lowerBound : source.bytes.count
    let indentation = source.position(at: first.key.range.lower).column - 1
    let isOpenLine = place > 0 && source.bytes[place - 1] != 0x0A
    let text = (isOpenLine ? "\n" : "") + draft.text(in: model, indentation: indentation)
    return Array(source.bytes[..<place]) + Array(text.utf8) + Array(source.bytes[place...])
  }

  /// The case of this name in a file, resolved: for the proof that what was added is right.
  public func result(of name: String, in source: SourceFile) -> FixtureResult? {
    guard let (_, cases) = try? read(source) else { return nil }
    return cases.resolved.first { $0.name == name }.map(FixtureVerifier(model).verify)
  }

  // MARK: - What is there

  private struct Known {
    var root: Node.Mapping?
    var resolved: [FixtureCase]
  }

  private func read(_ source: SourceFile) throws(Problem) -> (FixtureFileSyntax, Known) {
    var sources = SourceSet()
    let file = sources.add(source)
    let document = YAMLReader.read(source, file: file)
    let parsed = document.root.map { DeclarationParser.parseFixture($0, file: file) }
    guard case .mapping(let root)? = document.root, let syntax = parsed?.syntax, document.findings.isEmpty,
      parsed?.findings.isEmpty == true
    else {
      throw Problem(
        message: "`\(source.path)` is no fixture file without faults",
        help: ["`realmwire lint` says what is wrong with it"])
    }
    var reader = FixtureReader(model, sources)
    return (syntax, Known(root: root, resolved: reader.cases(in: syntax)))
  }

  private func check(
    _ draft: FixtureDraft, _ syntax: FixtureFileSyntax, _ known: Known, _ source: SourceFile
  ) throws(Problem) {
    let target = WireInterpreter(model).name(of: draft.target)
    guard syntax.schema.value == model.name, syntax.subject.name.value == target else {
      throw Problem(
        message: "`\(source.path)` is about `\(syntax.subject.name.value)` of schema `\(syntax.schema.value)`",
        help: ["a file has the cases of one message; these bytes are a `\(target)` of `\(model.name)`"])
    }
    if let other = syntax.cases.first(where: { $0.name.value == draft.name }) {
      throw Problem(
        message: "`\(source.path)` has a case `\(draft.name)` already, in line \(line(other.name.range, source))",
        help: ["choose another name with `--case`"])
    }
    if let other = known.resolved.first(where: {
      $0.bytes == draft.bytes && $0.revision == draft.revision && $0.hex != nil
    }) {
      throw Problem(
        message: "`\(source.path)` has these bytes already: case `\(other.name)`, in line \(line(other.source, source))"
      )
    }
  }

  private func line(_ range: SourceRange, _ source: SourceFile) -> Int { source.line(at: range.lower) }
}

extension Node.Mapping {
  fileprivate subscript(key: String) -> Node? { entries.first { $0.key.text == key }?.value }
}

extension Node {
  /// The byte after the last one of the node and all in it.
  fileprivate var lastByte: Int {
    switch self {
    case .scalar(let scalar): scalar.range.upper
    case .sequence(let sequence): max(sequence.range.upper, sequence.elements.map(\.lastByte).max() ?? 0)
    case .mapping(let mapping): max(mapping.range.upper, mapping.entries.map(\.value.lastByte).max() ?? 0)
    }
  }
}
