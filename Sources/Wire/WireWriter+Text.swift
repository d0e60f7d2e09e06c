extension WireWriter {
  /// The bytes of a text, and nothing else.
  @inlinable public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of a text and a NUL: what `stringz[u32]` has after its count.
  @inlinable public mutating func stringz(_ text: String) {
    string(text)
    u8(0)
  }

  /// A text in a buffer of fixed size, filled up with NUL.
  public mutating func stringz(_ text: String, padded size: Int, _ field: StaticString) throws(EncodeError) {
    let used = text.utf8.count
    try requireNoNUL(text, field)
    guard used <= size else { throw EncodeError(.limit, field, wanted: Int128(size), had: Int128(used)) }
    string(text)
    pad(size - used)
  }

  /// The bytes of a text, which has no NUL, and a NUL.
  public mutating func cstring(_ text: String, limit: Int, _ field: StaticString) throws(EncodeError) {
    let used = text.utf8.count
    try requireNoNUL(text, field)
    guard used <= limit else { throw EncodeError(.limit, field, wanted: Int128(limit), had: Int128(used)) }
    stringz(text)
  }

  private func requireNoNUL(_ text: String, _ field: StaticString) throws(EncodeError) {
    if text.utf8.contains(0) { throw EncodeError(.unterminated, field) }
  }

  /// Bytes.
  @inlinable public mutating func bytes(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }

  @inlinable mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    let start = claim(bytes.count)
    unsafe (base + start).copyMemory(from: source, byteCount: bytes.count)
  }
}
