public import SchemaSyntax

/// One thing that bytes can prove.
public struct CoveragePoint: Hashable, Sendable {
  /// What kind of thing.
  public enum Kind: String, CaseIterable, Sendable {
    /// A message at a revision.
    case messages
    /// A field that has a value.
    case fields
    /// A member of an enum or of flags.
    case members
    /// One way through a condition, a union, an optional or a trailing group.
    case branches
    /// A list with no element, with one, and with as many as there can be.
    case sizes
  }

  /// What kind of thing.
  public let kind: Kind
  /// `SaveInventoryItems at 2026-06`, `ItemData.flags`, `MovementInfo: if movementFlags has falling`.
  public let name: String
}

/// What the passing cases of a schema prove, and by what evidence.
public struct Coverage: Sendable {
  /// A point and the best evidence for it; nil where no bytes prove it.
  public struct Entry: Hashable, Sendable {
    /// The point.
    public let point: CoveragePoint
    /// The best evidence.
    public let evidence: FixtureCaseSyntax.Origin?
  }

  /// The schema's name.
  public let schema: String
  /// All points, in the order of the schema.
  public let entries: [Entry]

  /// The entries of a kind.
  public func entries(of kind: CoveragePoint.Kind) -> [Entry] { entries.filter { $0.point.kind == kind } }

  /// How many points of a kind are proven.
  public func tally(of kind: CoveragePoint.Kind) -> Tally {
    let evidence = entries(of: kind).compactMap(\.evidence)
    return Tally(recorded: evidence.count { $0 <= .captured }, proven: evidence.count)
  }

  /// Numbers that may rise but never fall.
  public struct Tally: Hashable, Sendable {
    /// Points that bytes of real servers prove.
    public var recorded: Int
    /// Points that any bytes prove.
    public var proven: Int

    /// A tally of these numbers.
    public init(recorded: Int, proven: Int) {
      self.recorded = recorded
      self.proven = proven
    }
  }
}
