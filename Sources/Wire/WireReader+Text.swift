extension WireReader {
  /// Text of so many bytes, by the link's rule for bytes that are not UTF-8.
  ///
  /// `prefix` is how many bytes its count took just before: errors of the text itself are reported there.
  @inlinable public mutating func string(
    _ field: StaticString, bytes count: Int, prefix: Int = 0
  ) throws(DecodeError) -> String {
    let start = try take(count, field)
    return try text(field, start..<start &+ count, at: start &- prefix)
  }

  /// Text of so many bytes, of which the last is a NUL.
  public mutating func stringz(
    _ field: StaticString, bytes count: Int, prefix: Int = 0
  ) throws(DecodeError) -> String {
    let start = try take(count, field)
    guard count > 0, byte(at: start + count - 1) == 0 else {
      throw error(.unterminated, field, at: start - prefix, wanted: 1)
    }
    return try text(field, start..<start + count - 1, at: start - prefix)
  }

  /// Text in a buffer of fixed size, up to its first NUL.
  public mutating func stringz(_ field: StaticString, padded count: Int) throws(DecodeError) -> String {
    let start = try take(count, field)
    let end = nul(in: start..<start + count) ?? start + count
    let text = try text(field, start..<end, at: start)
    try requireCanonical((end..<start + count).allSatisfy { byte(at: $0) == 0 }, field, at: start)
    return text
  }

  /// Text up to a NUL, which must come after at most `limit` bytes.
  public mutating func cstring(_ field: StaticString, limit: Int) throws(DecodeError) -> String {
    let start = cursor
    guard let end = nul(in: start..<start + min(limit, remaining - 1) + 1) else {
      if remaining > limit {
        throw error(.limit, field, at: start, wanted: Int128(limit), had: Int128(limit) + 1)
      }
      throw error(.unterminated, field, at: start, wanted: 1)
    }
    cursor = end + 1
    return try text(field, start..<end, at: start)
  }

  /// A text that just was read, and may be nothing else, compared by its bytes.
  public func constant(
    _ field: StaticString, _ text: String, equals constant: String, at offset: Int
  ) throws(DecodeError) {
    if !text.utf8.elementsEqual(constant.utf8) { throw error(.constant, field, at: offset) }
  }

  @usableFromInline func nul(in range: Range<Int>) -> Int? {
    range.first { byte(at: $0) == 0 }
  }

  @usableFromInline func text(
    _ field: StaticString, _ range: Range<Int>, at offset: Int
  ) throws(DecodeError) -> String {
    let units = unsafe Span<UInt8>(_bytes: bytes.extracting(unchecked: range))
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: units))
    } catch {
      guard rules.repairsText else { throw self.error(.utf8, field, at: offset) }
      try requireCanonical(false, field, at: offset)
      return unsafe bytes.extracting(unchecked: range).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }
}
