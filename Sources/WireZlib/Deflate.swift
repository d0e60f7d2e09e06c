internal import CZlib
public import Wire

extension WireWriter {
  /// Puts what was written since `start` into a `zlib` group: its size, then the stream. Nothing written is size 0 alone.
  ///
  /// ```swift
  /// let start = writer.count
  /// writer.bytes(text)
  /// try writer.deflate("text", from: start, limit: 65536)
  /// ```
  public mutating func deflate(
    _ field: StaticString, from start: Int, width: Int = 4, bigEndian: Bool = false, limit: Int, level: Int32 = -1
  ) throws(EncodeError) {
    let size = count - start
    let most = width < 8 ? (1 << (8 * width)) - 1 : Int.max
    guard size <= limit, size <= most else {
      throw EncodeError(.limit, field, wanted: Int128(min(limit, most)), had: Int128(size))
    }
    let plain = copyBytes(from: start)
    guard let stream = size == 0 ? [] : compressed(plain, level: level) else {
      throw EncodeError(.zlib, field, wanted: Int128(size))
    }
    truncate(to: start)
    pad(width)
    overwrite(UInt64(size), at: start, width: width, bigEndian: bigEndian)
    bytes(stream)
  }
}

/// How many bytes a `zlib` group can take.
public enum ZlibSize {
  /// At most so many for the size's own `width` bytes and the stream of `count` bytes.
  public static func bound(_ count: Int, width: Int = 4) -> Int {
    count == 0 ? width : width + Int(deflateBound(nil, UInt(count)))
  }
}

private func compressed(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
  guard bytes.count <= Int(UInt32.max) / 2 else { return nil }
  var stream = unsafe z_stream()
  guard unsafe realmwire_deflate_init(&stream, level) == Z_OK else { return nil }
  defer { unsafe deflateEnd(&stream) }
  let capacity = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  var isWhole = false
  let deflated = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, initialized in
    unsafe bytes.withUnsafeBufferPointer { source in
      // zlib only reads its input, but its header does not say so.
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(capacity)
      isWhole = unsafe CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END
      initialized = unsafe capacity - Int(stream.avail_out)
    }
  }
  return isWhole ? deflated : nil
}
