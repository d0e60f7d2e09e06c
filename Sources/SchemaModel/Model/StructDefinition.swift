public import Diagnostics
public import SchemaSyntax

/// The body of a struct or message.
public struct StructDefinition: Sendable {
  /// Every field in wire order, those inside groups too; items refer to them by position.
  public let fields: [Field]
  /// The items in wire order. The pads of a C struct are items like others.
  public let items: [Item]
  /// What is known of the C struct, when it is one.
  public let cLayout: CLayout?

  /// The field that a reference means at a revision.
  public func field(_ reference: FieldReference, at revision: Int) -> Field? {
    reference.fields.lazy.map { fields[$0] }.first { $0.revisions.contains(revision) }
  }
}

/// The memory of a C struct (LP64, natural alignment).
public struct CLayout: Hashable, Sendable {
  /// The whole size at each revision.
  public let sizes: [Variant<Int>]
  /// The alignment at each revision.
  public let alignments: [Variant<Int>]
}

/// A field of a struct.
public struct Field: Sendable {
  /// What becomes of it in Swift.
  public enum Role: Hashable, Sendable {
    /// A stored property.
    case stored
    /// Derived from the arrays that it counts; `whenAbsent` is its value when none of them is there.
    case count(whenAbsent: Int128)
    /// Derived from the union that it selects.
    case discriminator
    /// Always this value; checked when read.
    case constant(Literal)
  }

  /// Its position in ``StructDefinition/fields``.
  public let index: FieldIndex
  /// Its name.
  public let name: String
  /// Its name in Swift.
  public let swiftName: String
  /// Its wire type.
  public let type: WireType
  /// What becomes of it in Swift.
  public let role: Role
  /// The revisions that have it, groups around it taken into account.
  public let revisions: RevisionRange
  /// Whether it stands in no `if`, `switch` or `trailing` group.
  public let isUnconditional: Bool
  /// Its value where a revision lacks it.
  public let defaultValue: Literal?
  /// The values that it may have, checked on both sides.
  public let range: ClosedRange<Int128>?
  /// Its documentation.
  public let doc: String?
  /// Where the fact comes from.
  public let provenance: String?
  /// Where it is named.
  public let source: SourceRange
  /// Where its type stands.
  public let typeSource: SourceRange

  /// Whether it always has the value that the schema states.
  public var isConstant: Bool {
    if case .constant = role { return true }
    return false
  }
}

/// A value that the schema states.
public enum Literal: Hashable, Sendable {
  case integer(Int128)
  case bool(Bool)
  /// The IEEE bits, by width.
  case float(bits: UInt64, width: Int)
  case text(String)
}

/// One step of a struct on the wire.
public struct Item: Sendable {
  /// What the step is.
  public indirect enum Kind: Sendable {
    case field(FieldIndex)
    /// Zero when written, ignored when read. `isImplicit` marks those that a C compiler inserts.
    case pad(Int, isImplicit: Bool)
    case conditional(Condition, then: [Item], otherwise: [Item])
    case union(Union)
    /// There when bytes remain.
    case trailing([Item])
    case sized(Prefix, [Item])
    case zlib(Prefix, [Item])
  }

  /// What it is.
  public let kind: Kind
  /// The revisions that have it, groups around it taken into account.
  public let revisions: RevisionRange
  /// Its key or control word.
  public let source: SourceRange

  /// What tells an item from all others: one that is several, for its values change with the revision, stands in one
  /// place.
  public struct Identity: Hashable, Sendable {
    let source: SourceRange
    let since: Int
  }

  /// What tells the item from all others.
  public var identity: Identity { Identity(source: source, since: revisions.lower) }
}

/// A test of an earlier field.
public struct Condition: Hashable, Sendable {
  /// The field.
  public let field: FieldReference
  /// The test; `hasAnyOf` masks with the values' union.
  public let test: ConditionSyntax.Test
  /// The raw values: members by number, `false` 0 and `true` 1.
  public let values: [Int128]
  /// The condition as written.
  public let text: String
  /// Where it stands.
  public let source: SourceRange

  /// Whether it holds for a raw value.
  public func holds(for value: Int128) -> Bool {
    switch test {
    case .equals, .isOneOf: values.contains(value)
    case .differs: !values.contains(value)
    case .hasAnyOf: values.contains { $0 & value != 0 }
    }
  }
}

/// A tagged union.
public struct Union: Sendable {
  /// One arm.
  public struct Arm: Sendable {
    /// A value that selects the arm, with the member's name where it has one.
    public struct Label: Hashable, Sendable {
      /// The raw value.
      public let value: Int128
      /// `creature`, `true`; nil for a bare number.
      public let name: String?
    }

    /// The values that select it; empty for `else`.
    public let labels: [Label]
    /// Its items.
    public let items: [Item]
    /// Its key.
    public let source: SourceRange

    /// Whether it takes what no other arm takes.
    public var isElse: Bool { labels.isEmpty }
  }

  /// The field that selects the arm.
  public let discriminator: FieldReference
  /// The arms in the order of the file.
  public let arms: [Arm]
  /// The union's name in Swift, where one is given.
  public let swiftName: String?

  /// The arm for a raw value: the one with that label, or `else`.
  public func arm(for value: Int128) -> Arm? {
    arms.first { $0.labels.contains { $0.value == value } } ?? arms.first { $0.isElse }
  }
}

/// The number before a sized or zlib group.
public struct Prefix: Hashable, Sendable {
  /// Its wire type.
  public let scalar: ScalarType
  /// Bytes of the group = the number + `offset`.
  public let offset: Int
  /// The stated limit on the group's bytes.
  public let limit: Int?
  /// Where it stands.
  public let source: SourceRange
}
