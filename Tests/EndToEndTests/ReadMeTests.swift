import Foundation
import Testing

/// What the README shows is what happens.
@Suite("The README and its like", .timeLimit(.minutes(1)))
struct ReadMeTests {
  /// A command, and what it prints.
  struct Step: Equatable {
    var command: String
    var output: String
  }

  @Test("their console blocks do what they say", arguments: [("README.md", 9), ("Documentation/inspect.md", 9)])
  func console(name: String, fewest: Int) throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: name)
    let steps = Self.steps(in: try String(contentsOf: page, encoding: .utf8))
    #expect(steps.count >= fewest)
    try withScratchDirectory { root in
      // One shell runs all, so that `cd` lasts; marks tell the outputs apart.
      let mark = "--- the end of a step ---"
      let script = steps.map { "\($0.command)\necho '\(mark)'\n" }.joined()
      let folder = URL(filePath: Tool.path).deletingLastPathComponent().path
      let line = "exec 2>&1; PATH=\"\(folder):$PATH\"; export COLUMNS=80\n" + script
      let outputs = try Tool.shell(line, in: root).output.components(separatedBy: mark + "\n").dropLast()
      #expect(outputs.count == steps.count)
      for (step, output) in zip(steps, outputs) {
        #expect(step == Step(command: step.command, output: output))
      }
    }
  }

  @Test("a block's lines are told apart")
  func parsing() {
    let text = "a\n```console\n$ one\n1\n\n2\n$ two\n```\n```\n$ not run\n```\n"
    #expect(Self.steps(in: text) == [Step(command: "one", output: "1\n\n2\n"), Step(command: "two", output: "")])
  }

  /// The lines after `$ ` are commands; those up to the next command are what it prints.
  static func steps(in text: String) -> [Step] {
    var steps: [Step] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: ""))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
    return steps
  }
}
