import Foundation
import FuzzTargets
import Testing

/// Inputs that fuzzers found worth keeping are tried for ever, here with all checks of a debug build.
@Suite("Kept inputs of fuzzers")
struct ReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Fuzz")

  private static func inputs(_ kind: String, of name: String) throws -> [(name: String, bytes: [UInt8])] {
    let place = folder.appending(path: "\(kind)/\(name)")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return try files.sorted().map { ("\(kind)/\(name)/\($0)", Array(try Data(contentsOf: place.appending(path: $0)))) }
  }

  @Test("every input of the corpora, and every one that ever failed, is survived", arguments: Probe.all.map(\.name))
  func replay(name: String) throws {
    let probe = try #require(Probe.named(name))
    let corpus = try Self.inputs("corpus", of: name)
    #expect(!corpus.isEmpty, "\(name) has no corpus to begin with")
    for input in try corpus + Self.inputs("failures", of: name) {
      if let problem = probe.problem(input.bytes) { Issue.record("\(input.name): \(problem)") }
    }
  }
}
