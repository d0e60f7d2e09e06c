import Diagnostics
import Fixtures
import SchemaModel
import SchemaSyntax
import Testing

/// The claim that this repository is about: the bytes of the C++ servers, read and written.
@Suite("The realm-world link")
struct RealmWorldTests {
  /// Verified once for all tests.
  private static let results = Result { try verify() }

  private static func verify() throws -> [FixtureResult] {
    let paths = try Repository.files(in: "Protocol/realm-world")
    let loaded = SchemaLoader.load(paths) { path throws(ReadFailure) in
      do { return try Repository.bytes(path) } catch { throw ReadFailure("\(error)") }
    }
    #expect(loaded.findings.isEmpty)
    let model = try #require(loaded.schemas.first?.model)
    var sources = loaded.sources
    var files: [FixtureFileSyntax] = []
    for path in try Repository.files(in: "Fixtures/realm-world") {
      let source = SourceFile(path: path, bytes: try Repository.bytes(path))
      let file = sources.add(source)
      let document = YAMLReader.read(source, file: file)
      let parsed = DeclarationParser.parseFixture(try #require(document.root), file: file)
      #expect(document.findings.isEmpty && parsed.findings.isEmpty)
      files.append(try #require(parsed.syntax))
    }
    var reader = FixtureReader(model, sources)
    var cases: [FixtureCase] = []
    for file in files { cases += reader.cases(in: file) }
    #expect(reader.findings.isEmpty)
    return cases.map(FixtureVerifier(model).verify)
  }

  @Test("every packet and every odd body that the C++ servers judged is there, and passes")
  func evidence() throws {
    let results = try Self.results.get()
    #expect(results.compactMap(\.failure?.summary) == [])
    let evidence = results.filter { $0.fixture.origin == .legacy }
    let refused = evidence.filter { if case .undecodable = $0.fixture.expectation { true } else { false } }
    #expect(evidence.count == 443 + 265)
    #expect(refused.count == 252)
  }

  @Test("every declared deviation is explained")
  func deviations() throws {
    let text = String(decoding: try Repository.bytes("Protocol/DEVIATIONS.md"), as: UTF8.self)
    let counts = Dictionary(grouping: try Self.results.get().compactMap(\.fixture.deviation)) { $0 }.mapValues(\.count)
    #expect(
      counts == ["bytes-left-over": 20, "short-srp-number": 4, "short-proxy-packet": 2, "text-repaired": 2])
    for name in counts.keys { #expect(text.contains("`\(name)`")) }
  }
}
