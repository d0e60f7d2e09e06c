/// A message: a struct with a name, at the revisions of a schema, under the rules of a link.
///
/// ```swift
/// let message = try SaveInventoryItems(decoding: body.span, revision: .v2025_11)
/// let bytes = try message.encoded(revision: .v2026_06)
/// ```
public protocol WireMessage: WireStruct, Hashable, Sendable {
  /// The revisions of the schema.
  associatedtype Revision: WireRevisions
  /// What errors call it.
  static var wireName: StaticString { get }
  /// The rules of its link.
  static var rules: WireRules { get }
  /// The longest body that is read or written.
  static var maxBody: Int { get }
  /// Its number at a revision; nil where the revision does not have it.
  static func opcode(at revision: Revision) -> UInt64?
}

extension WireMessage {
  /// Decodes a whole body.
  @inlinable public init(
    decoding body: RawSpan, revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(DecodeError) {
    self = try Self.decoded(body, revision, rules)
  }

  /// Decodes a whole body.
  @inlinable public init(
    decoding body: Span<UInt8>, revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(DecodeError) {
    self = try unsafe Self.decoded(body.bytes, revision, rules)
  }

  /// Decodes a whole body.
  @inlinable public init(
    decoding body: [UInt8], revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(DecodeError) {
    self = try unsafe Self.decoded(body.span.bytes, revision, rules)
  }

  // A function, because an initializer that may throw after its value is whole returns a copy of it.
  @inlinable @inline(__always)
  static func decoded(_ body: RawSpan, _ revision: Revision, _ rules: WireRules) throws(DecodeError) -> Self {
    var reader = WireReader(body, revision: revision.wire, rules: rules)
    do throws(DecodeError) {
      try Self.requireReadable(body.byteCount, at: revision)
      let message = try Self(from: &reader)
      try reader.finish()
      return consume message
    } catch {
      throw error.within(Self.wireName)
    }
  }

  /// Decodes a whole body over this value, whose arrays keep their memory.
  @inlinable public mutating func decode(
    _ body: RawSpan, revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(DecodeError) {
    var reader = WireReader(body, revision: revision.wire, rules: rules)
    do throws(DecodeError) {
      try Self.requireReadable(body.byteCount, at: revision)
      try decode(from: &reader)
      try reader.finish()
    } catch {
      throw error.within(Self.wireName)
    }
  }

  /// Decodes a whole body over this value, whose arrays keep their memory.
  @inlinable public mutating func decode(
    _ body: [UInt8], revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(DecodeError) {
    try unsafe decode(body.span.bytes, revision: revision, rules: rules)
  }

  /// A body that is too long is not looked at, nor one of a message that the revision does not have.
  @inlinable public static func requireReadable(_ count: Int, at revision: Revision) throws(DecodeError) {
    guard opcode(at: revision) != nil else { throw DecodeError(.opcode, "", at: 0) }
    if count > maxBody { throw DecodeError(.limit, "", at: 0, wanted: Int128(maxBody), had: Int128(count)) }
  }

  /// The body.
  @inlinable public func encoded(
    revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(EncodeError) -> [UInt8] {
    let size = encodedSize(at: revision.wire)
    var bytes: [UInt8] = []
    try bytes.append(addingCapacity: size) { (output: inout OutputSpan<UInt8>) throws(EncodeError) in
      try unsafe output.withUnsafeMutableBufferPointer { target, initialized throws(EncodeError) in
        initialized = try unsafe encode(
          into: UnsafeMutableRawBufferPointer(target), revision: revision.wire, rules: rules)
      }
    }
    return bytes
  }

  /// Appends the body to memory that is somebody else's; an error leaves it as it was.
  @inlinable public func encode(
    into output: inout OutputRawSpan, revision: Revision = .latest, rules: WireRules = Self.rules
  ) throws(EncodeError) {
    try unsafe output.withUnsafeMutableBytes { target, initialized throws(EncodeError) in
      let free = unsafe UnsafeMutableRawBufferPointer(rebasing: target[initialized...])
      initialized += try unsafe encode(into: free, revision: revision.wire, rules: rules)
    }
  }

  /// Writes the body to memory that should have room for it; returns its size.
  @inlinable func encode(
    into target: UnsafeMutableRawBufferPointer, revision: WireRevision, rules: WireRules
  ) throws(EncodeError) -> Int {
    guard let base = target.baseAddress else {
      var writer = WireWriter(revision: revision, rules: rules)
      try writer.message(self)
      return try unsafe writer.fitted(into: nil, capacity: 0, Self.wireName)
    }
    var writer = unsafe WireWriter(borrowing: base, capacity: target.count, revision: revision, rules: rules)
    try writer.message(self)
    return try unsafe writer.fitted(into: base, capacity: target.count, Self.wireName)
  }
}

extension WireWriter {
  /// A body; an error leaves the writer as it was.
  @inlinable public mutating func message<Message: WireMessage>(_ message: Message) throws(EncodeError) {
    let start = length
    do throws(EncodeError) {
      try message.encode(into: &self)
      try EncodeError.requireCount(length &- start, atMost: Message.maxBody, "")
    } catch {
      length = start
      throw error.within(Message.wireName)
    }
  }

  /// The size of what was written to borrowed memory, if it has room for it.
  @inlinable func fitted(
    into target: UnsafeMutableRawPointer?, capacity: Int, _ name: StaticString
  ) throws(EncodeError) -> Int {
    guard length <= capacity else { throw EncodeError(.limit, name, wanted: Int128(capacity), had: Int128(length)) }
    // A writer that ran out of room on the way went on in memory of its own.
    if isOwner { unsafe target?.copyMemory(from: base, byteCount: length) }
    return length
  }
}
