import Foundation
import SchemaRules
import Testing

@Suite("The catalogue of rules")
struct CatalogueTests {
  @Test("Codes are unique and ascend")
  func codes() {
    let codes = Catalogue.lint.map(\.code)
    #expect(codes == Set(codes).sorted())
  }

  @Test("A code's first digit says what the rule is about")
  func categories() {
    for rule in Catalogue.lint {
      let index = rule.code.dropFirst().first.flatMap { Int(String($0)) }
      let all = Rule.Category.allCases
      #expect(index == all.firstIndex(of: rule.category), "\(rule.code)")
    }
  }

  @Test("An explanation holds the rule, why, a bad and a good schema, and the way out")
  func explanation() throws {
    let rule = try #require(Catalogue.rule("L305"))
    #expect(
      rule.explanation == """
        L305 (warning): u16 count without `<=`

        65535 elements are seldom what the peer sends. The link's `maxBody` bounds the bytes, so this is a
        warning; the true limit also bounds the memory.

        Bad:

            schema: demo
            links:
              demo: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 16KiB}
            messages:
              Ping:
                doc: Asks whether the peer is there.
                from: client
                opcode: 1
                fields:
                  - kinds: u8[u16]
                examples: [{hex: "0000", value: {kinds: []}}]

        Good:

            schema: demo
            links:
              demo: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 16KiB}
            messages:
              Ping:
                doc: Asks whether the peer is there.
                from: client
                opcode: 1
                fields:
                  - kinds: u8[u16 <= 512]
                examples: [{hex: "0000", value: {kinds: []}}]

        Fix: state the most the peer sends: `u8[u16 <= 512]`

        """)
  }

  @Test("Texts fit a terminal of 110 columns")
  func width() {
    for rule in Catalogue.lint {
      for line in rule.explanation.split(separator: "\n") { #expect(line.count <= 110, "\(rule.code): \(line)") }
    }
  }

  @Test("A code that does not exist has no rule")
  func unknown() {
    #expect(Catalogue.rule("L205") == nil)
    #expect(Catalogue.rule("") == nil)
  }

  @Test("Every rule has a bad schema among the fixtures, and every bad schema a rule")
  func fixtures() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Schemas.bad.path).filter { $0.hasSuffix(".yaml") }
    let shown = Set(names.map { String($0.prefix(4)) })
    #expect(shown == Set(Catalogue.lint.map(\.code)))
  }
}
