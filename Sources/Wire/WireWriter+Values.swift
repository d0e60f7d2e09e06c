extension WireWriter {
  /// One byte, 1 or 0.
  @inlinable @inline(__always)
  public mutating func bool(_ value: Bool) {
    u8(value ? 1 : 0)
  }

  /// A float of 4 bytes.
  @inlinable @inline(__always)
  public mutating func f32(_ value: Float, _ field: StaticString) throws(EncodeError) {
    try requireFinite(value, field)
    u32(value.bitPattern)
  }

  /// A float of 4 bytes, most significant first.
  @inlinable @inline(__always)
  public mutating func f32be(_ value: Float, _ field: StaticString) throws(EncodeError) {
    try requireFinite(value, field)
    u32be(value.bitPattern)
  }

  /// A float of 8 bytes.
  @inlinable @inline(__always)
  public mutating func f64(_ value: Double, _ field: StaticString) throws(EncodeError) {
    try requireFinite(value, field)
    u64(value.bitPattern)
  }

  /// A float of 8 bytes, most significant first.
  @inlinable @inline(__always)
  public mutating func f64be(_ value: Double, _ field: StaticString) throws(EncodeError) {
    try requireFinite(value, field)
    u64be(value.bitPattern)
  }

  @inlinable @inline(__always)
  func requireFinite<F: BinaryFloatingPoint>(_ value: F, _ field: StaticString) throws(EncodeError) {
    if !value.isFinite, rules.finiteFloats { throw EncodeError(.float, field) }
  }

  /// A LEB128 number, in as few bytes as it needs.
  @inlinable public mutating func var32(_ value: UInt32) {
    var64(UInt64(value))
  }

  /// A LEB128 number, in as few bytes as it needs.
  @inlinable public mutating func var64(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      u8(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    u8(UInt8(truncatingIfNeeded: rest))
  }

  /// A mask, and the bytes of the number that are not zero.
  @inlinable public mutating func packed64(_ value: UInt64) {
    let start = claim(WireSize.packed64(value))
    var mask: UInt8 = 0
    var place = start &+ 1
    var rest = value
    var bit: UInt8 = 1
    while rest != 0 {
      let low = UInt8(truncatingIfNeeded: rest)
      if low != 0 {
        mask |= bit
        unsafe base.storeBytes(of: low, toByteOffset: place, as: UInt8.self)
        place &+= 1
      }
      bit &<<= 1
      rest &>>= 8
    }
    unsafe base.storeBytes(of: mask, toByteOffset: start, as: UInt8.self)
  }

  /// Bytes that mean nothing.
  @inlinable public mutating func pad(_ count: Int) {
    let start = claim(count)
    unsafe (base + start).initializeMemory(as: UInt8.self, repeating: 0, count: count)
  }
}

/// How many bytes numbers of variable size take.
public enum WireSize {
  /// A LEB128 number.
  @inlinable public static func var64(_ value: UInt64) -> Int {
    (70 - min((value | 1).leadingZeroBitCount, 63)) / 7
  }

  /// A LEB128 number.
  @inlinable public static func var32(_ value: UInt32) -> Int { var64(UInt64(value)) }

  /// A mask, and the bytes of the number that are not zero.
  @inlinable public static func packed64(_ value: UInt64) -> Int {
    // A byte that is not zero keeps one of its bits when all are folded into the lowest.
    var folded = value | value &>> 4
    folded |= folded &>> 2
    folded |= folded &>> 1
    return 1 + (folded & 0x0101_0101_0101_0101).nonzeroBitCount
  }
}

extension WireOutputRun {
  /// One byte, 1 or 0.
  @inlinable @inline(__always)
  public func bool(_ value: Bool, at offset: Int) {
    u8(value ? 1 : 0, at: offset)
  }

  /// A float of 4 bytes.
  @inlinable @inline(__always)
  public func f32(_ value: Float, _ field: StaticString, at offset: Int) throws(EncodeError) {
    try requireFinite(value, field)
    u32(value.bitPattern, at: offset)
  }

  /// A float of 4 bytes, most significant first.
  @inlinable @inline(__always)
  public func f32be(_ value: Float, _ field: StaticString, at offset: Int) throws(EncodeError) {
    try requireFinite(value, field)
    u32be(value.bitPattern, at: offset)
  }

  /// A float of 8 bytes.
  @inlinable @inline(__always)
  public func f64(_ value: Double, _ field: StaticString, at offset: Int) throws(EncodeError) {
    try requireFinite(value, field)
    u64(value.bitPattern, at: offset)
  }

  /// A float of 8 bytes, most significant first.
  @inlinable @inline(__always)
  public func f64be(_ value: Double, _ field: StaticString, at offset: Int) throws(EncodeError) {
    try requireFinite(value, field)
    u64be(value.bitPattern, at: offset)
  }

  @inlinable @inline(__always)
  func requireFinite<F: BinaryFloatingPoint>(_ value: F, _ field: StaticString) throws(EncodeError) {
    if !value.isFinite, rules.finiteFloats { throw EncodeError(.float, field) }
  }

  /// Bytes that mean nothing.
  @inlinable public func pad(_ size: Int, at offset: Int) {
    for place in offset..<offset &+ size { u8(0, at: place) }
  }

  /// A fixed-size struct inside this one.
  @inlinable public func value<T: WireFixed>(
    _ field: StaticString, _ value: T, at offset: Int
  ) throws(EncodeError) {
    let size = T.wireSize(at: revision)
    precondition(offset >= 0 && offset &+ size <= count, "a field is outside its struct")
    do throws(EncodeError) {
      try unsafe value.encode(into: WireOutputRun(base + offset, count: size, revision: revision, rules: rules))
    } catch {
      throw error.within(field)
    }
  }
}
