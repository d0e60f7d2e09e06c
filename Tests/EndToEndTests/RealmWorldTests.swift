import Foundation
import Testing

/// The proof that generated code serves: two processes that speak it over TCP.
@Suite("A realm and a world", .timeLimit(.minutes(1)))
struct RealmWorldTests {
  private static let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// A realm that serves so many worlds and ends.
  private final class Realm {
    let port: String
    private let process = Process()
    private let output = Pipe()
    private let error = Pipe()
    /// The first line, and what stood behind it.
    private let opening: String
    /// The rest of the log, read while the realm runs: a pipe that nobody reads would stop it.
    private let rest: Task<Data, any Error>

    init(revision: String, sessions: Int) throws {
      process.executableURL = folder.appending(path: "realm-demo")
      process.arguments = ["--revision", revision, "--sessions", String(sessions)]
      process.standardOutput = output
      process.standardError = error
      try process.run()
      // Its first line says where it listens.
      var said = ""
      while !said.contains("\n") {
        let data = output.fileHandleForReading.availableData
        try #require(!data.isEmpty, "the realm ended at once")
        said += String(decoding: data, as: UTF8.self)
      }
      let match = try #require(said.firstMatch(of: /127\.0\.0\.1:([0-9]+), revision ([0-9-]+)\n/))
      port = String(match.1)
      opening = said
      rest = Task.detached { [output] in try output.fileHandleForReading.readToEnd() ?? Data() }
      #expect(match.2 == revision)
    }

    /// What it has said when it has served all.
    func end() async throws -> (log: [Substring], error: String) {
      let said = opening + String(decoding: try await rest.value, as: UTF8.self)
      let complaints = try error.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return (said.split(separator: "\n"), String(decoding: complaints, as: UTF8.self))
    }

    deinit {
      if process.isRunning { process.terminate() }
    }
  }

  private func world(_ realm: Realm, revision: String, items: Int = 2) throws -> Tool.Outcome {
    try scratch { root in
      let path = Self.folder.appending(path: "world-demo").path
      let line = "exec \"$0\" --port \(realm.port) --revision \(revision) --items \(items)"
      return try Tool.shell(line, [path], in: root)
    }
  }

  /// Connects, sends what `printf` makes of the text, and closes.
  private func send(_ text: String, to realm: Realm) throws {
    _ = try scratch { root in
      let line = "printf '\(text)' > /dev/tcp/127.0.0.1/\(realm.port)"
      return try Tool.shell("exec bash -c \"$0\"", [line], in: root)
    }
  }

  private func scratch(_ body: (String) throws -> Tool.Outcome) throws -> Tool.Outcome {
    var outcome: Tool.Outcome?
    try withScratchDirectory { outcome = try body($0) }
    return try #require(outcome)
  }

  @Test("exchange a request and its answer at every revision", arguments: ["2025-11", "2026-06"])
  func exchange(revision: String) async throws {
    let realm = try Realm(revision: revision, sessions: 1)
    let outcome = try world(realm, revision: revision)
    #expect(outcome.exitCode == 0, "\(outcome.error)")
    #expect(
      outcome.output == """
        received InventoryOperationResult(characterGuid: 7, operationId: 1, operationType: save, success: true)
        the realm stored 2 items of character 7

        """)
    let (log, error) = try await realm.end()
    #expect(error == "")
    #expect(log.count == 4)
    #expect(log[1] == "session 1: opened")
    #expect(log[2].hasPrefix("session 1: received SaveInventoryItems(characterGuid: 7, operationId: 1, items: ["))
    #expect(log[2].contains("entry: 1001, slot: 65304, stackCount: 5"))
    #expect(log[2].contains("flags: \(revision == "2025-11" ? 0 : 1))"))
    #expect(log[3] == "session 1: closed")
  }

  @Test("a message of many pieces arrives whole, and the largest of all, too", arguments: [0, 120, 8192])
  func sizes(items: Int) async throws {
    let realm = try Realm(revision: "2026-06", sessions: 1)
    let outcome = try world(realm, revision: "2026-06", items: items)
    #expect(outcome.exitCode == 0, "\(outcome.error)")
    #expect(outcome.output.hasSuffix("the realm stored \(items) items of character 7\n"))
    #expect(try await realm.end().error == "")
  }

  @Test("what the wire cannot carry is not sent")
  func tooMany() async throws {
    let realm = try Realm(revision: "2026-06", sessions: 1)
    let outcome = try world(realm, revision: "2026-06", items: 8193)
    #expect(outcome.exitCode == 1)
    #expect(outcome.error == "error: SaveInventoryItems.items: limit, at most 8192, found 8193\n")
    #expect(try await realm.end().log.last == "session 1: closed")
  }

  @Test("refuses what is no frame, half a frame, or no body, says why, and serves the next")
  func refuses() async throws {
    let realm = try Realm(revision: "2026-06", sessions: 6)
    try send(#"\377\377\377\377\377\377"#, to: realm)
    try send(#"\016\100\000\000\000\007"#, to: realm)
    try send(#"\016\016\000"#, to: realm)
    // A count of 65535 items in 14 bytes.
    try send(#"\016\016\000\000\000\007\000\000\000\000\000\000\000\001\000\000\000\377\377"#, to: realm)
    // An opcode that nobody knows is passed over.
    try send(#"\360\002\000\000\000ab"#, to: realm)
    #expect(try world(realm, revision: "2026-06").exitCode == 0)
    let (log, error) = try await realm.end()
    #expect(
      error == """
        error: session 1: refused: frame 0xff: a body of 4294967295 bytes, at most 2097152 are allowed
        error: session 2: refused: the peer stopped in the middle of a frame: at least 63 bytes are missing
        error: session 3: refused: the peer stopped in the middle of a frame: at least 2 bytes are missing
        error: session 4: refused: SaveInventoryItems.items at 0xc: limit, at most 8192, found 65535

        """)
    #expect(log.contains("session 5: received unknown opcode 240 with a body of 2 bytes"))
    #expect(log.last == "session 6: closed")
  }

  @Test("a world of another revision is refused, and told so by the closed link")
  func otherRevision() async throws {
    let realm = try Realm(revision: "2026-06", sessions: 1)
    let outcome = try world(realm, revision: "2025-11")
    #expect(outcome.exitCode == 1)
    #expect(outcome.error == "error: the peer closed the link\n")
    let (_, error) = try await realm.end()
    #expect(error.hasPrefix("error: session 1: refused: SaveInventoryItems.items"), "\(error)")
  }

  @Test(
    "say what is wrong with their options",
    arguments: [
      ("realm-demo", "--port x", "`--port` must be a number up to 65535, not `x`"),
      ("realm-demo", "--revision 2027", "`--revision` must be 2025-11 or 2026-06, not `2027`"),
      ("world-demo", "--items", "`--items` needs a value"), ("world-demo", "", "`--port` is missing"),
      ("world-demo", "--prot 1", "`--prot` is no option"),
    ])
  func usage(program: String, options: String, error: String) throws {
    let outcome = try scratch { root in
      try Tool.shell("exec \"$0\" \(options)", [Self.folder.appending(path: program).path], in: root)
    }
    #expect(outcome.exitCode == 2)
    #expect(outcome.error.hasPrefix("error: \(error)\nusage: \(program) "))
  }
}
