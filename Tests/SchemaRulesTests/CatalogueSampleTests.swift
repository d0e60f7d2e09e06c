import Diagnostics
import SchemaModel
import SchemaRules
import Testing

/// What the catalogue shows must be true: each bad schema breaks its rule and no other, each good one none.
@Suite("The catalogue's schemas")
struct CatalogueSampleTests {
  /// The files that samples import.
  private static let files = ["types.yaml": "schema: demo\nrevisions: [a, b]\ntypes: {Kind: u8}\n"]
  private func findings(in schema: String) -> [Diagnostic] {
    Compiled("demo.yaml") { path throws(ReadFailure) in
      guard path != "demo.yaml" else { return Array(schema.utf8) }
      guard let text = Self.files[path] else { throw ReadFailure("the file does not exist") }
      return Array(text.utf8)
    }.report.findings
  }

  @Test("The bad one breaks the rule, and no other", arguments: Catalogue.lint.map(\.code))
  func bad(code: String) throws {
    let rule = try #require(Catalogue.rule(code))
    let found = findings(in: rule.bad)
    // No example can show the bytes of a hand-written codec.
    let others = found.filter { $0.code != code && !(code == "L206" && $0.code == "L802") }
    #expect(others.isEmpty, "\(others.map(\.message))")
    #expect(found.contains { $0.code == code && $0.severity == rule.severity })
  }

  @Test("The good one breaks none", arguments: Catalogue.lint.map(\.code))
  func good(code: String) throws {
    let found = findings(in: try #require(Catalogue.rule(code)).good)
    #expect(found.isEmpty, "\(found.map { "\($0.code): \($0.message)" })")
  }
}
