import Testing
import Wire

enum Gender: UInt8, WireEnum {
  case male, female, late

  func exists(at revision: WireRevision) -> Bool { self != .late || revision.index > 0 }
}

struct Locale: WireEnum {
  var rawValue: UInt32
}

@Suite("Floats, bools, enums and other numbers")
struct ValueTests {
  @Test("floats, in both orders")
  func floats() throws {
    let bytes = try written { writer throws(EncodeError) in
      try writer.f32(1.5, "a")
      try writer.f32be(-0.0, "b")
      try writer.f64(.pi, "c")
      try writer.f64be(.infinity, "d")
    }
    #expect(bytes.prefix(8) == [0, 0, 0xC0, 0x3F, 0x80, 0, 0, 0])
    try read(bytes) { reader throws(DecodeError) in
      #expect(try reader.f32("a") == 1.5)
      #expect(try reader.f32be("b").bitPattern == 0x8000_0000)
      #expect(try reader.f64("c") == .pi)
      #expect(try reader.f64be("d") == .infinity)
    }
  }

  @Test("links that want finite floats get no others, nor send them")
  func finiteFloats() {
    for value in [Float.nan, .infinity, -.infinity] {
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
      let error = failure([9] + bytes, rules: finite) { reader throws(DecodeError) in
        _ = try reader.u8("a")
        return try reader.f32("x")
      }
      #expect(error?.description == "x at 0x1: float, the number is not finite")
      #expect(refusal(rules: finite) { writer throws(EncodeError) in try writer.f32(value, "x") }?.kind == .float)
      #expect(
        refusal(rules: finite) { writer throws(EncodeError) in try writer.f64be(Double(value), "x") }?.kind == .float)
    }
    #expect(failure([0, 0, 0, 0x80], rules: finite) { reader throws(DecodeError) in try reader.f32("x") } == nil)
  }

  @Test("a signalling NaN survives where floats are free")
  func bits() throws {
    let bytes: [UInt8] = [1, 0, 0x80, 0x7F]
    let value = try read(bytes) { reader throws(DecodeError) in try reader.f32("x") }
    #expect(try written { writer throws(EncodeError) in try writer.f32(value, "x") } == bytes)
  }

  @Test("all but zero is true; strict decoding wants 0 or 1")
  func bools() throws {
    #expect(try read([0]) { reader throws(DecodeError) in try reader.bool("x") } == false)
    for byte in [1, 2, 255] as [UInt8] {
      #expect(try read([byte]) { reader throws(DecodeError) in try reader.bool("x") })
    }
    #expect(failure([2], rules: strict) { reader throws(DecodeError) in try reader.bool("x") }?.kind == .noncanonical)
    let wide = failure([0, 1, 0, 0], rules: strict) { reader throws(DecodeError) in
      try reader.bool("x", reader.u32("x"))
    }
    #expect(wide?.kind == .noncanonical && wide?.offset == 0)
    #expect(try written { writer throws(EncodeError) in writer.bool(true) } == [1])
  }

  @Test("closed enums refuse what they do not know, and what their revision does not have")
  func enums() throws {
    func gender(_ bytes: [UInt8], _ index: UInt16) -> DecodeError? {
      failure(bytes, revision: WireRevision(index: index)) { reader throws(DecodeError) in
        try reader.member("gender", reader.u32("gender"), as: Gender.self)
      }
    }
    #expect(gender([1, 0, 0, 0], 0) == nil)
    #expect(gender([7, 0, 0, 0], 0)?.description == "gender at 0x0: enum, no member has the value 7")
    #expect(gender([0, 1, 0, 0], 0)?.description == "gender at 0x0: narrowing, 256 is above 255")
    #expect(gender([2, 0, 0, 0], 0)?.kind == .enum)
    #expect(gender([2, 0, 0, 0], 1) == nil)
    #expect(try Gender.late.rawValue(at: WireRevision(index: 1), "x") == 2)
    #expect(throws: EncodeError(.enum, "x", had: 2)) { try Gender.late.rawValue(at: .only, "x") }
    let kept = try read([7, 0, 0, 9]) { reader throws(DecodeError) in
      try reader.member("x", reader.u32("x"), as: Locale.self)
    }
    #expect(kept.rawValue == 0x0900_0007)
  }

  @Test("narrowing is checked on both sides")
  func narrowing() throws {
    let high = failure([0, 1, 0, 0]) { reader throws(DecodeError) in
      try reader.narrow("x", reader.u32("x"), as: UInt8.self)
    }
    #expect(high?.description == "x at 0x0: narrowing, 256 is above 255")
    let low = failure([0x7F, 0xFF]) { reader throws(DecodeError) in
      try reader.narrow("x", reader.i16("x"), as: Int8.self)
    }
    #expect(low?.description == "x at 0x0: narrowing, -129 is below -128")
    let odd = failure([9, 0, 1, 0]) { reader throws(DecodeError) in
      _ = try reader.u8("")
      return try reader.narrow("x", reader.u24("x"), width: 3, as: UInt8.self)
    }
    #expect(odd?.description == "x at 0x1: narrowing, 256 is above 255")
    #expect(throws: EncodeError(.narrowing, "x", wanted: 255, had: 256)) { try UInt8(narrowing: 256, "x") }
    #expect(throws: NarrowingError("x", value: -1, lowest: 0, highest: 255)) { try UInt8(exactly: -1, "x") }
    #expect(NarrowingError("x", value: 300, lowest: 0, highest: 255).description == "x: 300 is outside 0...255")
  }

  @Test("constants and ranges")
  func constants() {
    let constant = failure([1, 5, 0]) { reader throws(DecodeError) in
      _ = try reader.u8("a")
      try reader.constant("x", reader.u16("x"), equals: 4)
    }
    #expect(constant?.description == "x at 0x1: constant, want 4, found 5")
    let range = failure([61]) { reader throws(DecodeError) in try reader.range("x", reader.u8("x"), 1, 60) }
    #expect(range?.description == "x at 0x0: limit, at most 60, found 61")
    #expect(throws: EncodeError(.limit, "x", wanted: 1, had: 0)) { try EncodeError.requireRange(0, 1, 60, "x") }
  }

  @Test("bit fields: what is unused is zero in canonical bytes, what is too wide is refused")
  func packedBits() {
    let body = { (reader: inout WireReader) throws(DecodeError) in
      try reader.unusedBits("x", reader.u16("x"), used: 12)
    }
    #expect(failure([0, 0x10], body) == nil)
    #expect(failure([0, 0x10], rules: strict, body)?.kind == .noncanonical)
    #expect(failure([0xFF, 0x0F], rules: strict, body) == nil)
    #expect(throws: EncodeError(.narrowing, "hour", wanted: 31, had: 32)) {
      try EncodeError.requireBits(UInt8(32), 5, "hour")
    }
  }
}
