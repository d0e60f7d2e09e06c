extension WireRun {
  /// A number that just was read, in a type that may be narrower or wider.
  ///
  /// `try run.narrow("gender", run.u32("gender", at: 4), at: 4)`
  @inlinable public func narrow<T: FixedWidthInteger, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int, as: T.Type = T.self
  ) throws(DecodeError) -> T {
    try WireValue.narrow(field, raw, at: start &+ offset)
  }

  /// A number that just was read, as a member of an enum or as flags.
  @inlinable public func member<E: WireEnum, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int, as: E.Type = E.self
  ) throws(DecodeError) -> E {
    try WireValue.member(field, raw, at: start &+ offset, revision)
  }

  /// A number that just was read, as true or false: all but zero is true.
  @inlinable public func bool<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int
  ) throws(DecodeError) -> Bool {
    try WireValue.bool(field, raw, at: start &+ offset, rules)
  }

  /// A number that just was read, and may be nothing else.
  @inlinable public func constant<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, equals constant: Raw, at offset: Int
  ) throws(DecodeError) {
    try WireValue.constant(field, raw, equals: constant, at: start &+ offset)
  }

  /// A number that just was read, within the range that its field states.
  @inlinable public func range<Value: FixedWidthInteger>(
    _ field: StaticString, _ value: Value, _ low: Value, _ high: Value, at offset: Int
  ) throws(DecodeError) {
    try WireValue.range(field, value, low, high, at: start &+ offset)
  }

  /// The bits of a packed number that mean nothing; strict decoding wants them zero.
  @inlinable public func unusedBits<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, used: Int, at offset: Int
  ) throws(DecodeError) {
    try WireValue.unusedBits(field, raw, used: used, at: start &+ offset, rules)
  }

  /// A byte: all but zero is true.
  @inlinable @inline(__always)
  public func bool(_ field: StaticString, at offset: Int) throws(DecodeError) -> Bool {
    try bool(field, u8(field, at: offset), at: offset)
  }

  /// A float of 4 bytes.
  @inlinable @inline(__always)
  public func f32(_ field: StaticString, at offset: Int) throws(DecodeError) -> Float {
    let value = Float(bitPattern: try u32(field, at: offset))
    return try WireValue.float(field, value, at: start &+ offset, rules)
  }

  /// A float of 4 bytes, most significant first.
  @inlinable @inline(__always)
  public func f32be(_ field: StaticString, at offset: Int) throws(DecodeError) -> Float {
    let value = Float(bitPattern: try u32be(field, at: offset))
    return try WireValue.float(field, value, at: start &+ offset, rules)
  }

  /// A float of 8 bytes.
  @inlinable @inline(__always)
  public func f64(_ field: StaticString, at offset: Int) throws(DecodeError) -> Double {
    let value = Double(bitPattern: try u64(field, at: offset))
    return try WireValue.float(field, value, at: start &+ offset, rules)
  }

  /// A float of 8 bytes, most significant first.
  @inlinable @inline(__always)
  public func f64be(_ field: StaticString, at offset: Int) throws(DecodeError) -> Double {
    let value = Double(bitPattern: try u64be(field, at: offset))
    return try WireValue.float(field, value, at: start &+ offset, rules)
  }
}
