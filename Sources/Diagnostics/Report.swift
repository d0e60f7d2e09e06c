/// What a run found, ready to be shown: sorted by position, without duplicates, and no longer than a person reads.
///
/// ```swift
/// let report = Report(diagnostics)
/// print(report.text(in: sources), terminator: "")
/// ```
///
/// Beyond the limit errors stay before warnings, and ``leftOut`` says what is not shown.
public struct Report: Sendable {
  /// How many findings of each severity.
  public struct Count: Hashable, Sendable, CustomStringConvertible {
    /// Findings that make the run fail.
    public var errors = 0
    /// Findings that do not.
    public var warnings = 0

    /// All of them.
    public var total: Int { errors + warnings }

    init(_ diagnostics: some Sequence<Diagnostic>) {
      for diagnostic in diagnostics {
        switch diagnostic.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        }
      }
    }

    init(errors: Int, warnings: Int) {
      self.errors = errors
      self.warnings = warnings
    }

    /// `2 errors, 1 warning`; empty when there are none.
    public var description: String {
      let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }
  }

  /// The findings to show, in order of position.
  public let findings: [Diagnostic]
  /// All findings of the run, shown or not.
  public let found: Count
  /// The findings that are not shown.
  public let leftOut: Count

  /// Sorts, deduplicates and selects.
  public init(_ diagnostics: some Sequence<Diagnostic>, limit: Int = 50) {
    let all = Self.sortedWithoutDuplicates(diagnostics)
    found = Count(all)
    var room = Count(errors: min(found.errors, limit), warnings: 0)
    room.warnings = min(found.warnings, limit - room.errors)
    leftOut = Count(errors: found.errors - room.errors, warnings: found.warnings - room.warnings)
    findings = all.filter { finding in
      let count = finding.severity == .error ? \Count.errors : \Count.warnings
      room[keyPath: count] -= 1
      return room[keyPath: count] >= 0
    }
  }

  private struct Identity: Hashable {
    let code: String
    let message: String
    let range: SourceRange
  }

  private static func sortedWithoutDuplicates(_ diagnostics: some Sequence<Diagnostic>) -> [Diagnostic] {
    var seen: Set<Identity> = []
    let unique = diagnostics.filter {
      seen.insert(Identity(code: $0.code, message: $0.message, range: $0.primary.range)).inserted
    }
    return unique.sorted { left, right in
      if left.primary.range != right.primary.range { return left.primary.range < right.primary.range }
      if left.severity != right.severity { return left.severity == .error }
      return (left.code, left.message) < (right.code, right.message)
    }
  }

  /// The closing lines: what was left out, and how many there are in all. Empty when nothing was found.
  public var summary: [String] {
    guard found.total > 0 else { return [] }
    guard leftOut.total > 0 else { return [found.description] }
    let findings = leftOut.total == 1 ? "finding" : "findings"
    return ["… and \(leftOut.total) more \(findings): \(leftOut.description)", found.description]
  }
}
