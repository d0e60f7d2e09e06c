import Testing

@testable import RealmwireCommands

@Suite("The tool as a whole")
struct ToolTests {
  @Test("`--version` is one line on stdout")
  func version() {
    let outcome = World().run("--version")
    #expect(outcome.exitCode == .clean)
    #expect(outcome.output == "realmwire \(Realmwire.version)\n")
    #expect(outcome.error.isEmpty)
  }

  @Test("a mistake goes to stderr, exits 2 and leaves stdout empty")
  func usage() {
    let outcome = World().run("--colour never")
    #expect(outcome.exitCode == .usage)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.error == """
        error: `realmwire` has no option `--colour`
        help: did you mean `--color`?
        usage: realmwire <command> [options]
               `realmwire --help` says more

        """)
  }

  @Test("`-C` of what is no directory is a mistake", arguments: ["missing", "file.yaml"])
  func directory(path: String) {
    let outcome = World(files: ["file.yaml": ""]).run("-C \(path) completions bash")
    #expect(outcome.exitCode == .usage)
    #expect(outcome.error.hasPrefix("error: `-C`: `\(path)` "))
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "colour is what the flag says, then NO_COLOR and TERM, then the terminal",
    arguments: [
      (ColorChoice.auto, true, [:], true),
      (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, ["TERM": "xterm"], true),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true),
      (.never, true, [:], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func color(choice: ColorChoice, terminal: Bool, variables: [String: String], expected: Bool) {
    #expect(choice.isColored(terminal: terminal, variables: variables) == expected)
  }
}
