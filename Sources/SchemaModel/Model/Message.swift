public import Diagnostics
public import SchemaSyntax

/// A message: a struct with an opcode that travels on a link.
public struct Message: Sendable {
  /// Its position in ``SchemaModel/messages``.
  public let index: MessageIndex
  /// Its name.
  public let name: String
  /// Its name in Swift.
  public let swiftName: String
  /// Its documentation.
  public let doc: String?
  /// The link, as a position in ``SchemaModel/links``.
  public let link: Int
  /// The parties that send it, as positions in ``Link/parties``.
  public let senders: [Int]
  /// The opcode by revision.
  public let opcodes: [Variant<UInt64>]
  /// The revisions that have it.
  public let revisions: RevisionRange
  /// The messages that answer it.
  public let replies: [MessageIndex]
  /// The fields that tie an answer to its request.
  public let correlation: Correlation?
  /// The largest body: the message's own limit, or the link's.
  public let maxBody: Int
  /// Its fields.
  public let body: StructDefinition
  /// For each revision, the body's wire size; nil where the revision lacks the message.
  public let sizes: [SizeBounds?]
  /// Small golden bytes.
  public let examples: [ExampleSyntax]
  /// Where it is named.
  public let source: SourceRange

  /// The opcode at a revision; nil where the revision lacks the message.
  public func opcode(at revision: Int) -> UInt64? {
    revisions.contains(revision) ? opcodes.value(at: revision) : nil
  }
}

/// The fields that tie an answer to its request, as paths of names.
public struct Correlation: Hashable, Sendable {
  /// The path in the request.
  public let request: [String]
  /// The path in the reply.
  public let reply: [String]
}
