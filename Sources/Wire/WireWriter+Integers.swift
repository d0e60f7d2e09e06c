// One line a width and byte order, so that every call is concrete: a generic entry point that is not specialised costs
// twenty times as much. `le` is the default, `be` is spelled out.

extension WireWriter {
  @inlinable @inline(__always)
  mutating func store<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    let start = claim(MemoryLayout<T>.size)
    unsafe base.storeBytes(of: value, toByteOffset: start, as: T.self)
  }

  /// An unsigned integer of 1 byte.
  @inlinable public mutating func u8(_ value: UInt8) {
    store(value)
  }
  /// A signed integer of 1 byte.
  @inlinable public mutating func i8(_ value: Int8) {
    store(value)
  }
  /// An unsigned integer of 2 bytes.
  @inlinable public mutating func u16(_ value: UInt16) {
    store(value.littleEndian)
  }
  /// An unsigned integer of 2 bytes, most significant first.
  @inlinable public mutating func u16be(_ value: UInt16) {
    store(value.bigEndian)
  }
  /// A signed integer of 2 bytes.
  @inlinable public mutating func i16(_ value: Int16) {
    store(value.littleEndian)
  }
  /// A signed integer of 2 bytes, most significant first.
  @inlinable public mutating func i16be(_ value: Int16) {
    store(value.bigEndian)
  }
  /// An unsigned integer of 3 bytes; the value must fit.
  @inlinable public mutating func u24(_ value: UInt32, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 24, field)
  }
  /// An unsigned integer of 3 bytes, most significant first; the value must fit.
  @inlinable public mutating func u24be(_ value: UInt32, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 24, field)
  }
  /// A signed integer of 3 bytes; the value must fit.
  @inlinable public mutating func i24(_ value: Int32, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 24, field)
  }
  /// A signed integer of 3 bytes, most significant first; the value must fit.
  @inlinable public mutating func i24be(_ value: Int32, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 24, field)
  }
  /// An unsigned integer of 4 bytes.
  @inlinable public mutating func u32(_ value: UInt32) {
    store(value.littleEndian)
  }
  /// An unsigned integer of 4 bytes, most significant first.
  @inlinable public mutating func u32be(_ value: UInt32) {
    store(value.bigEndian)
  }
  /// A signed integer of 4 bytes.
  @inlinable public mutating func i32(_ value: Int32) {
    store(value.littleEndian)
  }
  /// A signed integer of 4 bytes, most significant first.
  @inlinable public mutating func i32be(_ value: Int32) {
    store(value.bigEndian)
  }
  /// An unsigned integer of 5 bytes; the value must fit.
  @inlinable public mutating func u40(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 40, field)
  }
  /// An unsigned integer of 5 bytes, most significant first; the value must fit.
  @inlinable public mutating func u40be(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 40, field)
  }
  /// A signed integer of 5 bytes; the value must fit.
  @inlinable public mutating func i40(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 40, field)
  }
  /// A signed integer of 5 bytes, most significant first; the value must fit.
  @inlinable public mutating func i40be(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 40, field)
  }
  /// An unsigned integer of 6 bytes; the value must fit.
  @inlinable public mutating func u48(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 48, field)
  }
  /// An unsigned integer of 6 bytes, most significant first; the value must fit.
  @inlinable public mutating func u48be(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 48, field)
  }
  /// A signed integer of 6 bytes; the value must fit.
  @inlinable public mutating func i48(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 48, field)
  }
  /// A signed integer of 6 bytes, most significant first; the value must fit.
  @inlinable public mutating func i48be(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 48, field)
  }
  /// An unsigned integer of 7 bytes; the value must fit.
  @inlinable public mutating func u56(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 56, field)
  }
  /// An unsigned integer of 7 bytes, most significant first; the value must fit.
  @inlinable public mutating func u56be(_ value: UInt64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 56, field)
  }
  /// A signed integer of 7 bytes; the value must fit.
  @inlinable public mutating func i56(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try little(value, bits: 56, field)
  }
  /// A signed integer of 7 bytes, most significant first; the value must fit.
  @inlinable public mutating func i56be(_ value: Int64, _ field: StaticString) throws(EncodeError) {
    try big(value, bits: 56, field)
  }
  /// An unsigned integer of 8 bytes.
  @inlinable public mutating func u64(_ value: UInt64) {
    store(value.littleEndian)
  }
  /// An unsigned integer of 8 bytes, most significant first.
  @inlinable public mutating func u64be(_ value: UInt64) {
    store(value.bigEndian)
  }
  /// A signed integer of 8 bytes.
  @inlinable public mutating func i64(_ value: Int64) {
    store(value.littleEndian)
  }
  /// A signed integer of 8 bytes, most significant first.
  @inlinable public mutating func i64be(_ value: Int64) {
    store(value.bigEndian)
  }

  @inlinable mutating func little<T: FixedWidthInteger>(
    _ value: T, bits: Int, _ field: StaticString
  ) throws(EncodeError) {
    try requireFit(value, bits: bits, field)
    let start = claim(bits / 8)
    for offset in 0..<bits / 8 {
      unsafe base.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> (8 * offset)), toByteOffset: start &+ offset, as: UInt8.self)
    }
  }

  @inlinable mutating func big<T: FixedWidthInteger>(
    _ value: T, bits: Int, _ field: StaticString
  ) throws(EncodeError) {
    try requireFit(value, bits: bits, field)
    let start = claim(bits / 8)
    for offset in 0..<bits / 8 {
      unsafe base.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> (bits - 8 - 8 * offset)), toByteOffset: start &+ offset, as: UInt8.self)
    }
  }

  @inlinable func requireFit<T: FixedWidthInteger>(
    _ value: T, bits: Int, _ field: StaticString
  ) throws(EncodeError) {
    let high: T = T.isSigned ? (1 << (bits - 1)) - 1 : (1 << bits) - 1
    let low: T = T.isSigned ? ~high : 0
    if value > high || value < low {
      throw EncodeError(.narrowing, field, wanted: Int128(value > high ? high : low), had: Int128(value))
    }
  }
}
