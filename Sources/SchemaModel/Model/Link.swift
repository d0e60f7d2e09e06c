public import Diagnostics
public import SchemaSyntax

/// A link between two parties: framing and policies.
public struct Link: Sendable {
  /// What becomes of bytes left after a message.
  public enum Excess: String, Sendable { case reject, ignore, keep }
  /// Which floats a decoder takes.
  public enum Floats: String, Sendable { case finite, any }
  /// What becomes of invalid UTF-8.
  public enum Text: String, Sendable { case reject, repair }
  /// What a party does with an opcode that it does not know.
  public enum UnknownOpcode: String, Sendable { case skip, disconnect }

  /// A frame's header as one party sends it.
  public struct Header: Hashable, Sendable {
    /// One field of the header.
    public struct Field: Hashable, Sendable {
      /// What it holds.
      public enum Role: String, Sendable { case opcode, size }
      /// What it holds.
      public let role: Role
      /// Its width in bytes.
      public let bytes: Int
      /// Its byte order.
      public let order: WireName.ByteOrder

      /// The largest value that fits.
      public var maximum: UInt64 { bytes >= 8 ? .max : (1 << (8 * UInt64(bytes))) - 1 }
    }

    /// The fields in wire order.
    public let fields: [Field]

    /// The header's size in bytes.
    public var bytes: Int { fields.reduce(0) { $0 + $1.bytes } }
    /// The field with the opcode.
    public var opcode: Field? { fields.first { $0.role == .opcode } }
    /// The field with the size, where the frame has one.
    public var size: Field? { fields.first { $0.role == .size } }
  }

  /// Its name.
  public let name: String
  /// What it is.
  public let doc: String?
  /// The two parties.
  public let parties: [String]
  /// The header that each party sends, in the order of ``parties``.
  public let headers: [Header]
  /// Whether a frame's size counts the opcode, too.
  public let sizeCoversOpcode: Bool
  /// The byte order of types that state none.
  public let order: WireName.ByteOrder
  /// The largest body as stated.
  public let statedMaxBody: Int?
  /// The most memory that a decoded message may take.
  public let budget: Int
  /// The policy for bytes left after a message.
  public let excess: Excess
  /// The policy for floats.
  public let floats: Floats
  /// The policy for text.
  public let text: Text
  /// What each party does with an unknown opcode, in the order of ``parties``.
  public let unknownOpcode: [UnknownOpcode]
  /// The hook that the cipher is.
  public let cipher: String?
  /// Where it is named.
  public let source: SourceRange

  /// Whether frames say how long they are, whoever sends them.
  public var hasSize: Bool { headers.allSatisfy { $0.size != nil } }

  /// The largest body that a party can send: `maxBody`, or what the size field can say.
  public func maximumBody(from sender: Int) -> Int {
    let header = headers[sender]
    var largest = Int.max
    if let size = header.size {
      let covered = sizeCoversOpcode ? UInt64(header.opcode?.bytes ?? 0) : 0
      largest = Int(clamping: size.maximum - min(covered, size.maximum))
    }
    return min(largest, statedMaxBody ?? Int.max)
  }
}
