extension WireReader {
  /// What ``leave(_:_:)`` goes back to.
  @frozen public struct Scope: Sendable {
    @usableFromInline let end: Int

    @inlinable init(end: Int) {
      self.end = end
    }
  }

  /// Narrows the reader to the next `size` bytes: a `sized` group, or what stands before a rest array's tail.
  ///
  /// ```swift
  /// let outer = try reader.enter(size: reader.count("", reader.u16(""), adding: -2), "")
  /// … // nothing here can read past the group
  /// try reader.leave(outer)
  /// ```
  @inlinable public mutating func enter(size: Int, _ field: StaticString = "") throws(DecodeError) -> Scope {
    precondition(size >= 0, "nothing is read backwards")
    guard size <= remaining else { throw .truncated(field, at: cursor, wanted: size, had: remaining) }
    let outer = Scope(end: end)
    end = cursor &+ size
    return outer
  }

  /// Goes back to the scope around this one, of which every byte must have been read.
  @inlinable public mutating func leave(_ outer: Scope, _ field: StaticString = "") throws(DecodeError) {
    try requireEnd(field)
    end = outer.end
  }

  /// The body is over: what is left is an error, or is passed over, as the link says.
  @inlinable @inline(__always)
  public mutating func finish() throws(DecodeError) {
    if cursor != end { try finishExcess() }
  }

  @inlinable @inline(never)
  mutating func finishExcess() throws(DecodeError) {
    if rules.excess == .reject { throw excess("") }
    try requireCanonical(false, "", at: cursor)
    cursor = end
  }

  /// The scope is over, whatever the link says of bytes after a message.
  @inlinable public func requireEnd(_ field: StaticString = "") throws(DecodeError) {
    guard cursor == end else { throw excess(field) }
  }

  @inline(never)
  @usableFromInline func excess(_ field: StaticString) -> DecodeError {
    DecodeError(.excess, field, at: cursor, had: Int128(remaining))
  }

  /// Passes over padding; strict decoding wants it zero.
  @inlinable public mutating func pad(_ count: Int) throws(DecodeError) {
    let start = try take(count, "")
    if rules.strict {
      for offset in start..<cursor where unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self) != 0 {
        throw error(.noncanonical, "", at: offset)
      }
    }
  }
}

extension WireReader {
  /// So many bytes, where they lie.
  @_lifetime(copy self)
  @inlinable public mutating func takeBytes(_ count: Int, _ field: StaticString) throws(DecodeError) -> RawSpan {
    let start = try take(count, field)
    return unsafe bytes.extracting(unchecked: start..<start &+ count)
  }

  /// A reader of bytes that were made of this reader's, under the same rules; its offsets begin at their start.
  @_lifetime(borrow bytes)
  @inlinable public func nested(_ bytes: borrowing [UInt8]) -> WireReader {
    let reader = WireReader(bytes.span, revision: revision, rules: rules)
    return unsafe _overrideLifetime(reader, borrowing: bytes)
  }
}
