import Testing

@testable import RealmwireCommands

@Suite("generate")
struct GenerateTests {
  private static let schema = """
    schema: chat
    links:
      chat: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 1KiB}
    messages:
      Say:
        doc: Says something.
        from: client
        opcode: 1
        fields:
          - text: string[u8 <= 100]
    """

  private static let configuration = """
    generate:
      - schema: Protocol
        out: Generated/Chat
    """

  private static var world: World {
    World(files: ["Protocol/chat.yaml": schema, "realmwire.yaml": configuration])
  }

  @Test("writes the targets of realmwire.yaml, and the second time nothing")
  func writes() {
    let first = Self.world.run("generate")
    #expect(first.exitCode == .clean, "\(first.error)")
    #expect(first.files["Generated/Chat/Say.swift"]?.contains("public struct Say: Hashable, Sendable {") == true)
    #expect(first.files["Generated/Chat/ChatRevision.swift"] != nil)
    let second = World(files: first.files).run("generate --check")
    #expect(second.exitCode == .clean)
    #expect(second.output == "")
    #expect(second.files == first.files)
  }

  @Test("a bridge stands in a directory of its own, and is checked like the rest")
  func bridge() {
    let configuration = Self.configuration + "\n    bridge: Generated/ChatBridge\n"
    let world = World(files: ["Protocol/chat.yaml": Self.schema, "realmwire.yaml": configuration])
    let result = world.run("generate")
    #expect(result.exitCode == .clean, "\(result.error)")
    let say = result.files["Generated/ChatBridge/Say.swift"]
    #expect(say?.contains("public import Chat\npublic import Wire\npublic import WireBridge\n") == true)
    #expect(result.files["Generated/ChatBridge/bridgedProtocol.swift"] != nil)
    var files = result.files
    files["Generated/ChatBridge/Say.swift"] = nil
    #expect(World(files: files).run("generate --check").output == "missing: Generated/ChatBridge/Say.swift\n")
  }

