extension Report {
  /// The report as workflow commands, which GitHub shows as annotations beside the source.
  ///
  /// ```
  /// ::error file=loot.yaml,line=41,endLine=41,col=9,endColumn=14,title=L301::field `items` has no limit…
  /// ```
  ///
  /// Under the message stand its label, notes and helps. What was left out is one notice more.
  public func github(in sources: SourceSet) -> String {
    var lines = findings.map { Self.command(for: $0, in: sources) }
    if leftOut.total > 0, let summary = summary.first { lines.append("::notice::" + Self.escapeData(summary)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func command(for finding: Diagnostic, in sources: SourceSet) -> String {
    let place = Place(finding.primary.range, in: sources)
    var properties = [("file", place.path)]
    if place.hasSource {
      properties += [
        ("line", String(place.start.line)), ("endLine", String(place.end.line)),
        ("col", String(place.start.column)), ("endColumn", String(place.end.column)),
      ]
    }
    properties.append(("title", finding.code))
    let list = properties.map { "\($0)=\(escapeProperty($1))" }.joined(separator: ",")
    let label = finding.primary.text.isEmpty ? [] : [finding.primary.text]
    let text = [finding.message] + label + finding.notes.map { "note: " + $0 } + finding.help.map { "help: " + $0.text }
    return "::\(finding.severity.rawValue) \(list)::\(escapeData(text.joined(separator: "\n")))"
  }

  private static func escapeData(_ text: String) -> String {
    escape(text, ["%", "\r", "\n"])
  }

  private static func escapeProperty(_ text: String) -> String {
    escape(text, ["%", "\r", "\n", ":", ","])
  }

  private static func escape(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += ("%" + (digits.count == 1 ? "0" : "") + digits).unicodeScalars
      } else {
        result.append(scalar.printable)
      }
    }
    return String(result)
  }
}
