/// A look at bytes that never leads outside them.
struct ByteView {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The byte at a distance from the first.
  subscript(offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[bytes.startIndex + offset] : nil
  }

  /// A number of up to seven bytes; nil where bytes are missing.
  func number(at offset: Int, bytes count: Int, isBig: Bool = true) -> Int? {
    guard let run = slice(at: offset, bytes: count) else { return nil }
    return isBig ? run.reduce(0) { $0 << 8 | Int($1) } : run.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Some of the bytes; nil where some of these are missing.
  func slice(at offset: Int, bytes count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + count]
  }

  /// The bytes from an offset on, as far as there are any.
  func suffix(from offset: Int) -> ArraySlice<UInt8> { bytes.dropFirst(offset) }
}
