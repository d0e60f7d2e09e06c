import Diagnostics
import Fixtures
import Testing

@Suite("Annotated hex")
struct AnnotationTests {
  private let schemaText = schema(
    "[guid: u64, name: \"string[u8]\", items: \"Item[u8]\", slots: \"u16[u8]\", isOn: bool]",
    types: "{Item: {layout: c, size: 4, fields: [slot: u16, stack: u8]}}", revisions: "[a]")

  private func annotate(_ cases: String, again: Bool = false) throws -> String {
    let outcome = try Bench(schemaText, fixture(cases)).verify()
    #expect(outcome.lines == [])
    var plan = EditPlan(outcome.sources)
    plan.add(FixtureAnnotator(outcome.model, outcome.sources[1], replacesComments: again).edits(outcome.cases))
    return String(decoding: plan.contents(of: 1), as: UTF8.self)
  }

  private let value =
    "value: {guid: 1, name: ab, items: [{slot: 1, stack: 2}, {slot: 3, stack: 4}], "
    + "slots: [7, 8, 9], isOn: true}"

  @Test("a field a line, a struct a line, a list of numbers a line")
  func fields() throws {
    let text = try annotate(
      """
        one:
          \(value)
          hex: 0100000000000000 026162 02 0100020003000400 03070008000900 01
      """)
    #expect(
      text
        == fixture(
          """
            one:
              \(value)
              hex: |
                0100000000000000   # guid
                02 6162            # name: count
                02                 # items: count
                0100 02 00         # items[0]: slot stack padding
                0300 04 00         # items[1]: slot stack padding
                03                 # slots: count
                0700 0800 0900     # slots[0...2]
                01                 # isOn
          """))
    #expect(try annotate(String(text.dropFirst(fixture("").count)), again: true) == text)
  }

  @Test("where decoding stops, the rest says why")
  func stopped() throws {
    let text = try annotate("  one:\n    error: truncated\n    hex: 0100000000000000 05 6162\n")
    #expect(
      text.hasSuffix(
        """
            hex: |
              0100000000000000   # guid
              05                 # name: count
              6162               # name: truncated

        """))
  }

  @Test("comments that people wrote stay, unless they are to go")
  func comments() throws {
    let cases = "  one:\n    error: truncated\n    hex: |\n      0100   # cut here\n"
    #expect(try annotate(cases) == fixture(cases))
    #expect(try annotate(cases, again: true).contains("0100   # guid: truncated"))
  }

  @Test("hex inside braces stays, for no block can stand there")
  func flow() throws {
    let cases = "  one: {error: truncated, hex: \"0100\"}\n"
    #expect(try annotate(cases) == fixture(cases))
  }
}
