public import WireInterpreter

/// One way in which the same value, or nearly the same, can be on the wire in other bytes.
public struct EncodingWay: Hashable, Sendable {
  /// What may differ.
  public enum Kind: String, CaseIterable, Sendable {
    // Decoders take these; encoders write one form.
    case padding, bool, presence, overlong, redundantZeros, unusedBits, afterNUL, repairedText, keyOrder, uncounted
    case nestedAbsence, compression, leftOver
    // Decoders keep these apart, and encoders repeat them, although peers may mean the same.
    case negativeZero, nanBits, unknownFlags, unknownMember, keptOrder, keptLeftOver

    /// Whether decoding keeps the difference, so that encoding gives the same bytes again.
    public var isKept: Bool {
      switch self {
      case .negativeZero, .nanBits, .unknownFlags, .unknownMember, .keptOrder, .keptLeftOver: true
      default: false
      }
    }

    /// What it is, in words.
    public var words: String {
      switch self {
      case .padding: "anything in the padding"
      case .bool: "any number but 0 means true"
      case .presence: "any presence byte but 0 means present"
      case .overlong: "a number with needless bytes at its end"
      case .redundantZeros: "a packed number with zero bytes written out"
      case .unusedBits: "anything in the bits that no field has"
      case .afterNUL: "anything after the NUL"
      case .repairedText: "malformed text, read as U+FFFD"
      case .keyOrder: "keys in another order than ascending"
      case .uncounted: "any count, while nothing is there to be counted"
      case .nestedAbsence: "absent, outside or inside"
      case .compression: "another compressed stream of the same bytes"
      case .leftOver: "bytes after the message"
      case .negativeZero: "a zero with a sign"
      case .nanBits: "NaN, with any payload"
      case .unknownFlags: "bits without a name"
      case .unknownMember: "numbers without a name"
      case .keptOrder: "keys in any order"
      case .keptLeftOver: "bytes after the message"
      }
    }
  }

  /// What may differ.
  public let kind: Kind
  /// Where: `items[].stackCount`; for padding the struct, and empty for the message.
  public let path: String
  /// What the bytes are for, as traces say.
  public let role: WireSpan.Role
  /// For padding, the field before it; empty at the beginning.
  public var after = ""

  /// The path of a span, without the numbers of elements: `items[].stackCount`.
  public static func pattern(of path: WirePath) -> String {
    WirePath(Array(path.steps.dropFirst())).description.replacingIndices()
  }
}

extension String {
  /// `items[3].slots[0]` as `items[].slots[]`.
  fileprivate func replacingIndices() -> String {
    var text = ""
    var isInside = false
    for character in self {
      if character == "]" { isInside = false }
      if !isInside { text.append(character) }
      if character == "[" { isInside = true }
    }
    return text
  }
}

/// Bytes of a C struct that no field has: a C++ peer sends what its memory held.
public struct PaddingLeak: Hashable, Sendable {
  /// The struct in the message: `items[]`; empty for the message itself.
  public let path: String
  /// The first byte, from the start of the message, or of the element where `isRelative`.
  public let offset: Int
  /// Whether it is there only behind something of another size.
  public let isExact: Bool
  /// Whether the offset counts from the start of a list's element.
  public let isRelative: Bool
  /// How many bytes.
  public let size: Int
  /// The field before; nil at the beginning.
  public let after: String?
}
