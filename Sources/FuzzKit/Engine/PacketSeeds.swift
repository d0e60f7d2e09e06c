public import Fixtures
public import SchemaModel
public import WireInterpreter

/// Packets to begin with.
public enum PacketSeeds {
  /// The bytes of a message's fixtures and examples, right and wrong, and some random packets at each revision.
  public static func packets(
    _ interpreter: WireInterpreter, _ message: Message, cases: [FixtureCase], random: Int = 12
  ) -> [FuzzPacket] {
    var packets: [FuzzPacket] = []
    var seen: Set<FuzzPacket> = []
    func add(_ packet: FuzzPacket) {
      if seen.insert(packet).inserted { packets.append(packet) }
    }
    for fixture in cases where fixture.target == .message(message.index) && fixture.hex != nil {
      add(FuzzPacket(revision: fixture.revision, body: fixture.bytes))
    }
    for revision in message.revisions.indices {
      var generator = ValueGenerator(interpreter, seed: UInt64(revision))
      for _ in 0..<random {
        guard let value = generator.value(of: .message(message.index), at: revision),
          let body = try? interpreter.encode(value, as: .message(message.index), at: revision)
        else { continue }
        add(FuzzPacket(revision: revision, body: body))
      }
    }
    return packets
  }
}
