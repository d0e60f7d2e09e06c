/// What a codec made of one body: everything that an oracle asks about.
public struct Examination: Hashable, Sendable {
  /// The body read under the link's rules.
  public var lenient: Reading
  /// The body read when only canonical bytes are right.
  public var strict: Reading?
  /// The bytes of the value that was read.
  public var written: Writing?
  /// Those bytes read again, strictly.
  public var again: Reading?
  /// The body read over a value that held another packet.
  public var reused: Reading?
  /// What a view of the body shows otherwise; nil when it agrees, or there is none.
  public var viewFault: String?
  /// How many bytes the value said that it would take.
  public var announcedSize: Int?
  /// The most memory that decoding held at once; nil where nobody counts.
  public var memory: Int?

  /// An examination of which only the first reading is known yet.
  public init(lenient: Reading) { self.lenient = lenient }
}

/// What decoding came to.
public enum Reading: Hashable, Sendable {
  /// A value. Values are the same when their checksums are: each field of the value went into it.
  case accepted(checksum: UInt64)
  /// An error.
  case rejected(Rejection)

  /// Whether there is a value.
  public var isAccepted: Bool { if case .accepted = self { true } else { false } }
}

/// What encoding came to.
public enum Writing: Hashable, Sendable {
  case bytes([UInt8])
  case rejected(Rejection)
}

/// Why there is no value, or there are no bytes.
public struct Rejection: Hashable, Sendable {
  /// The kind, as fixtures spell it.
  public var kind: String
  /// Where in the value: `items[3].flags`, without the message.
  public var path: String
  /// Where in the body; nil for values that cannot be written.
  public var offset: Int?

  /// A reason.
  public init(kind: String, path: String, offset: Int?) {
    self.kind = kind
    self.path = path
    self.offset = offset
  }

  var text: String {
    "\(kind)\(path.isEmpty ? "" : " at \(path)")\(offset.map { ", byte 0x" + String($0, radix: 16) } ?? "")"
  }
}

/// Something that decodes and encodes a message: generated code in this process, in another one, or the interpreter.
public protocol CodecUnderTest: Sendable {
  /// Does everything with a body that an oracle asks about.
  func examine(_ packet: FuzzPacket) -> Examination
}
