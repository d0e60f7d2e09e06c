// One line a width and byte order, so that every call is concrete: a generic entry point that is not specialised costs
// twenty times as much. `le` is the default, `be` is spelled out.

extension WireRun {
  @inlinable @inline(__always)
  func load<T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, _ offset: Int, _: T.Type
  ) throws(DecodeError) -> T {
    let place = try locate(MemoryLayout<T>.size, field, offset)
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: T.self)
  }

  /// An unsigned integer of 1 byte.
  @inlinable public func u8(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt8 {
    try load(field, offset, UInt8.self)
  }
  /// A signed integer of 1 byte.
  @inlinable public func i8(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int8 {
    try load(field, offset, Int8.self)
  }
  /// An unsigned integer of 2 bytes.
  @inlinable public func u16(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt16 {
    UInt16(littleEndian: try load(field, offset, UInt16.self))
  }
  /// An unsigned integer of 2 bytes, most significant first.
  @inlinable public func u16be(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt16 {
    UInt16(bigEndian: try load(field, offset, UInt16.self))
  }
  /// A signed integer of 2 bytes.
  @inlinable public func i16(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int16 {
    Int16(littleEndian: try load(field, offset, Int16.self))
  }
  /// A signed integer of 2 bytes, most significant first.
  @inlinable public func i16be(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int16 {
    Int16(bigEndian: try load(field, offset, Int16.self))
  }
  /// An unsigned integer of 4 bytes.
  @inlinable public func u32(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt32 {
    UInt32(littleEndian: try load(field, offset, UInt32.self))
  }
  /// An unsigned integer of 4 bytes, most significant first.
  @inlinable public func u32be(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt32 {
    UInt32(bigEndian: try load(field, offset, UInt32.self))
  }
  /// A signed integer of 4 bytes.
  @inlinable public func i32(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int32 {
    Int32(littleEndian: try load(field, offset, Int32.self))
  }
  /// A signed integer of 4 bytes, most significant first.
  @inlinable public func i32be(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int32 {
    Int32(bigEndian: try load(field, offset, Int32.self))
  }
  /// An unsigned integer of 8 bytes.
  @inlinable public func u64(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt64 {
    UInt64(littleEndian: try load(field, offset, UInt64.self))
  }
  /// An unsigned integer of 8 bytes, most significant first.
  @inlinable public func u64be(_ field: StaticString, at offset: Int) throws(DecodeError) -> UInt64 {
    UInt64(bigEndian: try load(field, offset, UInt64.self))
  }
  /// A signed integer of 8 bytes.
  @inlinable public func i64(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int64 {
    Int64(littleEndian: try load(field, offset, Int64.self))
  }
  /// A signed integer of 8 bytes, most significant first.
  @inlinable public func i64be(_ field: StaticString, at offset: Int) throws(DecodeError) -> Int64 {
    Int64(bigEndian: try load(field, offset, Int64.self))
  }
}