  @Test("what a bridge cannot reach is refused")
  func hiddenBridge() {
    let result = World(files: ["chat.yaml": Self.schema])
      .run("generate chat.yaml --out Sources/Chat --bridge Sources/ChatBridge --access internal")
    #expect(result.exitCode == .findings)
    #expect(
      result.error == """
        error: a bridge is another module, which internal declarations are hidden from
        help: generate them with `access: public` or `access: package`

        """)
  }

  @Test("--check changes nothing, names what is missing, stale or left over, and shows the difference")
  func check() {
    var files = Self.world.run("generate").files
    let say = files["Generated/Chat/Say.swift"] ?? ""
    files["Generated/Chat/Say.swift"] = say.replacing("maxBody: Int { 1024 }", with: "maxBody: Int { 7 }")
    files["Generated/Chat/Gone.swift"] = say
    files["Generated/Chat/ChatRevision.swift"] = nil
    files["Generated/Chat/Mine.swift"] = "// Written by hand.\n"
    let result = World(files: files).run("generate --check")
    #expect(result.exitCode == .findings)
    #expect(result.files == files)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { !$0.hasPrefix(" ") && !$0.hasPrefix("+") && !$0.hasPrefix("-") && !$0.hasPrefix("@") } == [
        "missing: Generated/Chat/ChatRevision.swift", "orphan: Generated/Chat/Gone.swift",
        "stale: Generated/Chat/Say.swift",
      ])
    #expect(lines.contains("-  public static var maxBody: Int { 7 }"))
  }

  @Test("removes generated files of definitions that are gone, and nothing else")
  func removes() {
    var files = Self.world.run("generate").files
    files["Generated/Chat/Gone.swift"] = files["Generated/Chat/Say.swift"]
    files["Generated/Chat/Mine.swift"] = "// Written by hand.\n"
    let dry = World(files: files).run("generate --dry-run")
    #expect(dry.output == "remove Generated/Chat/Gone.swift\n")
    #expect(dry.files == files)
    let result = World(files: files).run("generate")
    #expect(result.files["Generated/Chat/Gone.swift"] == nil)
    #expect(result.files["Generated/Chat/Mine.swift"] == "// Written by hand.\n")
  }

  @Test("does not overwrite a file that it did not write")
  func foreign() {
    var files = Self.world.run("generate").files
    files["Generated/Chat/Say.swift"] = "struct Say {}\n"
    let result = World(files: files).run("generate")
    #expect(result.exitCode == .findings)
    #expect(result.error.contains("`Generated/Chat/Say.swift` was not generated"))
    #expect(result.files == files)
  }

  @Test("generates nothing from a schema with errors")
  func errors() {
    var world = Self.world
    world.files["Protocol/chat.yaml"] = Self.schema.replacing("string[u8 <= 100]", with: "strin[u8]")
    let result = world.run("generate")
    #expect(result.exitCode == .findings)
    #expect(result.files.keys.allSatisfy { !$0.hasSuffix(".swift") })
  }

  @Test("generates nothing that the rules call an error: a decoder without limits is never compiled by accident")
  func unsound() {
    var world = Self.world
    world.files["Protocol/chat.yaml"] = Self.schema.replacing("string[u8 <= 100]", with: "string[u32]")
    let result = world.run("generate")
    #expect(result.exitCode == .findings)
    #expect(result.error.contains("error[L301]: field `text` has no limit on its length"))
    #expect(result.files.keys.allSatisfy { !$0.hasSuffix(".swift") })
    // What is only doubtful, or larger than it may be sent, does not keep anybody from working.
    for type in ["string[u16]", "string[u16 <= 2000]"] {
      world.files["Protocol/chat.yaml"] = Self.schema.replacing("string[u8 <= 100]", with: type)
      #expect(world.run("generate").exitCode == .clean)
    }
  }

  @Test("into one file, beside which others may stand")
  func singleFile() {
    var files = [
      "chat.yaml": Self.schema,
      "Sources/Chat/Other.swift": Self.world.run("generate").files["Generated/Chat/Say.swift"] ?? "",
    ]
    let first = World(files: files).run("generate chat.yaml --out Sources/Chat/Chat.swift")
    #expect(first.exitCode == .clean, "\(first.error)")
    #expect(first.error == "Sources/Chat: 1 file, 1 changed\n")
    let text = first.files["Sources/Chat/Chat.swift"] ?? ""
    #expect(
      text.hasPrefix(
        "// Generated by realmwire from chat.yaml:3. Edit that file, not this one.\n\npublic import Wire\n"))
    #expect(text.contains("\n// MARK: Say, from chat.yaml:5\n\n/// Says something.\n"))
    #expect(text.split(separator: "typealias RequiredWire").count == 2)
    files["Sources/Chat/Chat.swift"] = text
    #expect(first.files == files)
    #expect(World(files: files).run("generate chat.yaml --out Sources/Chat/Chat.swift --check").exitCode == .clean)
  }

  @Test("says what has changed for the code that uses it")
  func changes() {
    var files = Self.world.run("generate").files
    files["Protocol/chat.yaml"] = Self.schema + "\n      - volume: u8\n  Hush: {from: client, opcode: 2}\n"
    let result = World(files: files).run("generate")
    #expect(
      result.error == """
        Generated/Chat: 7 files, 5 changed
          ClientToServerOpcode.swift
            + static let hush = ClientToServerOpcode(rawValue: 0x02)
          ClientToServerPacket.swift
            + case hush(Hush)
          Hush.swift: new
          Say.swift
            - init(text:)
            + var volume: UInt8
            + init(text:volume:)
          ServerPacketHandler.swift
            + func receive(_ packet: Hush) async throws
          Code that relied on what has changed may no longer compile: `swift build` names it.

        """)
  }

  @Test("does not go into what has only moved in the schema, nor warn of what breaks nothing")
  func harmless() {
    var files = Self.world.run("generate").files
    files["Protocol/chat.yaml"] = Self.schema.replacing("messages:", with: "# What is said.\nmessages:")
    #expect(World(files: files).run("generate").error == "Generated/Chat: 6 files, 1 changed\n")
    files["Protocol/chat.yaml"] = Self.schema.replacing("<= 100", with: "<= 200")
    #expect(
      World(files: files).run("generate").error == """
        Generated/Chat: 6 files, 1 changed
          Say.swift: what it does, not how it is used

        """)
  }

  @Test("any schema anywhere, with any access level")
  func anywhere() {
    let result = World(files: ["chat.yaml": Self.schema]).run("generate chat.yaml --out Sources/Chat --access package")
    #expect(result.exitCode == .clean, "\(result.error)")
    #expect(result.files["Sources/Chat/Say.swift"]?.contains("package struct Say: Hashable, Sendable {") == true)
  }

  @Test(
    "says what is missing",
    arguments: [
      ("generate", "there is no `realmwire.yaml`"), ("generate chat.yaml", "a schema needs `--out`"),
      ("generate --out X", "`--out` needs the schema"),
    ])
  func usage(line: String, error: String) {
    let result = World(files: ["chat.yaml": Self.schema]).run(line)
    #expect(result.exitCode == .usage)
    #expect(result.error.contains(error))
  }

  @Test("points at a mistake in realmwire.yaml")
  func configurationErrors() {
    var world = Self.world
    world.files["realmwire.yaml"] = Self.configuration + "\n    acess: public"
    let result = world.run("generate")
    #expect(result.exitCode == .findings)
    #expect(result.error.contains("realmwire.yaml:4:5"))
    #expect(result.error.contains("unknown key `acess`"))
  }
}
