import Foundation
import Testing

@Suite("The tool as a process", .timeLimit(.minutes(1)))
struct ProcessTests {
  @Test("results go to stdout, mistakes to stderr, and the exit code says which")
  func streams() throws {
    try withScratchDirectory { root in
      let version = try Tool.run("--version", in: root)
      #expect(version.exitCode == 0)
      #expect(version.output.hasPrefix("realmwire "))
      #expect(version.error.isEmpty)
      let mistake = try Tool.run("lnit", in: root)
      #expect(mistake.exitCode == 2)
      #expect(mistake.output.isEmpty)
      #expect(mistake.error.contains("did you mean `lint`?"))
    }
  }

  @Test("a reader that goes away ends it without a word", arguments: ["", "trap '' PIPE; "])
  func brokenPipe(before: String) throws {
    try withScratchDirectory { root in
      // The reader is gone before anything is written: `sleep` is not needed, for `true` closes its end at once, and
      // the scripts are larger than any pipe.
      let line = "\(before)(for i in 1 2 3 4 5 6 7 8; do \"$0\" completions zsh; \"$0\" completions fish; done) | true"
      let outcome = try Tool.shell(line, in: root)
      #expect(outcome.error.isEmpty)
    }
  }

  @Test("a full disk is an error, not silence", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try withScratchDirectory { root in
      let outcome = try Tool.shell("\"$0\" --version > /dev/full", in: root)
      #expect(outcome.exitCode == 3)
      #expect(outcome.error == "error: the output cannot be written: No space left on device\n")
    }
  }

  @Test("`-C` moves the tool, and messages stay as they would be there")
  func directory() throws {
    try withScratchDirectory { root in
      try FileManager.default.createDirectory(atPath: root + "/a/Protocol", withIntermediateDirectories: true)
      try Data("schema: x\nmesages: {}\n".utf8).write(to: URL(filePath: root + "/a/Protocol/x.yaml"))
      let outcome = try Tool.run("-C", "a", "lint", in: root)
      #expect(outcome.exitCode == 1)
      #expect(outcome.output.contains(" --> Protocol/x.yaml:2:1\n"))
    }
  }
}
