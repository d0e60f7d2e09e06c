public import Diagnostics

/// A value together with the place where it is written.
@dynamicMemberLookup
public struct Spelled<Value: Sendable>: Sendable {
  /// What is written.
  public var value: Value
  /// Where.
  public var range: SourceRange

  /// A value at its place.
  public init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// The members of the value.
  public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

/// A name as written.
public typealias Identifier = Spelled<String>

/// A place where an integer stands: a literal, or the name of a constant.
public enum IntegerSyntax: Hashable, Sendable {
  case literal(Int128)
  case name(String)
}

/// A value that a condition, constant or default states.
public enum LiteralSyntax: Hashable, Sendable {
  case integer(Int128)
  /// A member, a constant, or `true` and `false`: what it is depends on the type it is held against.
  case name(String)
  /// `1.5`, `-1e3`.
  case decimal(String)
  /// `"text"` or `'text'`.
  case text(String)
  /// `[a, b]`: flags.
  case list([LiteralSyntax])
}

/// `since` and `removed`, as written.
public struct LifetimeSyntax: Sendable {
  /// The first revision that has the thing.
  public var since: Identifier?
  /// The first revision that lacks it again.
  public var removed: Identifier?

  /// Always there.
  public init(since: Identifier? = nil, removed: Identifier? = nil) {
    self.since = since
    self.removed = removed
  }
}

/// `value`, or `{2025-11: a, 2026-06: b}`.
public enum PerRevision<Value: Sendable>: Sendable {
  case always(Spelled<Value>)
  case byRevision([(revision: Identifier, value: Spelled<Value>)])
}
