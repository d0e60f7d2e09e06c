/// A fixture file as written: golden bytes of one message, or conversions of one domain type.
public struct FixtureFileSyntax: Sendable {
  /// What the cases are about.
  public enum Subject: Sendable {
    /// Bytes of a message.
    case message(Identifier)
    /// Conversions between a domain type (`widens`) and the struct that it widens.
    case type(Identifier)

    /// The message's or type's name.
    public var name: Identifier {
      switch self {
      case .message(let name), .type(let name): name
      }
    }
  }

  /// The file's index in the source set.
  public var file: Int
  /// The schema that the subject belongs to.
  public var schema: Identifier
  /// What the cases are about.
  public var subject: Subject
  /// The cases, in the order of the file.
  public var cases: [FixtureCaseSyntax]
}

/// One entry of `cases:`.
public struct FixtureCaseSyntax: Sendable {
  /// Where the bytes come from. `legacy` and `captured` are evidence: no tool ever rewrites them.
  public enum Origin: String, CaseIterable, Comparable, Sendable {
    case legacy, captured, handmade, generated

    /// The better evidence first.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Its name.
  public var name: Identifier
  /// The revision; every one that has the subject, when not stated.
  public var revision: Identifier?
  /// Where the bytes come from, when stated.
  public var origin: Origin?
  /// Who wrote them: a server and its revision.
  public var source: String?
  /// A remark.
  public var note: String?
  /// The declared difference from what the legacy reader does.
  public var deviation: Identifier?
  /// The bytes, as hex.
  public var hex: Scalar?
  /// The value that they stand for.
  public var value: Node?
  /// The case whose value they stand for, and whose bytes that value has.
  public var sameAs: Identifier?
  /// The kind of error that they must give.
  public var error: Identifier?
  /// The path at which the error must occur, when stated.
  public var errorPath: Identifier?
  /// Whether encoding the value is not expected to give the bytes.
  public var isDecodeOnly = false
  /// A conversion's value in the struct that is on the wire.
  public var wire: Node?
  /// A conversion's value in the domain type.
  public var domain: Node?

  /// A case of which only the name is known.
  public init(name: Identifier) { self.name = name }
}
