// One line a width and byte order, so that every call is concrete: a generic entry point that is not specialised costs
// twenty times as much. `le` is the default, `be` is spelled out.

extension WireReader {
  @inlinable @inline(__always)
  mutating func load<T: FixedWidthInteger & BitwiseCopyable>(_ field: StaticString, _: T.Type) throws(DecodeError) -> T
  {
    let start = try take(MemoryLayout<T>.size, field)
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: T.self)
  }

  /// An unsigned integer of 1 byte.
  @inlinable @inline(__always)
  public mutating func u8(_ field: StaticString) throws(DecodeError) -> UInt8 {
    try load(field, UInt8.self)
  }
  /// A signed integer of 1 byte.
  @inlinable public mutating func i8(_ field: StaticString) throws(DecodeError) -> Int8 {
    try load(field, Int8.self)
  }
  /// An unsigned integer of 2 bytes.
  @inlinable @inline(__always)
  public mutating func u16(_ field: StaticString) throws(DecodeError) -> UInt16 {
    UInt16(littleEndian: try load(field, UInt16.self))
  }
  /// An unsigned integer of 2 bytes, most significant first.
  @inlinable public mutating func u16be(_ field: StaticString) throws(DecodeError) -> UInt16 {
    UInt16(bigEndian: try load(field, UInt16.self))
  }
  /// A signed integer of 2 bytes.
  @inlinable public mutating func i16(_ field: StaticString) throws(DecodeError) -> Int16 {
    Int16(littleEndian: try load(field, Int16.self))
  }
  /// A signed integer of 2 bytes, most significant first.
  @inlinable public mutating func i16be(_ field: StaticString) throws(DecodeError) -> Int16 {
    Int16(bigEndian: try load(field, Int16.self))
  }
  /// An unsigned integer of 3 bytes.
  @inlinable public mutating func u24(_ field: StaticString) throws(DecodeError) -> UInt32 {
    UInt32(truncatingIfNeeded: try little(field, 3))
  }
  /// An unsigned integer of 3 bytes, most significant first.
  @inlinable public mutating func u24be(_ field: StaticString) throws(DecodeError) -> UInt32 {
    UInt32(truncatingIfNeeded: try big(field, 3))
  }
  /// A signed integer of 3 bytes.
  @inlinable public mutating func i24(_ field: StaticString) throws(DecodeError) -> Int32 {
    Int32(truncatingIfNeeded: Int64(bitPattern: try little(field, 3) &<< 40) &>> 40)
  }
  /// A signed integer of 3 bytes, most significant first.
  @inlinable public mutating func i24be(_ field: StaticString) throws(DecodeError) -> Int32 {
    Int32(truncatingIfNeeded: Int64(bitPattern: try big(field, 3) &<< 40) &>> 40)
  }
  /// An unsigned integer of 4 bytes.
  @inlinable @inline(__always)
  public mutating func u32(_ field: StaticString) throws(DecodeError) -> UInt32 {
    UInt32(littleEndian: try load(field, UInt32.self))
  }
  /// An unsigned integer of 4 bytes, most significant first.
  @inlinable public mutating func u32be(_ field: StaticString) throws(DecodeError) -> UInt32 {
    UInt32(bigEndian: try load(field, UInt32.self))
  }
  /// A signed integer of 4 bytes.
  @inlinable public mutating func i32(_ field: StaticString) throws(DecodeError) -> Int32 {
    Int32(littleEndian: try load(field, Int32.self))
  }
  /// A signed integer of 4 bytes, most significant first.
  @inlinable public mutating func i32be(_ field: StaticString) throws(DecodeError) -> Int32 {
    Int32(bigEndian: try load(field, Int32.self))
  }
  /// An unsigned integer of 5 bytes.
  @inlinable public mutating func u40(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try little(field, 5))
  }
  /// An unsigned integer of 5 bytes, most significant first.
  @inlinable public mutating func u40be(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try big(field, 5))
  }
  /// A signed integer of 5 bytes.
  @inlinable public mutating func i40(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try little(field, 5) &<< 24) &>> 24)
  }
  /// A signed integer of 5 bytes, most significant first.
  @inlinable public mutating func i40be(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try big(field, 5) &<< 24) &>> 24)
  }
  /// An unsigned integer of 6 bytes.
  @inlinable public mutating func u48(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try little(field, 6))
  }
  /// An unsigned integer of 6 bytes, most significant first.
  @inlinable public mutating func u48be(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try big(field, 6))
  }
  /// A signed integer of 6 bytes.
  @inlinable public mutating func i48(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try little(field, 6) &<< 16) &>> 16)
  }
  /// A signed integer of 6 bytes, most significant first.
  @inlinable public mutating func i48be(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try big(field, 6) &<< 16) &>> 16)
  }
  /// An unsigned integer of 7 bytes.
  @inlinable public mutating func u56(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try little(field, 7))
  }
  /// An unsigned integer of 7 bytes, most significant first.
  @inlinable public mutating func u56be(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(truncatingIfNeeded: try big(field, 7))
  }
  /// A signed integer of 7 bytes.
  @inlinable public mutating func i56(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try little(field, 7) &<< 8) &>> 8)
  }
  /// A signed integer of 7 bytes, most significant first.
  @inlinable public mutating func i56be(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(truncatingIfNeeded: Int64(bitPattern: try big(field, 7) &<< 8) &>> 8)
  }
  /// An unsigned integer of 8 bytes.
  @inlinable @inline(__always)
  public mutating func u64(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(littleEndian: try load(field, UInt64.self))
  }
  /// An unsigned integer of 8 bytes, most significant first.
  @inlinable public mutating func u64be(_ field: StaticString) throws(DecodeError) -> UInt64 {
    UInt64(bigEndian: try load(field, UInt64.self))
  }
  /// A signed integer of 8 bytes.
  @inlinable public mutating func i64(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(littleEndian: try load(field, Int64.self))
  }
  /// A signed integer of 8 bytes, most significant first.
  @inlinable public mutating func i64be(_ field: StaticString) throws(DecodeError) -> Int64 {
    Int64(bigEndian: try load(field, Int64.self))
  }

  @inlinable mutating func little(_ field: StaticString, _ count: Int) throws(DecodeError) -> UInt64 {
    let start = try take(count, field)
    var value: UInt64 = 0
    for offset in 0..<count {
      value |= UInt64(byte(at: start &+ offset)) &<< UInt64(truncatingIfNeeded: 8 &* offset)
    }
    return value
  }

  @inlinable mutating func big(_ field: StaticString, _ count: Int) throws(DecodeError) -> UInt64 {
    let start = try take(count, field)
    var value: UInt64 = 0
    for offset in 0..<count {
      value = value &<< 8 | UInt64(byte(at: start &+ offset))
    }
    return value
  }

  @inlinable @inline(__always) func byte(at offset: Int) -> UInt8 {
    unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }
}
