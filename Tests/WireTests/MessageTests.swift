import Testing
import Wire

@Suite("Messages")
struct MessageTests {
  @Test("a struct that cannot be written leaves nothing in the writer, alone or in a list", arguments: [false, true])
  func unwritable(isInList: Bool) throws {
    let spots = [Spot(gender: .male, level: 1, x: 0), Spot(gender: .male, level: 2, x: .nan)]
    let bytes = try written(rules: finite) { writer throws(EncodeError) in
      writer.u8(9)
      do throws(EncodeError) {
        if isInList { try writer.array("spots", spots) } else { try spots[1].encode(into: &writer) }
        writer.u8(1)
      } catch {
        #expect(error.kind == .float)
      }
    }
    #expect(bytes == [9])
  }

  @Test("decoding gives what was encoded, at every revision, by every way", arguments: StoreRevision.allCases)
  func roundTrip(revision: StoreRevision) throws {
    let store = Store.example(revision)
    let bytes = try store.encoded(revision: revision)
    #expect(bytes.count == store.encodedSize(at: revision.wire))
    #expect(try Store(decoding: bytes, revision: revision) == store)
    #expect(try Store(decoding: bytes, revision: revision, rules: Store.rules.canonical) == store)
    #expect(try Store(decoding: bytes.span, revision: revision) == store)
    var kept = Store()
    for _ in 0..<2 {
      try kept.decode(bytes, revision: revision)
      #expect(kept == store)
    }
    var writer = WireWriter(revision: revision.wire)
    writer.u8(9)
    try writer.message(store)
    #expect(writer.copyBytes(from: 1) == bytes)
  }

  @Test("the layout is what it should be")
  func layout() throws {
    let cell = Cell(id: 0x0403_0201, kind: 0x0605, age: 7, flags: 0x0B0A_0908)
    #expect(
      try Store(guid: 1, cells: [cell]).encoded(revision: .new)
        == [1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 0, 8, 9, 10, 11, 0])
    #expect(MemoryLayout<Cell>.offset(of: \.flags) == 8 && MemoryLayout<Cell>.stride == 12)
  }

  @Test("a cut body is an error at every length, and says where", arguments: StoreRevision.allCases)
  func truncation(revision: StoreRevision) throws {
    let store = Store.example(revision)
    let bytes = try store.encoded(revision: revision)
    for count in 0..<bytes.count {
      let cut = Array(bytes[..<count])
      var kept = Store.example(revision)
      let fresh = #expect(throws: DecodeError.self) { try Store(decoding: cut, revision: revision) }
      let reused = #expect(throws: DecodeError.self) { try kept.decode(cut, revision: revision) }
      let error = try #require(fresh)
      #expect(error == reused)
      #expect(error.kind == .truncated)
      #expect(error.offset + Int(error.had) == count)
      #expect(error.wanted > error.had)
      #expect(error.path.steps.first == .name("Store"))
    }
  }

  @Test("the field that is cut is named, also inside structs that are read as a whole")
  func paths() throws {
    let bytes = try Store.example(.new).encoded(revision: .new)
    func text(_ count: Int) -> String? {
      #expect(throws: DecodeError.self) { try Store(decoding: Array(bytes[..<count]), revision: .new) }?.description
    }
    #expect(text(9 + 12 + 9) == "Store.cells[1].flags at 0x1d: truncated, want 4, have 1")
    #expect(text(9 + 12 + 7) == "Store.cells[1] at 0x1c: truncated, want 1, have 0")
    #expect(text(46 + 2) == "Store.shelves[0].label at 0x2f: truncated, want 4, have 1")
    #expect(text(46 + 1 + 4 + 1 + 4 + 1 + 5) == "Store.shelves[0].spots[0].x at 0x3d: truncated, want 4, have 1")
  }

  @Test("an error before the cut comes first")
  func firstError() throws {
    var bytes = try Store.example(.new).encoded(revision: .new)
    bytes[57] = 9
    for count in 58..<bytes.count {
      let error = #expect(throws: DecodeError.self) { try Store(decoding: Array(bytes[..<count])) }
      #expect(error?.description == "Store.shelves[0].spots[0].gender at 0x39: enum, no member has the value 9")
    }
  }

  @Test("bytes left over follow the link's rule")
  func excess() throws {
    let bytes = try Store().encoded() + [1, 2, 3]
    let error = #expect(throws: DecodeError.self) { try Store(decoding: bytes) }
    #expect(error?.description == "Store at 0xa: excess, 3 bytes left over")
    let ignoring = WireRules(excess: .ignore)
    #expect(try Store(decoding: bytes, rules: ignoring) == Store())
    #expect(throws: DecodeError(.noncanonical, at: 10, path: WirePath([.name("Store")]))) {
      try Store(decoding: bytes, rules: ignoring.canonical)
    }
  }

  @Test("padding means nothing, but is zero in canonical bytes")
  func padding() throws {
    var bytes = try Store.example(.new).encoded()
    bytes[9 + 7] = 0xAA
    #expect(try Store(decoding: bytes) == Store.example(.new))
    let error = #expect(throws: DecodeError.self) { try Store(decoding: bytes, rules: Store.rules.canonical) }
    #expect(error?.description == "Store.cells[0] at 0x10: noncanonical, an encoder writes this differently")
  }

  @Test("encoding over dirty memory gives the same bytes", arguments: [0xAA, 0x55] as [UInt8])
  func poison(_ byte: UInt8) throws {
    let store = Store.example(.new)
    var writer = WireWriter(revision: StoreRevision.new.wire)
    writer.bytes([UInt8](repeating: byte, count: 400))
    writer.removeAll()
    try writer.message(store)
    #expect(writer.copyBytes() == (try store.encoded()))
  }

  @Test("a value that a revision cannot carry is refused, and nothing of it stays in the writer")
  func presence() throws {
    var writer = WireWriter(revision: StoreRevision.old.wire)
    writer.u8(1)
    do {
      try writer.message(Store.example(.new))
      Issue.record("flags were dropped")
    } catch {
      #expect(error.description == "Store.cells[0].flags: presence, the value should be absent")
    }
    #expect(writer.copyBytes() == [1])
  }

  @Test("limits hold on both sides")
  func limits() throws {
    let many = Store(cells: Array(repeating: Cell(id: 1, kind: 1, age: 1), count: 21))
    #expect(throws: EncodeError.self) { try many.encoded() }
    let error = #expect(throws: DecodeError.self) { try Store(decoding: [0, 0, 0, 0, 0, 0, 0, 0, 21, 0]) }
    #expect(error?.description == "Store.cells at 0x8: limit, at most 20, found 21")
    let long = #expect(throws: DecodeError.self) { try Store(decoding: [UInt8](repeating: 0, count: 401)) }
    #expect(long?.description == "Store at 0x0: limit, at most 400, found 401")
    let shelves = Store(shelves: Array(repeating: Shelf(label: "twelve bytes"), count: 40))
    let large = #expect(throws: EncodeError.self) { try shelves.encoded() }
    #expect(large?.description == "Store: limit, at most 400, found 610")
  }

  @Test("encoding into memory of the caller")
  func outputSpan() throws {
    let store = Store.example(.new)
    let bytes = try store.encoded()
    func encode(capacity: Int) throws -> [UInt8] {
      try unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        var output = unsafe OutputRawSpan(buffer: UnsafeMutableRawBufferPointer(buffer), initializedCount: 0)
        output.append(0x7F)
        var refusal: EncodeError?
        do throws(EncodeError) {
          try store.encode(into: &output, revision: .new)
        } catch {
          refusal = error
        }
        initialized = unsafe output.finalize(for: UnsafeMutableRawBufferPointer(buffer))
        if let refusal { throw refusal }
      }
    }
    #expect(try encode(capacity: bytes.count + 1) == [0x7F] + bytes)
    #expect(try encode(capacity: 400) == [0x7F] + bytes)
    #expect(throws: EncodeError.self) { try encode(capacity: bytes.count) }
    #expect(throws: EncodeError.self) { try encode(capacity: 1) }
  }
}

