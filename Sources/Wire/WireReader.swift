/// Reads one body from its first byte to its last.
///
/// ```swift
/// var reader = WireReader(body, revision: RealmWorldRevision.v2026_06.wire)
/// let guid = try reader.u64("characterGuid")
/// let slots: [UInt16] = try reader.scalars("slots", count: reader.count("slots", reader.u16("slots")))
/// try reader.finish()
/// ```
///
/// It cannot outlive the bytes, copies none until asked, and never reads outside its scope. Field names go into errors
/// only. After an error the position is unspecified.
@frozen public struct WireReader: ~Escapable, BitwiseCopyable {
  @usableFromInline let bytes: RawSpan
  @usableFromInline var cursor: Int
  @usableFromInline var end: Int
  /// The session's revision.
  public let revision: WireRevision
  /// The link's rules.
  public let rules: WireRules

  /// A reader of these bytes.
  @_lifetime(copy bytes)
  @inlinable public init(_ bytes: RawSpan, revision: WireRevision = .only, rules: WireRules = WireRules()) {
    self.bytes = bytes
    cursor = 0
    end = bytes.byteCount
    self.revision = revision
    self.rules = rules
  }

  /// A reader of these bytes.
  @_lifetime(copy bytes)
  @inlinable public init(_ bytes: Span<UInt8>, revision: WireRevision = .only, rules: WireRules = WireRules()) {
    unsafe self.init(bytes.bytes, revision: revision, rules: rules)
  }

  /// How many bytes have been read.
  @inlinable public var position: Int { cursor }
  /// How many bytes the scope still has.
  @inlinable public var remaining: Int { end &- cursor }
  /// True while the scope has bytes: whether a `trailing` group is there.
  @inlinable public var hasMore: Bool { cursor < end }

  /// Where `count` bytes begin, now read; or the error that they are not there.
  @inlinable @inline(__always)
  mutating func take(_ count: Int, _ field: StaticString) throws(DecodeError) -> Int {
    precondition(count >= 0, "nothing is read backwards")
    let start = cursor
    let left = end &- start
    guard count <= left else { throw .truncated(field, at: start, wanted: count, had: left) }
    cursor = start &+ count
    return start
  }

  /// An error of a value that began at `offset`.
  @inline(never)
  public func error(
    _ kind: WireErrorKind, _ field: StaticString, at offset: Int, wanted: Int128 = 0, had: Int128 = 0
  ) -> DecodeError {
    DecodeError(kind, field, at: offset, wanted: wanted, had: had)
  }

  /// Strict decoding ends here with `noncanonical`; lenient decoding goes on.
  @inlinable public func requireCanonical(
    _ isCanonical: @autoclosure () -> Bool, _ field: StaticString, at offset: Int
  ) throws(DecodeError) {
    if rules.strict, !isCanonical() { throw error(.noncanonical, field, at: offset) }
  }
}
