import CZlib

/// A zlib stream, read up to its end.
public struct Inflation {
  /// What the stream holds.
  var bytes: [UInt8]
  /// The stream's own size.
  var consumed: Int

  /// Inflates a stream that holds exactly `size` bytes; nil when it is damaged, cut, or holds another number.
  ///
  /// Memory grows with what is inflated, in steps, and ends at `size`: a stated size alone takes none.
  static func inflate(_ source: ArraySlice<UInt8>, size: Int) -> Inflation? {
    var stream = unsafe z_stream()
    guard unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { unsafe inflateEnd(&stream) }
    var input = Array(source)
    // zlib counts in 32 bits; no body is that long.
    guard let available = UInt32(exactly: input.count) else { return nil }
    return unsafe input.withUnsafeMutableBufferPointer { buffer -> Inflation? in
      unsafe stream.next_in = buffer.baseAddress
      unsafe stream.avail_in = available
      var output: [UInt8] = []
      var step = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        var produced = 0
        let status = unsafe step.withUnsafeMutableBufferPointer { room in
          unsafe stream.next_out = room.baseAddress
          unsafe stream.avail_out = UInt32(room.count)
          let status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
          produced = unsafe room.count - Int(stream.avail_out)
          return status
        }
        output += step[..<produced]
        guard output.count <= size else { return nil }
        switch status {
        case Z_STREAM_END:
          guard output.count == size else { return nil }
          return Inflation(bytes: output, consumed: unsafe Int(available - stream.avail_in))
        case Z_OK:
          // Nothing more to read and nothing more to come: the stream is cut.
          if produced == 0, unsafe stream.avail_in == 0 { return nil }
        default: return nil
        }
      }
    }
  }

  /// The stream that zlib makes of bytes at its default level.
  public static func deflate(_ source: [UInt8]) -> [UInt8]? {
    var length = compressBound(UInt(source.count))
    var target = [UInt8](repeating: 0, count: Int(length))
    guard unsafe compress2(&target, &length, source, UInt(source.count), Z_DEFAULT_COMPRESSION) == Z_OK else {
      return nil
    }
    return Array(target[..<Int(length)])
  }
}
