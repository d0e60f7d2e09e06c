import Testing
import Wire

/// A message that can be read where it lies.
struct Grid: WireViewable {
  var spot: Spot
  var cells: [Cell]

  typealias Revision = StoreRevision
  static var wireName: StaticString { "Grid" }
  static var rules: WireRules { WireRules() }
  static var maxBody: Int { 4096 }
  static func opcode(at revision: StoreRevision) -> UInt64? { revision == .old ? nil : 3 }
  static func minimumSize(at revision: WireRevision) -> Int { 9 }
  func encodedSize(at revision: WireRevision) -> Int { 9 + cells.count * Cell.wireSize(at: revision) }

  init(spot: Spot, cells: [Cell]) {
    self.spot = spot
    self.cells = cells
  }

  init(from reader: inout WireReader) throws(DecodeError) {
    spot = try reader.value("spot")
    cells = try reader.array("cells", count: reader.count("cells", reader.u8("cells")))
  }

  static func validate(_ reader: inout WireReader) throws(DecodeError) {
    _ = try reader.value("spot", as: Spot.self)
    try reader.skipArray("cells", count: reader.count("cells", reader.u8("cells")), of: Cell.self)
  }

  func encode(into writer: inout WireWriter) throws(EncodeError) {
    try writer.value("spot", spot)
    writer.u8(try UInt8(count: cells.count, "cells"))
    try writer.array("cells", cells)
  }
}

extension WireView where Value == Spot {
  var gender: Gender { member(u8(at: 0)) }
  var level: UInt16 { u16be(at: 2) }
  var x: Float { f32(at: 4) }
}

extension WireView where Value == Cell {
  var id: UInt32 { u32(at: 0) }
  var flags: UInt32 { u32(at: 8) }
}

extension WireViewPart where Value == Grid, Part == Spot {
  static var spot: Self { Self(at: 0) }
}

extension WireViewList where Value == Grid, Element == Cell {
  static var cells: Self { Self(start: 9) }
}

@Suite("Views")
struct ViewTests {
  static let grid = Grid(
    spot: Spot(gender: .female, level: 300, x: 1.5), cells: (0..<5).map { Cell(id: $0, kind: 1, age: 2, flags: 8 + $0) }
  )

  @Test("a view shows what decoding gives")
  func fields() throws {
    let bytes = try Self.grid.encoded()
    let view = try unsafe WireView<Grid>(bytes.span.bytes)
    #expect(view[.spot].gender == .female)
    #expect(view[.spot].level == 300)
    #expect(view[.spot].x == 1.5)
    #expect(view[.cells].count == 5)
    for index in 0..<5 {
      #expect(view[.cells][index].id == UInt32(index))
      #expect(view[.cells][index].flags == 8 + UInt32(index))
    }
  }

  @Test("bytes that cannot be decoded cannot be viewed, and the errors are the same")
  func errors() throws {
    let bytes = try Self.grid.encoded()
    var bad = bytes
    bad[0] = 9
    let cut = (0..<bytes.count).map { Array(bytes[..<$0]) }
    for body in cut + [bad, bytes + [0]] {
      let viewed = #expect(throws: DecodeError.self) { _ = try unsafe WireView<Grid>(body.span.bytes).count }
      let decoded = #expect(throws: DecodeError.self) { try Grid(decoding: body) }
      #expect(viewed == decoded)
    }
    let gone = #expect(throws: DecodeError.self) { try Grid(decoding: bytes, revision: .old) }
    #expect(gone?.kind == .opcode)
  }

  @Test("where the link ignores what follows, the view ends with the message")
  func ignoredExcess() throws {
    let bytes = try Self.grid.encoded() + [1, 2, 3]
    let view = try unsafe WireView<Grid>(bytes.span.bytes, rules: WireRules(excess: .ignore))
    #expect(view[.cells].count == 5)
  }
}
