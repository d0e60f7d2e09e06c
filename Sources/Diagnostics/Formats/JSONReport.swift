public import JSONText

extension Report {
  /// The report for programs: one document.
  ///
  /// ```json
  /// {
  ///   "findings": [
  ///     {
  ///       "code": "L301", "severity": "error", "message": "…",
  ///       "path": "loot.yaml",
  ///       "start": {"line": 41, "column": 9, "offset": 803}, "end": {"line": 41, "column": 14, "offset": 808},
  ///       "label": "…",
  ///       "labels": [{"path": "loot.yaml", "start": {…}, "end": {…}, "text": "…"}],
  ///       "notes": ["…"],
  ///       "help": [{"text": "…", "edits": [{"path": "loot.yaml", "start": {…}, "end": {…}, "replacement": "…"}]}]
  ///     }
  ///   ],
  ///   "errors": 1, "warnings": 0,
  ///   "leftOut": {"errors": 0, "warnings": 0}
  /// }
  /// ```
  ///
  /// Ranges are half-open; lines and columns count from 1, columns in Unicode scalars, offsets in bytes from 0.
  public func json(in sources: SourceSet) -> JSON {
    let renderer = JSONReport(sources: sources)
    return [
      "findings": .array(findings.map(renderer.finding)),
      "errors": JSON(found.errors),
      "warnings": JSON(found.warnings),
      "leftOut": ["errors": JSON(leftOut.errors), "warnings": JSON(leftOut.warnings)],
    ]
  }
}

private struct JSONReport {
  let sources: SourceSet

  func finding(_ finding: Diagnostic) -> JSON {
    var object = JSON.Object([
      .init("code", .string(finding.code)),
      .init("severity", .string(finding.severity.rawValue)),
      .init("message", .string(finding.message)),
    ])
    object.members += place(finding.primary.range)
    object.members += [
      .init("label", .string(finding.primary.text)),
      .init("labels", .array(finding.secondary.map { at($0.range, "text", $0.text) })),
      .init("notes", .array(finding.notes.map(JSON.string))),
      .init("help", .array(finding.help.map(help))),
    ]
    return .object(object)
  }

  private func help(_ help: Help) -> JSON {
    ["text": .string(help.text), "edits": .array(help.edits.map { at($0.range, "replacement", $0.replacement) })]
  }

  private func at(_ range: SourceRange, _ key: String, _ text: String) -> JSON {
    .object(JSON.Object(place(range) + [.init(key, .string(text))]))
  }

  private func place(_ range: SourceRange) -> [JSON.Object.Member] {
    let place = Place(range, in: sources)
    return [
      .init("path", .string(place.path)),
      .init("start", point(place.start, place.bytes.lowerBound)),
      .init("end", point(place.end, place.bytes.upperBound)),
    ]
  }

  private func point(_ position: SourceFile.Position, _ offset: Int) -> JSON {
    ["line": JSON(position.line), "column": JSON(position.column), "offset": JSON(offset)]
  }
}
