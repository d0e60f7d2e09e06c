import Diagnostics
import SchemaSyntax

/// What a file says, whatever its layout: keys, values and comments in their order.
struct Meaning: Equatable {
  /// One step through the data.
  enum Token: Equatable {
    case openList, openMapping, close
    case key(String)
    case value(String, isQuoted: Bool)
    case nothing
  }

  /// The data.
  private(set) var values: [Token] = []
  /// The texts of the comments.
  private(set) var comments: [String]

  /// Reads a file; nil when it cannot be read without a finding.
  init?(of source: SourceFile) {
    let document = YAMLReader.read(source, file: 0)
    guard let root = document.root, document.findings.isEmpty else { return nil }
    self.init(root, of: source)
  }

  init(_ root: Node, of source: SourceFile) {
    comments = CommentScanner.comments(of: source, in: root).map(\.text)
    add(root, of: nil)
  }

  private mutating func add(_ node: Node, of key: Scalar?) {
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      // A lone dash, which brackets allow, is no literal.
      let isQuoted = ScalarSpelling.isLiteral(of: key) && !isPlain && scalar.text != "-"
      values.append(isPlain && scalar.text.isEmpty ? .nothing : .value(scalar.text, isQuoted: isQuoted))
    case .sequence(let sequence):
      values.append(.openList)
      for element in sequence.elements { add(element, of: nil) }
      values.append(.close)
    case .mapping(let mapping):
      values.append(.openMapping)
      for entry in mapping.entries {
        values.append(.key(entry.key.text))
        add(entry.value, of: entry.key)
      }
      values.append(.close)
    }
  }
}
