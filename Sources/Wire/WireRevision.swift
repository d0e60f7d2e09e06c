/// Which revision of its schema a session speaks: the place in the schema's `revisions` list, oldest first.
///
/// Generated code names them (``WireRevisions``); a schema without revisions has only ``only``.
@frozen public struct WireRevision: Hashable, Sendable {
  /// 0 for the oldest.
  public let index: UInt16

  /// The revision at a place in the list.
  @inlinable public init(index: UInt16) {
    self.index = index
  }

  /// The one revision of a schema that states none.
  @inlinable public static var only: WireRevision { WireRevision(index: 0) }

  /// True from a named revision on, inclusive: `if reader.revision >= RealmWorldRevision.v2026_06`.
  @inlinable public static func >= <Revision: WireRevisions>(left: WireRevision, right: Revision) -> Bool {
    left.index >= right.rawValue
  }

  /// True before a named revision, exclusive.
  @inlinable public static func < <Revision: WireRevisions>(left: WireRevision, right: Revision) -> Bool {
    left.index < right.rawValue
  }
}

/// The revisions of one schema, by name: a generated enum.
public protocol WireRevisions: RawRepresentable<UInt16>, CaseIterable, Hashable, Comparable, Sendable {
  /// The newest.
  static var latest: Self { get }
}

extension WireRevisions {
  /// The same revision, as the codecs compare it.
  @inlinable public var wire: WireRevision { WireRevision(index: rawValue) }

  /// Older revisions come first.
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
