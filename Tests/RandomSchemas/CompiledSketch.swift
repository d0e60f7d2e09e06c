public import Diagnostics
import JSONText
import SchemaFormat
public import SchemaModel
import SchemaRules

/// A sketch as the schema compiler sees it.
public struct CompiledSketch {
  /// The file.
  public let source: SourceFile
  /// The file among others.
  public let sources: SourceSet
  /// What is wrong with it.
  public let findings: [Diagnostic]
  /// The model, when nothing is.
  public let model: SchemaModel?

  /// Reads, resolves and lints a sketch.
  public init(_ sketch: Sketch, path: String = "schema.yaml") {
    self.init(SourceFile(path: path, bytes: Array(sketch.yaml.utf8)))
  }

  init(_ source: SourceFile) {
    self.source = source
    let loaded = SchemaLoader.load([source.path]) { _ throws(ReadFailure) in source.bytes }
    sources = loaded.sources
    let all = loaded.findings + loaded.schemas.flatMap { Linter.check($0) }
    findings = all.filter { $0.severity == .error }
    model = findings.isEmpty ? loaded.schemas.first?.model : nil
  }

  /// The findings as people see them.
  public var text: String { Report(findings).text(in: sources) }

  /// What is wrong with the way that the file is laid out: nothing, when formatting it keeps its meaning, and formatting
  /// it again changes nothing.
  public var layoutProblem: String? {
    guard case .formatted(let once) = SchemaFormatter.format(source) else { return "formatting is refused" }
    let laidOut = SourceFile(path: source.path, bytes: once)
    guard case .formatted(let twice) = SchemaFormatter.format(laidOut) else { return "formatting again is refused" }
    guard once == twice else { return "formatting again changes the file" }
    let again = CompiledSketch(laidOut)
    guard again.findings.isEmpty else { return "formatted, it has errors:\n" + again.text }
    guard again.model?.json.compact() == model?.json.compact() else { return "formatting changes the model" }
    return nil
  }
}
