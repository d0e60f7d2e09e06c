import SchemaModel
import Testing

@testable import WireInterpreter

@Suite("What each byte is")
struct TraceTests {
  func lines(_ schema: Schema, _ hex: String) throws -> [String] {
    let trace = schema.interpreter.inspect(try #require(Hex.bytes(hex)), as: try schema.target(), at: 0)
    let spans = trace.spans.map { span in
      "\(span.stream):\(span.offset)+\(span.length) \(span.path) \(span.role.rawValue) \(span.text)"
    }
    guard case .failure(let fault) = trace.result else { return spans }
    return spans + ["! \(fault)"]
  }

  @Test("every byte in wire order, derived ones and padding, too")
  func spans() throws {
    let schema = try Schema(
      fields: """
        - count: u8
        - pad: 1
        - kind: Kind
        - name: string[u8]
        - items: Item[count]
        - magic: u16be = 258
        - maybe: u8?
        - set: u8[mask(u8)]
        - until: Item[until 255 <= 9]
        """,
      types: "types: {Kind: {enum: u8, members: {creature: 3}}, Item: {fields: [id: u8, on: bool]}}")
    #expect(
      try lines(schema, "01 00 03 02 4142 0501 0102 01 07 02 09 ff")
        == [
          "0:0+1 M.count derived 1", "0:1+1 M padding ", "0:2+1 M.kind value creature (3)", "0:3+1 M.name count 2",
          "0:4+2 M.name value \"AB\"", "0:6+1 M.items[0].id value 5", "0:7+1 M.items[0].on value true",
          "0:8+2 M.magic constant 258", "0:10+1 M.maybe presence present", "0:11+1 M.maybe value 7",
          "0:12+1 M.set mask 0x2", "0:13+1 M.set[1] value 9", "0:14+1 M.until sentinel 255",
        ])
  }

  @Test("as far as it got, and why it went no further")
  func failure() throws {
    let schema = try Schema(fields: "- a: u8\n- b: u16[u8]")
    #expect(
      try lines(schema, "01 02 0300 04")
        == [
          "0:0+1 M.a value 1", "0:1+1 M.b count 2", "0:2+2 M.b[0] value 3",
          "! M.b[1] at 0x4: truncated, want 2, have 1",
        ])
  }

  @Test("a body of many elements is not listed to its end")
  func bounded() throws {
    let schema = try Schema(fields: "- a: u8[* <= 200000]", link: ", budget: 100MiB")
    let bytes = [UInt8](repeating: 7, count: 150_000)
    let trace = schema.interpreter.inspect(bytes, as: try schema.target(), at: 0)
    #expect(trace.spans.count == WireTrace.mostSpans)
    #expect(trace.omitted == 150_000 - WireTrace.mostSpans)
  }

  @Test("inflated bytes are a stream of their own")
  func inflated() throws {
    let schema = try Schema(fields: "- zlib: u16 <= 64\n  fields: [a: u8, b: u8]\n- trailing: [c: u8]")
    let hex = try schema.encode(schema.value("{a: 1, b: 2}"))
    let size = hex.utf8.count / 2 - 2
    #expect(
      try lines(schema, hex)
        == [
          "0:0+2 M length inflates to 2 bytes", "0:2+\(size) M stream \(size) compressed bytes", "1:0+1 M.a value 1",
          "1:1+1 M.b value 2",
        ])
    let bytes = try #require(Hex.bytes(hex))
    #expect(schema.interpreter.inspect(bytes, as: try schema.target(), at: 0).inflated == [[1, 2]])
  }
}

@Suite("Domain types")
struct WideningTests {
  @Test("a number that the struct cannot hold is refused, and never cut")
  func narrow() throws {
    let schema = try Schema(
      """
      types:
        Item: {fields: [id: u32, stack: u8, left: u32 as u16]}
        ItemDTO: {widens: Item, fields: [stack: u16, left: u32]}
      messages: {M: {from: client, opcode: 1, fields: [item: Item]}}
      """)
    let target = try schema.target("ItemDTO")
    guard case .type(let type) = target else { return #expect(Bool(false)) }
    func narrow(_ yaml: String) throws -> WireValue {
      try schema.interpreter.narrow(schema.value(yaml, "ItemDTO"), of: type, at: 0)
    }
    #expect(try narrow("{id: 1, stack: 255, left: 65535}") == schema.value("{id: 1, stack: 255, left: 65535}", "Item"))
    #expect(
      throws: WireFault(.narrowing, WirePath([.name("ItemDTO"), .name("stack")]), at: nil, wanted: 255, had: 256)
    ) {
      try narrow("{id: 1, stack: 256, left: 0}")
    }
    do {
      _ = try narrow("{id: 1, stack: 0, left: 65536}")
    } catch let fault as WireFault {
      #expect(fault.description == "ItemDTO.left: narrowing, 65536 is above 65535")
    }
  }
}
