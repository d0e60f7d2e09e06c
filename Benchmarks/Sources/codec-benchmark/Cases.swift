import RealmWorldProtocol
import Wire
import Yardstick

/// All works on one message, in one size, at one revision.
struct Case {
  let name: String
  let bodySize: Int
  let works: [Work]
}

func allCases() throws -> [Case] {
  var cases: [Case] = []
  for revision in RealmWorldRevision.allCases {
    for count in [1, 25, 120] { cases.append(try saveCase(count, revision)) }
  }
  let old = RealmWorldRevision.v202511
  cases.append(try messageCase(DeleteInventoryItems.self, YARDSTICK_DELETE, count: 25, old))
  cases.append(try messageCase(InventoryOperationResult.self, YARDSTICK_RESULT, count: 0, old))
  for revision in RealmWorldRevision.allCases {
    cases.append(try messageCase(PlayerCharacterJoin.self, YARDSTICK_JOIN, count: 0, revision))
  }
  return cases
}

/// What holds for every message: decode, decode over a value, encode into a kept writer and into a new one.
private func messageCase<Message: WireMessage>(
  _: Message.Type, _ packet: Int, count: Int, _ revision: RealmWorldRevision
) throws -> Case where Message.Revision == RealmWorldRevision {
  let yardstick = CxxCodec(packet, count: count, revision: revision)
  let frame = yardstick.frame()
  let body = Array(frame[RealmWorld.worldFrames.headerSize...])
  let message = try Message(decoding: body, revision: revision)
  try requireSameBytes(message, frame, revision)
  let size = count > 0 ? " of \(count)" : ""
  return Case(
    name: "\(Message.wireName)\(size) at \(revision == .v202511 ? "2025-11" : "2026-06")", bodySize: body.count,
    works: [
      Work(name: "C++ decode", yardstick: nil) { yardstick.decode($0, body, reused: false) },
      Work(name: "decode", yardstick: "C++ decode") { runs in
        for _ in 0..<runs {
          var message = try Message(decoding: body, revision: revision)
          sink(&message)
        }
      },
      Work(name: "C++ decode reused", yardstick: nil) { yardstick.decode($0, body, reused: true) },
      Work(name: "decode(into:)", yardstick: "C++ decode reused") { runs in
        var kept = message
        for _ in 0..<runs { try kept.decode(body, revision: revision) }
        sink(&kept)
      },
      Work(name: "C++ encode reused", yardstick: nil) { yardstick.encode($0, reused: true) },
      Work(name: "encode reused", yardstick: "C++ encode reused") { runs in
        var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
        for _ in 0..<runs {
          writer.removeAll()
          try writer.frame(RealmWorld.worldFrames, message)
        }
        sink(&writer)
      },
      Work(name: "C++ encode fresh", yardstick: nil) { yardstick.encode($0, reused: false) },
      Work(name: "encode fresh", yardstick: "C++ encode fresh") { runs in
        for _ in 0..<runs {
          var writer = WireWriter(
            capacity: RealmWorld.worldFrames.headerSize + message.encodedSize(at: revision.wire),
            revision: revision.wire,
            rules: RealmWorld.rules)
          try writer.frame(RealmWorld.worldFrames, message)
          sink(&writer)
        }
      },
      Work(name: "encode to [UInt8]", yardstick: "C++ encode fresh") { runs in
        for _ in 0..<runs {
          var bytes = try message.encoded(revision: revision)
          sink(&bytes)
        }
      },
    ])
}

/// SaveInventoryItems can also be viewed, and written from the items that a world keeps.
private func saveCase(_ count: Int, _ revision: RealmWorldRevision) throws -> Case {
  let base = try messageCase(SaveInventoryItems.self, YARDSTICK_SAVE, count: count, revision)
  let yardstick = CxxCodec(YARDSTICK_SAVE, count: count, revision: revision)
  let body = Array(yardstick.frame()[RealmWorld.worldFrames.headerSize...])
  let message = try SaveInventoryItems(decoding: body, revision: revision)
  let domain = message.items.map(InventoryItemData.init)
  return Case(
    name: base.name, bodySize: base.bodySize,
    works: base.works + [
      Work(name: "view, all fields", yardstick: "C++ decode") { runs in
        var sum: UInt64 = 0
        for _ in 0..<runs { sum &+= try sumOfFields(body, revision) }
        sink(&sum)
      },
      Work(name: "encode narrowing", yardstick: "encode body") { runs in
        var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
        for _ in 0..<runs {
          writer.removeAll()
          try encode(message, narrowing: domain, into: &writer)
        }
        sink(&writer)
      },
      Work(name: "encode body", yardstick: nil) { runs in
        var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
        for _ in 0..<runs {
          writer.removeAll()
          try message.encode(into: &writer)
        }
        sink(&writer)
      },
    ])
}

/// Writes a message of items as a world keeps them.
private func encode(
  _ message: SaveInventoryItems, narrowing items: [InventoryItemData], into writer: inout WireWriter
) throws(EncodeError) {
  writer.reserve(14 + items.count * ItemData.wireSize(at: writer.revision))
  writer.u64(message.characterGuid)
  writer.u32(message.operationId)
  writer.u16(try UInt16(count: items.count, "items", limit: 8192))
  try writer.array("items", items)
}

@inline(never)
private func sumOfFields(_ body: [UInt8], _ revision: RealmWorldRevision) throws -> UInt64 {
  let view = try unsafe WireView<SaveInventoryItems>(body.span.bytes, revision: revision)
  var sum = view.characterGuid &+ UInt64(view.operationId)
  let items = view[.items]
  for index in 0..<items.count {
    let item = items[index]
    sum &+= UInt64(item.entry) &+ UInt64(item.slot) &+ UInt64(item.stackCount) &+ item.creator &+ item.contained
    sum &+= UInt64(item.durability) &+ UInt64(item.randomPropertyIndex) &+ UInt64(item.randomSuffixIndex)
    sum &+= UInt64(item.flags)
  }
  return sum
}

/// A comparison means something only when both languages read and write the same bytes.
private func requireSameBytes<Message: WireMessage>(
  _ message: Message, _ frame: [UInt8], _ revision: RealmWorldRevision
) throws where Message.Revision == RealmWorldRevision {
  var writer = WireWriter(revision: revision.wire, rules: RealmWorld.rules)
  try writer.frame(RealmWorld.worldFrames, message)
  guard writer.copyBytes() == frame else { throw Mismatch(message: "\(Message.wireName)", revision: revision) }
}

struct Mismatch: Error {
  let message: String
  let revision: RealmWorldRevision
}
