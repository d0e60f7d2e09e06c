import Testing
import Wire

@Suite("Scopes, padding and the writer")
struct ScopeTests {
  func sized(_ reader: inout WireReader) throws(DecodeError) -> UInt16 {
    let outer = try reader.enter(size: reader.count("", reader.u16(""), adding: -2))
    let value = try reader.u16("x")
    try reader.leave(outer)
    _ = try reader.u8("after")
    return value
  }

  @Test("a sized group is read to its exact end, and no further")
  func exact() throws {
    #expect(try read([4, 0, 7, 0, 9], sized) == 7)
    #expect(failure([5, 0, 7, 0, 9, 9], sized)?.description == "at 0x4: excess, 1 byte left over")
    #expect(failure([3, 0, 7, 0, 9], sized)?.description == "x at 0x2: truncated, want 2, have 1")
    #expect(failure([9, 0, 7, 0, 9], sized)?.description == "at 0x2: truncated, want 7, have 3")
    #expect(failure([1, 0, 7, 0, 9], sized)?.description == "at 0x0: limit, the count is -1")
  }

  @Test("the size of a group is written over the place that was kept for it")
  func patch() throws {
    func write(_ count: Int, width: Int, bigEndian: Bool = false, limit: Int = .max) throws(EncodeError) -> [UInt8] {
      try written { writer throws(EncodeError) in
        let start = writer.count
        writer.pad(width)
        writer.pad(count)
        try writer.patchSize("", at: start, width: width, bigEndian: bigEndian, adding: 2, limit: limit)
      }
    }
    #expect(try write(1, width: 2) == [3, 0, 0])
    #expect(try write(1, width: 2, bigEndian: true) == [0, 3, 0])
    #expect(try write(253, width: 1).first == 255)
    #expect(throws: EncodeError(.limit, wanted: 253, had: 254)) { try write(254, width: 1) }
    #expect(throws: EncodeError(.limit, wanted: 3, had: 4)) { try write(4, width: 1, limit: 3) }
  }

  @Test("padding")
  func padding() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      _ = try reader.u8("a")
      try reader.pad(2)
    }
    #expect(failure([1, 0, 9], body) == nil)
    #expect(
      failure([1, 0, 9], rules: strict, body)?.description == "at 0x2: noncanonical, an encoder writes this differently"
    )
    #expect(failure([1, 0], body)?.description == "at 0x1: truncated, want 2, have 1")
    #expect(try written { writer throws(EncodeError) in writer.pad(3) } == [0, 0, 0])
  }

  @Test("a trailing group is there when bytes are")
  func trailing() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) -> UInt16? in
      _ = try reader.u8("a")
      return try reader.hasMore ? reader.u16("b") : nil
    }
    #expect(try read([1], body) == nil)
    #expect(try read([1, 2, 0], body) == 2)
    #expect(failure([1, 2], body)?.description == "b at 0x1: truncated, want 2, have 1")
  }

  @Test("the writer grows, keeps what it has, and forgets on demand")
  func growth() {
    var writer = WireWriter(capacity: 0)
    for number in 0..<1000 { writer.u32(UInt32(number)) }
    #expect(writer.count == 4000)
    #expect(writer.copyBytes(from: 3996) == [0xE7, 3, 0, 0])
    #expect(writer.bytes.byteCount == 4000)
    writer.truncate(to: 2)
    #expect(writer.copyBytes() == [0, 0])
    writer.removeAll()
    #expect(writer.count == 0)
  }

  @Test("conditions and values agree")
  func presence() throws {
    #expect(try (3 as Int?).required("x") == 3)
    #expect(throws: EncodeError(.presence, "x", wanted: 1)) { try (nil as Int?).required("x") }
    #expect(throws: EncodeError(.presence, "x", wanted: 0)) { try EncodeError.requireAbsent(false, "x") }
    #expect(throws: EncodeError(.limit, "x", wanted: 3, had: 2)) { try EncodeError.requireCount(2, equals: 3, "x") }
    #expect(throws: EncodeError(.limit, "x", wanted: 3, had: 4)) { try EncodeError.requireCount(4, atMost: 3, "x") }
  }
}
