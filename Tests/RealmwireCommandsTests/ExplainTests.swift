import SchemaRules
import Testing

@testable import RealmwireCommands

@Suite("explain")
struct ExplainTests {
  @Test("every rule can be explained, in upper or lower case")
  func rules() {
    for rule in Catalogue.lint {
      let outcome = World().run("explain \(rule.code.lowercased())")
      #expect(outcome.exitCode == .clean)
      #expect(outcome.output.hasPrefix(rule.code))
      for line in rule.bad.split(separator: "\n") { #expect(outcome.output.contains("    " + line + "\n")) }
      for line in rule.good.split(separator: "\n") { #expect(outcome.output.contains("    " + line + "\n")) }
    }
  }

  @Test("without a code all rules are listed")
  func list() {
    let outcome = World().run("explain")
    for rule in Catalogue.lint { #expect(outcome.output.contains(rule.code)) }
  }

  @Test("an unknown code suggests a known one")
  func unknown() {
    let outcome = World().run("explain L30")
    #expect(outcome.exitCode == .usage)
    #expect(outcome.error.hasPrefix("error: there is no rule `L30`\nhelp: did you mean `L30"))
  }
}
