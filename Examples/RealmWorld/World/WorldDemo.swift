import ExampleLink
import RealmWorldProtocol
import Wire

/// A world that has a realm store a few items, and waits for the result: `world-demo --port 8130 --revision 2026-06`.
@main
struct WorldDemo {
  static let usage = """
    usage: world-demo --port <number> [--revision <name>] [--items <count>]

    Connects to a realm on this machine, sends a SaveInventoryItems, awaits its InventoryOperationResult, and leaves.
    """

  let link: FramedLink
  let revision: RealmWorldRevision
  let replies = WireReplies()

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.contains("--help") { return Terminal.say(usage) }
    do {
      let options = try Options(words, names: ["port", "revision", "items"])
      let revision = try options.revision()
      let items = try options.value("items", "a number", default: 2) { Int($0).flatMap { $0 >= 0 ? $0 : nil } }
      let socket = try Socket(port: try options.port(default: nil))
      let link = FramedLink(socket, receiving: RealmWorld.realmFrames)
      try await WorldDemo(link: link, revision: revision).save(items)
    } catch let problem as Options.Problem {
      Terminal.complain("\(problem)\n\(usage)")
      Terminal.exit(2)
    } catch {
      Terminal.complain("\(error)")
      Terminal.exit(1)
    }
  }

  private func save(_ count: Int) async throws {
    // One task reads whatever comes, while this one awaits the one answer that it needs.
    let reading = Task { await read() }
    let items = try (0..<count).map { number in try item(number).narrowed() }
    let request = SaveInventoryItems(characterGuid: 7, operationId: 1, items: items)
    let result = try await replies.reply(to: request) { try send(request) }
    let outcome = result.success ? "stored" : "could not store"
    Terminal.say("the realm \(outcome) \(count) items of character \(result.characterGuid)")
    link.finish()
    await reading.value
  }

  private func read() async {
    let handler = WorldHandler(log: Terminal.say, replies: replies)
    do {
      try await link.receive { frame in
        try await handler.dispatch(opcode: frame.opcode, body: frame.body, revision: revision)
      }
      replies.close(LinkError.ended)
    } catch {
      replies.close(error)
    }
  }

  private func send(_ request: SaveInventoryItems) throws {
    var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
    try WorldToRealmPacket.saveInventoryItems(request).encode(into: &writer)
    try link.send(writer.copyBytes())
  }

  /// An item as a world keeps it; the wire's fields are narrower.
  private func item(_ number: Int) -> InventoryItemData {
    InventoryItemData(
      entry: 1000 + UInt32(number), slot: 0xFF17 &+ UInt16(truncatingIfNeeded: number), stackCount: 5, creator: 0,
      contained: 7, durability: 100, randomPropertyIndex: 0, randomSuffixIndex: 0,
      // Items have no flags before that revision.
      flags: revision >= .v202606 ? 1 : 0)
  }
}
