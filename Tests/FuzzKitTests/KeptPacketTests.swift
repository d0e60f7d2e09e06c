import Fixtures
import Foundation
import RealmWorldBridge
import SchemaModel
import Testing
import WireBridge
import WireInterpreter

@testable import FuzzKit

/// What fuzzers have found and what they go on from, tried again with all the checks of a debug build.
@Suite("Kept packets")
struct KeptPacketTests {
  private func packets(of message: Message, in folder: String) throws -> [FuzzPacket] {
    let path = Repository.root.appending(path: "Fixtures/Fuzz/packets/\(folder)/\(message.name).hex")
    guard FileManager.default.fileExists(atPath: path.path) else { return [] }
    let bytes = [UInt8](try Data(contentsOf: path))
    let packets = KeptPackets.read(bytes, realmWorld.model)
    #expect(packets.count == bytes.split(separator: 0x0A).count, "every line of \(path.lastPathComponent) is a packet")
    return packets
  }

  @Test("every packet that is kept passes every oracle", arguments: realmWorld.model.messages.map(\.name))
  func replay(_ name: String) throws {
    let message = realmWorld.message(name)
    let kept = try packets(of: message, in: "corpus") + packets(of: message, in: "failures")
    let type = try #require(bridgedProtocol.message(named: name)?.type)
    let seeds = PacketSeeds.packets(realmWorld, message, cases: [], random: 4)
    let target = PacketTarget(realmWorld, message, codec: BridgeCodec(type, over: seeds), seeds: seeds + kept)
    for input in target.seeds {
      if let failure = target.failure(of: input) {
        Issue.record("\(failure.oracle): \(failure.detail)\n\(target.description(of: input))")
      }
    }
  }

  @Test("a packet is kept as a line, and comes back")
  func lines() {
    let packet = FuzzPacket(revision: 1, body: [0x11, 0xFF])
    let line = KeptPackets.line(packet, realmWorld.model)
    #expect(line == "2026-06 11ff")
    #expect(KeptPackets.read("2026-06 11 ff # words", realmWorld.model) == packet)
    #expect(KeptPackets.read("2024-01 11ff", realmWorld.model) == nil)
    #expect(KeptPackets.text([packet, packet], realmWorld.model) == "2026-06 11ff\n")
  }
}
