import RealmWorldProtocol
import SchemaModel
import Testing
import Wire

@Suite("Members of generated enums")
struct MemberTests {
  /// What Swift calls a number of each enum.
  private static let swiftNames: [String: @Sendable (Int128) -> String] = [
    "AuthResult": { AuthResult(rawValue: .init($0)).description },
    "ChatType": { ChatType(rawValue: .init($0)).description },
    "Gender": { Gender(rawValue: .init($0)).description },
    "InventoryOperation": { InventoryOperation(rawValue: .init($0)).description },
    "LeaveReason": { LeaveReason(rawValue: .init($0)).description },
    "LootMethod": { LootMethod(rawValue: .init($0)).description },
    "PowerType": { PowerType(rawValue: .init($0)).description },
    "QuestStatus": { QuestStatus(rawValue: .init($0)).description },
  ]

  @Test("are called as in the schema, and by their number where it has no name")
  func names() throws {
    for type in try RealmWorld.shared.get().model.types {
      guard case .enumeration(let definition) = type.kind else { continue }
      let name = try #require(Self.swiftNames[type.name], "\(type.name) is not tested")
      for number in Int128(0)...255 {
        let member = definition.members.first { $0.value == number }
        #expect(name(number) == member?.name ?? "\(number)", "\(type.name) \(number)")
      }
    }
  }
}
