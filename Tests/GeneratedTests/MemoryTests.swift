import CMemoryCount
import Fixtures
import RealmWorldBridge
import SchemaModel
import Testing
import Wire
import WireBridge
import WireInterpreter

@Suite("Memory of the generated codecs")
struct MemoryTests {
  private static func peak<M: BridgedMessage>(_ type: M.Type, _ body: [UInt8], _ revision: WireRevision) -> Int {
    // Once unmeasured: the first time, Swift makes what it needs to know of the types.
    _ = try? type.bridgeDecode(body, at: revision)
    memory_count_begin()
    let result = Result { () throws(DecodeError) in try type.bridgeDecode(body, at: revision).value }
    let peak = memory_count_end()
    return withExtendedLifetime(result) { Int(peak) }
  }

  @Test("decoding never holds more than the schema's worst case, whatever counts claim")
  func worstCase() throws {
    let world = try RealmWorld.shared.get()
    var sizes = DecodedSizes(world.model)
    var random = SeededRandom(seed: 7)
    for (fixture, message, revision) in world.packets {
      let declared = try #require(world.model.message(named: message.name))
      let worst = sizes.worstCase(of: declared).bytes
      for body in [fixture.bytes] + Agreed.liars(fixture.bytes, &random) {
        let peak = Self.peak(message.type, body, revision)
        // An error and its path are no part of the value.
        #expect(peak <= worst + 4096, "\(message.name) \(Hex.text(body.prefix(64)))")
      }
    }
  }

  @Test("a count that lies costs nothing")
  func lyingCount() throws {
    let body: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0xFF, 0xFF]
    let message = try #require(bridgedProtocol.message(named: "SaveInventoryItems"))
    #expect(Self.peak(message.type, body, WireRevision(index: 0)) < 2048)
  }

  @Test("what is counted is what is held")
  func counting() {
    memory_count_begin()
    let bytes = [UInt8](repeating: 1, count: 100_000)
    let peak = memory_count_end()
    #expect(withExtendedLifetime(bytes) { peak } >= 100_000)
  }
}

private enum Agreed {
  /// A body with the largest numbers written over it here and there.
  static func liars(_ body: [UInt8], _ random: inout SeededRandom) -> [[UInt8]] {
    (0..<4).map { _ in
      var bytes = body
      let place = Int.random(in: 0..<bytes.count, using: &random)
      for offset in 0..<2 where place + offset < bytes.count { bytes[place + offset] = 0xFF }
      return bytes
    }
  }
}
