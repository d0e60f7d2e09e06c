public import Diagnostics
import SchemaSyntax

/// Lays schema and fixture files out in the one canonical way, comments kept.
///
/// ```swift
/// SchemaFormatter.format(SourceFile(path: "chat.yaml", bytes: Array("schema:   chat # of the guild".utf8)))
/// // .formatted: "schema: chat  # of the guild\n"
/// ```
public enum SchemaFormatter {
  /// What came of formatting a file.
  public enum Outcome: Sendable {
    /// The whole file in canonical layout; equal to the input when that was canonical already.
    case formatted([UInt8])
    /// Why the file was left alone.
    case refused([Diagnostic])
  }

  /// The longest line that a list or mapping in brackets may make; a longer one becomes a block.
  static let lineLength = 120

  /// Formats a file that can be read without a finding; otherwise gives the findings (L001, L002, L005).
  ///
  /// A layout that would not read back as the same data and comments is never given out.
  public static func format(_ source: SourceFile, file: Int = 0) -> Outcome {
    let document = YAMLReader.read(source, file: file)
    guard let root = document.root, document.findings.isEmpty else { return .refused(document.findings) }
    let formatted = SourceFile(path: source.path, bytes: layOut(root, of: source))
    guard Meaning(of: formatted) == Meaning(root, of: source) else {
      return .refused([
        Diagnostic(
          "L001", "this file cannot be laid out without changing what it says",
          at: SourceRange(file: file, lower: 0, upper: 0), label: "left as it is",
          help: [Help("write the unusual quoting or indentation in it more plainly")])
      ])
    }
    return .formatted(formatted.bytes)
  }

  /// The canonical layout, unchecked.
  static func layOut(_ root: Node, of source: SourceFile) -> [UInt8] {
    var layout = BlockLayout(source, comments: CommentScanner.comments(of: source, in: root))
    layout.layOut(root)
    return Array(layout.lines.text.utf8)
  }
}
