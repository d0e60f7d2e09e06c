// These look at a number that just was read. They do not change the reader, but are `mutating` all the same: a reader that
// is only borrowed would be taken as it was before the number in the call's own parentheses was read.

extension WireReader {
  /// A number that just was read, in a type that may be narrower or wider.
  ///
  /// `try reader.narrow("gender", reader.u32("gender"))`
  @inlinable public mutating func narrow<T: FixedWidthInteger, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, width: Int = MemoryLayout<Raw>.size, as: T.Type = T.self
  ) throws(DecodeError) -> T {
    try WireValue.narrow(field, raw, at: cursor &- width)
  }

  /// A number that just was read, as a member of an enum or as flags.
  @inlinable public mutating func member<E: WireEnum, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, width: Int = MemoryLayout<Raw>.size, as: E.Type = E.self
  ) throws(DecodeError) -> E {
    try WireValue.member(field, raw, at: cursor &- width, revision)
  }

  /// A number that just was read, as true or false: all but zero is true.
  @inlinable public mutating func bool<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, width: Int = MemoryLayout<Raw>.size
  ) throws(DecodeError) -> Bool {
    try WireValue.bool(field, raw, at: cursor &- width, rules)
  }

  /// A number that just was read, and may be nothing else.
  @inlinable public mutating func constant<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, equals constant: Raw, width: Int = MemoryLayout<Raw>.size
  ) throws(DecodeError) {
    try WireValue.constant(field, raw, equals: constant, at: cursor &- width)
  }

  /// A number that just was read, within the range that its field states.
  @inlinable public mutating func range<Value: FixedWidthInteger>(
    _ field: StaticString, _ value: Value, _ low: Value, _ high: Value, width: Int = MemoryLayout<Value>.size
  ) throws(DecodeError) {
    try WireValue.range(field, value, low, high, at: cursor &- width)
  }

  /// The bits of a packed number that mean nothing; strict decoding wants them zero.
  @inlinable public mutating func unusedBits<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, used: Int, width: Int = MemoryLayout<Raw>.size
  ) throws(DecodeError) {
    try WireValue.unusedBits(field, raw, used: used, at: cursor &- width, rules)
  }

  /// A byte: all but zero is true.
  @inlinable @inline(__always)
  public mutating func bool(_ field: StaticString) throws(DecodeError) -> Bool {
    try bool(field, u8(field))
  }

  /// A float of 4 bytes.
  @inlinable @inline(__always)
  public mutating func f32(_ field: StaticString) throws(DecodeError) -> Float {
    let value = Float(bitPattern: try u32(field))
    return try WireValue.float(field, value, at: cursor &- 4, rules)
  }

  /// A float of 4 bytes, most significant first.
  @inlinable @inline(__always)
  public mutating func f32be(_ field: StaticString) throws(DecodeError) -> Float {
    let value = Float(bitPattern: try u32be(field))
    return try WireValue.float(field, value, at: cursor &- 4, rules)
  }

  /// A float of 8 bytes.
  @inlinable @inline(__always)
  public mutating func f64(_ field: StaticString) throws(DecodeError) -> Double {
    let value = Double(bitPattern: try u64(field))
    return try WireValue.float(field, value, at: cursor &- 8, rules)
  }

  /// A float of 8 bytes, most significant first.
  @inlinable @inline(__always)
  public mutating func f64be(_ field: StaticString) throws(DecodeError) -> Double {
    let value = Double(bitPattern: try u64be(field))
    return try WireValue.float(field, value, at: cursor &- 8, rules)
  }
}
