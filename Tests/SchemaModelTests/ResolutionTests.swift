import SchemaModel
import Testing

@Suite("Resolution")
struct ResolutionTests {
  @Test("the order of files and of their entries never shows in the model")
  func order() throws {
    let a = "schema: s\nimports: [b.yaml]\nlinks: {l: {parties: [a, b], header: [opcode: u8, size: u8]}}\n"
    let messages = ["  M: {from: a, opcode: 1, fields: [x: T]}\n", "  N: {from: a, opcode: 2, fields: [x: U]}\n"]
    let types = ["  T: u8\n", "  U: {fields: [y: T]}\n"]
    let first = resolve([
      "a.yaml": a + "messages:\n" + messages.joined(), "b.yaml": "schema: s\ntypes:\n" + types.joined(),
    ])
    let second = resolve([
      "a.yaml": a + "messages:\n" + messages.reversed().joined(),
      "b.yaml": "schema: s\ntypes:\n" + types.reversed().joined(),
    ])
    #expect(try #require(first.model).json == #require(second.model).json)
  }

  @Test("a count that a field states is derived, and so is a union's discriminator with one label a case")
  func derived() throws {
    let (model, findings) = resolve(
      """
      types: {K: {enum: u8, members: {p: 0, q: 1}}}
      messages:
        M:
          from: a
          opcode: 1
          fields:
            - count: u8
            - items: u16[count - 1]
            - kind: K
            - switch: kind
              cases: {p: [x: u8], q: []}
            - many: K
            - switch: many
              cases: {p | q: [y: u8]}
      """)
    #expect(findings == [])
    let fields = try #require(model?.messages.first).body.fields
    #expect(fields.first { $0.name == "count" }?.role == .count(whenAbsent: 0))
    #expect(fields.first { $0.name == "kind" }?.role == .discriminator)
    #expect(fields.first { $0.name == "many" }?.role == .stored)
  }

  @Test("an absent list leaves its count the value that closes the condition")
  func whenAbsent() throws {
    let (model, _) = resolve(
      """
      messages:
        M:
          from: a
          opcode: 1
          fields:
            - count: u8
            - if: count != 3
              then: [items: "u16[count]"]
      """)
    #expect(model?.messages.first?.body.fields.first?.role == .count(whenAbsent: 3))
  }

  @Test("sizes add up over groups, lists, options and prefixes")
  func sizes() throws {
    let (model, findings) = resolve(
      """
      messages:
        M:
          from: a
          opcode: 1
          fields:
            - name: string[u8 <= 12]
            - flag: bool
            - if: flag == true
              then: [a: u32]
              else: [b: u8]
            - list: u16[u8 <= 10]
            - sized: u16
              fields: [c: packed64]
            - d: u64?
            - trailing: [e: u8]
      """)
    #expect(findings == [])
    let size = try #require(model?.messages.first?.sizes[0])
    #expect(size.minimum == 1 + 1 + 1 + 1 + 3 + 1)
    #expect(size.maximum == 13 + 1 + 4 + 21 + 11 + 9 + 1)
  }

  @Test("one mistake is one finding: what refers to a broken thing is not at fault")
  func noCascades() {
    let (_, findings) = resolve(
      """
      types: {T: {enun: u8, members: {a: 0}}}
      messages: {M: {from: a, opcode: 1, fields: [x: T, y: "T[u8]"]}}
      """)
    #expect(findings == ["L003 enun"])
  }

  @Test("imports may not lead back, nor to another schema, nor to nothing")
  func imports() {
    let cycle = resolve(["a.yaml": "schema: s\nimports: [b.yaml]\n", "b.yaml": "schema: s\nimports: [./a.yaml]\n"])
    #expect(cycle.findings == ["L008 ./a.yaml"])
    let other = resolve(["a.yaml": "schema: s\nimports: [b.yaml]\n", "b.yaml": "schema: t\n"])
    #expect(other.findings == ["L009 b.yaml"])
    let missing = resolve(["a.yaml": "schema: s\nimports: [nowhere.yaml]\n"])
    #expect(missing.findings == ["L008 nowhere.yaml"])
  }
}

@Suite("Decoded sizes")
struct DecodedSizeTests {
  private func worst(_ fields: String, maxBody: String = "1MiB") throws -> Int {
    let (model, findings) = resolve(
      "messages: {M: {from: a, opcode: 1, maxBody: \(maxBody), fields: [\(fields)]}}")
    #expect(findings == [])
    let resolved = try #require(model)
    var sizes = DecodedSizes(resolved)
    return sizes.worstCase(of: resolved.messages[0]).bytes
  }

  @Test("a list costs what arrives, not what its count could say")
  func arrived() throws {
    let small = try worst(#"x: "u32[u32 <= 1000000000]""#, maxBody: "1KiB")
    #expect(small < 2048)
    #expect(try worst(#"x: "u32[u32 <= 10]""#) < 256)
  }

  @Test("what is inflated costs its stated size, however few bytes arrive")
  func inflated() throws {
    #expect(try worst(#"{zlib: u32 <= 1000000, fields: [x: "bytes[* <= 1000000]"]}"#, maxBody: "1KiB") > 2_000_000)
  }
}
