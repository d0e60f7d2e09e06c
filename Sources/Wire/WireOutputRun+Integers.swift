// One line a width and byte order, so that every call is concrete: a generic entry point that is not specialised costs
// twenty times as much. `le` is the default, `be` is spelled out.

extension WireOutputRun {
  @inlinable @inline(__always)
  func store<T: FixedWidthInteger & BitwiseCopyable>(_ value: T, _ offset: Int) {
    precondition(offset >= 0 && offset &+ MemoryLayout<T>.size <= count, "a field is outside its struct")
    unsafe base.storeBytes(of: value, toByteOffset: offset, as: T.self)
  }

  /// An unsigned integer of 1 byte.
  @inlinable public func u8(_ value: UInt8, at offset: Int) {
    store(value, offset)
  }
  /// A signed integer of 1 byte.
  @inlinable public func i8(_ value: Int8, at offset: Int) {
    store(value, offset)
  }
  /// An unsigned integer of 2 bytes.
  @inlinable public func u16(_ value: UInt16, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// An unsigned integer of 2 bytes, most significant first.
  @inlinable public func u16be(_ value: UInt16, at offset: Int) {
    store(value.bigEndian, offset)
  }
  /// A signed integer of 2 bytes.
  @inlinable public func i16(_ value: Int16, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// A signed integer of 2 bytes, most significant first.
  @inlinable public func i16be(_ value: Int16, at offset: Int) {
    store(value.bigEndian, offset)
  }
  /// An unsigned integer of 4 bytes.
  @inlinable public func u32(_ value: UInt32, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// An unsigned integer of 4 bytes, most significant first.
  @inlinable public func u32be(_ value: UInt32, at offset: Int) {
    store(value.bigEndian, offset)
  }
  /// A signed integer of 4 bytes.
  @inlinable public func i32(_ value: Int32, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// A signed integer of 4 bytes, most significant first.
  @inlinable public func i32be(_ value: Int32, at offset: Int) {
    store(value.bigEndian, offset)
  }
  /// An unsigned integer of 8 bytes.
  @inlinable public func u64(_ value: UInt64, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// An unsigned integer of 8 bytes, most significant first.
  @inlinable public func u64be(_ value: UInt64, at offset: Int) {
    store(value.bigEndian, offset)
  }
  /// A signed integer of 8 bytes.
  @inlinable public func i64(_ value: Int64, at offset: Int) {
    store(value.littleEndian, offset)
  }
  /// A signed integer of 8 bytes, most significant first.
  @inlinable public func i64be(_ value: Int64, at offset: Int) {
    store(value.bigEndian, offset)
  }
}
