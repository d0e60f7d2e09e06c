public import SchemaModel
public import WireInterpreter

/// What somebody knows of bytes: at least the message, or the opcode.
///
/// A link may also be called by its parties, the sender first: `world_realm`.
public struct Address: Hashable, Sendable {
  /// The schema, where several are at hand.
  public var schema: String?
  /// The link.
  public var link: String?
  /// The party that sends.
  public var sender: String?
  /// The revision; the newest when not given.
  public var revision: String?
  /// The opcode.
  public var opcode: UInt64?
  /// The message, or a type.
  public var message: String?

  /// An address of which nothing is known yet.
  public init() {}

  /// The address with what it lacks taken from another.
  public func completed(by other: Address) -> Address {
    var address = self
    address.schema = schema ?? other.schema
    address.link = link ?? other.link
    address.sender = sender ?? other.sender
    address.revision = revision ?? other.revision
    if message == nil, opcode == nil { (address.message, address.opcode) = (other.message, other.opcode) }
    return address
  }
}

/// A message or type at a revision: all that decoding needs to know.
public struct Subject: Sendable {
  /// The interpreter of the schema.
  public let interpreter: WireInterpreter
  /// The message or type.
  public let target: WireInterpreter.Target
  /// The revision.
  public let revision: Int
  /// The message's or type's name.
  public let name: String
  /// Who sends it, as a position among the link's parties; nil when both do and nobody said who.
  public let sender: Int?

  /// A message or type at a revision.
  public init(
    _ interpreter: WireInterpreter, _ target: WireInterpreter.Target, at revision: Int, sender: Int? = nil
  ) {
    self.interpreter = interpreter
    self.target = target
    self.revision = revision
    name = interpreter.name(of: target)
    self.sender = sender
  }

  /// The schema.
  public var model: SchemaModel { interpreter.model }

  /// The message, when it is one.
  public var message: Message? {
    guard case .message(let index) = target else { return nil }
    return model.messages[index]
  }

  /// The revision's name; nil when the schema has no revisions.
  public var revisionName: String? { model.hasRevisions ? model.revisions[revision] : nil }

  /// The same at another revision.
  public func at(_ revision: Int) -> Subject { Subject(interpreter, target, at: revision, sender: sender) }

  /// The revisions that have it.
  public var revisions: RevisionRange {
    switch target {
    case .message(let index): model.messages[index].revisions
    case .type(let index): model.types[index].revisions
    }
  }
}

/// Why an address leads nowhere.
public struct AddressProblem: Error, Hashable, Sendable {
  /// Whether everything was clear, but nobody sends this opcode.
  public var isUnknownOpcode = false
  /// One sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var help: [String] = []

  init(_ message: String, help: [String] = []) {
    self.message = message
    self.help = help
  }
}
