import SwiftEmitter
import Testing

@Suite("What changed in generated Swift")
struct InterfaceTests {
  private static func changes(_ old: String, _ new: String, of name: String = "Probe") throws -> [String] {
    func interface(_ fields: String) throws -> GeneratedInterface {
      let types = "Kind: {enum: u8, members: {one: 1\(fields.contains("two") ? ", two: 2" : "")}}"
      return GeneratedInterface(try EmitterInput(EmitterInput.schema(types: types, fields: fields))[name])
    }
    return try interface(old).changes(to: interface(new))
  }

  @Test("a field that is added, removed or of another type is a variable and a parameter that changes")
  func fields() throws {
    #expect(try Self.changes("- a: u8", "- a: u8") == [])
    #expect(
      try Self.changes("- a: u8", "- a: u8\n- b: \"string[u8 <= 9]\"") == [
        "- init(a:)", "+ var b: String", "+ init(a:b:)",
      ])
    #expect(try Self.changes("- a: u8\n- b: u8", "- b: u8") == ["- var a: UInt8", "- init(a:b:)", "+ init(b:)"])
    #expect(try Self.changes("- a: u8", "- a: u16") == ["- var a: UInt8", "+ var a: UInt16"])
  }

  @Test("what may be left out of an initialiser stands in brackets")
  func defaults() {
    let text = """
      public struct A: Hashable {
        public init(
          a: [Int: (B, C)] = [:], b: Int,
          c: String? = nil
        ) {
          self.a = a
        }
      }
      """
    #expect(GeneratedInterface(text).members == ["init([a:]b:[c:])"])
  }

  @Test("so is one among so many that they stand on lines of their own")
  func manyFields() throws {
    let fields = (1...20).map { "- aRatherLongName\($0): u32" }.joined(separator: "\n")
    let labels = (1...20).map { "aRatherLongName\($0):" }.joined()
    #expect(
      try Self.changes(fields, fields + "\n- last: \"map<u32, u8>[u8]\"").last == "+ init(\(labels)last:)")
  }

  @Test("a packet is a method of its handler")
  func handlers() throws {
    let yaml = EmitterInput.schema(fields: "- a: u8")
    let more = yaml + "\n  Other: {from: client, opcode: 2}"
    let old = GeneratedInterface(try EmitterInput(yaml)["ServerPacketHandler"])
    let new = GeneratedInterface(try EmitterInput(more)["ServerPacketHandler"])
    #expect(old.changes(to: new) == ["+ func receive(_ packet: Other) async throws"])
  }

  @Test("a member of an enum is a case or a constant")
  func members() throws {
    let changes = try Self.changes("- a: Kind", "- a: Kind\n- two: u8", of: "Kind")
    #expect(changes.count == 1 && changes[0].hasPrefix("+ case two"), "\(changes)")
  }
}
