import Testing
import Wire

@Suite("Numbers of variable size")
struct PackedTests {
  static let varints: [(UInt64, [UInt8])] = [
    (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 1]), (300, [0xAC, 2]),
    (0xFFFF_FFFF, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
    (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
  ]

  @Test("LEB128, there and back", arguments: varints)
  func varint(value: UInt64, bytes: [UInt8]) throws {
    #expect(try read(bytes, rules: strict) { reader throws(DecodeError) in try reader.var64("x") } == value)
    #expect(try written { writer throws(EncodeError) in writer.var64(value) } == bytes)
    #expect(WireSize.var64(value) == bytes.count)
    if let small = UInt32(exactly: value) {
      #expect(try read(bytes, rules: strict) { reader throws(DecodeError) in try reader.var32("x") } == small)
    }
    for count in 0..<bytes.count {
      let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.var64("x") }
      #expect(error?.description == "x at 0x0: truncated, want \(count + 1), have \(count)")
    }
  }

  @Test("sizes at every power of two")
  func sizes() throws {
    for bit in 0..<64 {
      for value in [UInt64(1) << UInt64(bit), (UInt64(1) << UInt64(bit)) - 1] {
        #expect(try written { writer throws(EncodeError) in writer.var64(value) }.count == WireSize.var64(value))
        #expect(try written { writer throws(EncodeError) in writer.packed64(value) }.count == WireSize.packed64(value))
      }
    }
  }

  @Test("over-long forms are read, too wide values are not")
  func overlong() throws {
    let long: [UInt8] = [0x81, 0x80, 0x00]
    #expect(try read(long) { reader throws(DecodeError) in try reader.var32("x") } == 1)
    #expect(failure(long, rules: strict) { reader throws(DecodeError) in try reader.var32("x") }?.kind == .noncanonical)
    let wide = failure([0x80, 0x80, 0x80, 0x80, 0x10]) { reader throws(DecodeError) in try reader.var32("x") }
    #expect(wide?.description == "x at 0x0: narrowing, 4294967296 is above 4294967295")
    let endless = failure([0x80, 0x80, 0x80, 0x80, 0x80]) { reader throws(DecodeError) in try reader.var32("x") }
    #expect(endless?.kind == .narrowing)
    let ten = [UInt8](repeating: 0xFF, count: 9)
    let tooWide = failure(ten + [2]) { reader throws(DecodeError) in try reader.var64("x") }
    #expect(tooWide?.kind == .narrowing && tooWide?.had == (Int128(2) << 63) + (Int128(1) << 63) - 1)
    #expect(failure(ten + [0x81]) { reader throws(DecodeError) in try reader.var64("x") }?.kind == .narrowing)
  }

  @Test("packed numbers: the shortest is written, redundant bytes are read")
  func packed() throws {
    let cases: [(UInt64, [UInt8])] = [
      (0, [0]), (18193, [3, 0x11, 0x47]), (0x0100_0000_0000_0002, [0x81, 2, 1]),
      (.max, [0xFF] + [UInt8](repeating: 0xFF, count: 8)),
    ]
    for (value, bytes) in cases {
      #expect(try read(bytes, rules: strict) { reader throws(DecodeError) in try reader.packed64("x") } == value)
      #expect(try written { writer throws(EncodeError) in writer.packed64(value) } == bytes)
      for count in 1..<bytes.count {
        let error = failure(Array(bytes[..<count])) { reader throws(DecodeError) in try reader.packed64("x") }
        #expect(error?.description == "x at 0x0: truncated, want \(bytes.count), have \(count)")
      }
    }
    let redundant: [UInt8] = [0x07, 5, 0, 0]
    #expect(try read(redundant) { reader throws(DecodeError) in try reader.packed64("x") } == 5)
    #expect(
      failure(redundant, rules: strict) { reader throws(DecodeError) in try reader.packed64("x") }?.kind
        == .noncanonical)
  }
}
