import Wire

/// Twelve bytes on the wire at revision 1, eight before, its memory in Swift the same.
struct Cell: WireMemory, Hashable {
  var id: UInt32
  var kind: UInt16
  var age: UInt8
  var flags: UInt32 = 0

  static func wireSize(at revision: WireRevision) -> Int { revision.index >= 1 ? 12 : 8 }

  init(id: UInt32, kind: UInt16, age: UInt8, flags: UInt32 = 0) {
    self.id = id
    self.kind = kind
    self.age = age
    self.flags = flags
  }

  init(run: WireRun) throws(DecodeError) {
    id = try run.u32("id", at: 0)
    kind = try run.u16("kind", at: 4)
    age = try run.u8("age", at: 6)
    try run.pad(1, at: 7)
    if run.revision.index >= 1 { flags = try run.u32("flags", at: 8) }
  }

  func encode(into run: WireOutputRun) throws(EncodeError) {
    run.u64(UInt64(id) | UInt64(kind) << 32 | UInt64(age) << 48, at: 0)
    if run.revision.index >= 1 {
      run.u32(flags, at: 8)
    } else {
      try EncodeError.requireAbsent(flags == 0, "flags")
    }
  }
}

/// A fixed-size struct with something to check.
struct Spot: WireFixed, Hashable {
  var gender: Gender
  var level: UInt16
  var x: Float

  static func wireSize(at revision: WireRevision) -> Int { 8 }

  init(gender: Gender, level: UInt16, x: Float) {
    self.gender = gender
    self.level = level
    self.x = x
  }

  init(run: WireRun) throws(DecodeError) {
    gender = try run.member("gender", run.u8("gender", at: 0), at: 0)
    try run.pad(1, at: 1)
    level = try run.u16be("level", at: 2)
    x = try run.f32("x", at: 4)
  }

  func encode(into run: WireOutputRun) throws(EncodeError) {
    run.u16(UInt16(gender.rawValue), at: 0)
    run.u16be(level, at: 2)
    try run.f32(x, "x", at: 4)
  }
}

/// A struct of variable size, with lists in it.
struct Shelf: WireStruct, Hashable {
  var label: String
  var slots: [UInt16]
  var spots: [Spot]

  static func minimumSize(at revision: WireRevision) -> Int { 3 }

  func encodedSize(at revision: WireRevision) -> Int {
    3 + label.utf8.count + slots.count * 2 + spots.count * Spot.wireSize(at: revision)
  }

  init(label: String, slots: [UInt16] = [], spots: [Spot] = []) {
    self.label = label
    self.slots = slots
    self.spots = spots
  }

  init(from reader: inout WireReader) throws(DecodeError) {
    label = try reader.string("label", bytes: reader.count("label", reader.u8("label"), limit: 12), prefix: 1)
    slots = try reader.scalars("slots", count: reader.count("slots", reader.u8("slots")))
    spots = try reader.array("spots", count: reader.count("spots", reader.u8("spots")))
  }

  mutating func decode(from reader: inout WireReader) throws(DecodeError) {
    label = try reader.string("label", bytes: reader.count("label", reader.u8("label"), limit: 12), prefix: 1)
    try reader.scalars("slots", count: reader.count("slots", reader.u8("slots")), into: &slots)
    try reader.array("spots", count: reader.count("spots", reader.u8("spots")), into: &spots)
  }

  func encode(into writer: inout WireWriter) throws(EncodeError) {
    writer.u8(try UInt8(count: label.utf8.count, "label", limit: 12))
    writer.string(label)
    writer.u8(try UInt8(count: slots.count, "slots"))
    writer.scalars(slots)
    writer.u8(try UInt8(count: spots.count, "spots"))
    try writer.array("spots", spots)
  }
}

enum StoreRevision: UInt16, WireRevisions {
  case old, new

  static var latest: StoreRevision { .new }
}

/// A message.
struct Store: WireMessage {
  var guid: UInt64
  var cells: [Cell]
  var shelves: [Shelf]

  typealias Revision = StoreRevision
  static var wireName: StaticString { "Store" }
  static var rules: WireRules { WireRules() }
  static var maxBody: Int { 400 }
  static func opcode(at revision: StoreRevision) -> UInt64? { revision == .old ? 0x0A : 0x0B }
  static func minimumSize(at revision: WireRevision) -> Int { 10 }

  func encodedSize(at revision: WireRevision) -> Int {
    10 + cells.count * Cell.wireSize(at: revision) + shelves.reduce(0) { $0 + $1.encodedSize(at: revision) }
  }

  init(guid: UInt64 = 0, cells: [Cell] = [], shelves: [Shelf] = []) {
    self.guid = guid
    self.cells = cells
    self.shelves = shelves
  }

  init(from reader: inout WireReader) throws(DecodeError) {
    guid = try reader.u64("guid")
    cells = try reader.array("cells", count: reader.count("cells", reader.u8("cells"), limit: 20))
    shelves = try reader.array("shelves", count: reader.count("shelves", reader.u8("shelves")))
  }

  mutating func decode(from reader: inout WireReader) throws(DecodeError) {
    guid = try reader.u64("guid")
    try reader.array("cells", count: reader.count("cells", reader.u8("cells"), limit: 20), into: &cells)
    try reader.array("shelves", count: reader.count("shelves", reader.u8("shelves")), into: &shelves)
  }

  func encode(into writer: inout WireWriter) throws(EncodeError) {
    writer.reserve(encodedSize(at: writer.revision))
    writer.u64(guid)
    writer.u8(try UInt8(count: cells.count, "cells", limit: 20))
    try writer.array("cells", cells)
    writer.u8(try UInt8(count: shelves.count, "shelves"))
    try writer.array("shelves", shelves)
  }

  static func example(_ revision: StoreRevision) -> Store {
    Store(
      guid: 18193,
      cells: (0..<3).map { Cell(id: $0, kind: 0xFF17, age: 7, flags: revision == .old ? 0 : 0x8000_0001) },
      shelves: [
        Shelf(label: "a€", slots: [1, 0xFFFF], spots: [Spot(gender: .female, level: 300, x: -1.5)]),
        Shelf(label: ""),
        Shelf(label: "twelve bytes", slots: [9], spots: [Spot(gender: .male, level: 1, x: 0)]),
      ])
  }
}