/// A cell as a server keeps it.
struct WideCell: WireNarrowable {
  var id: UInt32
  var kind: UInt16
  var age: UInt32

  func narrowed() throws(NarrowingError) -> Cell {
    Cell(id: id, kind: kind, age: try UInt8(exactly: age, "age"))
  }

  func encode(into run: WireOutputRun) throws(EncodeError) {
    if UInt8.excess(age) != 0 { throw EncodeError(narrowing: self) }
    run.u64(UInt64(id) | UInt64(kind) << 32 | UInt64(age) << 48, at: 0)
  }
}

@Suite("Domain values")
struct NarrowingTests {
  func encode(_ cells: [WideCell]) throws(EncodeError) -> [UInt8] {
    try written(revision: StoreRevision.old.wire) { writer throws(EncodeError) in
      try writer.narrowing("cells", cells)
    }
  }

  @Test("they are written as the wire has them")
  func fits() throws {
    #expect(try encode([WideCell(id: 1, kind: 2, age: 255)]) == [1, 0, 0, 0, 2, 0, 255, 0])
  }

  @Test("a value has excess bits when it does not fit, whatever the widths and signs")
  func excessBits() {
    #expect(UInt8.excess(255 as UInt16) == 0)
    #expect(UInt8.excess(256 as UInt16) != 0)
    #expect(UInt16.excess(UInt32.max) != 0)
    #expect(UInt32.excess(1 << 63 as UInt64) != 0)
    #expect(Int8.excess(-128 as Int32) == 0)
    #expect(Int8.excess(-129 as Int32) != 0)
    #expect(Int8.excess(128 as Int64) != 0)
  }

  @Test("one that does not fit is named, and nothing of the list stays in the writer")
  func excess() throws {
    var writer = WireWriter(revision: StoreRevision.old.wire)
    writer.u8(7)
    do {
      try writer.narrowing("cells", [WideCell(id: 1, kind: 2, age: 3), WideCell(id: 1, kind: 2, age: 256)])
      Issue.record("256 was written in one byte")
    } catch {
      #expect(error.description == "cells[1].age: narrowing, 256 is above 255")
    }
    #expect(writer.copyBytes() == [7])
  }
}
