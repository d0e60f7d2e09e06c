/// What the keys of one kind of mapping are: the table behind the parser, its suggestions and editor completion.
public struct ObjectShape: Sendable {
  /// Identifies the shape: `message`.
  public let id: ShapeID
  /// How errors speak of it: `a message`.
  public let title: String
  /// Its keys, in canonical order.
  public let keys: [Key]

  /// One key of a mapping.
  public struct Key: Sendable {
    /// Its spelling.
    public let name: String
    /// What its value looks like.
    public let value: ValueShape
    /// Whether it must be there.
    public let isRequired: Bool
    /// What it means, for editors.
    public let doc: String
  }

  /// The key of this name.
  public func key(_ name: String) -> Key? { keys.first { $0.name == name } }

  /// Whether it is an item of `fields` that holds other items.
  var isGroup: Bool { [.conditional, .union, .sized, .zlib].contains(id) }
}

/// What a value looks like.
public indirect enum ValueShape: Sendable {
  /// Any text.
  case text
  /// The name of something: a type, a field, a party.
  case name
  /// A revision's name.
  case revision
  /// An integer, or the name of a constant.
  case integer
  /// An integer, optionally with `KiB` or `MiB`, or the name of a constant.
  case size
  /// A type expression.
  case type
  /// A condition.
  case condition
  /// Text that a pattern describes (an ECMA regular expression).
  case pattern(String)
  /// One of a few words.
  case choice([String])
  /// A list.
  case list(ValueShape)
  /// A mapping of this shape.
  case object(ShapeID)
  /// A mapping with names of the user's choice.
  case entries(ValueShape)
  /// A mapping by revision, by the values of a field, or by any other text.
  case texts(ValueShape)
  /// Any of several forms.
  case oneOf([ValueShape])
  /// Anything at all.
  case anything
}

/// The kinds of mappings that the language has.
public enum ShapeID: String, CaseIterable, Sendable {
  case file, link, constant
  case alias, enumeration, flags, bits, bitField, structure, widened, widenedField, external, member
  case message, example
  case field, conditional, union, trailing, sized, zlib, pad
  case fixtureFile, fixtureCase
}
