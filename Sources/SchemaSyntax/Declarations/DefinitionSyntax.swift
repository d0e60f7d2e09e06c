import Diagnostics

/// One entry under `types:`.
public struct DefinitionSyntax: Sendable {
  /// Which of the forms it has.
  public enum Form: Sendable {
    case alias(Spelled<TypeExpression>)
    case enumeration(EnumSyntax)
    case flags(FlagsSyntax)
    case bits(BitsSyntax)
    case structure(StructSyntax)
    case widened(WidenedSyntax)
    case external(Identifier)
  }

  /// Its name.
  public var name: Identifier
  /// What it is.
  public var form: Form
  /// Its documentation.
  public var doc: String?
  /// Its name in Swift, where that differs.
  public var swiftName: Identifier?
  /// The revisions it belongs to.
  public var lifetime = LifetimeSyntax()
  /// Whether it stands in a list of variants.
  public var isVariant = false
}

/// `{enum: u8, members: {…}, unknown: keep}`
public struct EnumSyntax: Sendable {
  /// The wire type.
  public var carrier: Spelled<TypeExpression>
  /// The members, in the order of the file.
  public var members: [MemberSyntax]
  /// False when some member could not be read, which was reported: whoever names it is not at fault.
  public var hasAllMembers: Bool
  /// `unknown:` reject or keep.
  public var unknown: Identifier?
}

/// `{flags: u32, members: {…}}`
public struct FlagsSyntax: Sendable {
  /// The wire type.
  public var carrier: Spelled<TypeExpression>
  /// The members, in the order of the file.
  public var members: [MemberSyntax]
  /// False when some member could not be read, which was reported.
  public var hasAllMembers: Bool
}

/// `male: 0`, or `male: {value: 0, since: …, doc: …}`.
public struct MemberSyntax: Sendable {
  /// Its name.
  public var name: Identifier
  /// Its value.
  public var value: Spelled<IntegerSyntax>
  /// Its documentation.
  public var doc: String?
  /// Its name in Swift, where that differs.
  public var swiftName: Identifier?
  /// The revisions it belongs to.
  public var lifetime = LifetimeSyntax()
}

/// `{bits: u32, fields: [minute: 6, hour: 5]}`
public struct BitsSyntax: Sendable {
  /// One field: its name and width in bits.
  public struct Field: Sendable {
    /// Its name.
    public var name: Identifier
    /// How many bits it takes.
    public var width: Spelled<IntegerSyntax>
    /// Its documentation.
    public var doc: String?
    /// Its name in Swift, where that differs.
    public var swiftName: Identifier?
  }

  /// The wire type.
  public var carrier: Spelled<TypeExpression>
  /// The fields, least significant first.
  public var fields: [Field]
}

/// `{fields: […]}`, `{layout: c, size: 40, fields: […]}`, and the body of a message.
public struct StructSyntax: Sendable {
  /// `layout: c`
  public var layout: Identifier?
  /// `size:` of a C struct.
  public var size: PerRevision<IntegerSyntax>?
  /// The items, in wire order.
  public var items: [ItemSyntax]
}

/// `{widens: Item, fields: [stackCount: u16]}`
public struct WidenedSyntax: Sendable {
  /// One widened field: its name and wider type.
  public struct Field: Sendable {
    /// The field of the base that is widened.
    public var name: Identifier
    /// The type it has in the domain.
    public var type: Spelled<TypeExpression>
    /// Its documentation; the base's when absent.
    public var doc: String?
  }

  /// The struct that is widened.
  public var base: Identifier
  /// The fields that differ.
  public var fields: [Field]
}
