import Testing

@testable import RealmwireCommands

@Suite("format")
struct FormatTests {
  let untidy = "schema:   chat # ours\ntypes:\n    Id: 'u32'\n"
  let tidy = "schema: chat  # ours\n\ntypes:\n  Id: u32\n"

  @Test("files are laid out in place, and only those that are not yet")
  func inPlace() {
    let world = World(files: ["Protocol/a.yaml": untidy, "Protocol/b.yaml": tidy, "Protocol/c.txt": "  x"])
    let outcome = world.run("format")
    #expect(outcome.exitCode == .clean)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == "2 files read, 1 changed\n")
    #expect(outcome.files == ["Protocol/a.yaml": tidy, "Protocol/b.yaml": tidy, "Protocol/c.txt": "  x"])
    #expect(
      World(files: outcome.files).run("format --quiet")
        == .init(exitCode: .clean, output: "", error: "", files: outcome.files))
  }

  @Test("`--check` shows what would change, changes nothing and fails")
  func check() {
    let files = ["Protocol/a.yaml": untidy]
    let outcome = World(files: files).run("format --check")
    #expect(outcome.exitCode == .findings)
    #expect(
      outcome.output == """
        --- Protocol/a.yaml
        +++ Protocol/a.yaml (formatted)
        @@ -1,3 +1,4 @@
        -schema:   chat # ours
        +schema: chat  # ours
        +
         types:
        -    Id: 'u32'
        +  Id: u32

        """)
    #expect(outcome.error == "1 file read, 1 not laid out\n")
    #expect(outcome.files == files)
    #expect(World(files: ["Protocol/a.yaml": tidy]).run("format --check").exitCode == .clean)
  }

  @Test("programs get the names of files that are not laid out, and findings in their format")
  func checkForPrograms() {
    let outcome = World(files: ["Protocol/a.yaml": untidy]).run("format --check --format github --quiet")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == "Protocol/a.yaml: not laid out\n")
  }

  @Test("what cannot be read is reported and left alone; the rest is laid out")
  func unreadable() {
    let outcome = World(files: ["a.yaml": "a: [", "b.yaml": untidy]).run("format a.yaml b.yaml nowhere.yaml")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.contains("error[L001]"))
    #expect(outcome.output.contains("a.yaml:1:"))
    #expect(outcome.output.contains("nowhere.yaml"))
    #expect(outcome.files == ["a.yaml": "a: [", "b.yaml": tidy])
  }

  @Test("`-` lays standard input out to standard output")
  func standardInput() {
    let outcome = World(input: untidy).run("format -")
    #expect(outcome == .init(exitCode: .clean, output: tidy, error: "", files: [:]))
    #expect(World(input: untidy).run("format --check -").exitCode == .findings)
    #expect(World(input: tidy).run("format --check -") == .init(exitCode: .clean, output: "", error: "", files: [:]))
    #expect(World(input: tidy).run("format - a.yaml").exitCode == .usage)
    let broken = World(input: "a: [").run("format -")
    #expect(broken.exitCode == .findings)
    #expect(broken.output.isEmpty)
    #expect(broken.error.contains("standard input:1:"))
  }
}
