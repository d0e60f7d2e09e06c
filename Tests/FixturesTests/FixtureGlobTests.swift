import Fixtures
import Testing

@Suite("Globs of fixtures")
struct FixtureGlobTests {
  @Test("they are seen from the schema file")
  func place() {
    let glob = FixtureGlob("../../Fixtures/chat/*.yaml", from: "Protocol/chat/link.yaml")
    #expect(glob.directory == "Fixtures/chat")
    #expect(glob.matches("Fixtures/chat/Say.yaml"))
    #expect(glob.matches("./Fixtures/chat/Say.yaml"))
    #expect(!glob.matches("Fixtures/chat/old/Say.yaml"))
    #expect(!glob.matches("Fixtures/chat/Say.yml"))
    #expect(glob.path == nil)
  }

  @Test("without wildcards they name one file")
  func path() {
    #expect(FixtureGlob("Say.yaml", from: "chat.yaml").path == "Say.yaml")
    #expect(FixtureGlob("../../Say.yaml", from: "a/chat.yaml").path == "../Say.yaml")
    #expect(FixtureGlob("/x/Say.yaml", from: "a/chat.yaml").path == "/x/Say.yaml")
  }

  @Test("`**` stands for any directories, even none")
  func directories() {
    let glob = FixtureGlob("x/**/S?y.yaml", from: "chat.yaml")
    #expect(glob.directory == "x")
    #expect(glob.matches("x/Say.yaml") && glob.matches("x/a/b/Say.yaml"))
    #expect(!glob.matches("y/Say.yaml") && !glob.matches("x/a/Sy.yaml"))
  }

  @Test("a pattern full of stars is still matched")
  func stars() {
    let stars = String(repeating: "*a", count: 200)
    #expect(!FixtureGlob(stars + "b", from: "s").matches(String(repeating: "a", count: 2000)))
    let deep = String(repeating: "**/a/", count: 100)
    #expect(!FixtureGlob(deep + "b", from: "s").matches(String(repeating: "a/", count: 2000)))
  }
}
