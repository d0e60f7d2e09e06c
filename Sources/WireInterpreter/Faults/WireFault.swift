/// Why bytes cannot be decoded, or a value not be encoded: the first thing in wire order that is wrong.
///
/// `SaveInventoryItems.items[3].flags at 0x57: truncated, want 4, have 1`
public struct WireFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in the words of fixtures.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case truncated, excess, limit, constant, `enum`, narrowing, utf8, float, opcode, zlib, presence, unterminated
    case duplicateKey, noncanonical
    /// Not in fixtures: a hand-written codec, which only Swift can run.
    case unsupported
    /// Not in fixtures: a value of another shape than its type, which no typed program can hold.
    case mismatch
  }

  /// What is wrong.
  public var kind: Kind
  /// The message and field.
  public var path: WirePath
  /// The first byte of what cannot be decoded, in the body or (inside `zlib`) in the inflated bytes; nil for encoding.
  public var offset: Int?
  /// Bytes needed, the bound that was crossed, the constant; 1 for a value that is missing.
  public var wanted: Int128
  /// Bytes left, the count, the value found.
  public var had: Int128

  /// A fault.
  public init(_ kind: Kind, _ path: WirePath, at offset: Int?, wanted: Int128 = 0, had: Int128 = 0) {
    self.kind = kind
    self.path = path
    self.offset = offset
    self.wanted = wanted
    self.had = had
  }

  /// Path, offset, kind and numbers on one line.
  public var description: String {
    let place = offset.map { " at 0x" + String($0, radix: 16) } ?? ""
    return "\(path)\(place): \(reason)"
  }

  /// Kind and numbers alone: `truncated, want 4, have 1`.
  public var reason: String { kind.rawValue + numbers }

  private var numbers: String {
    switch kind {
    case .truncated: ", want \(wanted), have \(had)"
    case .excess: ", \(had) byte\(had == 1 ? "" : "s") left over"
    case .limit where had < wanted: ", at least \(wanted), found \(had)"
    case .limit: ", at most \(wanted), found \(had)"
    // A constant text, or an element that would read as the end of its list: no two numbers tell them apart.
    case .constant where wanted == had: ", not what the schema says"
    case .constant: ", want \(wanted), found \(had)"
    case .enum: ", no member has the value \(had)"
    case .narrowing: ", \(had) is \(had < wanted ? "below" : "above") \(wanted)"
    case .utf8: ", the text is not UTF-8"
    case .float: ", the number is not finite"
    case .opcode: ", the revision lacks this message"
    case .zlib: ", the stream should inflate to \(wanted) byte\(wanted == 1 ? "" : "s")"
    case .presence: wanted == 1 ? ", the value is missing" : ", the value should be absent"
    case .unterminated: wanted == 1 ? ", no NUL ends the text" : ", the text holds a NUL"
    case .duplicateKey: ", the key came before"
    case .noncanonical: ", an encoder writes this differently"
    case .unsupported: ", a hand-written codec"
    case .mismatch: ", the value is of another type"
    }
  }
}
