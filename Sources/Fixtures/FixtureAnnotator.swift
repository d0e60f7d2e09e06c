public import Diagnostics
public import SchemaModel
import SchemaSyntax
import WireInterpreter

/// Rewrites the hex of fixture files as a field a line with comments. The bytes stay as they are.
public struct FixtureAnnotator {
  private let model: SchemaModel
  private let source: SourceFile
  private let replacesComments: Bool

  /// An annotator for a file with cases of this model.
  ///
  /// Hex that has comments already is left alone unless `replacesComments`.
  public init(_ model: SchemaModel, _ source: SourceFile, replacesComments: Bool) {
    self.model = model
    self.source = source
    self.replacesComments = replacesComments
  }

  /// The edits for the cases of the file.
  public func edits(_ cases: [FixtureCase]) -> [TextEdit] {
    var seen: Set<SourceRange> = []
    return cases.compactMap { fixture in
      guard let hex = fixture.hex, seen.insert(hex.scalar.range).inserted else { return nil }
      return edit(hex, fixture)
    }
  }

  private func edit(_ hex: HexText, _ fixture: FixtureCase) -> TextEdit? {
    let range = hex.scalar.range
    guard !fixture.bytes.isEmpty, let indent = indent(of: range) else { return nil }
    let old = source.bytes[range.lower..<range.upper]
    guard replacesComments || !old.contains(UInt8(ascii: "#")) else { return nil }
    let trace = WireInterpreter(model).inspect(
      fixture.bytes, as: fixture.target, at: fixture.revision, strict: fixture.isStrict)
    let lines = HexAnnotation(fixture.bytes, trace).lines
    let margin = "\n" + String(repeating: " ", count: indent + 2)
    let text = "|" + lines.map { margin + $0 }.joined()
    return text.utf8.elementsEqual(old) ? nil : TextEdit(range, text)
  }

  /// The column of `hex:` when it stands at the beginning of its line: only there can a block follow.
  private func indent(of range: SourceRange) -> Int? {
    let line = source.bytes[source.contents(ofLine: source.line(at: range.lower))]
    let indent = line.prefix { $0 == 0x20 }.count
    return line.dropFirst(indent).starts(with: Array("hex:".utf8)) ? indent : nil
  }
}
