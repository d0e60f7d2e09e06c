import Testing

@testable import RealmwireCommands

@Suite("init")
struct InitTests {
  @Test("what it writes is lint-clean, warnings included")
  func clean() {
    let started = World().run("init games/my_Chat")
    #expect(started.exitCode == .clean)
    #expect(
      started.output == """
        games/my_Chat/Protocol/my-chat.yaml
        games/my_Chat/Protocol/realmwire.schema.json
        games/my_Chat/Fixtures/Hello.yaml
        games/my_Chat/Fixtures/Welcome.yaml
        games/my_Chat/README.md

        """)
    #expect(Set(started.output.split(separator: "\n").map(String.init)) == Set(started.files.keys))
    let checked = World(files: started.files).run("-C games/my_Chat lint --strict")
    #expect(checked.exitCode == .clean, "\(checked.output)")
    #expect(checked.output.isEmpty)
    let verified = World(files: started.files).run("-C games/my_Chat verify")
    #expect(verified.exitCode == .clean, "\(verified.output)")
    #expect(verified.error == "3 cases of 2 messages passed\n")
    let laidOut = World(files: started.files).run("-C games/my_Chat format --check Protocol Fixtures")
    #expect(laidOut.exitCode == .clean, "\(laidOut.output)")
  }

  @Test("it never overwrites, and writes all or nothing")
  func refuses() {
    let files = ["chat/README.md": "mine"]
    let outcome = World(files: files).run("init chat")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.error == "error: `chat/README.md` exists already; nothing was written\n")
    #expect(outcome.output.isEmpty)
    #expect(outcome.files == files)
  }

  @Test(
    "the schema bears the directory's name as far as it can",
    arguments: [("chat", "chat"), ("a/b/", "b"), (".", "my-protocol"), ("Été 9", "t-9"), ("7", "my-protocol")])
  func names(directory: String, name: String) {
    let outcome = World().run(["init", directory])
    #expect(outcome.output.split(separator: "\n").first?.hasSuffix("/Protocol/\(name).yaml") == true)
    #expect(outcome.files.values.contains { $0.contains("schema: \(name)\n") })
  }
}
