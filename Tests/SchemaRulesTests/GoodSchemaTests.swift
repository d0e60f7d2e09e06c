import Diagnostics
import Foundation
import JSONText
import SchemaModel
import Testing

/// Each schema in `Fixtures/Schemas/good` shows one group of constructs in all its forms; none has an error.
@Suite("Good schemas")
struct GoodSchemaTests {
  /// Warnings that a schema cannot show its construct without, and those of the design's own examples.
  private static let warnings: [String: Set<String>] = [
    "extern.yaml": ["L206", "L802"],
    "kyoril-game.yaml": ["L103", "L104", "L305", "L802"],
    "language-links.yaml": ["L103"],
    "wow.yaml": ["L103", "L104", "L305", "L802"],
  ]

  @Test("Nothing is wrong with it", arguments: Schemas.names(in: Schemas.good))
  func isClean(name: String) throws {
    let compiled = Compiled(name, in: Schemas.good)
    #expect(compiled.report.found.errors == 0, "\(compiled.text)")
    #expect(compiled.loaded.schemas.count == 1)
    #expect(compiled.loaded.schemas.first?.model != nil)
    let warnings = Set(compiled.report.findings.map(\.code))
    #expect(warnings == Self.warnings[name, default: []], "\(compiled.text)")
  }

  @Test("It resolves to the recorded model", arguments: Schemas.names(in: Schemas.good))
  func model(name: String) throws {
    let model = try #require(Compiled(name, in: Schemas.good).loaded.schemas.first?.model)
    try Recording.check(model.json.pretty() + "\n", Schemas.good, name.replacing(".yaml", with: ".json"))
  }
}
