public import Diagnostics

/// One entry under `messages:`.
public struct MessageSyntax: Sendable {
  /// Its name.
  public var name: Identifier
  /// Its documentation.
  public var doc: String?
  /// Its name in Swift, where that differs.
  public var swiftName: Identifier?
  /// The link it travels on, where the schema has several.
  public var link: Identifier?
  /// The parties that send it.
  public var from: Spelled<[Identifier]>?
  /// Its opcode, or one a revision.
  public var opcode: PerRevision<IntegerSyntax>?
  /// The revisions it belongs to.
  public var lifetime = LifetimeSyntax()
  /// The messages that answer it.
  public var reply: [Identifier] = []
  /// The field, or the pair of fields, that ties an answer to its request.
  public var correlate: Spelled<CorrelationSyntax>?
  /// Its own limit, below the link's.
  public var maxBody: Spelled<IntegerSyntax>?
  /// Its fields.
  public var body: StructSyntax
  /// Small golden bytes.
  public var examples: [ExampleSyntax] = []
}

/// `operationId`, or `request.id = reply.requestId`.
public struct CorrelationSyntax: Sendable {
  /// The path in the request.
  public var request: [Identifier]
  /// The path in the reply.
  public var reply: [Identifier]
}

/// One entry of `examples:`.
public struct ExampleSyntax: Sendable {
  /// The bytes, as hex.
  public var hex: Scalar
  /// The value they stand for, when stated.
  public var value: Node?
  /// The revision; every one that has the message, when not stated.
  public var revision: Identifier?
  /// A remark.
  public var note: String?
  /// The whole entry.
  public var range: SourceRange
}
