/// The bytes of one fixed-size struct: bounds are checked once for all of them, and fields stand at known offsets.
///
/// When the scope ends inside the struct the run is short, and the first field that is not wholly there throws. Where the
/// size is a literal the compiler drops the checks.
@frozen public struct WireRun: ~Escapable, BitwiseCopyable {
  @usableFromInline let bytes: RawSpan
  /// Where the run begins in the body.
  public let start: Int
  /// How many bytes it has.
  public let count: Int
  /// The session's revision.
  public let revision: WireRevision
  /// The link's rules.
  public let rules: WireRules

  @_lifetime(copy bytes)
  @inlinable @inline(__always)
  init(_ bytes: RawSpan, start: Int, count: Int, revision: WireRevision, rules: WireRules) {
    self.bytes = bytes
    self.start = start
    self.count = count
    self.revision = revision
    self.rules = rules
  }

  @inlinable @inline(__always)
  func locate(_ size: Int, _ field: StaticString, _ offset: Int) throws(DecodeError) -> Int {
    guard offset >= 0, offset &+ size <= count else {
      throw .truncated(field, at: start &+ offset, wanted: size, had: count &- offset)
    }
    return start &+ offset
  }

  /// Bytes that mean nothing; strict decoding wants them zero.
  @inlinable public func pad(_ size: Int, at offset: Int) throws(DecodeError) {
    let place = try locate(size, "", offset)
    if rules.strict { try requireZero(place..<place &+ size) }
  }

  @inline(never)
  @usableFromInline func requireZero(_ range: Range<Int>) throws(DecodeError) {
    for place in range where unsafe bytes.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) != 0 {
      throw DecodeError(.noncanonical, "", at: place)
    }
  }

  /// A fixed-size struct inside this one.
  @inlinable public func value<T: WireFixed>(
    _ field: StaticString, at offset: Int, as: T.Type = T.self
  ) throws(DecodeError) -> T {
    let size = min(T.wireSize(at: revision), count &- offset)
    do throws(DecodeError) {
      return try T(run: WireRun(bytes, start: start &+ offset, count: size, revision: revision, rules: rules))
    } catch {
      throw error.within(field)
    }
  }
}
