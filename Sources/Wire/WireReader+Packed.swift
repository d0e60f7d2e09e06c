extension WireReader {
  /// A LEB128 number of at most five bytes.
  @inlinable public mutating func var32(_ field: StaticString) throws(DecodeError) -> UInt32 {
    UInt32(truncatingIfNeeded: try leb128(field, bits: 32))
  }

  /// A LEB128 number of at most ten bytes.
  @inlinable public mutating func var64(_ field: StaticString) throws(DecodeError) -> UInt64 {
    try leb128(field, bits: 64)
  }

  /// Over-long forms are read, in as many bytes as the widest value needs; values that are too wide are not.
  @inlinable mutating func leb128(_ field: StaticString, bits: Int) throws(DecodeError) -> UInt64 {
    let start = cursor
    let most = (bits &+ 6) / 7
    var value: UInt64 = 0
    var size = 0
    while true {
      guard start &+ size < end else { throw .truncated(field, at: start, wanted: size &+ 1, had: size) }
      let next = byte(at: start &+ size)
      size &+= 1
      if size == most, next >> UInt8(bits &- 7 &* (most &- 1)) != 0 {
        throw tooWide(field, at: start, size, bits: bits)
      }
      value |= UInt64(next & 0x7F) &<< UInt64(truncatingIfNeeded: 7 &* (size &- 1))
      if next < 0x80 {
        try requireCanonical(next != 0 || size == 1, field, at: start)
        cursor = start &+ size
        return value
      }
    }
  }

  @inline(never)
  @usableFromInline func tooWide(_ field: StaticString, at start: Int, _ size: Int, bits: Int) -> DecodeError {
    let most = (Int128(1) << bits) - 1
    let value = (0..<size).reduce(Int128(0)) { $0 | Int128(byte(at: start + $1) & 0x7F) << (7 * $1) }
    return DecodeError(.narrowing, field, at: start, wanted: most, had: max(value, most + 1))
  }

  /// A number of which only the bytes that are not zero are sent, after a mask that says which.
  @inlinable public mutating func packed64(_ field: StaticString) throws(DecodeError) -> UInt64 {
    let start = cursor
    guard start < end else { throw .truncated(field, at: start, wanted: 1, had: 0) }
    let mask = byte(at: start)
    let size = mask.nonzeroBitCount &+ 1
    let left = end &- start
    guard size <= left else { throw .truncated(field, at: start, wanted: size, had: left) }
    var value: UInt64 = 0
    var place = start &+ 1
    var bits = mask
    while bits != 0 {
      let index = bits.trailingZeroBitCount
      let next = byte(at: place)
      if next == 0, rules.strict { throw error(.noncanonical, field, at: start) }
      value |= UInt64(next) &<< UInt64(truncatingIfNeeded: index &* 8)
      place &+= 1
      bits &= bits &- 1
    }
    cursor = place
    return value
  }
}
