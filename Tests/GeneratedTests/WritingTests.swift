import Fixtures
import RealmWorldBridge
import RealmWorldProtocol
import Testing
import Wire
import WireBridge

@Suite("Writing with the generated codecs")
struct WritingTests {
  private static func sizes<M: BridgedMessage>(
    _ type: M.Type, _ body: [UInt8], _ revision: WireRevision
  ) throws -> (said: Int, written: Int)? {
    guard let value = try? type.bridgeDecode(body, at: revision).value,
      let spoken = M.Revision(rawValue: revision.index)
    else { return nil }
    return (value.encodedSize(at: revision), try value.encoded(revision: spoken).count)
  }

  @Test("a message has exactly as many bytes as encodedSize says")
  func sizes() throws {
    var compared = 0
    for (fixture, message, revision) in try RealmWorld.shared.get().packets {
      guard let sizes = try Self.sizes(message.type, fixture.bytes, revision) else { continue }
      #expect(sizes.said == sizes.written, "\(message.name)/\(fixture.name)")
      compared += 1
    }
    #expect(compared > 400)
  }

  @Test("where memory is copied, Swift lays out a struct as the wire does")
  func memory() {
    func requireOffsets(_ pairs: [(Int?, Int)]) { for (offset, expected) in pairs { #expect(offset == expected) } }
    #expect(ItemData.self as Any is any WireMemory.Type)
    requireOffsets([
      (MemoryLayout<ItemData>.offset(of: \.entry), 0), (MemoryLayout<ItemData>.offset(of: \.slot), 4),
      (MemoryLayout<ItemData>.offset(of: \.stackCount), 6), (MemoryLayout<ItemData>.offset(of: \.creator), 8),
      (MemoryLayout<ItemData>.offset(of: \.contained), 16), (MemoryLayout<ItemData>.offset(of: \.durability), 24),
      (MemoryLayout<ItemData>.offset(of: \.randomPropertyIndex), 26),
      (MemoryLayout<ItemData>.offset(of: \.randomSuffixIndex), 28), (MemoryLayout<ItemData>.offset(of: \.flags), 32),
    ])
    requireOffsets([
      (MemoryLayout<AuraEffect>.offset(of: \.effectIndex), 0), (MemoryLayout<AuraEffect>.offset(of: \.basePoints), 4),
    ])
  }

  @Test("a stream of frames cut anywhere gives the same frames")
  func frames() throws {
    let world = try RealmWorld.shared.get()
    var stream: [UInt8] = []
    var expected: [FrameReader.Frame] = []
    for (fixture, message, revision) in world.packets where fixture.bytes.count < 120 && message.senders == [1] {
      guard let opcode = message.opcodes[Int(revision.index)], expected.count < 40 else { continue }
      let size = UInt32(fixture.bytes.count)
      stream.append(UInt8(opcode))
      stream += (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
      stream += fixture.bytes
      expected.append(FrameReader.Frame(opcode: opcode, body: fixture.bytes))
    }
    #expect(expected.count == 40)
    for cut in 0...stream.count {
      var reader = FrameReader(RealmWorldProtocol.RealmWorld.worldFrames)
      var found: [FrameReader.Frame] = []
      for piece in [stream[..<cut], stream[cut...]] {
        reader.append(Array(piece))
        while case .frame(let frame) = try reader.next() { found.append(frame) }
      }
      #expect(found == expected, "cut at \(cut)")
    }
  }
}
