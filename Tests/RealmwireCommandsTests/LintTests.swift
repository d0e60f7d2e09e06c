import JSONText
import Testing

@testable import RealmwireCommands

@Suite("lint")
struct LintTests {
  let misspelt = ["Protocol/chat.yaml": "schema: chat\nmesages: {}\n"]

  @Test("findings go to stdout and exit 1")
  func findings() {
    let outcome = World(files: misspelt).run("lint")
    #expect(outcome.exitCode == .findings)
    #expect(
      outcome.output == """
        error[L003]: unknown key `mesages` in a schema file
         --> Protocol/chat.yaml:2:1
          |
        2 | mesages: {}
          | ^^^^^^^ not a key of the language here
        help: did you mean `messages`?

        1 error

        """)
    #expect(outcome.error.isEmpty)
    #expect(outcome.files == misspelt)
  }

  @Test("colour comes when asked for")
  func color() {
    #expect(World(files: misspelt).run("lint --color always").output.contains("\u{1B}["))
    #expect(!World(files: misspelt, isTerminal: true).run("lint --color never").output.contains("\u{1B}["))
    #expect(World(files: misspelt, isTerminal: true).run("lint").output.contains("\u{1B}["))
  }

  @Test("`--fix` mends what it can and says how much")
  func fix() {
    let outcome = World(files: misspelt).run("lint --fix")
    #expect(outcome.files == ["Protocol/chat.yaml": "schema: chat\nmessages: {}\n"])
    #expect(outcome.error.hasPrefix("mended 1 finding in 1 file\n"))
    let quiet = World(files: misspelt).run("lint --fix --quiet")
    #expect(quiet.error.isEmpty)
    #expect(quiet.files == outcome.files)
  }

  @Test("what cannot be read is a finding, and the rest is still checked")
  func unreadable() {
    let outcome = World(files: misspelt).run("lint nowhere Protocol")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.hasPrefix("error[L003]"))
    #expect(
      outcome.output.hasSuffix("error[L008]: `nowhere` does not exist\n --> nowhere\n\n2 errors\n"))
    #expect(outcome.error.isEmpty)
  }

  @Test("without a schema there is a sentence that says where one was looked for")
  func nothing() {
    let outcome = World().run("lint")
    #expect(outcome.exitCode == .findings)
    #expect(
      outcome.output == """
        error[L008]: `Protocol` does not exist
         --> Protocol
        help: name the schema's files or folder; `realmwire init .` begins a new one here

        1 error

        """)
  }

  @Test("programs get the same findings, and an empty report when there are none")
  func formats() throws {
    let json = try JSON(parsing: Array(World(files: misspelt).run("lint --format json").output.utf8))
    #expect(json["findings"]?[0]?["code"] == "L003")
    let clean = World(files: ["Protocol/chat.yaml": "schema: chat\n"]).run("lint --format json --quiet")
    #expect(try JSON(parsing: Array(clean.output.utf8))["findings"] == [])
    #expect(World(files: misspelt).run("lint --format github").output.hasPrefix("::error "))
    let sarif = try JSON(parsing: Array(World(files: misspelt).run("lint --format sarif").output.utf8))
    #expect(sarif["version"] == "2.1.0")
  }
}

extension JSON {
  fileprivate subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}
