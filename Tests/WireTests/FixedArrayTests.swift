import Testing
import Wire

@Suite("Lists of fixed length")
struct FixedArrayTests {
  @Test("they are made of exactly as many elements as they have")
  func elements() {
    var kills: FixedArray<3, UInt16> = [3, 0, 7]
    kills[1] += 2
    #expect(kills.count == 3)
    #expect(Array(kills) == [3, 2, 7])
    #expect(FixedArray<3, UInt16>([3, 2, 7]) == kills)
    #expect(FixedArray<3, UInt16>([3, 2]) == nil)
    #expect(FixedArray<3, UInt16>([3, 2, 7, 1]) == nil)
    #expect(FixedArray<3, UInt16>(repeating: 5) == [5, 5, 5])
    #expect(kills != [3, 2, 8])
    #expect(kills.description == "[3, 2, 7]")
    #expect(Mirror(reflecting: kills).children.map { $0.value as? UInt16 } == [3, 2, 7])
    #expect(Set([kills, kills, [3, 2, 8]]).count == 2)
  }

  @Test("integers in both orders, and bytes, are read as they are written")
  func roundTrip() throws {
    let bytes: [UInt8] = [1, 0, 2, 0, 0, 3, 0, 4, 9, 8, 7]
    let (little, big, raw) = try read(bytes) { reader throws(DecodeError) in
      (
        try reader.scalars("a", as: FixedArray<2, UInt16>.self),
        try reader.scalarsBE("b", as: FixedArray<2, UInt16>.self),
        try reader.bytes("c", as: FixedArray<3, UInt8>.self)
      )
    }
    #expect(little == [1, 2])
    #expect(big == [3, 4])
    #expect(raw == [9, 8, 7])
    let back = try written { writer throws(EncodeError) in
      writer.scalars(little)
      writer.scalarsBE(big)
      writer.bytes(raw)
    }
    #expect(back == bytes)
  }

  @Test("a list that is cut is an error at its first element that is not all there; bytes are one value")
  func truncated() {
    let scalars = failure([1, 0, 2, 0, 3]) { reader throws(DecodeError) in
      try reader.scalars("x", as: FixedArray<4, UInt16>.self)
    }
    #expect(scalars?.description == "x[2] at 0x4: truncated, want 2, have 1")
    let bytes = failure([1, 2, 3]) { reader throws(DecodeError) in try reader.bytes("x", as: FixedArray<16, UInt8>.self)
    }
    #expect(bytes?.description == "x at 0x0: truncated, want 16, have 3")
    let inside = failure([7, 1, 0, 2]) { reader throws(DecodeError) in try Tally(from: &reader) }
    #expect(inside?.description == "counts[1] at 0x3: truncated, want 2, have 1")
  }

  @Test("in a struct of one size they stand at their offset")
  func fixedSize() throws {
    let bytes: [UInt8] = [7, 1, 0, 2, 0, 0xA, 0xB]
    let tally = try read(bytes) { reader throws(DecodeError) in try Tally(from: &reader) }
    #expect(tally == Tally(kind: 7, counts: [1, 2], tag: [0xA, 0xB]))
    #expect(try written { writer throws(EncodeError) in try tally.encode(into: &writer) } == bytes)
  }
}

/// As generated: `Tally: {fields: [kind: u8, counts: u16[2], tag: bytes[2]]}`.
struct Tally: Hashable, WireFixed {
  var kind: UInt8
  var counts: FixedArray<2, UInt16>
  var tag: FixedArray<2, UInt8>

  static func wireSize(at revision: WireRevision) -> Int { 7 }

  init(kind: UInt8, counts: FixedArray<2, UInt16>, tag: FixedArray<2, UInt8>) {
    self.kind = kind
    self.counts = counts
    self.tag = tag
  }

  init(run: WireRun) throws(DecodeError) {
    kind = try run.u8("kind", at: 0)
    counts = try run.scalars("counts", at: 1)
    tag = try run.bytes("tag", at: 5)
  }

  func encode(into run: WireOutputRun) throws(EncodeError) {
    run.u8(kind, at: 0)
    run.scalars(counts, at: 1)
    run.bytes(tag, at: 5)
  }
}
