import Diagnostics

/// One schema file as written: nothing is resolved, everything has its place.
public struct FileSyntax: Sendable {
  /// The file's index in the source set.
  public var file: Int
  /// `schema:`
  public var name: Identifier?
  /// `revisions:`, oldest first.
  public var revisions: Spelled<[Identifier]>?
  /// `imports:`, relative paths.
  public var imports: [Identifier] = []
  /// `links:`
  public var links: [LinkSyntax] = []
  /// `constants:`
  public var constants: [ConstantSyntax] = []
  /// `types:`, one entry a definition; a list of variants gives several entries of one name.
  public var definitions: [DefinitionSyntax] = []
  /// `messages:`
  public var messages: [MessageSyntax] = []
  /// `fixtures:`, globs.
  public var fixtures: [Identifier] = []

  /// Names of types, constants, links and messages that could not be read, which was reported: whoever refers to
  /// them is not at fault.
  public var brokenNames: Set<String> = []

  /// Whether `links:` has something that could not be read.
  public var hasBrokenLinks = false

  /// A file with nothing in it.
  public init(file: Int) { self.file = file }
}

/// `NAME: value`, or `{value: …, doc: …}`.
public struct ConstantSyntax: Sendable {
  /// Its name, UPPER_SNAKE.
  public var name: Identifier
  /// Its value, or another constant.
  public var value: Spelled<IntegerSyntax>
  /// What it is.
  public var doc: String?
}

/// A link: two parties and the frame between them.
public struct LinkSyntax: Sendable {
  /// The header's fields, in wire order.
  public enum Header: Sendable {
    case shared([HeaderFieldSyntax])
    case bySender([(sender: Identifier, fields: [HeaderFieldSyntax])])
  }

  /// The link's name.
  public var name: Identifier
  /// What the link is.
  public var doc: String?
  /// `parties:`
  public var parties: Spelled<[Identifier]>
  /// `header:`
  public var header: Spelled<Header>
  /// `sizeCovers:`
  public var sizeCovers: Spelled<[Identifier]>?
  /// `endian:` little or big.
  public var endian: Identifier?
  /// `maxBody:` in bytes.
  public var maxBody: Spelled<IntegerSyntax>?
  /// `budget:` in bytes: the most memory that one decoded message may take.
  public var budget: Spelled<IntegerSyntax>?
  /// `excess:` reject, ignore or keep.
  public var excess: Identifier?
  /// `floats:` finite or any.
  public var floats: Identifier?
  /// `text:` reject or repair.
  public var text: Identifier?
  /// `unknownOpcode:` skip or disconnect, for each receiving party or for both (party is nil).
  public var unknownOpcode: [(party: Identifier?, policy: Identifier)] = []
  /// `cipher:`
  public var cipher: Identifier?
}

/// One field of a link's header: `opcode: u8`.
public struct HeaderFieldSyntax: Sendable {
  /// `opcode` or `size`.
  public var role: Identifier
  /// Its wire type.
  public var type: Spelled<TypeExpression>
}
