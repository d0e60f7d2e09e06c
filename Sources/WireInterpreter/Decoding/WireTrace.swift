/// What each byte of a body is, in wire order, up to the end or to the failure.
public struct WireTrace: Sendable {
  /// The bytes and what they are. Bytes of a `zlib` group follow the stream that they come from.
  public var spans: [WireSpan]
  /// The bytes that each compressed stream holds; a span's ``WireSpan/stream`` is a position in this list plus one.
  public var inflated: [[UInt8]]
  /// The value, or why there is none.
  public var result: Result<WireInterpreter.DecodedBody, WireFault>
  /// The stream in which decoding ended: the one that a fault's offset counts in.
  public var stream: Int

  /// How many runs of bytes are known but not listed: a body of a million bytes must not become a million spans.
  public var omitted: Int

  /// The most spans that are listed.
  public static let mostSpans = 1 << 17

  struct Recorder {
    var spans: [WireSpan] = []
    var omitted = 0
    var inflated: [[UInt8]] = []
  }
}

/// A run of bytes that means one thing.
public struct WireSpan: Hashable, Sendable {
  /// What the bytes are for.
  public enum Role: String, Hashable, Sendable {
    /// A field's value, or an element's.
    case value
    /// A field that is derived: a count or a discriminator.
    case derived
    /// A field that always has one value.
    case constant
    /// The number of elements, characters or bytes that follow.
    case count
    /// Which elements follow.
    case mask
    /// Whether a value follows.
    case presence
    /// The size of a `sized` or `zlib` group.
    case length
    /// The value that ends a list.
    case sentinel
    case padding
    /// A compressed stream.
    case stream
    /// Bytes after the message.
    case excess

    /// What the bytes are beside the field's value, in a word: `count`; nil where they are just that.
    public var word: String? {
      switch self {
      case .value, .derived, .constant: nil
      case .count, .mask, .presence, .length, .padding, .stream: rawValue
      case .sentinel: "end"
      case .excess: "left over"
      }
    }
  }

  /// The first byte.
  public var offset: Int
  /// How many there are.
  public var length: Int
  /// 0 for the body, 1 for the first inflated stream, and so on.
  public var stream: Int
  /// The field.
  public var path: WirePath
  /// What the bytes are for.
  public var role: Role
  /// The value in words: `1000`, `male (0)`, `"Kyoril"`; empty for padding.
  public var text: String
}
