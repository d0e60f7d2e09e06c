/// Writes bodies and frames into memory that it keeps: the second message of a session allocates nothing.
///
/// ```swift
/// var writer = WireWriter(revision: RealmWorldRevision.v2026_06.wire)
/// try message.encode(into: &writer)
/// socket.send(writer.bytes)
/// writer.removeAll()
/// ```
@safe @frozen public struct WireWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var length: Int
  /// False while the memory is somebody else's.
  @usableFromInline var isOwner: Bool
  /// The session's revision.
  public let revision: WireRevision
  /// The link's rules.
  public let rules: WireRules

  /// A writer with room for `capacity` bytes; it makes more when it must.
  @inlinable public init(capacity: Int = 0, revision: WireRevision = .only, rules: WireRules = WireRules()) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    length = 0
    isOwner = true
    self.revision = revision
    self.rules = rules
  }

  @inlinable @unsafe init(
    borrowing base: UnsafeMutableRawPointer, capacity: Int, revision: WireRevision, rules: WireRules
  ) {
    unsafe self.base = base
    self.capacity = capacity
    length = 0
    isOwner = false
    self.revision = revision
    self.rules = rules
  }

  @inlinable deinit {
    if isOwner { unsafe base.deallocate() }
  }

  /// How many bytes have been written.
  @inlinable public var count: Int { length }

  /// What has been written.
  @inlinable public var bytes: RawSpan {
    @_lifetime(borrow self)
    borrowing get {
      let span = unsafe UnsafeRawBufferPointer(start: base, count: length).bytes
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// What has been written, or the part of it from `start` on, copied.
  @inlinable public borrowing func copyBytes(from start: Int = 0) -> [UInt8] {
    precondition(start >= 0 && start <= length, "only written bytes can be copied")
    return unsafe [UInt8](filled: UnsafeRawBufferPointer(start: base + start, count: length &- start))
  }

  /// Forgets what has been written and keeps the memory.
  @inlinable public mutating func removeAll() {
    length = 0
  }

  /// Forgets what has been written after the first `count` bytes, as when an encoder has thrown.
  @inlinable public mutating func truncate(to count: Int) {
    length = min(max(count, 0), length)
  }

  /// Makes room for `count` bytes more, so that none of the writes to come has to.
  @inlinable public mutating func reserve(_ count: Int) {
    if count > capacity &- length { grow(count) }
  }

  /// Where the next `count` bytes go, now written.
  @inlinable @inline(__always)
  mutating func claim(_ count: Int) -> Int {
    if count > capacity &- length { grow(count) }
    let start = length
    length = start &+ count
    return start
  }

  /// The next `count` bytes, to be written by offset.
  @_lifetime(&self)
  @inlinable @inline(__always)
  mutating func run(_ count: Int) -> WireOutputRun {
    let start = claim(count)
    return unsafe WireOutputRun(base + start, count: count, revision: revision, rules: rules)
  }

  @inline(never)
  @usableFromInline mutating func grow(_ count: Int) {
    let larger = max(capacity * 2, length + count, 256)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe memory.copyMemory(from: base, byteCount: length)
    if isOwner { unsafe base.deallocate() }
    unsafe base = memory
    capacity = larger
    isOwner = true
  }
}
