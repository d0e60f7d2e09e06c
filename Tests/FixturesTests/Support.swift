import Diagnostics
import Fixtures
import Foundation
import SchemaModel
import SchemaSyntax

/// A schema and its fixtures in memory, and what verification says of them.
struct Bench {
  var schema: String
  var fixture: String

  /// The schema's text and, below, that of a fixture file.
  init(_ schema: String, _ fixture: String = "") {
    self.schema = schema
    self.fixture = fixture
  }

  struct Outcome {
    var cases: [FixtureCase]
    var results: [FixtureResult]
    var findings: [Diagnostic]
    var sources: SourceSet
    var model: SchemaModel

    /// Each finding as `line:column code message`.
    var lines: [String] {
      findings.map { finding in
        let position = sources[finding.primary.range.file].position(at: finding.primary.range.lower)
        return "\(position.line):\(position.column) \(finding.code) \(finding.message)"
      }
    }
  }

  func verify() throws -> Outcome {
    let loaded = SchemaLoader.load(["schema.yaml"]) { _ throws(ReadFailure) in Array(schema.utf8) }
    guard loaded.findings.isEmpty, let model = loaded.schemas.first?.model else {
      throw Broken(findings: loaded.findings)
    }
    var sources = loaded.sources
    var findings: [Diagnostic] = []
    var files: [FixtureFileSyntax] = []
    if !fixture.isEmpty {
      let source = SourceFile(path: "fixture.yaml", bytes: Array(fixture.utf8))
      let file = sources.add(source)
      let document = YAMLReader.read(source, file: file)
      findings += document.findings
      if let root = document.root {
        let parsed = DeclarationParser.parseFixture(root, file: file)
        findings += parsed.findings
        if let syntax = parsed.syntax { files.append(syntax) }
      }
    }
    var reader = FixtureReader(model, sources)
    var cases = reader.examples()
    for file in files { cases += reader.cases(in: file) }
    let results = cases.map(FixtureVerifier(model).verify)
    findings += reader.findings + results.compactMap(\.failure?.diagnostic)
    return Outcome(cases: cases, results: results, findings: findings, sources: sources, model: model)
  }

  struct Broken: Error { let findings: [Diagnostic] }
}

/// A schema with one message of these fields.
func schema(_ fields: String, types: String = "{}", revisions: String = "[a, b]") -> String {
  """
  schema: demo
  revisions: \(revisions)
  links:
    demo: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 16KiB, floats: finite}
  types: \(types)
  messages:
    Ping:
      from: client
      opcode: 1
      fields: \(fields)
  """
}

/// A fixture file about `Ping` with these cases, each indented by two blanks.
func fixture(_ cases: String) -> String { "schema: demo\nmessage: Ping\ncases:\n" + cases }

/// The files of the repository.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func files(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: directory).path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map { directory + "/" + $0 }
  }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }
}
