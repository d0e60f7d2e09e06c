internal import CZlib
public import Wire

extension WireReader {
  /// The inflated bytes of a `zlib` group: a size that was just read, then a stream to the end of the scope.
  ///
  /// ```swift
  /// let inflated = try reader.inflated("text", reader.u32("text"), limit: 65536)
  /// var inner = reader.nested(inflated)
  /// text = try inner.bytes("text", count: inner.rest("text", limit: 65536))
  /// try inner.requireEnd()
  /// ```
  /// Inflation stops at the stated size; a stream that inflates to less or more is an error. Bytes after it belong to the
  /// scope around it. No memory is taken for a size that a stream of this length cannot reach.
  public mutating func inflated<Size: FixedWidthInteger>(
    _ field: StaticString, _ size: Size, width: Int = MemoryLayout<Size>.size, limit: Int
  ) throws(DecodeError) -> [UInt8] {
    let size = try count(field, size, width: width, limit: limit)
    guard size > 0 else { return [] }
    let start = position
    var ahead = self
    let source = try ahead.takeBytes(remaining, field)
    // Deflate shrinks at most 1032 to 1.
    guard size / 1032 <= source.byteCount, let inflated = inflate(source, size: size) else {
      throw error(.zlib, field, at: start, wanted: Int128(size))
    }
    _ = try takeBytes(inflated.used, field)
    return inflated.bytes
  }
}

/// The bytes of the zlib stream at the start of others, and its length; nil unless it inflates to exactly `size` bytes.
private func inflate(_ source: RawSpan, size: Int) -> (bytes: [UInt8], used: Int)? {
  guard size <= Int(UInt32.max) else { return nil }
  var stream = unsafe z_stream()
  guard unsafe realmwire_inflate_init(&stream) == Z_OK else { return nil }
  defer { unsafe inflateEnd(&stream) }
  var used: Int?
  let inflated = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
    unsafe source.withUnsafeBytes { bytes in
      let given = min(bytes.count, Int(UInt32.max))
      // zlib only reads its input, but its header does not say so.
      unsafe stream.next_in = UnsafeMutablePointer(mutating: bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
      unsafe stream.avail_in = UInt32(given)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(size)
      let status = unsafe CZlib.inflate(&stream, Z_FINISH)
      if unsafe status == Z_STREAM_END && stream.avail_out == 0 { used = unsafe given - Int(stream.avail_in) }
      initialized = unsafe size - Int(stream.avail_out)
    }
  }
  return used.map { (inflated, $0) }
}
