import Testing
import Wire

@Suite("Lists, maps and masks")
struct ListTests {
  func names(_ reader: inout WireReader) throws(DecodeError) -> [String] {
    try reader.list("names", count: reader.count("names", reader.u32("names")), minimum: 1) {
      reader throws(DecodeError) in
      try reader.string("", bytes: Int(reader.u8("")), prefix: 1)
    }
  }

  @Test("elements of any kind")
  func list() throws {
    let bytes: [UInt8] = [2, 0, 0, 0, 1, 0x61, 2, 0x62, 0x63]
    #expect(try read(bytes, names) == ["a", "bc"])
    let back = try written { writer throws(EncodeError) in
      writer.u32(2)
      try writer.list("names", ["a", "bc"]) { writer, name throws(EncodeError) in
        writer.u8(try UInt8(count: name.utf8.count, ""))
        writer.string(name)
      }
    }
    #expect(back == bytes)
    #expect(failure(Array(bytes.dropLast()), names)?.description == "names[1] at 0x7: truncated, want 2, have 1")
  }

  @Test("a count that the bytes cannot hold takes no memory; the error is that of the element that is cut")
  func hostileCounts() {
    // Were memory taken for four thousand million elements, the test would not come back.
    #expect(
      failure([0xFF, 0xFF, 0xFF, 0xFF, 1, 0x61], names)?.description == "names[1] at 0x6: truncated, want 1, have 0")
    let huge = Int.max / 2
    let scalars = failure([1, 2, 3, 4, 5]) { reader throws(DecodeError) in
      try reader.scalars("x", count: huge, of: UInt16.self)
    }
    #expect(scalars?.description == "x[2] at 0x4: truncated, want 2, have 1")
    let cells = failure([UInt8](repeating: 1, count: 13)) { reader throws(DecodeError) in
      try reader.array("x", count: huge, of: Cell.self)
    }
    #expect(cells?.description == "x[1].kind at 0xc: truncated, want 2, have 1")
    let shelves = failure([0, 0, 0, 1]) { reader throws(DecodeError) in
      try reader.array("x", count: huge, of: Shelf.self)
    }
    #expect(shelves?.description == "x[1].label at 0x4: truncated, want 1, have 0")
    let map = failure([1, 1]) { reader throws(DecodeError) in
      try reader.map("x", count: huge, minimum: 2) { reader throws(DecodeError) in
        try reader.u8("")
      } value: { reader throws(DecodeError) in
        try reader.u8("")
      }
    }
    #expect(map?.description == "x[1] at 0x2: truncated, want 1, have 0")
    let text = failure([0x61]) { reader throws(DecodeError) in try reader.string("x", bytes: huge) }
    #expect(text?.kind == .truncated)
  }

  @Test("elements that take no bytes are all there")
  func empty() throws {
    let nothing = try read([3]) { reader throws(DecodeError) in
      try reader.list("x", count: Int(reader.u8("")), minimum: 0) { _ throws(DecodeError) in 7 }
    }
    #expect(nothing == [7, 7, 7])
  }

  @Test("counts: limits, corrections, and what no number can be")
  func counts() throws {
    func count(_ bytes: [UInt8], adding: Int) -> DecodeError? {
      failure(bytes) { reader throws(DecodeError) in
        _ = try reader.count("x", reader.u64("x"), adding: adding, limit: 5)
      }
    }
    #expect(count([6, 0, 0, 0, 0, 0, 0, 0], adding: -1) == nil)
    #expect(count([7, 0, 0, 0, 0, 0, 0, 0], adding: -1)?.description == "x at 0x0: limit, at most 5, found 6")
    #expect(count([0, 0, 0, 0, 0, 0, 0, 0], adding: -1)?.description == "x at 0x0: limit, the count is -1")
    #expect(count([UInt8](repeating: 0xFF, count: 8), adding: 1)?.had == Int128(UInt64.max) + 1)
    #expect(try UInt8(count: 254, "x", adding: 1) == 255)
    #expect(throws: EncodeError(.limit, "x", wanted: 254, had: 255)) { try UInt8(count: 255, "x", adding: 1) }
    #expect(throws: EncodeError(.limit, "x", wanted: 9, had: 10)) { try UInt8(count: 10, "x", limit: 9) }
  }

  @Test("integers in both orders, over a list that is there")
  func scalars() throws {
    let bytes: [UInt8] = [1, 2, 3, 4]
    #expect(
      try read(bytes) { reader throws(DecodeError) in try reader.scalars("x", count: 2) } == [0x0201, 0x0403]
        as [UInt16])
    #expect(
      try read(bytes) { reader throws(DecodeError) in try reader.scalarsBE("x", count: 2) } == [0x0102, 0x0304]
        as [UInt16])
    for before in [[], [9], [9, 9], [9, 9, 9, 9]] as [[UInt16]] {
      var list = before
      try read(bytes) { reader throws(DecodeError) in try reader.scalars("x", count: 2, into: &list) }
      #expect(list == [0x0201, 0x0403])
    }
    #expect(try written { writer throws(EncodeError) in writer.scalars([0x0201, 0x0403] as [UInt16]) } == bytes)
    #expect(try written { writer throws(EncodeError) in writer.scalarsBE([0x0102, 0x0304] as [UInt16]) } == bytes)
    #expect(try read([]) { reader throws(DecodeError) in try reader.scalars("x", count: 0, of: UInt64.self) } == [])
  }

  @Test("elements to the end of the scope")
  func rest() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      let list = try reader.rest("x", tail: 1, limit: 2) { reader throws(DecodeError) in try reader.u16("") }
      _ = try reader.u8("tail")
      return list
    }
    #expect(try read([1, 0, 2, 0, 9], body) == [1, 2])
    #expect(try read([9], body) == [])
    #expect(failure([1, 0, 2, 9], body)?.description == "x[1] at 0x2: truncated, want 2, have 1")
    #expect(failure([1, 0, 2, 0, 3, 0, 9], body)?.description == "x at 0x4: limit, at most 2, found 3")
    #expect(failure([], body)?.description == "tail at 0x0: truncated, want 1, have 0")
  }

  @Test("elements to a number that ends them")
  func until() throws {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      try reader.until("x", 0xFFFE, bytes: 2, limit: 2) { reader throws(DecodeError) in
        try reader.u16("")
      }
    }
    let bytes: [UInt8] = [1, 0, 2, 0, 0xFE, 0xFF]
    #expect(try read(bytes, body) == [1, 2])
    #expect(failure([1, 0, 2], body)?.description == "x at 0x2: truncated, want 2, have 1")
    #expect(failure([1, 0, 2, 0, 3, 0, 0xFE, 0xFF], body)?.description == "x at 0x4: limit, at most 2, found 3")
    func write(_ list: [UInt16]) throws(EncodeError) -> [UInt8] {
      try written { writer throws(EncodeError) in
        try writer.until("x", list, 0xFFFE, bytes: 2, limit: 2) { writer, element throws(EncodeError) in
          writer.u16(element)
        }
      }
    }
    #expect(try write([1, 2]) == bytes)
    #expect(throws: EncodeError(.constant, wanted: 0xFFFE, had: 0xFFFE, path: WirePath([.name("x"), .index(1)]))) {
      try write([1, 0xFFFE])
    }
    #expect(throws: EncodeError(.limit, "x", wanted: 2, had: 3)) { try write([1, 2, 3]) }
    let big = try read([0, 1, 0xFF, 0xFE]) { reader throws(DecodeError) in
      try reader.until("x", 0xFFFE, bytes: 2, bigEndian: true, limit: 2) { reader throws(DecodeError) in
        try reader.u16be("")
      }
    }
    #expect(big == [1])
  }
}
