public import Wire

/// Everything that a generated module can be asked, by name: what `<Module>Bridge.bridgedProtocol` is.
///
/// ```swift
/// let message = bridgedProtocol.message(named: "SaveInventoryItems")
/// try message?.type.bridgeDecode(body, at: revision).value.bridgeChecksum(at: revision)
/// ```
public struct BridgedProtocol: Sendable {
  /// A message.
  public struct Message: Sendable {
    /// Its name in the schema.
    public let name: String
    /// Its link, as a position in ``BridgedProtocol/links``.
    public let link: Int
    /// The parties that send it, as positions in ``Link/parties``.
    public let senders: [Int]
    /// Its opcode at each revision; nil where the revision lacks it.
    public let opcodes: [UInt64?]
    /// The Swift type.
    public let type: any BridgedMessage.Type

    /// A message.
    public init<M: BridgedMessage>(_ type: M.Type, link: Int, senders: [Int]) {
      name = M.wireName.description
      self.link = link
      self.senders = senders
      opcodes = M.Revision.allCases.map { M.opcode(at: $0) }
      self.type = type
    }
  }

  /// A struct or domain type.
  public struct Structure: Sendable {
    /// Its name in the schema.
    public let name: String
    /// The Swift type.
    public let type: any BridgedValue.Type

    /// A type.
    public init(_ name: String, _ type: any BridgedValue.Type) {
      self.name = name
      self.type = type
    }
  }

  /// A link.
  public struct Link: Sendable {
    /// Its name.
    public let name: String
    /// The two parties.
    public let parties: [String]
    /// How it reads and writes what schemas leave to it.
    public let rules: WireRules
    /// The frames that each party sends.
    public let frames: [FrameFormat]

    /// A link.
    public init(_ name: String, parties: [String], rules: WireRules, frames: [FrameFormat]) {
      self.name = name
      self.parties = parties
      self.rules = rules
      self.frames = frames
    }
  }

  /// The schema's name.
  public let name: String
  /// The names of its revisions, oldest first; empty for a schema that states none.
  public let revisions: [String]
  /// Its links.
  public let links: [Link]
  /// Its messages, by name.
  public let messages: [Message]
  /// Its structs and domain types, by name.
  public let types: [Structure]
  private let messageIndex: [String: Int]
  private let typeIndex: [String: Int]

  /// A protocol.
  public init(name: String, revisions: [String], links: [Link], messages: [Message], types: [Structure]) {
    self.name = name
    self.revisions = revisions
    self.links = links
    self.messages = messages
    self.types = types
    messageIndex = Dictionary(messages.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    typeIndex = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The message of a name.
  public func message(named name: String) -> Message? { messageIndex[name].map { messages[$0] } }
  /// The struct or domain type of a name.
  public func type(named name: String) -> Structure? { typeIndex[name].map { types[$0] } }

  /// The message that an opcode stands for, in what a party of a link sends at a revision.
  public func message(opcode: UInt64, from sender: Int, on link: Int = 0, at revision: WireRevision) -> Message? {
    messages.first {
      $0.link == link && $0.senders.contains(sender) && $0.opcodes[Int(revision.index)] == opcode
    }
  }

  /// All revisions, as codecs compare them.
  public var wireRevisions: [WireRevision] {
    (0..<max(revisions.count, 1)).map { WireRevision(index: UInt16(truncatingIfNeeded: $0)) }
  }

  /// The rules of types that stand in no message: those of the first link.
  public var standardRules: WireRules { links.first?.rules ?? WireRules() }
}
