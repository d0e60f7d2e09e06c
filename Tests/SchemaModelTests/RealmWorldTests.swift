import SchemaModel
import Testing

@Suite("The realm-world schema, resolved")
struct RealmWorldTests {
  @Test("ItemData is the C struct of the servers: 32 bytes, then 40, with the measured offsets")
  func itemData() throws {
    let model = try realmWorld()
    guard case .structure(let body)? = model.type(named: "ItemData")?.kind else {
      Issue.record("ItemData is no struct")
      return
    }
    let offsets = model.allRevisions.indices.map { revision in
      LayoutTable(body, in: model, at: revision).rows.map { "\($0.offset) \($0.name)" }
    }
    let shared = [
      "0 entry", "4 slot", "6 stackCount", "7 padding", "8 creator", "16 contained", "24 durability",
      "26 randomPropertyIndex", "28 randomSuffixIndex", "30 padding",
    ]
    #expect(offsets == [shared, shared + ["32 flags", "36 padding"]])
    #expect(model.allRevisions.indices.map { model.size(of: body, at: $0) } == [.exactly(32), .exactly(40)])
  }

  @Test("opcodes follow the revision: 0x0A means two things")
  func movedOpcode() throws {
    let model = try realmWorld()
    let realm = try #require(model.links[0].parties.firstIndex(of: "realm"))
    let old = try #require(model.revision(named: "2025-11"))
    let new = try #require(model.revision(named: "2026-06"))
    func name(_ opcode: UInt64, _ revision: Int) -> String? {
      model.message(link: 0, sender: realm, opcode: opcode, revision: revision)?.name
    }
    #expect(name(0x0A, old) == "InventoryOperationResult")
    #expect(name(0x0A, new) == "PlayerGroupLootMethodChanged")
    #expect(name(0x0B, new) == "InventoryOperationResult")
    #expect(name(0x0B, old) == nil)
  }

  @Test("all 28 messages are there, and no message can outgrow its link")
  func messages() throws {
    let model = try realmWorld()
    #expect(model.messages.count == 28)
    for message in model.messages {
      for revision in message.revisions.indices {
        #expect(try #require(message.sizes[revision]).maximum <= message.maxBody)
      }
    }
  }
}
