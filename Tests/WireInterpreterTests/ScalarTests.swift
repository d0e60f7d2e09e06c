import Testing

@testable import WireInterpreter

@Suite("Scalars on the wire")
struct ScalarTests {
  @Test("integers of every width, in both orders and with both signs")
  func integers() throws {
    let schema = try Schema(
      fields: """
        - a: u8
        - b: u16
        - c: u24
        - d: u32be
        - e: u40
        - f: u48be
        - g: u56
        - h: u64be
        - i: i8
        - j: i16be
        - k: i24
        - l: i64
        """)
    try schema.expect(
      "01 0201 030201 01020304 0504030201 010203040506 07060504030201 0102030405060708 80 fffe ffff7f feffffffffffffff",
      is: """
        {a: 1, b: 0x0102, c: 0x010203, d: 0x01020304, e: 0x0102030405, f: 0x010203040506, g: 0x01020304050607,
         h: 0x0102030405060708, i: -128, j: -2, k: 8388607, l: -2}
        """)
    try schema.expect("01 02", fails: ".b at 0x1: truncated, want 2, have 1")
  }

  @Test("a link's byte order is that of types that state none")
  func byteOrder() throws {
    let schema = try Schema(fields: "- a: u16\n- b: u16le\n- c: f32", link: ", endian: big")
    try schema.expect("0102 0102 3f800000", is: "{a: 0x0102, b: 0x0201, c: 1}")
  }

  @Test("a bool is any non-zero byte, written as 1")
  func bool() throws {
    let schema = try Schema(fields: "- a: bool\n- b: u32 as bool")
    try schema.expect("01 00000000", is: "{a: true, b: false}")
    try schema.expect(dirty: "02 01000000", is: "{a: true, b: true}", noncanonicalAt: 0)
    try schema.expect(dirty: "01 00010000", is: "{a: true, b: true}", noncanonicalAt: 1)
  }

  @Test("varints: over-long forms decode, values too wide do not")
  func variable() throws {
    let schema = try Schema(fields: "- a: var32\n- b: var64")
    try schema.expect("ffffffff0f ffffffffffffffffff01", is: "{a: 0xFFFFFFFF, b: 0xFFFFFFFFFFFFFFFF}")
    try schema.expect("00 ac02", is: "{a: 0, b: 300}")
    try schema.expect(dirty: "8000 01", is: "{a: 0, b: 1}", noncanonicalAt: 0)
    try schema.expect("ffffffff1f 00", fails: ".a at 0x0: narrowing, 8589934591 is above 4294967295")
    try schema.expect("808080808000 00", fails: ".a at 0x0: narrowing, 4294967296 is above 4294967295")
    try schema.expect("00 ffff", fails: ".b at 0x1: truncated, want 3, have 2")
  }

  @Test("packed guids: zero bytes may be there and are never written")
  func packed() throws {
    let schema = try Schema(fields: "- a: packed64")
    try schema.expect("00", is: "{a: 0}")
    try schema.expect("81 11 22", is: "{a: 0x2200000000000011}")
    try schema.expect(dirty: "03 11 00", is: "{a: 0x11}", noncanonicalAt: 0)
    try schema.expect("ff 00", fails: ".a at 0x0: truncated, want 9, have 2")
    try schema.expect("", fails: ".a at 0x0: truncated, want 1, have 0")
  }

  @Test("floats keep their bits; a finite link has neither NaN nor infinities")
  func floats() throws {
    let open = try Schema(fields: "- a: f32\n- b: f64be")
    try open.expect("0100c0ff 8000000000000000", is: "{a: bits:0xffc00001, b: -0.0}")
    try open.expect("0000807f 3ff8000000000000", is: "{a: inf, b: 1.5}")
    let finite = try Schema(fields: "- a: f32\n- b: f64", link: ", floats: finite")
    try finite.expect("00000000 000000000000f07f", fails: ".b at 0x4: float, the number is not finite")
    try finite.expect(value: "{a: -inf, b: 0}", fails: ".a: float, the number is not finite")
  }

  @Test("a conversion is checked on the side that narrows")
  func conversions() throws {
    let schema = try Schema(fields: "- a: u32 as u8\n- b: u16 as u64\n- c: i32 as i16")
    try schema.expect("ff000000 ffff 0080ffff", is: "{a: 255, b: 65535, c: -32768}")
    try schema.expect("00010000 0000 00000000", fails: ".a at 0x0: narrowing, 256 is above 255")
    try schema.expect("00000000 0000 ff7fffff", fails: ".c at 0x6: narrowing, -32769 is below -32768")
    try schema.expect(value: "{a: 1, b: 65536, c: 0}", fails: ".b: narrowing, 65536 is above 65535")
    try schema.expect(value: "{a: 256, b: 0, c: 0}", fails: ".a: narrowing, 256 is above 255")
  }

  @Test("constants are written, checked, and no part of the value")
  func constants() throws {
    let schema = try Schema(fields: "- a: u32be = 0x00576F57\n- b: string[u8] = \"WoW\"\n- c: bool = true\n- d: u8")
    try schema.expect("00576f57 03576f57 01 07", is: "{d: 7}")
    try schema.expect("00576f58 03576f57 01 07", fails: ".a at 0x0: constant, want 5730135, found 5730136")
    try schema.expect("00576f57 03576f58 01 07", fails: ".b at 0x4: constant, not what the schema says")
    try schema.expect("00576f57 03576f57 00 07", fails: ".c at 0x8: constant, want 1, found 0")
  }

  @Test("ranges hold on both sides")
  func ranges() throws {
    let schema = try Schema(fields: "- a: {type: u8, range: 1..60}\n- b: {type: u16 as u32, range: 2..3}")
    try schema.expect("01 0300", is: "{a: 1, b: 3}")
    try schema.expect("3d 0200", fails: ".a at 0x0: limit, at most 60, found 61")
    try schema.expect("01 0100", fails: ".b at 0x1: limit, at least 2, found 1")
    try schema.expect(value: "{a: 0, b: 2}", fails: ".a: limit, at least 1, found 0")
  }

  @Test("an optional value has a presence byte")
  func optional() throws {
    let schema = try Schema(fields: "- a: u16?\n- b: u8?[2]")
    try schema.expect("00 00 01 05", is: "{b: [null, 5]}")
    try schema.expect("01 0700 00 00", is: "{a: 7, b: [null, null]}")
    try schema.expect(dirty: "02 0700 00 00", is: "{a: 7, b: [~, ~]}", noncanonicalAt: 0)
    try schema.expect("01 07", fails: ".a at 0x1: truncated, want 2, have 1")
  }
}
