import Fixtures
import RealmWorldBridge
import RealmWorldProtocol
import SchemaModel
import Testing
import Wire
import WireBridge

/// What servers ask of packets beside their fields.
@Suite("Packets and what belongs to them")
struct PacketTests {
  @Test("a packet is framed with the opcode that it was decoded by, and with its size")
  func frames() throws {
    for (fixture, message, wire) in try RealmWorld.shared.get().packets {
      guard case .value = fixture.expectation, let opcode = message.opcodes[Int(wire.index)] else { continue }
      let revision = try #require(RealmWorldRevision(rawValue: wire.index))
      var writer = WireWriter(revision: wire)
      var named: UInt64?
      if message.senders.contains(1) {
        let packet = try WorldToRealmPacket(opcode: opcode, body: fixture.bytes.span, revision: revision)
        named = packet.opcode(at: revision)
        try packet.encode(into: &writer)
      } else {
        let packet = try RealmToWorldPacket(opcode: opcode, body: fixture.bytes.span, revision: revision)
        named = packet.opcode(at: revision)
        try packet.encode(into: &writer)
      }
      let frame = writer.copyBytes()
      let size = frame[1..<5].reversed().reduce(0) { $0 << 8 | Int($1) }
      #expect(named == opcode)
      #expect(UInt64(frame[0]) == opcode)
      #expect(size == frame.count - 5, "\(message.name), \(fixture.name)")
    }
  }

  @Test("no body is shorter than its message's minimum")
  func minimum() throws {
    for (fixture, message, wire) in try RealmWorld.shared.get().packets {
      guard case .value = fixture.expectation else { continue }
      let least = message.type.minimumSize(at: wire)
      #expect(fixture.bytes.count >= least)
      let short = Array(fixture.bytes.prefix(least - 1))
      #expect(throws: DecodeError.self) { try Self.digest(message.type, short, wire) }
    }
    for structure in bridgedProtocol.types {
      guard let type = structure.type as? any BridgedStruct.Type else { continue }
      for revision in bridgedProtocol.wireRevisions { #expect(type.minimumSize(at: revision) > 0) }
    }
  }

  private static func digest<M: BridgedMessage>(
    _ type: M.Type, _ body: [UInt8], _ revision: WireRevision
  ) throws -> UInt64 {
    try M.bridgeDigest(body, at: revision)
  }

  @Test("a reply is told from other messages, and carries what the schema says")
  func replies() throws {
    let leave: PlayerCharacterLeave = try Self.value()
    let left: PlayerCharacterLeave.Reply = try Self.value()
    #expect(PlayerCharacterLeave.correlation(of: leave) == leave.characterGuid)
    #expect(PlayerCharacterLeave.correlation(of: left) == left.characterGuid)
    #expect(PlayerCharacterLeave.reply(left) == left)
    #expect(PlayerCharacterLeave.reply(leave) == nil)

    let fetch: FetchCharacterLocation = try Self.value()
    let location: FetchCharacterLocation.Reply = try Self.value()
    #expect(FetchCharacterLocation.correlation(of: fetch) == fetch.ackId)
    #expect(FetchCharacterLocation.correlation(of: location) == location.ackId)
    #expect(FetchCharacterLocation.reply(location) == location)
    #expect(FetchCharacterLocation.reply(fetch) == nil)

    let challenge: WorldLogonChallenge = try Self.value()
    let challenged: WorldLogonChallenge.Reply = try Self.value()
    #expect(WorldLogonChallenge.correlation(of: challenge) == WorldLogonChallenge.correlation(of: challenged))
    #expect(WorldLogonChallenge.reply(challenged) == challenged)
    #expect(WorldLogonChallenge.reply(challenge) == nil)

    let proof: WorldLogonProof = try Self.value()
    let proved: WorldLogonProof.Reply = try Self.value()
    #expect(WorldLogonProof.correlation(of: proof) == WorldLogonProof.correlation(of: proved))
    #expect(WorldLogonProof.reply(proved) == proved)
    #expect(WorldLogonProof.reply(proof) == nil)
  }

  @Test("revisions, and opcodes that differ between them, are called as in the schema")
  func revisions() throws {
    let model = try RealmWorld.shared.get().model
    for revision in RealmWorldRevision.allCases {
      #expect(revision.description == model.revisions[Int(revision.rawValue)])
      #expect(RealmWorldRevision(revision.description) == revision)
      let opcode = RealmToWorldOpcode.inventoryOperationResult(at: revision).map { UInt64($0.rawValue) }
      #expect(opcode == InventoryOperationResult.opcode(at: revision))
    }
    #expect(RealmWorldRevision("2024-01") == nil)
  }

  @Test("an item that was widened fits the wire again")
  func items() throws {
    let save: SaveInventoryItems = try Self.value()
    #expect(!save.items.isEmpty)
    for item in save.items { #expect(try InventoryItemData(item).narrowed() == item) }
  }

  /// The value of a message's first fixture.
  private static func value<M: WireMessage>() throws -> M where M.Revision == RealmWorldRevision {
    let packets = try RealmWorld.shared.get().packets
    let first = packets.first { packet in
      guard case .value = packet.fixture.expectation else { return false }
      return packet.message.name == M.wireName.description
    }
    let packet = try #require(first)
    let revision = try #require(RealmWorldRevision(rawValue: packet.revision.index))
    return try M(decoding: packet.fixture.bytes, revision: revision)
  }
}
