import Fixtures
import RealmWorldBridge
import RealmWorldProtocol
import Testing
import Wire
import WireBridge

/// What both servers do with a frame: its body reaches the method of its message.
@Suite("Dispatch of packets")
struct DispatchTests {
  @Test("a body reaches the method of its message, at every revision")
  func messages() async throws {
    for (fixture, message, wire) in try RealmWorld.shared.get().packets {
      guard case .value = fixture.expectation, let opcode = message.opcodes[Int(wire.index)] else { continue }
      let revision = try #require(RealmWorldRevision(rawValue: wire.index))
      let recorder = Recorder()
      for sender in message.senders { try await recorder.take(opcode, fixture.bytes, from: sender, at: revision) }
      #expect(await recorder.received == message.senders.map { _ in message.name }, "\(message.name), \(fixture.name)")
    }
  }

  @Test("what has no name at the session's revision is passed over by a realm, an error to a world, and never a packet")
  func unknown() async throws {
    let body: [UInt8] = [1, 2]
    for revision in RealmWorldRevision.allCases {
      for sender in [0, 1] {
        for opcode in UInt64(0)...255 {
          let known = bridgedProtocol.message(opcode: opcode, from: sender, at: revision.wire)
          let knows =
            sender == 1
            ? WorldToRealmPacket.knows(opcode, at: revision) : RealmToWorldPacket.knows(opcode, at: revision)
          #expect(knows == (known != nil))
          guard known == nil else { continue }
          let recorder = Recorder()
          if sender == 1 {
            try await recorder.take(opcode, body, from: sender, at: revision)
          } else {
            await #expect(throws: DecodeError.self) {
              try await recorder.take(opcode, body, from: sender, at: revision)
            }
          }
          #expect(await recorder.received == (sender == 1 ? ["\(opcode)"] : []))
          let error = #expect(throws: DecodeError.self) {
            if sender == 1 {
              _ = try WorldToRealmPacket(opcode: opcode, body: body.span, revision: revision)
            } else {
              _ = try RealmToWorldPacket(opcode: opcode, body: body.span, revision: revision)
            }
          }
          #expect(error?.kind == .opcode)
        }
      }
    }
  }

  @Test("an opcode is called by the messages that have it")
  func opcodes() {
    for opcode in UInt8.min...255 {
      for (sender, description) in [
        (0, RealmToWorldOpcode(rawValue: opcode).description), (1, WorldToRealmOpcode(rawValue: opcode).description),
      ] {
        let named = bridgedProtocol.messages.filter {
          $0.senders.contains(sender) && $0.opcodes.contains(UInt64(opcode))
        }
        #expect(named.allSatisfy { description.contains($0.name) })
        #expect(!named.isEmpty || description == "\(opcode)")
      }
    }
  }
}

/// Writes down what it receives.
private actor Recorder: RealmPacketHandler, WorldPacketHandler {
  private(set) var received: [String] = []

  func take(_ opcode: UInt64, _ body: [UInt8], from sender: Int, at revision: RealmWorldRevision) async throws {
    if sender == 1 {
      let handler: any RealmPacketHandler = self
      try await handler.dispatch(opcode: opcode, body: body, revision: revision)
    } else {
      let handler: any WorldPacketHandler = self
      try await handler.dispatch(opcode: opcode, body: body, revision: revision)
    }
  }

  private func note(_ packet: some Any) { received.append("\(type(of: packet))") }

  func receiveUnknown(opcode: UInt64, body: [UInt8]) { received.append("\(opcode)") }

  func receive(_ packet: CharacterData) { note(packet) }
  func receive(_ packet: CharacterLocationResponse) { note(packet) }
  func receive(_ packet: DeleteInventoryItems) { note(packet) }
  func receive(_ packet: InstanceCreated) { note(packet) }
  func receive(_ packet: InstanceDestroyed) { note(packet) }
  func receive(_ packet: PlayerCharacterJoinFailed) { note(packet) }
  func receive(_ packet: PlayerCharacterJoined) { note(packet) }
  func receive(_ packet: PlayerCharacterLeft) { note(packet) }
  func receive(_ packet: PlayerGroupUpdate) { note(packet) }
  func receive(_ packet: PropagateMapList) { note(packet) }
  func receive(_ packet: QuestData) { note(packet) }
  func receive(_ packet: SaveInventoryItems) { note(packet) }
  func receive(_ packet: WorldLogonChallenge) { note(packet) }
  func receive(_ packet: WorldLogonProof) { note(packet) }
  func receive(_ packet: WorldProxyPacket) { note(packet) }
  func receive(_ packet: WorldTeleportRequest) { note(packet) }

  func receive(_ packet: FetchCharacterLocation) { note(packet) }
  func receive(_ packet: InventoryOperationResult) { note(packet) }
  func receive(_ packet: LocalChatMessage) { note(packet) }
  func receive(_ packet: PlayerCharacterJoin) { note(packet) }
  func receive(_ packet: PlayerCharacterLeave) { note(packet) }
  func receive(_ packet: PlayerGroupChanged) { note(packet) }
  func receive(_ packet: PlayerGroupLootMethodChanged) { note(packet) }
  func receive(_ packet: PlayerGuildChanged) { note(packet) }
  func receive(_ packet: RealmLogonChallenge) { note(packet) }
  func receive(_ packet: RealmLogonProof) { note(packet) }
  func receive(_ packet: RealmProxyPacket) { note(packet) }
  func receive(_ packet: RealmTeleportRequest) { note(packet) }
}
