import Diagnostics
import Fixtures
import Foundation
import SchemaModel
import SchemaRules
import SchemaSyntax
import Testing

/// Where the schemas of `Fixtures/Schemas` lie.
enum Schemas {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Schemas")
  static let bad = root.appending(path: "bad")
  static let good = root.appending(path: "good")

  /// The schemas right inside a folder, by name.
  static func names(in folder: URL) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".yaml") }.sorted()
  }
}

/// Texts that are kept beside the schemas.
///
/// `RECORD=1 swift test --filter SchemaRulesTests` writes them anew, for a person to review; a recording run fails.
enum Recording {
  static func check(_ actual: String, _ folder: URL, _ name: String) throws {
    let file = folder.appending(path: name)
    guard ProcessInfo.processInfo.environment["RECORD"] == nil else {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded, not tested")
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(actual == expected, "\(name) differs")
  }
}

/// A schema and what the compiler says of it.
struct Compiled {
  let loaded: LoadedSchemas
  private(set) var sources: SourceSet
  private(set) var report: Report

  /// Compiles a schema of the folder; `contents` stands for its text when given.
  init(_ name: String, in folder: URL, contents: [UInt8]? = nil) {
    self.init(name, fixturesIn: folder) { path throws(ReadFailure) in
      if path == name, let contents { return contents }
      let url = folder.appending(path: path)
      do {
        return try Array(Data(contentsOf: url))
      } catch {
        throw ReadFailure(
          FileManager.default.fileExists(atPath: url.path) ? "it is a directory" : "the file does not exist")
      }
    }
  }

  /// Compiles a schema that `read` gives; its fixture files lie in the folder.
  init(_ name: String, fixturesIn folder: URL? = nil, read: (String) throws(ReadFailure) -> [UInt8]) {
    loaded = SchemaLoader.load([name], read: read)
    sources = loaded.sources
    report = Report([])
    var findings = loaded.findings + loaded.schemas.flatMap { Linter.check($0) }
    for model in loaded.schemas.filter({ !$0.hasErrors }).compactMap(\.model) {
      findings += evidence(for: model, in: folder, read)
    }
    report = Report(findings)
  }

  /// What is wrong with a schema's examples and fixtures.
  private mutating func evidence(
    for model: SchemaModel, in folder: URL?, _ read: (String) throws(ReadFailure) -> [UInt8]
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var files: [FixtureFileSyntax] = []
    for entry in model.fixtures {
      let glob = FixtureGlob(entry.value, from: sources[entry.range.file].path)
      let names = folder.map { Schemas.names(in: $0.appending(path: glob.directory)) } ?? []
      for name in names {
        let path = "\(glob.directory)/\(name)"
        guard glob.matches(path), let bytes = try? read(path) else { continue }
        let file = sources.add(SourceFile(path: path, bytes: bytes))
        guard let root = YAMLReader.read(sources[file], file: file).root else { continue }
        let (syntax, problems) = DeclarationParser.parseFixture(root, file: file)
        findings += problems
        if let syntax { files.append(syntax) }
      }
    }
    var reader = FixtureReader(model, sources)
    let cases = reader.examples() + files.flatMap { reader.cases(in: $0) }
    let failures = cases.map(FixtureVerifier(model).verify).compactMap(\.failure?.diagnostic)
    return findings + reader.findings + failures + MissingFixtures.findings(model, proven: reader.messages)
  }

  var text: String { report.text(in: sources) }

  /// A finding's code, and the line, column and text of its primary span.
  func place(of finding: Diagnostic) -> (code: String, position: String, under: String) {
    let range = finding.primary.range
    let file = sources[range.file]
    let position = file.position(at: range.lower)
    let upper = min(range.upper, file.contents(ofLine: position.line).upperBound)
    let under = String(decoding: file.bytes[range.lower..<max(range.lower, upper)], as: UTF8.self)
    let path = range.file == 0 ? "" : file.path + ":"
    return (finding.code, "\(path)\(position.line):\(position.column)", under)
  }
}
