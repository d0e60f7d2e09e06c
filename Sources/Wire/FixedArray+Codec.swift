// A list of fixed length is read and written under the names of its longer kin; its type says how long it is.

extension RawSpan {
  /// A list whose elements lie here as they do in memory, all of them inside.
  @inlinable @inline(__always)
  func fixedArray<let count: Int, Element: BitwiseCopyable>(at offset: Int) -> FixedArray<count, Element> {
    unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: FixedArray<count, Element>.self)
  }
}

extension WireReader {
  /// Integers, least significant byte first, as many as the list has.
  @inlinable public mutating func scalars<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, as: FixedArray<count, T>.Type = FixedArray<count, T>.self
  ) throws(DecodeError) -> FixedArray<count, T> {
    let size = MemoryLayout<T>.size
    guard count &* size <= remaining else { throw .truncated(field, from: cursor, left: remaining, size: size) }
    let start = cursor
    cursor = start &+ count &* size
    return bytes.fixedArray(at: start)
  }

  /// Integers, most significant byte first, as many as the list has.
  @inlinable public mutating func scalarsBE<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, as: FixedArray<count, T>.Type = FixedArray<count, T>.self
  ) throws(DecodeError) -> FixedArray<count, T> {
    try scalars(field, as: FixedArray<count, T>.self).byteSwapped
  }

  /// Bytes, as many as the list has.
  @inlinable public mutating func bytes<let count: Int>(
    _ field: StaticString, as: FixedArray<count, UInt8>.Type = FixedArray<count, UInt8>.self
  ) throws(DecodeError) -> FixedArray<count, UInt8> {
    bytes.fixedArray(at: try take(count, field))
  }
}

extension WireRun {
  /// Integers, least significant byte first, as many as the list has.
  @inlinable public func scalars<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, at offset: Int
  ) throws(DecodeError) -> FixedArray<count, T> {
    let size = MemoryLayout<T>.size
    guard offset >= 0, offset &+ count &* size <= self.count else {
      throw .truncated(field, from: start &+ offset, left: max(self.count &- offset, 0), size: size)
    }
    return bytes.fixedArray(at: start &+ offset)
  }

  /// Integers, most significant byte first, as many as the list has.
  @inlinable public func scalarsBE<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, at offset: Int
  ) throws(DecodeError) -> FixedArray<count, T> {
    let list: FixedArray<count, T> = try scalars(field, at: offset)
    return list.byteSwapped
  }

  /// Bytes, as many as the list has.
  @inlinable public func bytes<let count: Int>(
    _ field: StaticString, at offset: Int
  ) throws(DecodeError) -> FixedArray<count, UInt8> {
    bytes.fixedArray(at: try locate(count, field, offset))
  }
}

extension WireView {
  /// Integers, least significant byte first, as many as the list has.
  @inlinable public func scalars<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int
  ) -> FixedArray<count, T> {
    precondition(offset >= 0 && offset &+ count &* MemoryLayout<T>.size <= self.count, "a field is outside its struct")
    return bytes.fixedArray(at: start &+ offset)
  }

  /// Integers, most significant byte first, as many as the list has.
  @inlinable public func scalarsBE<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int
  ) -> FixedArray<count, T> {
    let list: FixedArray<count, T> = scalars(at: offset)
    return list.byteSwapped
  }

  /// Bytes, as many as the list has.
  @inlinable public func bytes<let count: Int>(at offset: Int) -> FixedArray<count, UInt8> { scalars(at: offset) }
}

extension WireWriter {
  /// Integers, least significant byte first.
  @inlinable public mutating func scalars<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ list: FixedArray<count, T>
  ) {
    let start = claim(MemoryLayout<FixedArray<count, T>>.size)
    unsafe base.storeBytes(of: list, toByteOffset: start, as: FixedArray<count, T>.self)
  }

  /// Integers, most significant byte first.
  @inlinable public mutating func scalarsBE<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ list: FixedArray<count, T>
  ) {
    scalars(list.byteSwapped)
  }

  /// Bytes.
  @inlinable public mutating func bytes<let count: Int>(_ list: FixedArray<count, UInt8>) { scalars(list) }
}

extension WireOutputRun {
  /// Integers, least significant byte first.
  @inlinable public func scalars<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ list: FixedArray<count, T>, at offset: Int
  ) {
    let size = MemoryLayout<FixedArray<count, T>>.size
    precondition(offset >= 0 && offset &+ size <= self.count, "a field is outside its struct")
    unsafe base.storeBytes(of: list, toByteOffset: offset, as: FixedArray<count, T>.self)
  }

  /// Integers, most significant byte first.
  @inlinable public func scalarsBE<let count: Int, T: FixedWidthInteger & BitwiseCopyable>(
    _ list: FixedArray<count, T>, at offset: Int
  ) {
    scalars(list.byteSwapped, at: offset)
  }

  /// Bytes.
  @inlinable public func bytes<let count: Int>(_ list: FixedArray<count, UInt8>, at offset: Int) {
    scalars(list, at: offset)
  }
}
