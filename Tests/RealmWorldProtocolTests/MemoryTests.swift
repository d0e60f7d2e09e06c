import Foundation
import RealmWorldProtocol
import Testing
import Wire

/// Lists of these types are copied from the wire as memory; what that reads must be what reading field by field gives.
@Suite("Structs that are copied as memory")
struct MemoryTests {
  /// Random bytes read both ways, at every revision.
  func readsAlike<T: WireMemory & Equatable>(_: T.Type) throws -> Bool {
    var random = SystemRandomNumberGenerator()
    for revision in RealmWorldRevision.allCases {
      let size = T.wireSize(at: revision.wire)
      for count in [1, 2, 3, 7] {
        let bytes = (0..<count * size).map { _ in UInt8.random(in: 0...255, using: &random) }
        var reader = WireReader(bytes.span, revision: revision.wire)
        let copied = try reader.array("", count: count, of: T.self)
        reader = WireReader(bytes.span, revision: revision.wire)
        var single: [T] = []
        for _ in 0..<count { single.append(try T(from: &reader)) }
        guard copied == single else { return false }
      }
    }
    return true
  }

  @Test("all of them read alike")
  func readAlike() throws {
    #expect(try readsAlike(AuraEffect.self))
    #expect(try readsAlike(FetchCharacterLocation.self))
    #expect(try readsAlike(ItemData.self))
    #expect(try readsAlike(PlayerCharacterLeave.self))
    #expect(try readsAlike(PlayerCharacterLeft.self))
    #expect(try readsAlike(PlayerGuildChanged.self))
  }

  @Test("none is left out above")
  func complete() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Generated/RealmWorldProtocol").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8).contains(": WireMemory {")
    }
    #expect(
      names.sorted() == [
        "AuraEffect.swift", "FetchCharacterLocation.swift", "ItemData.swift", "PlayerCharacterLeave.swift",
        "PlayerCharacterLeft.swift", "PlayerGuildChanged.swift",
      ])
  }

  @Test("an item lies in Swift where the C++ struct has it")
  func offsets() {
    #expect(MemoryLayout<ItemData>.stride == ItemData.wireSize(at: RealmWorldRevision.v202606.wire))
    #expect(MemoryLayout<ItemData>.offset(of: \.slot) == 4)
    #expect(MemoryLayout<ItemData>.offset(of: \.stackCount) == 6)
    #expect(MemoryLayout<ItemData>.offset(of: \.creator) == 8)
    #expect(MemoryLayout<ItemData>.offset(of: \.contained) == 16)
    #expect(MemoryLayout<ItemData>.offset(of: \.durability) == 24)
    #expect(MemoryLayout<ItemData>.offset(of: \.randomPropertyIndex) == 26)
    #expect(MemoryLayout<ItemData>.offset(of: \.randomSuffixIndex) == 28)
    #expect(MemoryLayout<ItemData>.offset(of: \.flags) == 32)
  }
}
