public import Diagnostics

/// A named type.
public struct TypeDefinition: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    case alias([Variant<WireType>])
    case enumeration(EnumDefinition)
    case flags(FlagsDefinition)
    case bits([Variant<BitsDefinition>])
    case structure(StructDefinition)
    case widened(WidenedDefinition)
    /// The Swift type with the codec.
    case external(String)
  }

  /// Its name.
  public let name: String
  /// Its name in Swift.
  public let swiftName: String
  /// Its documentation.
  public let doc: String?
  /// The revisions that have it.
  public let revisions: RevisionRange
  /// What it is.
  public let kind: Kind
  /// Where it is named.
  public let source: SourceRange
}

/// An enum: a number with names.
public struct EnumDefinition: Sendable {
  /// The wire type.
  public let carriers: [Variant<ScalarType>]
  /// The members, by value; a name may stand several times under disjoint revisions.
  public let members: [Member]
  /// Whether unknown values are kept rather than rejected.
  public let keepsUnknown: Bool

  /// The members at a revision.
  public func members(at revision: Int) -> [Member] { members.filter { $0.revisions.contains(revision) } }
}

/// A bit set.
public struct FlagsDefinition: Sendable {
  /// The wire type.
  public let carriers: [Variant<ScalarType>]
  /// The members, by value.
  public let members: [Member]

  /// The members at a revision.
  public func members(at revision: Int) -> [Member] { members.filter { $0.revisions.contains(revision) } }
}

/// A member of an enum or of flags.
public struct Member: Sendable {
  /// Its name.
  public let name: String
  /// Its name in Swift.
  public let swiftName: String
  /// Its value.
  public let value: Int128
  /// Its documentation.
  public let doc: String?
  /// The revisions that have it.
  public let revisions: RevisionRange
  /// Where it is named.
  public let source: SourceRange
  /// Where its value stands.
  public let valueSource: SourceRange
}

/// Bit fields packed into an integer, least significant first.
public struct BitsDefinition: Hashable, Sendable {
  /// One field.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its name in Swift.
    public let swiftName: String
    /// How many bits it takes.
    public let width: Int
    /// The position of its lowest bit.
    public let shift: Int
    /// Its documentation.
    public let doc: String?
  }

  /// The wire type.
  public let carrier: ScalarType
  /// The fields, least significant first.
  public let fields: [Field]
}

/// A struct with some fields widened; never on the wire.
public struct WidenedDefinition: Sendable {
  /// One widened field.
  public struct Field: Sendable {
    /// Its name in the base.
    public let name: String
    /// Its width in the domain.
    public let bits: Int
    /// Whether it is signed, there and in the base.
    public let isSigned: Bool
    /// Its documentation; the base's when absent.
    public let doc: String?
  }

  /// The struct that is widened.
  public let base: TypeIndex
  /// The fields that differ.
  public let fields: [Field]
}
