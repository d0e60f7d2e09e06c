import Testing

@testable import RealmwireCommands

@Suite("generate --stubs")
struct StubTests {
  private static let schema = """
    schema: chat
    links:
      chat:
        parties: [client, server]
        header: [opcode: u8, size: u16]
        maxBody: 1KiB
        unknownOpcode: {client: disconnect, server: skip}
    messages:
      Say:
        doc: Says something. To everyone.
        from: client
        opcode: 1
        fields:
          - text: string[u8 <= 100]
      Heard: {from: server, opcode: 1, fields: [by: u32]}
    """

  private static let command = "generate chat.yaml --out Sources/Chat --stubs Sources/Server --party server"

  /// The chat's schema, and files of the server.
  private static func world(_ files: [String: String] = [:]) -> World {
    World(files: files.merging(["chat.yaml": schema]) { $1 })
  }

  /// The server's files that a run leaves.
  private static func server(_ outcome: World.Outcome) -> [String: String] {
    outcome.files.filter { $0.key.hasPrefix("Sources/Server/") }
  }

  @Test("scaffolds a handler and a file for each of its methods")
  func scaffolds() {
    let result = Self.world().run(Self.command)
    #expect(result.exitCode == .clean, "\(result.error)")
    #expect(
      Self.server(result) == [
        "Sources/Server/ServerHandler.swift": """
        import Chat

        /// Does what client asks of server.
        struct ServerHandler: ServerPacketHandler {
          /// Where it says what it received.
          var log: @Sendable (String) -> Void = { print($0) }
        }

        """,
        "Sources/Server/ServerHandler+Say.swift": """
        import Chat

        extension ServerHandler {
          /// Says something.
          nonisolated(nonsending) func receive(_ packet: Say) async throws {
            log("received \\(packet)")
          }
        }

        """,
        "Sources/Server/ServerHandler+Unknown.swift": """
        import Chat

        extension ServerHandler {
          /// Receives what has no name at the session's revision.
          nonisolated(nonsending) func receiveUnknown(opcode: UInt64, body: [UInt8]) async throws {
            log("received unknown opcode \\(opcode) with a body of \\(body.count) bytes")
          }
        }

        """,
      ])
    #expect(
      result.output == """
        stub: Sources/Server/ServerHandler+Say.swift
        stub: Sources/Server/ServerHandler+Unknown.swift
        stub: Sources/Server/ServerHandler.swift

        """)
    #expect(result.error.hasSuffix("Sources/Server: 2 handlers, 3 scaffolded\n"))
  }

  @Test("without a party, every handler of the schema")
  func everyParty() {
    let result = Self.world().run("generate chat.yaml --out Sources/Chat --stubs Sources/Server")
    #expect(Self.server(result).keys.contains("Sources/Server/ClientHandler+Heard.swift"))
    #expect(Self.server(result).keys.contains("Sources/Server/ServerHandler+Say.swift"))
    #expect(!Self.server(result).keys.contains("Sources/Server/ClientHandler+Unknown.swift"))
  }

  @Test("a second run writes nothing, and what was edited stays as it is")
  func never() {
    var files = Self.world().run(Self.command).files
    files["Sources/Server/ServerHandler+Say.swift"]?.replace("log(", with: "broadcast(")
    let second = World(files: files).run(Self.command)
    #expect(second.exitCode == .clean)
    #expect(second.output == "")
    #expect(second.files == files)
    #expect(World(files: files).run(Self.command + " --check").exitCode == .clean)
  }

  @Test("finds the handler and its methods whatever their names, files and modifiers")
  func finds() {
    let source = """
      import Chat
      // struct Other: ServerPacketHandler {}
      /// Not `func receive(_ packet: Say)`.
      public actor Session<Store: Hashable>: Sendable, Chat.ServerPacketHandler {
        let log = "struct X: ServerPacketHandler { func receive(_ p: Say) \\("}")"
        public func receive(
          _ what: Chat.Say
        ) async throws { if true { } }
      }
      """
    let result = Self.world(["Sources/Server/a/b.swift": source]).run(Self.command)
    #expect(result.exitCode == .clean, "\(result.error)")
    #expect(
      Self.server(result).filter { $0.value != source } == [
        "Sources/Server/Session+Unknown.swift": """
        import Chat

        extension Session {
          /// Receives what has no name at the session's revision.
          public func receiveUnknown(opcode: UInt64, body: [UInt8]) async throws {
            log("received unknown opcode \\(opcode) with a body of \\(body.count) bytes")
          }
        }

        """
      ])
  }

  @Test("a handler without `log` prints")
  func prints() {
    let source = "import Chat\nfinal class Session {}\nextension Session: ServerPacketHandler {}\n"
    let result = Self.world(["Sources/Server/Session.swift": source]).run(Self.command)
    let stub = result.files["Sources/Server/Session+Say.swift"]
    #expect(stub?.contains("    print(\"received \\(packet)\")") == true)
    #expect(stub?.contains("  nonisolated(nonsending) func receive(") == true)
  }

  @Test("names methods for messages that are no longer sent, and leaves them alone")
  func orphans() {
    var files = Self.world().run(Self.command).files
    files["Sources/Server/ServerHandler+Gone.swift"] =
      files["Sources/Server/ServerHandler+Say.swift"]?.replacing("packet: Say", with: "packet: Gone")
    let result = World(files: files).run(Self.command)
    #expect(result.exitCode == .clean)
    #expect(result.output == "orphan: Sources/Server/ServerHandler+Gone.swift:5 receives `Gone`\n")
    #expect(result.error.hasSuffix("Sources/Server: 2 handlers, 0 scaffolded, 1 orphan\n"))
    #expect(result.files == files)
    #expect(World(files: files).run(Self.command + " --check").exitCode == .findings)
  }

  @Test("--check and --dry-run write nothing; --check fails when a method is missing", arguments: ["check", "dry-run"])
  func writesNothing(option: String) {
    var files = Self.world().run(Self.command).files
    files["Sources/Server/ServerHandler+Say.swift"] = nil
    let result = World(files: files).run(Self.command + " --" + option)
    #expect(result.exitCode == (option == "check" ? .findings : .clean))
    #expect(result.output == "missing stub: Sources/Server/ServerHandler+Say.swift\n")
    #expect(result.files == files)
  }

  @Test("does not touch a file that has the stub's name and not its method")
  func occupied() {
    var files = Self.world().run(Self.command).files
    files["Sources/Server/ServerHandler+Say.swift"] = "// Later.\n"
    let result = World(files: files).run(Self.command)
    #expect(result.exitCode == .findings)
    #expect(result.error.contains("`Sources/Server/ServerHandler+Say.swift` stands where a handler's method belongs"))
    #expect(result.files == files)
  }

  @Test("code of the same module is not imported")
  func sameModule() {
    let result = Self.world().run(Self.command + " --access internal")
    #expect(Self.server(result).count == 3)
    #expect(Self.server(result).values.allSatisfy { !$0.contains("import") })
  }

  @Test("realmwire.yaml gives each party a directory")
  func configuration() {
    let configuration = """
      generate:
        - schema: chat.yaml
          out: Sources/Chat
          stubs: {server: Sources/Server, client: Sources/Client}
      """
    let result = Self.world(["realmwire.yaml": configuration]).run("generate")
    #expect(result.exitCode == .clean, "\(result.error)")
    #expect(result.files["Sources/Server/ServerHandler+Say.swift"] != nil)
    #expect(result.files["Sources/Client/ClientHandler+Heard.swift"] != nil)
  }

  @Test(
    "says what is wrong",
    arguments: [
      ("generate --stubs X", ExitCode.usage, "`--stubs` needs the schema, too"),
      ("generate chat.yaml --stubs X", .usage, "a schema needs `--out`"),
      (
        "generate chat.yaml --out A --stubs X --party sever", .findings,
        "`sever` is no party of `chat`\nhelp: the parties are `client`, `server`"
      ),
      ("generate chat.yaml --out A --party server", .usage, "`--party` needs `--stubs`"),
    ])
  func usage(line: String, exitCode: ExitCode, error: String) {
    let result = Self.world().run(line)
    #expect(result.exitCode == exitCode)
    #expect(result.error.contains(error), "\(result.error)")
  }
}
