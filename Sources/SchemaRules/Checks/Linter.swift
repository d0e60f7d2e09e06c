public import Diagnostics
public import SchemaModel
import SchemaSyntax

/// The lint rules that look at a whole resolved schema.
///
/// Rules on syntax, names and references report while the schema is read and resolved; these come after.
public struct Linter {
  let model: SchemaModel
  let files: [FileSyntax]
  let usage: SchemaResolver.Usage
  let imports: [LoadedSchemas.Import]
  var findings: [Diagnostic] = []

  /// All findings of the rules for one schema.
  public static func check(_ schema: LoadedSchemas.Schema) -> [Diagnostic] {
    guard let resolution = schema.resolution else { return [] }
    var linter = Linter(
      model: resolution.model, files: schema.files, usage: resolution.usage, imports: schema.imports)
    linter.checkNames()
    linter.checkDocs()
    linter.checkTypes()
    linter.checkLimits()
    linter.checkScopes()
    // What is unused or too large cannot be told while parts of the schema cannot be read.
    if !schema.hasErrors {
      linter.checkUsage()
      linter.checkSizes()
    }
    return linter.findings
  }

  mutating func report(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    notes: [String] = [], help: [Help] = []
  ) {
    findings.append(Diagnostic(code, message, at: range, label: label, also: also, notes: notes, help: help))
  }

  mutating func warn(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    notes: [String] = [], help: [Help] = []
  ) {
    findings.append(Diagnostic(code, .warning, message, at: range, label: label, also: also, notes: notes, help: help))
  }

  /// Every struct and message, with its name and where it is named.
  var bodies: [(name: String, source: SourceRange, body: StructDefinition, revisions: RevisionRange)] {
    let structs = model.types.compactMap { type -> (String, SourceRange, StructDefinition, RevisionRange)? in
      guard case .structure(let body) = type.kind else { return nil }
      return (type.name, type.source, body, type.revisions)
    }
    return structs + model.messages.map { ($0.name, $0.source, $0.body, $0.revisions) }
  }
}
