import Fixtures
import SchemaSyntax
import Testing

@Suite("What fixtures prove")
struct CoverageTests {
  private let fields =
    "[kind: Kind, marks: Marks, items: \"u8[u8 <= 2]\", more: \"u8?\", "
    + "{if: kind == one, then: [extra: u8], else: []}, {switch: kind, cases: {one: [], else: [rest: u8]}}]"
  private let types =
    "{Kind: {enum: u8, members: {one: 1, two: 2}}, Marks: {flags: u8, members: {a: 1, b: 2}}}"

  private func evidence(_ cases: String) throws -> [String: String] {
    let outcome = try Bench(schema(fields, types: types), fixture(cases)).verify()
    let coverage = Coverage(outcome.model, outcome.results)
    return Dictionary(
      uniqueKeysWithValues: coverage.entries.map {
        ("\($0.point.kind.rawValue) \($0.point.name)", $0.evidence?.rawValue ?? "nothing")
      })
  }

  private let one = """
      one:
        revision: a
        origin: legacy
        value: {kind: one, marks: [a], items: [], more: 7, extra: 9}
        hex: 01 01 00 01 07 09

    """

  @Test("every point of a schema is listed, proven or not")
  func points() throws {
    #expect(
      try evidence(one) == [
        "messages Ping at a": "legacy", "messages Ping at b": "nothing",
        "fields Ping.kind": "legacy", "fields Ping.marks": "legacy", "fields Ping.items": "legacy",
        "fields Ping.more": "legacy", "fields Ping.extra": "legacy", "fields Ping.rest": "nothing",
        "members Kind.one": "legacy", "members Kind.two": "nothing",
        "members Marks.a": "legacy", "members Marks.b": "nothing",
        "branches Ping.more: present": "legacy", "branches Ping.more: absent": "nothing",
        "branches Ping: if kind == one": "legacy", "branches Ping: else of kind == one": "nothing",
        "branches Ping: kind one": "legacy", "branches Ping: kind else": "nothing",
        "sizes Ping.items: none": "legacy", "sizes Ping.items: one": "nothing", "sizes Ping.items: most (2)": "nothing",
      ])
  }

  @Test("the best evidence counts, and each way through is a point of its own")
  func best() throws {
    let both = try evidence(
      one + """
          two:
            revision: b
            value: {kind: two, marks: [a, b], items: [1, 2], rest: 4}
            hex: 02 03 02 0102 00 04
        """)
    #expect(both["members Marks.a"] == "legacy")
    #expect(both["members Marks.b"] == "handmade")
    #expect(both["messages Ping at b"] == "handmade")
    #expect(both["branches Ping.more: absent"] == "handmade")
    #expect(both["branches Ping: else of kind == one"] == "handmade")
    #expect(both["branches Ping: kind else"] == "handmade")
    #expect(both["sizes Ping.items: most (2)"] == "handmade")
    #expect(both["sizes Ping.items: one"] == "nothing")
  }

  @Test("a case that fails, or that must fail, proves nothing")
  func failing() throws {
    let nothing = try evidence(
      "  one: {origin: legacy, error: truncated, hex: \"01\"}\n" + one.replacing("07 09", with: "07 08"))
    #expect(Set(nothing.values) == ["nothing"])
  }
}
