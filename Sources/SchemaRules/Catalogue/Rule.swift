public import Diagnostics

/// One rule of the linter: what it asks, why, and what breaking and keeping it look like.
public struct Rule: Sendable {
  /// What a rule is about; its code's first digit.
  public enum Category: String, Sendable, CaseIterable {
    case syntax, names, types, limits, conditions, revisions, messages, layout, fixtures
  }

  /// The stable code that findings carry: `L301`.
  public let code: String
  /// How bad a finding is; a rule whose title names an exception may differ there.
  public let severity: Diagnostic.Severity
  /// What the rule is about.
  public let category: Category
  /// What the rule finds, in one line.
  public let title: String
  /// What would go wrong on the wire or in Swift.
  public let why: String
  /// A schema that breaks this rule.
  public let bad: String
  /// The same schema, mended.
  public let good: String
  /// What mends a finding, when there is one way.
  public let fix: String?

  init(
    _ code: String, _ category: Category, _ title: String, severity: Diagnostic.Severity = .error, why: String,
    bad: String, good: String, fix: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.category = category
    self.title = title
    self.why = why
    self.bad = bad
    self.good = good
    self.fix = fix
  }
}

extension Rule {
  /// What `realmwire explain L301` prints.
  public var explanation: String {
    var parts = [
      "\(code) (\(severity.rawValue)): \(title)", why, "Bad:\n\n" + indented(bad), "Good:\n\n" + indented(good),
    ]
    if let fix { parts.append("Fix: \(fix)") }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n")
  }
}
