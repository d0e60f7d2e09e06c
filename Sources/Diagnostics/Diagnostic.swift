/// One finding: what is wrong, where, and what would mend it.
///
/// ```swift
/// Diagnostic(
///   "L201", "unknown type `Itm`", at: range, label: "no definition has this name",
///   help: [Help("did you mean `Item`?", edits: [TextEdit(range, "Item")])])
/// ```
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// A span of source and what is to be said of it.
  public struct Label: Hashable, Sendable {
    /// Where.
    public var range: SourceRange
    /// What, in a few words; may be empty.
    public var text: String

    /// A labelled span.
    public init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  /// The rule's stable code: `L301`.
  public var code: String
  /// Error or warning.
  public var severity: Severity
  /// One sentence without a full stop; code in backticks.
  public var message: String
  /// The span that is wrong.
  public var primary: Label
  /// Spans that explain why.
  public var secondary: [Label]
  /// Facts that belong to no span.
  public var notes: [String]
  /// Ways out.
  public var help: [Help]

  /// A finding.
  public init(
    _ code: String, _ severity: Severity, _ message: String, at range: SourceRange, label: String = "",
    also secondary: [Label] = [], notes: [String] = [], help: [Help] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = Label(range, label)
    self.secondary = secondary
    self.notes = notes
    self.help = help
  }

  /// An error.
  public init(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also secondary: [Label] = [],
    notes: [String] = [], help: [Help] = []
  ) {
    self.init(code, .error, message, at: range, label: label, also: secondary, notes: notes, help: help)
  }
}

/// A way to mend a finding. With edits, it can be applied by machine.
public struct Help: Hashable, Sendable {
  /// What to do.
  public var text: String
  /// The edits that do it; empty when a person must decide.
  public var edits: [TextEdit]

  /// Advice, applicable by machine when it has edits.
  public init(_ text: String, edits: [TextEdit] = []) {
    self.text = text
    self.edits = edits
  }
}

/// A replacement of a span of source.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced; an empty range inserts.
  public var range: SourceRange
  /// The new text.
  public var replacement: String

  /// Replaces `range` by `replacement`.
  public init(_ range: SourceRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
