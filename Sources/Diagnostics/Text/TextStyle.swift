/// What a piece of the text report is, and so how it looks on a terminal.
enum TextStyle {
  case plain, error, warning, message, gutter, secondary, help, note, added, removed

  /// The ANSI escape that turns the style on; empty for plain text.
  var escape: String {
    switch self {
    case .plain: ""
    case .error: "\u{1B}[1;31m"
    case .warning: "\u{1B}[1;33m"
    case .message, .note: "\u{1B}[1m"
    case .gutter, .secondary: "\u{1B}[1;34m"
    case .help: "\u{1B}[1;36m"
    case .added: "\u{1B}[32m"
    case .removed: "\u{1B}[31m"
    }
  }

  static let reset = "\u{1B}[0m"

  init(_ severity: Diagnostic.Severity) {
    self =
      switch severity {
      case .error: .error
      case .warning: .warning
      }
  }
}

/// A line of the text report: runs of text, each in one style.
struct StyledLine {
  private var runs: [(text: String, style: TextStyle)] = []

  init() {}

  init(_ text: String, _ style: TextStyle = .plain) {
    append(text, style)
  }

  mutating func append(_ text: String, _ style: TextStyle = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.last, last.style.escape == style.escape {
      runs[runs.count - 1].text += text
    } else {
      runs.append((text, style))
    }
  }

  mutating func append(_ other: StyledLine) {
    for run in other.runs { append(run.text, run.style) }
  }

  func appending(_ other: StyledLine) -> StyledLine {
    var line = self
    line.append(other)
    return line
  }

  /// The line's characters, escapes included when in colour. Trailing blanks go.
  func rendered(inColor: Bool) -> String {
    var kept = runs
    while let last = kept.last {
      let text = last.text.trimmingBlanks()
      kept.removeLast()
      guard text.isEmpty else {
        kept.append((text, last.style))
        break
      }
    }
    return kept.map { run in
      inColor && run.style != .plain ? run.style.escape + run.text + TextStyle.reset : run.text
    }.joined()
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate func trimmingBlanks() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
