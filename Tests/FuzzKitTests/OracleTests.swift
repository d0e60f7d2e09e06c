import SchemaModel
import Testing
import WireInterpreter

@testable import FuzzKit

/// The interpreter, with one thing done wrong.
private struct FaultyCodec: CodecUnderTest {
  let interpreter: InterpreterCodec
  let spoil: @Sendable (inout Examination, FuzzPacket) -> Void

  func examine(_ packet: FuzzPacket) -> Examination {
    var examination = interpreter.examine(packet)
    spoil(&examination, packet)
    return examination
  }
}

@Suite("Oracles")
struct OracleTests {
  private func oracle(
    _ spoil: @escaping @Sendable (inout Examination, FuzzPacket) -> Void
  ) -> Oracle? {
    let message = realmWorld.message("SaveInventoryItems")
    let codec = FaultyCodec(interpreter: InterpreterCodec(realmWorld, message), spoil: spoil)
    let target = realmWorld.target(message.name, codec: codec)
    return RandomEngine(seed: 7, runs: 300).attack(target).failure?.failure.oracle
  }

  @Test("a sound codec passes")
  func sound() { #expect(oracle { _, _ in } == nil) }

  @Test("each fault is found by the oracle that is about it")
  func faults() {
    #expect(oracle { seen, _ in if seen.lenient.isAccepted { seen.lenient = .accepted(checksum: 1) } } == .value)
    #expect(
      oracle { seen, packet in if packet.body.count < 14 { seen.lenient = .accepted(checksum: 1) } } == .acceptance)
    #expect(oracle { seen, _ in change(&seen) { $0.kind = "enum" } } == .kind)
    #expect(oracle { seen, _ in change(&seen) { $0.path += "[0]" } } == .path)
    #expect(oracle { seen, _ in change(&seen) { $0.offset = 99999 } } == .offset)
    #expect(
      oracle { seen, _ in if case .bytes(let bytes)? = seen.written { seen.written = .bytes(bytes + [0]) } } == .bytes)
    #expect(oracle { seen, _ in if seen.again != nil { seen.again = .accepted(checksum: 3) } } == .fixedPoint)
    #expect(oracle { seen, _ in if seen.again != nil { seen.announcedSize = 3 } } == .size)
    #expect(oracle { seen, _ in if seen.again != nil { seen.reused = .accepted(checksum: 3) } } == .reuse)
    #expect(oracle { seen, _ in seen.viewFault = "items[0].slot" } == .view)
    #expect(oracle { seen, _ in seen.memory = 1 << 30 } == .memory)
  }

  @Test("strict decoding is held against what an encoder writes, without a second codec")
  func strictness() {
    var seen = Examination(lenient: .accepted(checksum: 1))
    seen.written = .bytes([1])
    seen.strict = .rejected(Rejection(kind: "noncanonical", path: "", offset: 0))
    let packet = FuzzPacket(revision: 0, body: [1])
    #expect(PacketOracles().failure(of: seen, on: packet, reference: nil)?.oracle == .strictness)
    seen.strict = .accepted(checksum: 1)
    #expect(PacketOracles().failure(of: seen, on: packet, reference: nil) == nil)
    seen.written = .bytes([2])
    #expect(PacketOracles().failure(of: seen, on: packet, reference: nil)?.oracle == .canonical)
  }

  @Test("what fails is made as small as it can be, field by field")
  func minimised() throws {
    let target = realmWorld.target("SaveInventoryItems")
    let seed = try #require(target.seeds.first { (100...2000).contains($0.count) })
    var minimiser = Minimiser()
    // Fails as long as there is an element whose stack is not empty.
    let least = minimiser.minimised(seed, simpler: target.simpler) { input in
      let packet = target.packet(input)
      let interpreter = realmWorld
      let body = try? interpreter.decode(packet.body, as: .message(target.message.index), at: packet.revision)
      guard case .list(let items)? = body?.value["items"] else { return false }
      return items.contains { $0["stackCount"] != .integer(0) }
    }
    let packet = target.packet(least)
    #expect(packet.body.count == 14 + (packet.revision == 0 ? 32 : 40))
    #expect(packet.body.count { $0 != 0 } == 2, "a count of one and a stack of one: \(packet.body)")
  }
}

/// Changes the reason of an examination that rejects.
private func change(_ seen: inout Examination, _ change: (inout Rejection) -> Void) {
  guard case .rejected(var rejection) = seen.lenient else { return }
  change(&rejection)
  seen.lenient = .rejected(rejection)
}
