import Foundation
import Testing

/// What this repository has is what the tool makes of it: golden files that are compiled, and used.
@Suite("The repository", .timeLimit(.minutes(1)))
struct RepositoryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test(
    "the tool has nothing to change and nothing to report",
    arguments: ["generate --check", "lint --strict --no-verify", "format --check Protocol", "verify --coverage"])
  func isUpToDate(line: String) throws {
    try withScratchDirectory { scratch in
      // Run elsewhere, so that the repository is only read.
      let words = ["-C", Self.root] + line.split(separator: " ").map(String.init)
      let outcome = try Tool.run(words, in: scratch)
      #expect(outcome.exitCode == 0, "\(outcome.text)")
    }
  }
}
