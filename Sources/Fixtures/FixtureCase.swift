public import Diagnostics
public import SchemaSyntax
public import WireInterpreter

/// One claim about bytes at one revision, with all names resolved.
///
/// A case of a file that states no revision becomes one of these for each revision that has the message.
public struct FixtureCase: Sendable {
  /// What must happen.
  public enum Expectation: Sendable {
    /// The bytes decode to the value (an example need not state it) with none left, and encoding it gives `canonical`,
    /// where that is stated.
    case value(WireValue?, canonical: [UInt8]?)
    /// Decoding the bytes fails like this.
    case undecodable(Failure)
    /// Encoding the value fails like this.
    case unencodable(WireValue, Failure)
    /// The struct's value widens to the domain type's, and that narrows back.
    case conversion(wire: WireValue, domain: WireValue)
    /// The domain type's value does not fit the struct.
    case unconvertible(domain: WireValue, Failure)
  }

  /// An error that must occur.
  public struct Failure: Hashable, Sendable {
    /// Its kind, as fixtures spell it.
    public let kind: String
    /// The field at which it must occur, without the message's name; anywhere, when nil.
    public let path: String?
  }

  /// The schema's name.
  public let schema: String
  /// The message or domain type.
  public let target: WireInterpreter.Target
  /// The message's or type's name.
  public let targetName: String
  /// `typical-2025-11`, or `example 1` for one in the schema.
  public let name: String
  /// The revision.
  public let revision: Int
  /// Where the bytes come from.
  public let origin: FixtureCaseSyntax.Origin
  /// The declared difference from what the legacy reader does.
  public let deviation: String?
  /// The bytes; empty for conversions and values that cannot be encoded.
  public let bytes: [UInt8]
  /// What must happen.
  public let expectation: Expectation
  /// Where it is named.
  public let source: SourceRange
  /// Where the bytes stand.
  public let hex: HexText?
  /// Where the value stands; nil for `sameAs`, which borrows that of another case.
  public let value: Node?

  /// Whether it stands in the schema itself.
  public var isExample: Bool { hex?.scalar.range == source }

  /// Whether decoding is expected to accept only what an encoder writes.
  public var isStrict: Bool {
    guard case .undecodable(let failure) = expectation else { return false }
    return failure.kind == WireFault.Kind.noncanonical.rawValue
  }
}
