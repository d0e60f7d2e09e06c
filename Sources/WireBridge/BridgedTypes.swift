public import Wire

/// A generated type that can be walked and loaded.
///
/// Members begin with `bridge`, so that no field of a schema is in their way.
public protocol BridgedValue: Hashable, Sendable {
  /// Tells a visitor of every field, in wire order.
  func bridgeWalk<Visitor: WireVisitor>(_ visitor: inout Visitor, at revision: WireRevision)
  /// A value from JSON.
  static func bridgeLoad(_ source: LoadSource) throws -> Self
}

/// A generated struct that has bytes of its own.
public protocol BridgedStruct: BridgedValue, WireStruct {}

/// A generated struct that has a view.
public protocol BridgedViewable: BridgedStruct {
  /// The first field in which a view and a value of the same bytes differ; nil when there is none.
  static func bridgeDifference(_ view: WireView<Self>, _ value: Self) -> String?
}

/// A generated message.
public protocol BridgedMessage: BridgedStruct, WireMessage {
  /// Bytes after the last field, where the link keeps them.
  func bridgeExcess() -> [UInt8]
  /// Takes in such bytes; false where the link keeps none.
  mutating func bridgeKeep(_ excess: [UInt8]) -> Bool
  /// Everything that is in a value, in 64 bits: ``Checksum``.
  func bridgeChecksum(at revision: WireRevision) -> UInt64
  /// What its view, if it has one, says otherwise than decoding does; nil when they agree.
  static func bridgeViewFault(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules, decoded: Result<Self, DecodeError>
  ) -> String?
}

extension BridgedMessage {
  /// Most links keep none.
  @inlinable public func bridgeExcess() -> [UInt8] { [] }

  /// Most links keep none.
  @inlinable public mutating func bridgeKeep(_ excess: [UInt8]) -> Bool { excess.isEmpty }

  /// Everything that is in a value, in 64 bits.
  @inlinable public func bridgeChecksum(at revision: WireRevision) -> UInt64 {
    var checksum = Checksum()
    bridgeWalk(&checksum, at: revision)
    checksum.fold(bytes: bridgeExcess())
    return checksum.value
  }

  /// The same of all revisions at once: a value that was used before may still hold a field that this revision lacks.
  @inlinable public func bridgeChecksum() -> UInt64 {
    var checksum = Checksum()
    for revision in Revision.allCases { bridgeWalk(&checksum, at: revision.wire) }
    checksum.fold(bytes: bridgeExcess())
    return checksum.value
  }

  /// Without a view there is nothing that could disagree.
  public static func bridgeViewFault(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules, decoded: Result<Self, DecodeError>
  ) -> String? {
    nil
  }
}

/// A generated enum, or flags.
public protocol BridgedEnum: WireEnum {
  /// The members, those that some revisions lack too.
  static var bridgeMembers: [BridgedMember] { get }
  /// Whether a value is a set of members.
  static var bridgeIsFlags: Bool { get }
}

extension BridgedEnum {
  /// Most enums are no flags.
  public static var bridgeIsFlags: Bool { false }
}

/// A member of an enum or of flags.
public struct BridgedMember: Hashable, Sendable {
  /// Its name in the schema.
  public let name: String
  /// Its number.
  public let value: Int128
  /// The first revision that has it.
  public let since: UInt16
  /// The first revision after those that have it.
  public let until: UInt16

  /// A member.
  public init(_ name: String, _ value: Int128, since: UInt16 = 0, until: UInt16 = .max) {
    self.name = name
    self.value = value
    self.since = since
    self.until = until
  }

  /// Whether a revision has it.
  public func exists(at revision: WireRevision) -> Bool { revision.index >= since && revision.index < until }
}

/// A domain type: a struct of the wire with some fields widened.
public protocol BridgedDomain: BridgedValue {
  /// The struct on the wire.
  associatedtype BridgeBase: BridgedValue
  /// The struct's value in wider fields.
  static func bridgeWiden(_ base: BridgeBase) -> Self
  /// The value as the wire has it.
  func bridgeNarrow() throws(NarrowingError) -> BridgeBase
}
