public import Diagnostics
import JSONText
import SchemaSyntax

/// A value as somebody wrote it, in YAML or JSON: what it means depends on the type it is held against.
struct ValueSource {
  indirect enum Kind {
    /// `isPlain` where neither quotes nor a JSON string say that this is text.
    case scalar(String, isPlain: Bool)
    case list([ValueSource])
    case mapping([(key: String, place: SourceRange?, value: ValueSource)])
    case null
  }

  let kind: Kind
  /// Where it stands, in YAML.
  let place: SourceRange?

  init(_ node: Node) {
    place = node.range
    switch node {
    case .scalar(let scalar): kind = .scalar(scalar.text, isPlain: scalar.style == .plain)
    case .sequence(let sequence): kind = .list(sequence.elements.map(ValueSource.init))
    case .mapping(let mapping):
      kind = .mapping(mapping.entries.map { ($0.key.text, $0.key.range, ValueSource($0.value)) })
    }
  }

  init(_ json: JSON) {
    place = nil
    switch json {
    case .null: kind = .null
    case .bool(let value): kind = .scalar(String(value), isPlain: true)
    case .number(let text): kind = .scalar(text, isPlain: true)
    case .string(let text): kind = .scalar(text, isPlain: false)
    case .array(let elements): kind = .list(elements.map(ValueSource.init))
    case .object(let object): kind = .mapping(object.members.map { ($0.key, nil, ValueSource($0.value)) })
    }
  }

  init(text: String, place: SourceRange?) {
    kind = .scalar(text, isPlain: true)
    self.place = place
  }

  /// The text of a scalar.
  var scalar: String? {
    guard case .scalar(let text, _) = kind else { return nil }
    return text
  }

  /// The value of a key.
  subscript(key: String) -> ValueSource? {
    guard case .mapping(let entries) = kind else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// Whether it says that there is no value, where there may be none.
  var isNull: Bool {
    switch kind {
    case .null: true
    case .scalar(let text, isPlain: true): ["", "~", "null"].contains(text)
    default: false
    }
  }

  /// What it is, in words.
  var noun: String {
    switch kind {
    case .scalar(let text, _): "`\(text.count > 40 ? text.prefix(40) + "…" : text)`"
    case .list: "a list"
    case .mapping: "a mapping"
    case .null: "null"
    }
  }
}

/// Why what somebody wrote is no value of its type.
public struct ValueProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The field.
  public var path: WirePath
  /// What is wrong, in words.
  public var text: String
  /// Where it stands, in YAML.
  public var place: SourceRange?
  /// What might have been meant.
  public var help: [Help]

  /// Path and words.
  public var description: String { "\(path): \(text)" }

  /// The problem as a finding about a fixture or an example.
  public func finding(code: String = "L801", at fallback: SourceRange) -> Diagnostic {
    Diagnostic(code, "`\(path)`: \(text)", at: place ?? fallback, help: help)
  }
}
