import Diagnostics

/// A type as written: `u32 as Gender`, `Item[u16 <= 512]`, `map<u32, u8>[u16]`.
public struct TypeExpression: Sendable {
  /// The base, before any brackets.
  public var base: Spelled<TypeBase>
  /// `[…]` and `?`, left to right.
  public var suffixes: [Spelled<TypeSuffix>]
  /// `= literal`
  public var constant: Spelled<LiteralSyntax>?

  /// Whether it is a bare name or wire type.
  public var isBare: Bool { suffixes.isEmpty && constant == nil }
}

/// What stands before the brackets.
public indirect enum TypeBase: Sendable {
  case wire(WireName)
  case name(String)
  /// `wire as Name`: the name may be that of a wire type, too.
  case converted(Spelled<TypeBase>, to: Spelled<TypeBase>)
  case map(key: Spelled<TypeExpression>, value: Spelled<TypeExpression>)
}

/// `[count]` or `?`.
public enum TypeSuffix: Sendable {
  case optional
  case count(CountSyntax)
}

/// What stands between brackets.
public struct CountSyntax: Sendable {
  /// How the number of elements is known.
  public enum Form: Sendable {
    case fixed(Int128)
    /// A constant or an earlier field.
    case name(Identifier, offset: OffsetSyntax?)
    case prefix(WireName)
    case rest
    case mask(MaskSyntax)
    case until(Spelled<IntegerSyntax>)
    /// `[<= 64]`: only a limit.
    case limitOnly
  }

  /// How the number is known.
  public var form: Spelled<Form>
  /// `<= n`
  public var limit: Spelled<IntegerSyntax>?
}

/// The `- 1` of `count - 1`.
public struct OffsetSyntax: Sendable {
  /// Whether it is taken away.
  public var isNegative: Bool
  /// How much, without its sign.
  public var amount: Spelled<IntegerSyntax>
}

/// The mask of `T[mask(…)]`.
public enum MaskSyntax: Sendable {
  case word(WireName)
  case words(WireName, count: WireName)
  case bits(Spelled<IntegerSyntax>)
}

/// The prefix of `sized: u16 - 2` and `zlib: u32 <= 65536`.
public struct CountPrefix: Sendable {
  /// Its wire type.
  public var wire: Spelled<WireName>
  /// Added to the value on the wire to give the group's bytes: `u16 - 2`.
  public var offset: OffsetSyntax?
  /// `<= n`
  public var limit: Spelled<IntegerSyntax>?
}
