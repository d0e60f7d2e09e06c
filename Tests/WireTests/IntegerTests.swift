import Testing
import Wire

@Suite("Integers")
struct IntegerTests {
  @Test func u8() throws {
    let bytes: [UInt8] = [0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u8("x") } == 248)
    #expect(try written { writer throws(EncodeError) in writer.u8(248) } == bytes)
    for count in 0..<1 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u8("x") }
      #expect(error?.description == "x at 0x0: truncated, want 1, have \(count)")
    }
  }

  @Test func i8() throws {
    let bytes: [UInt8] = [0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i8("x") } == -8)
    #expect(try written { writer throws(EncodeError) in writer.i8(-8) } == bytes)
    for count in 0..<1 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i8("x") }
      #expect(error?.description == "x at 0x0: truncated, want 1, have \(count)")
    }
  }

  @Test func u16() throws {
    let bytes: [UInt8] = [0x81, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u16("x") } == 63617)
    #expect(try written { writer throws(EncodeError) in writer.u16(63617) } == bytes)
    for count in 0..<2 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u16("x") }
      #expect(error?.description == "x at 0x0: truncated, want 2, have \(count)")
    }
  }

  @Test func u16be() throws {
    let bytes: [UInt8] = [0x81, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u16be("x") } == 33272)
    #expect(try written { writer throws(EncodeError) in writer.u16be(33272) } == bytes)
    for count in 0..<2 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u16be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 2, have \(count)")
    }
  }

  @Test func i16() throws {
    let bytes: [UInt8] = [0x81, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i16("x") } == -1919)
    #expect(try written { writer throws(EncodeError) in writer.i16(-1919) } == bytes)
    for count in 0..<2 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i16("x") }
      #expect(error?.description == "x at 0x0: truncated, want 2, have \(count)")
    }
  }

  @Test func i16be() throws {
    let bytes: [UInt8] = [0x81, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i16be("x") } == -32264)
    #expect(try written { writer throws(EncodeError) in writer.i16be(-32264) } == bytes)
    for count in 0..<2 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i16be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 2, have \(count)")
    }
  }

  @Test func u24() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u24("x") } == 16253569)
    #expect(try written { writer throws(EncodeError) in try writer.u24(16253569, "x") } == bytes)
    for count in 0..<3 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u24("x") }
      #expect(error?.description == "x at 0x0: truncated, want 3, have \(count)")
    }
  }

  @Test func u24be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u24be("x") } == 8454904)
    #expect(try written { writer throws(EncodeError) in try writer.u24be(8454904, "x") } == bytes)
    for count in 0..<3 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u24be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 3, have \(count)")
    }
  }

  @Test func i24() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i24("x") } == -523647)
    #expect(try written { writer throws(EncodeError) in try writer.i24(-523647, "x") } == bytes)
    for count in 0..<3 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i24("x") }
      #expect(error?.description == "x at 0x0: truncated, want 3, have \(count)")
    }
  }

  @Test func i24be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i24be("x") } == -8322312)
    #expect(try written { writer throws(EncodeError) in try writer.i24be(-8322312, "x") } == bytes)
    for count in 0..<3 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i24be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 3, have \(count)")
    }
  }

  @Test func u32() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u32("x") } == 4160946817)
    #expect(try written { writer throws(EncodeError) in writer.u32(4160946817) } == bytes)
    for count in 0..<4 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u32("x") }
      #expect(error?.description == "x at 0x0: truncated, want 4, have \(count)")
    }
  }

  @Test func u32be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u32be("x") } == 2164392952)
    #expect(try written { writer throws(EncodeError) in writer.u32be(2164392952) } == bytes)
    for count in 0..<4 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u32be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 4, have \(count)")
    }
  }

  @Test func i32() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i32("x") } == -134020479)
    #expect(try written { writer throws(EncodeError) in writer.i32(-134020479) } == bytes)
    for count in 0..<4 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i32("x") }
      #expect(error?.description == "x at 0x0: truncated, want 4, have \(count)")
    }
  }

  @Test func i32be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i32be("x") } == -2130574344)
    #expect(try written { writer throws(EncodeError) in writer.i32be(-2130574344) } == bytes)
    for count in 0..<4 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i32be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 4, have \(count)")
    }
  }

  @Test func u40() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u40("x") } == 1065219195521)
    #expect(try written { writer throws(EncodeError) in try writer.u40(1065219195521, "x") } == bytes)
    for count in 0..<5 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u40("x") }
      #expect(error?.description == "x at 0x0: truncated, want 5, have \(count)")
    }
  }

  @Test func u40be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u40be("x") } == 554084533496)
    #expect(try written { writer throws(EncodeError) in try writer.u40be(554084533496, "x") } == bytes)
    for count in 0..<5 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u40be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 5, have \(count)")
    }
  }

  @Test func i40() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i40("x") } == -34292432255)
    #expect(try written { writer throws(EncodeError) in try writer.i40(-34292432255, "x") } == bytes)
    for count in 0..<5 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i40("x") }
      #expect(error?.description == "x at 0x0: truncated, want 5, have \(count)")
    }
  }

  @Test func i40be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i40be("x") } == -545427094280)
    #expect(try written { writer throws(EncodeError) in try writer.i40be(-545427094280, "x") } == bytes)
    for count in 0..<5 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i40be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 5, have \(count)")
    }
  }

  @Test func u48() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u48("x") } == 272700425831041)
    #expect(try written { writer throws(EncodeError) in try writer.u48(272700425831041, "x") } == bytes)
    for count in 0..<6 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u48("x") }
      #expect(error?.description == "x at 0x0: truncated, want 6, have \(count)")
    }
  }

  @Test func u48be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u48be("x") } == 141845640513016)
    #expect(try written { writer throws(EncodeError) in try writer.u48be(141845640513016, "x") } == bytes)
    for count in 0..<6 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u48be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 6, have \(count)")
    }
  }

  @Test func i48() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i48("x") } == -8774550879615)
    #expect(try written { writer throws(EncodeError) in try writer.i48(-8774550879615, "x") } == bytes)
    for count in 0..<6 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i48("x") }
      #expect(error?.description == "x at 0x0: truncated, want 6, have \(count)")
    }
  }

  @Test func i48be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i48be("x") } == -139629336197640)
    #expect(try written { writer throws(EncodeError) in try writer.i48be(-139629336197640, "x") } == bytes)
    for count in 0..<6 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i48be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 6, have \(count)")
    }
  }

  @Test func u56() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u56("x") } == 69812412836151937)
    #expect(try written { writer throws(EncodeError) in try writer.u56(69812412836151937, "x") } == bytes)
    for count in 0..<7 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u56("x") }
      #expect(error?.description == "x at 0x0: truncated, want 7, have \(count)")
    }
  }

  @Test func u56be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u56be("x") } == 36312483971270392)
    #expect(try written { writer throws(EncodeError) in try writer.u56be(36312483971270392, "x") } == bytes)
    for count in 0..<7 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u56be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 7, have \(count)")
    }
  }

  @Test func i56() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i56("x") } == -2245181201775999)
    #expect(try written { writer throws(EncodeError) in try writer.i56(-2245181201775999, "x") } == bytes)
    for count in 0..<7 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i56("x") }
      #expect(error?.description == "x at 0x0: truncated, want 7, have \(count)")
    }
  }

  @Test func i56be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i56be("x") } == -35745110066657544)
    #expect(try written { writer throws(EncodeError) in try writer.i56be(-35745110066657544, "x") } == bytes)
    for count in 0..<7 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i56be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 7, have \(count)")
    }
  }

  @Test func u64() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u64("x") } == 17872260264855011969)
    #expect(try written { writer throws(EncodeError) in writer.u64(17872260264855011969) } == bytes)
    for count in 0..<8 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u64("x") }
      #expect(error?.description == "x at 0x0: truncated, want 8, have \(count)")
    }
  }

  @Test func u64be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.u64be("x") } == 9295995896645158904)
    #expect(try written { writer throws(EncodeError) in writer.u64be(9295995896645158904) } == bytes)
    for count in 0..<8 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.u64be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 8, have \(count)")
    }
  }

  @Test func i64() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i64("x") } == -574483808854539647)
    #expect(try written { writer throws(EncodeError) in writer.i64(-574483808854539647) } == bytes)
    for count in 0..<8 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i64("x") }
      #expect(error?.description == "x at 0x0: truncated, want 8, have \(count)")
    }
  }

  @Test func i64be() throws {
    let bytes: [UInt8] = [0x81, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xF8]
    #expect(try read(bytes) { reader throws(DecodeError) in try reader.i64be("x") } == -9150748177064392712)
    #expect(try written { writer throws(EncodeError) in writer.i64be(-9150748177064392712) } == bytes)
    for count in 0..<8 {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.i64be("x") }
      #expect(error?.description == "x at 0x0: truncated, want 8, have \(count)")
    }
  }

  @Test("what does not fit is refused, not cut")
  func narrowing() {
    let unsigned = refusal { writer throws(EncodeError) in try writer.u24(1 << 24, "x") }
    #expect(unsigned?.description == "x: narrowing, 16777216 is above 16777215")
    let signed = refusal { writer throws(EncodeError) in try writer.i40be(-(1 << 39) - 1, "x") }
    #expect(signed?.description == "x: narrowing, -549755813889 is below -549755813888")
    #expect(refusal { writer throws(EncodeError) in try writer.i24((1 << 23) - 1, "x") } == nil)
    #expect(refusal { writer throws(EncodeError) in try writer.u56((1 << 56) - 1, "x") } == nil)
  }
}
