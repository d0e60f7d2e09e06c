public import Diagnostics

/// A YAML node with its place. Scalars keep their raw text: the schema types them, never YAML.
public enum Node: Sendable {
  case scalar(Scalar)
  case sequence(Sequence)
  case mapping(Mapping)

  /// The bytes that the node covers in its file.
  public var range: SourceRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .sequence(let sequence): sequence.range
    case .mapping(let mapping): mapping.range
    }
  }

  /// `[a, b]`, or a block of `- a` lines.
  public struct Sequence: Sendable {
    /// The elements, in order.
    public var elements: [Node]
    /// The bytes from the first bracket or dash to the last byte of the last element.
    public var range: SourceRange
    /// Whether it is written with brackets.
    public var isFlow: Bool
  }

  /// `{a: b}`, or a block of `a: b` lines.
  public struct Mapping: Sendable {
    /// The entries, in the order of the file.
    public var entries: [Entry]
    /// The bytes from the first brace or key to the last byte of the last value.
    public var range: SourceRange
    /// Whether it is written with braces.
    public var isFlow: Bool
  }

  /// One `key: value` of a mapping.
  public struct Entry: Sendable {
    /// The key: always a scalar.
    public var key: Scalar
    /// The value; an empty plain scalar where nothing was written.
    public var value: Node
  }
}

/// A YAML scalar: its text after unquoting, and where it stands.
public struct Scalar: Sendable {
  /// How the scalar is written.
  public enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// The text, unquoted and unescaped.
  public var text: String
  /// The bytes in the file, quotes included.
  public var range: SourceRange
  /// How it is written.
  public var style: Style
  /// Whether it is written over several lines.
  public var spansLines = false
  /// For each byte of `text`, its offset in the file, when that is not simply `contentStart + index`.
  var offsets: [Int]?

  /// Where the byte at `index` of `text` stands in the file (`text.utf8.count` is the end).
  ///
  /// This is what makes a caret inside a quoted type expression exact.
  public func sourceOffset(of index: Int) -> Int {
    if let offsets { return index < offsets.count ? offsets[index] : range.upper - 1 }
    let quote = style == .plain ? 0 : 1
    return min(range.lower + quote + index, range.upper)
  }

  /// The file range of a span of `text`, in byte offsets.
  public func range(of span: Range<Int>) -> SourceRange {
    SourceRange(
      file: range.file, lower: sourceOffset(of: span.lowerBound), upper: sourceOffset(of: span.upperBound))
  }
}
