import Diagnostics
import Testing

@Suite("A report")
struct ReportTests {
  private func finding(
    _ severity: Diagnostic.Severity = .error, _ message: String = "m", file: Int = 0, at offset: Int
  ) -> Diagnostic {
    Diagnostic("L1", severity, message, at: SourceRange(file: file, lower: offset, upper: offset + 1))
  }

  @Test func isSortedByPosition() {
    let expected = [
      finding(at: 1), finding(.error, "n", at: 3), finding(.warning, "a", at: 3), finding(file: 1, at: 0),
    ]
    #expect(Report(expected.reversed()).findings == expected)
    #expect(Report(expected).findings == expected)
  }

  @Test func hasNoDuplicates() {
    let report = Report([finding(at: 1), finding(at: 2), finding(at: 1)])
    #expect(report.findings == [finding(at: 1), finding(at: 2)])
    #expect(report.found.errors == 2)
  }

  @Test func keepsErrorsBeforeWarnings() {
    let warnings = (0..<120).map { finding(.warning, at: $0) }
    let errors = (200..<203).map { finding(at: $0) }
    let report = Report(warnings + errors)
    #expect(report.findings == warnings.prefix(47) + errors)
    #expect(report.summary == ["… and 73 more findings: 73 warnings", "3 errors, 120 warnings"])
  }

  @Test func saysHowManyOfEachAreLeftOut() {
    let errors = (0..<51).map { finding(at: $0) }
    let report = Report(errors + [finding(.warning, at: 99)])
    #expect(report.findings == Array(errors.prefix(50)))
    #expect(report.summary == ["… and 2 more findings: 1 error, 1 warning", "51 errors, 1 warning"])
    #expect(Report(errors).summary == ["… and 1 more finding: 1 error", "51 errors"])
  }

  @Test func countsInWords() {
    #expect(Report([finding(at: 1), finding(at: 2), finding(.warning, at: 3)]).summary == ["2 errors, 1 warning"])
    #expect(Report([finding(.warning, at: 3), finding(.warning, at: 4)]).summary == ["2 warnings"])
  }

  @Test func ofNothingIsEmpty() {
    #expect(Report([]).summary.isEmpty)
    #expect(Report([]).text(in: SourceSet()).isEmpty)
  }

  @Test func endsItsTextWithTheSummary() {
    let findings = Findings(("a.yaml", "«1:x»"))
    let lines = Report((0..<60).map { Diagnostic("L1", "\($0)", at: findings["1"]) }).text(in: findings.sources)
    #expect(lines.hasSuffix("\n\n… and 10 more findings: 10 errors\n60 errors\n"))
  }
}
