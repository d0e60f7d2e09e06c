import Diagnostics
import Fixtures
public import SchemaModel
import SchemaSyntax

/// The reader of fixture files under attack: whatever is in a file, it is a case or there is a finding with a place.
public struct FixtureTarget: FuzzTarget {
  private let model: SchemaModel
  /// Fixture files to begin with.
  public let seeds: [[UInt8]]

  /// The fixtures of a model.
  public init(_ model: SchemaModel, seeds: [[UInt8]]) {
    self.model = model
    self.seeds = seeds
  }

  /// What people call it.
  public var name: String { "fixtures" }

  /// Keys and words of the language of fixtures.
  public var dictionary: [[UInt8]] {
    let words = [
      "schema:", "message:", "type:", "cases:", "revision:", "value:", "hex: |", "error:", "errorPath:", "sameAs:",
      "origin: legacy", "deviation:", "wire:", "domain:", "null", "bits:0x7fc00000", model.name,
    ]
    return (words + model.messages.map(\.name) + model.revisions).map { Array($0.utf8) }
  }

  /// Reads the file, verifies its cases, and shows every finding.
  public func failure(of input: [UInt8]) -> FuzzFailure? {
    var sources = SourceSet()
    let source = SourceFile(path: "Fixtures/input.yaml", bytes: input)
    let file = sources.add(source)
    let document = YAMLReader.read(source, file: file)
    var findings = document.findings
    if let root = document.root {
      let parsed = DeclarationParser.parseFixture(root, file: file)
      findings += parsed.findings
      if let syntax = parsed.syntax {
        var reader = FixtureReader(model, sources)
        let cases = reader.cases(in: syntax)
        findings += reader.findings
        let verifier = FixtureVerifier(model)
        findings += cases.compactMap { verifier.verify($0).failure?.diagnostic }
      }
    }
    for finding in findings {
      for place in [finding.primary.range] + finding.secondary.map(\.range) {
        guard place.file == file, place.lower >= 0, place.lower <= place.upper, place.upper <= input.count else {
          return FuzzFailure(.text, "\(finding.code) points outside the file")
        }
      }
    }
    let report = Report(findings)
    guard report.found.total == 0 || !report.text(in: sources, inColor: false).isEmpty else {
      return FuzzFailure(.text, "findings without text")
    }
    return nil
  }

  /// The file as it is.
  public func description(of input: [UInt8]) -> String { String(decoding: input, as: UTF8.self) + "\n" }
}
