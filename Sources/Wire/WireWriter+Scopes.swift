extension WireWriter {
  /// Writes the size of a `sized` group over the place that was kept for it.
  ///
  /// ```swift
  /// let start = writer.count
  /// writer.u16(0)
  /// … // the group
  /// try writer.patchSize("", at: start, width: 2, adding: 2)
  /// ```
  public mutating func patchSize(
    _ field: StaticString, at start: Int, width: Int, bigEndian: Bool = false, adding: Int = 0, limit: Int = .max
  ) throws(EncodeError) {
    let size = length - start - width
    let most = width < 8 ? (1 << (8 * width)) - 1 : Int.max
    guard size <= limit, size + adding >= 0, size + adding <= most else {
      throw EncodeError(.limit, field, wanted: Int128(min(limit, most - adding)), had: Int128(size))
    }
    overwrite(UInt64(size + adding), at: start, width: width, bigEndian: bigEndian)
  }

  /// The number of so many bytes at a place, if they have been written.
  @usableFromInline func number(at start: Int, width: Int, bigEndian: Bool) -> UInt64? {
    guard start + width <= length else { return nil }
    return (0..<width).reduce(0) { number, index in
      let byte = unsafe base.load(fromByteOffset: start + index, as: UInt8.self)
      return number | UInt64(byte) << UInt64(8 * (bigEndian ? width - 1 - index : index))
    }
  }

  /// Writes a number of so many bytes over what is there.
  @inlinable public mutating func overwrite(_ number: UInt64, at start: Int, width: Int, bigEndian: Bool = false) {
    precondition(start >= 0 && width >= 0 && start + width <= length, "only written bytes can be overwritten")
    let place = unsafe base + start
    switch (width, bigEndian) {
    case (1, _): return unsafe place.storeBytes(of: UInt8(truncatingIfNeeded: number), as: UInt8.self)
    case (2, false): return unsafe place.storeBytes(of: UInt16(truncatingIfNeeded: number), as: UInt16.self)
    case (4, false): return unsafe place.storeBytes(of: UInt32(truncatingIfNeeded: number), as: UInt32.self)
    default: break
    }
    for index in 0..<width {
      let shift = 8 * (bigEndian ? width - 1 - index : index)
      unsafe base.storeBytes(
        of: UInt8(truncatingIfNeeded: number >> UInt64(shift)), toByteOffset: start + index, as: UInt8.self)
    }
  }
}
