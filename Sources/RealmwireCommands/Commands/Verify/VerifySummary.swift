import Diagnostics
import Fixtures

/// The last lines of `realmwire verify`: how it went, and where to look when much failed.
///
/// ```
/// 16 of 753 cases failed
///   Fixtures/realm-world/InventoryOperationResult.yaml: 16 errors, 16 at `reason`
/// ```
struct VerifySummary {
  let lines: [String]

  /// So few errors are seen at a glance.
  private static let fewErrors = 3

  init(_ results: [FixtureResult], _ report: Report, in sources: SourceSet) {
    var lines = [Self.outcome(results)]
    let errors = report.findings.filter { $0.severity == .error }
    if errors.count > Self.fewErrors {
      var counts: [Int: Int] = [:]
      for error in errors { counts[error.primary.range.file, default: 0] += 1 }
      let fields = Self.fields(results)
      for (file, count) in counts.sorted(by: { sources[$0.key].path < sources[$1.key].path }) {
        let places = (fields[file] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { ", \($0.value) at `\($0.key)`" }
        lines.append("  \(printable(sources[file].path)): \(counted(count, "error"))\(places.joined())")
      }
    }
    self.lines = lines
  }

  /// For each file, the fields at which its cases fail, and how many do.
  private static func fields(_ results: [FixtureResult]) -> [Int: [String: Int]] {
    var fields: [Int: [String: Int]] = [:]
    for failure in results.compactMap(\.failure) where !failure.path.isEmpty {
      // `items[3].flags` is the same field as `items[0].flags`.
      let field = failure.path.replacing(/\[[^\]]*\]/, with: "")
      fields[failure.diagnostic.primary.range.file, default: [:]][field, default: 0] += 1
    }
    return fields
  }

  /// `723 cases of 29 messages passed`, or `2 of 723 cases failed`.
  private static func outcome(_ results: [FixtureResult]) -> String {
    guard !results.isEmpty else { return "there is no case to verify" }
    let failed = results.count { !$0.passed }
    let messages = Set(results.map { $0.fixture.schema + "." + $0.fixture.targetName }).count
    guard failed == 0 else { return "\(failed) of \(counted(results.count, "case")) failed" }
    return "\(counted(results.count, "case")) of \(counted(messages, "message")) passed"
  }
}
