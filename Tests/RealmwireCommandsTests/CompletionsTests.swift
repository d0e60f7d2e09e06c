import Foundation
import Testing

@testable import RealmwireCommands

@Suite("Completions")
struct CompletionsTests {
  @Test(
    "bash offers what may be typed next",
    arguments: [
      ("parcel ", ["pack", "send"]),
      ("parcel p", ["pack"]),
      ("parcel -v se", ["send"]),
      ("parcel -C pack se", ["send"]),
      ("parcel send ", ["all"]),
      ("parcel pack --w", ["--wrapping"]),
      ("parcel pack --wrapping ", ["paper", "foil", "none"]),
      ("parcel pack --wrapping = ", ["paper", "foil", "none"]),
      ("parcel pack --wrapping = f", ["foil"]),
      ("parcel pack --wrapping = foil --c", ["--count"]),
      ("parcel --ver", ["--verbose", "--version"]),
      ("parcel pack --ver", ["--verbose"]),
    ])
  func bash(line: String, offered: [String]) throws {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let script =
      BashCompletions(root: Parcels.root).script + """

        COMP_WORDS=(\(words.joined(separator: " ")))
        COMP_CWORD=\(words.count - 1)
        _parcel
        printf '%s\\n' "${COMPREPLY[@]}"
        """
    let output = try shell("bash", script)
    #expect(output.split(separator: "\n").map(String.init) == offered)
  }

  @Test("the scripts of the real tool are well-formed", arguments: CompletionsCommand.Shell.allCases)
  func wellFormed(kind: CompletionsCommand.Shell) throws {
    let outcome = World().run("completions \(kind.rawValue)")
    #expect(outcome.exitCode == .clean)
    #expect(outcome.error.isEmpty)
    for command in Realmwire.root.subcommands { #expect(outcome.output.contains(command.name)) }
    guard isInstalled(kind.rawValue) else { return }
    _ = try shell(kind.rawValue, outcome.output, checkOnly: true)
  }

  private func isInstalled(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + shell) }
  }

  /// Runs a script, or only reads it; fails when the shell complains.
  private func shell(_ name: String, _ script: String, checkOnly: Bool = false) throws -> String {
    try withScratchDirectory { directory in
      let path = directory + "/script"
      try script.write(toFile: path, atomically: true, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [name] + (checkOnly ? ["-n"] : []) + [path]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(text)")
      return text
    }
  }
}
