extension WireReader {
  /// Integers, least significant byte first.
  @inlinable public mutating func scalars<T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, count: Int, of: T.Type = T.self
  ) throws(DecodeError) -> [T] {
    let source: WireCopySource<T> = try scalarSource(field, count: count)
    return [T](filled: source)
  }

  /// Integers, least significant byte first, over a list whose memory is kept.
  @inlinable public mutating func scalars<T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, count: Int, into elements: inout [T]
  ) throws(DecodeError) {
    let source: WireCopySource<T> = try scalarSource(field, count: count)
    source.replace(&elements)
  }

  @inlinable mutating func scalarSource<T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, count: Int
  ) throws(DecodeError) -> WireCopySource<T> {
    let size = MemoryLayout<T>.size
    guard holds(count, minimum: size) else { throw .truncated(field, from: cursor, left: remaining, size: size) }
    #if _endian(little)
      // A literal, so that nothing but a plain copy is compiled.
      return copySource(count, size: MemoryLayout<T>.stride)
    #else
      #error("Wire copies little-endian integers as they are in memory")
    #endif
  }

  /// Integers, most significant byte first.
  @inlinable public mutating func scalarsBE<T: FixedWidthInteger & BitwiseCopyable>(
    _ field: StaticString, count: Int, of: T.Type = T.self
  ) throws(DecodeError) -> [T] {
    var elements: [T] = try scalars(field, count: count)
    for index in elements.indices { elements[index] = elements[index].byteSwapped }
    return elements
  }
}
