import Diagnostics
import JSONText
import SchemaFormat
import SchemaModel
import SchemaRules
import SchemaSyntax

/// What must hold of the schema compiler for any bytes at all.
///
/// An input may hold several files, parted by form feeds; they are called `0.yaml`, `1.yaml` and so on, and may import
/// each other.
enum SchemaProbe {
  /// Runs everything that the tool does with schema files; says what does not hold.
  static func problem(with input: [UInt8]) -> String? {
    let files = input.split(separator: 0x0C, maxSplits: 7, omittingEmptySubsequences: false).map { Array($0) }
    if let problem = problemOfCompiling(files) { return problem }
    // The formatter reads a file four times over: every fourth input keeps the compiler first in line.
    guard input.count % 4 == 0 else { return nil }
    return files.lazy.compactMap { problemOfFormatting($0) }.first
  }

  private static func problemOfCompiling(_ files: [[UInt8]]) -> String? {
    let loaded = SchemaLoader.load(files.indices.map { "\($0).yaml" }) { path throws(ReadFailure) in
      guard let index = Int(path.prefix { $0 != "." }), files.indices.contains(index), path == "\(index).yaml"
      else { throw ReadFailure("`\(path)` does not exist") }
      return files[index]
    }
    var findings = loaded.findings + loaded.schemas.flatMap { Linter.check($0) }
    for (file, root) in loaded.fixtureFiles { findings += DeclarationParser.parseFixture(root, file: file).findings }
    for finding in findings {
      guard ([finding.primary] + finding.secondary).allSatisfy({ isSound($0.range, in: loaded.sources) }) else {
        return "\(finding.code) points outside its file"
      }
      guard Catalogue.rule(finding.code) != nil else { return "\(finding.code) has no rule" }
    }
    // Findings are shown the same way whatever they say: now and then is enough.
    guard files.map(\.count).reduce(0, +) % 8 == 0 else { return nil }
    let report = Report(findings)
    if report.found.total > 0, report.text(in: loaded.sources, inColor: true).isEmpty { return "findings without text" }
    _ = report.json(in: loaded.sources).compact()
    var plan = EditPlan(loaded.sources)
    for finding in report.findings {
      for help in finding.help { _ = plan.add(help.edits) }
    }
    for file in plan.changedFiles where plan.contents(of: file) == loaded.sources[file].bytes {
      return "an edit that changes nothing"
    }
    return nil
  }

  private static func isSound(_ range: SourceRange, in sources: SourceSet) -> Bool {
    sources.files.indices.contains(range.file) && range.lower >= 0 && range.upper <= sources[range.file].bytes.count
  }

  private static func problemOfFormatting(_ bytes: [UInt8]) -> String? {
    let source = SourceFile(path: "0.yaml", bytes: bytes)
    let readable = YAMLReader.read(source, file: 0).findings.isEmpty
    guard case .formatted(let once) = SchemaFormatter.format(source) else {
      return readable ? "formatting would change what the file says" : nil
    }
    guard readable else { return "formatted although it cannot be read" }
    guard case .formatted(let twice) = SchemaFormatter.format(SourceFile(path: "0.yaml", bytes: once)) else {
      return "the formatted file cannot be formatted"
    }
    return once == twice ? nil : "formatting twice is not formatting once"
  }
}
