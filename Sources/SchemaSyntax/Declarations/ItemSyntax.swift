public import Diagnostics

/// One item of a `fields` list.
public struct ItemSyntax: Sendable {
  /// Field or group.
  public indirect enum Form: Sendable {
    case field(FieldSyntax)
    case conditional(Spelled<ConditionSyntax>, then: [ItemSyntax], otherwise: [ItemSyntax]?)
    case union(UnionSyntax)
    case trailing([ItemSyntax])
    case sized(Spelled<CountPrefix>, [ItemSyntax])
    case zlib(Spelled<CountPrefix>, [ItemSyntax])
    case pad(Spelled<IntegerSyntax>)
  }

  /// What it is.
  public var form: Form
  /// The revisions it belongs to.
  public var lifetime = LifetimeSyntax()
  /// The whole item.
  public var range: SourceRange
  /// Its key or control word, where a finding about the item points.
  public var head: SourceRange
}

/// A field: `slot: u16`, or the long form.
public struct FieldSyntax: Sendable {
  /// Its name.
  public var name: Identifier
  /// Its type; nil when the type could not be read, which was reported.
  public var type: Spelled<TypeExpression>?
  /// Its documentation.
  public var doc: String?
  /// The value it has where a revision lacks it.
  public var defaultValue: Spelled<LiteralSyntax>?
  /// The values it may have: `1..60`.
  public var range: Spelled<(lower: IntegerSyntax, upper: IntegerSyntax)>?
  /// Its name in Swift, where that differs.
  public var swiftName: Identifier?
  /// Where the fact comes from.
  public var provenance: String?
  /// `order: any` of a map.
  public var order: Identifier?
}

/// `switch: kind` with its cases.
public struct UnionSyntax: Sendable {
  /// One arm: `creature | gameobject: […]`.
  public struct Arm: Sendable {
    /// The values that select it; empty for `else`.
    public var labels: [Spelled<LiteralSyntax>]
    /// The whole key.
    public var key: SourceRange
    /// Its items.
    public var items: [ItemSyntax]
  }

  /// The field that selects an arm.
  public var discriminator: Identifier
  /// The arms, `else` last or wherever it was written.
  public var arms: [Arm]
  /// The group's name in Swift, where one is given.
  public var swiftName: Identifier?
}

/// `movementFlags has [swimming, flying]`
public struct ConditionSyntax: Sendable {
  /// How the field is tested.
  public enum Test: Hashable, Sendable {
    case equals, differs, isOneOf, hasAnyOf
  }

  /// The field that is tested.
  public var field: Identifier
  /// How.
  public var test: Test
  /// Against what.
  public var values: [Spelled<LiteralSyntax>]
}
