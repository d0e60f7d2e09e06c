import Diagnostics
import JSONText
import SchemaRules

extension Invocation {
  /// Shows findings in the format that `--format` names.
  func show(_ report: Report, in sources: SourceSet) {
    switch self[GlobalOptions.format] {
    case .text: console.write(report.text(in: sources, inColor: colorsOutput))
    case .json: console.write(report.json(in: sources).pretty())
    case .github: console.write(report.github(in: sources))
    case .sarif:
      let rules = Catalogue.lint.map {
        RuleDescription(code: $0.code, short: $0.title, full: $0.why, severity: $0.severity)
      }
      console.write(report.sarif(in: sources, version: Realmwire.version, rules: rules).pretty())
    }
  }

  /// Replaces a file's contents; says whether they changed.
  @discardableResult
  func replace(_ path: String, _ bytes: [UInt8]) throws(Failure) -> Bool {
    do throws(FileProblem) {
      return try files.replace(path, bytes)
    } catch {
      throw Failure(error)
    }
  }
}
