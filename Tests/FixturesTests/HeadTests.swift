import Fixtures
import Testing

@Suite("The head of a fixture file")
struct HeadTests {
  @Test("names schema and message, whatever stands around them")
  func head() {
    let head = FixtureHead(
      Array("# golden\nschema: chat # the lobby\r\nmessage: \"Hello\"\ncases:\n  message: No\n".utf8))
    #expect(head.schema == "chat")
    #expect(head.message == "Hello")
  }

  @Test("a file of another kind has none")
  func none() {
    #expect(FixtureHead([0xFF, 0x00, 0x0A]) == FixtureHead([]))
    #expect(FixtureHead(Array("cases: {}\nmessage: Hello\n".utf8)).message == nil)
  }
}
