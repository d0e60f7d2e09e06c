public import Diagnostics
public import SchemaSyntax

/// A schema with every name resolved: what generators, interpreters and rules work from.
///
/// Immutable and sorted: types and messages by name, so that the order of files and entries never shows.
public struct SchemaModel: Sendable {
  /// The schema's name.
  public let name: String
  /// The revisions, oldest first; a schema that states none has a single one without a name.
  public let revisions: [String]
  /// The links, in the order of the files.
  public let links: [Link]
  /// The constants, by name.
  public let constants: [Constant]
  /// The types, by name; a ``TypeIndex`` is a position in this list.
  public let types: [TypeDefinition]
  /// The messages, by name; a ``MessageIndex`` is a position in this list.
  public let messages: [Message]
  /// The globs of `fixtures:`, each with the file that states it.
  public let fixtures: [Identifier]
  /// For each type, its wire size at each revision.
  let typeSizes: [[SizeBounds]]

  /// Whether the schema states revisions at all.
  public var hasRevisions: Bool { revisions != [""] }

  /// All of the schema's revisions.
  public var allRevisions: RevisionRange { RevisionRange(0, revisions.count) }

  /// The position of a revision by its name.
  public func revision(named name: String) -> Int? { revisions.firstIndex(of: name) }

  /// The type of this name.
  public func type(named name: String) -> TypeDefinition? { types.first { $0.name == name } }

  /// The message of this name.
  public func message(named name: String) -> Message? { messages.first { $0.name == name } }

  /// The messages that a party may send on a link under an opcode at a revision: one at most.
  public func message(link: Int, sender: Int, opcode: UInt64, revision: Int) -> Message? {
    messages.first {
      $0.link == link && $0.senders.contains(sender) && $0.opcode(at: revision) == opcode
    }
  }

  /// The wire size of a type at a revision.
  public func size(of type: TypeIndex, at revision: Int) -> SizeBounds { typeSizes[type][revision] }

  /// A wire type with aliases taken away, as it is at a revision.
  public func resolved(_ type: WireType, at revision: Int) -> WireType {
    guard case .named(let index) = type, case .alias(let variants) = types[index].kind,
      let variant = variants.value(at: revision)
    else { return type }
    return resolved(variant, at: revision)
  }
}

/// A position in ``SchemaModel/types``.
public typealias TypeIndex = Int

/// A position in ``SchemaModel/messages``.
public typealias MessageIndex = Int

/// A position in ``StructDefinition/fields``.
public typealias FieldIndex = Int

/// A run of revisions, as positions in ``SchemaModel/revisions``: `since` inclusive, `removed` exclusive.
public struct RevisionRange: Hashable, Sendable {
  /// The first revision.
  public var lower: Int
  /// The revision after the last.
  public var upper: Int

  /// The revisions from `lower` up to but not including `upper`.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// Whether no revision is in the range.
  public var isEmpty: Bool { lower >= upper }

  /// Whether this revision is in the range.
  public func contains(_ revision: Int) -> Bool { revision >= lower && revision < upper }

  /// Whether every revision of `other` is in the range.
  public func contains(_ other: Self) -> Bool { other.isEmpty || lower <= other.lower && other.upper <= upper }

  /// Whether some revision is in both.
  public func overlaps(_ other: Self) -> Bool { !intersection(other).isEmpty }

  /// The revisions that are in both.
  public func intersection(_ other: Self) -> Self { Self(max(lower, other.lower), min(upper, other.upper)) }

  /// The positions, in order.
  public var indices: Range<Int> { lower..<upper }
}

/// A value that holds for some revisions.
public struct Variant<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The revisions.
  public var revisions: RevisionRange
  /// What holds.
  public var value: Value

  /// A value for a run of revisions.
  public init(_ revisions: RevisionRange, _ value: Value) {
    self.revisions = revisions
    self.value = value
  }
}

extension Array {
  /// The value that holds at a revision.
  public func value<Value>(at revision: Int) -> Value? where Element == Variant<Value> {
    first { $0.revisions.contains(revision) }?.value
  }
}

/// A named integer.
public struct Constant: Sendable {
  /// Its name.
  public let name: String
  /// Its value.
  public let value: Int128
  /// What it is.
  public let doc: String?
  /// Where it is named.
  public let source: SourceRange
}
