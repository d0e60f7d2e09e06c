public import SchemaSyntax

/// A scalar as it stands on the wire.
public enum ScalarType: Hashable, Sendable {
  /// 8 to 64 bits; no byte order means the link's.
  case integer(bits: Int, signed: Bool, order: WireName.ByteOrder?)
  /// 32 or 64 bits.
  case float(bits: Int, order: WireName.ByteOrder?)
  /// One byte; any but zero is true.
  case bool
  /// LEB128 of up to 32 or 64 bits.
  case variable(bits: Int)
  /// A mask byte, then the bytes of a little-endian `u64` that are not zero.
  case packed64

  /// The values that it can hold, when it is a whole number.
  public var valueRange: ClosedRange<Int128>? {
    switch self {
    case .integer(let bits, true, _): -(Int128(1) << Int128(bits - 1))...(Int128(1) << Int128(bits - 1)) - 1
    case .integer(let bits, false, _), .variable(let bits): 0...(Int128(1) << Int128(bits)) - 1
    case .packed64: 0...(Int128(1) << 64) - 1
    case .bool: 0...1
    case .float: nil
    }
  }
}

/// A type on the wire, and with it the Swift type that it becomes.
public indirect enum WireType: Hashable, Sendable {
  case scalar(ScalarType)
  /// `wire as domain`: the width of the left, the Swift type of the right.
  case converted(ScalarType, Domain)
  /// A definition: alias, enum, flags, bits, struct or extern.
  case named(TypeIndex)
  case text(TextForm)
  /// Raw bytes.
  case bytes(Count)
  case array(WireType, Count)
  case map(key: WireType, value: WireType, count: Count, anyOrder: Bool)
  /// A presence byte, then the value.
  case optional(WireType)

  /// What a converted scalar becomes.
  public enum Domain: Hashable, Sendable {
    case bool
    case integer(bits: Int, signed: Bool)
    /// An enum, flags, bits or alias of an integer.
    case type(TypeIndex)
  }

  /// The forms of text.
  public enum TextForm: Hashable, Sendable {
    /// `string[…]`: counted bytes.
    case counted(Count)
    /// `stringz[u32]`: counted bytes, the last of which is NUL and is counted.
    case countedWithTerminator(Count)
    /// `stringz[32]`: a buffer padded with NULs.
    case padded(bytes: Int)
    /// `cstring[<= 64]`: up to a NUL, which the limit does not count.
    case terminated(limit: Int)
  }
}

/// How many elements, characters or bytes follow.
public struct Count: Hashable, Sendable {
  /// How the number is known.
  public enum Form: Hashable, Sendable {
    case fixed(Int)
    /// A number before the elements.
    case prefix(ScalarType)
    /// An earlier field's value plus `offset`.
    case field(FieldReference, offset: Int)
    /// To the end of the scope, but for a fixed-size tail of `tail` bytes at each revision.
    case rest
    case mask(Mask)
    /// Until an element's first scalar would read this value, which is consumed.
    case until(Int128)
  }

  /// The mask before the elements.
  public enum Mask: Hashable, Sendable {
    /// One integer.
    case word(ScalarType)
    /// A count, then that many integers.
    case words(ScalarType, count: ScalarType)
    /// A fixed number of bits, least significant bit of the first byte first.
    case bits(Int)
  }

  /// How the number is known.
  public let form: Form
  /// The stated limit.
  public let limit: Int?
  /// The most elements that there can be: the limit, or what the count can say; `Int.max` when nothing bounds it.
  public let maximum: Int

  /// A count.
  public init(form: Form, limit: Int?, maximum: Int) {
    self.form = form
    self.limit = limit
    self.maximum = maximum
  }
}

/// A reference to an earlier field of the same struct: one field a revision.
public struct FieldReference: Hashable, Sendable {
  /// The name that is referred to.
  public let name: String
  /// The fields of that name; their revisions are disjoint.
  public let fields: [FieldIndex]
}
