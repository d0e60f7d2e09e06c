extension Report {
  /// The report for people, in the shape that rustc made familiar.
  ///
  /// ```
  /// error[L301]: field `items` has no limit on its element count
  ///   --> Protocol/loot.yaml:41:9
  ///    |
  /// 41 |       - items: LootItem[count]
  ///    |         ^^^^^ a 9-byte packet could ask for 96 GiB
  /// help: state the most the peer sends: `LootItem[count <= 16]`
  /// ```
  ///
  /// Every finding is followed by an empty line, the last by the ``summary``; nothing found is an empty text.
  public func text(in sources: SourceSet, inColor: Bool = false) -> String {
    let renderer = TextRenderer(sources: sources)
    var lines: [StyledLine] = []
    for finding in findings { lines += renderer.lines(for: finding) + [StyledLine()] }
    lines += summary.map { StyledLine($0, .message) }
    return lines.map { $0.rendered(inColor: inColor) + "\n" }.joined()
  }
}

/// A row of a finding's text. Rows are aligned once it is known how wide the line numbers are.
enum TextRow {
  /// A line without a gutter: the finding's own, or a help.
  case line(StyledLine)
  /// `--> path:line:column`, or `:::` for a further file.
  case place(arrow: String, String)
  /// A line beside the gutter: source with its number, or marks under it.
  case beside(number: Int?, StyledLine)
  /// A line that goes or comes: `41 - text`.
  case change(number: Int, sign: String, StyledLine)
  /// Lines left out.
  case gap(StyledLine)
  /// `= note: text`, or the next line of a note.
  case note(String, continues: Bool)

  var number: Int {
    switch self {
    case .beside(let number?, _), .change(let number, _, _): number
    default: 0
    }
  }

  /// The row with a gutter for numbers of `width` digits.
  func line(gutter width: Int) -> StyledLine {
    let blank = String(repeating: " ", count: width)
    var line = StyledLine()
    switch self {
    case .line(let text): return text
    case .place(let arrow, let place):
      line.append(blank + arrow, .gutter)
      line.append(" " + place)
    case .beside(let number, let text):
      let digits = number.map(String.init) ?? ""
      line.append(digits + blank.dropFirst(digits.count) + " | ", .gutter)
      line.append(text)
    case .change(let number, let sign, let text):
      let digits = String(number)
      line.append(digits + blank.dropFirst(digits.count) + " ", .gutter)
      line.append(sign + " ", sign == "+" ? .added : .removed)
      line.append(text)
    case .gap(let margin):
      line.append("..." + blank, .gutter)
      line.append(margin)
    case .note(let text, let continues):
      line.append(blank + (continues ? "   " : " = "), .gutter)
      line.append(continues ? "      " : "note: ", .note)
      line.append(text)
    }
    return line
  }
}

struct TextRenderer {
  let sources: SourceSet

  func lines(for finding: Diagnostic) -> [StyledLine] {
    var title = StyledLine("\(finding.severity.rawValue)[\(finding.code)]", TextStyle(finding.severity))
    title.append(": " + finding.message.printable(), .message)
    var rows = [TextRow.line(title)]
    rows += snippets(of: finding)
    if !finding.notes.isEmpty { rows.append(.beside(number: nil, StyledLine())) }
    rows += finding.notes.flatMap(noteRows)
    rows += finding.help.flatMap { HelpText(sources: sources, finding: finding).rows(for: $0) }
    let width = String(rows.map(\.number).max() ?? 0).count
    return rows.map { $0.line(gutter: width) }
  }

  /// The source of each file the finding speaks of, its own first.
  private func snippets(of finding: Diagnostic) -> [TextRow] {
    let labels =
      [Snippet.Label(finding.primary, isPrimary: true, style: TextStyle(finding.severity))]
      + finding.secondary.map { Snippet.Label($0, isPrimary: false, style: .secondary) }
    let own = finding.primary.range.file
    let others = Set(finding.secondary.map(\.range.file)).subtracting([own]).sorted()
    return ([own] + others).flatMap { file in
      rows(in: file, arrow: file == own ? "-->" : ":::", labels.filter { $0.range.file == file })
    }
  }

  private func rows(in fileIndex: Int, arrow: String, _ labels: [Snippet.Label]) -> [TextRow] {
    let file = sources[fileIndex]
    let edge = TextRow.beside(number: nil, StyledLine())
    guard let first = labels.first, !file.bytes.isEmpty else {
      // A file that is empty or could not be read has nothing to show.
      let texts = labels.map(\.text).filter { !$0.isEmpty }
      return [.place(arrow: arrow, file.path.printable())] + (texts.isEmpty ? [] : [edge]) + texts.flatMap(noteRows)
    }
    let place = TextRow.place(arrow: arrow, place(of: first.range))
    return (arrow == ":::" ? [edge] : []) + [place, edge] + Snippet(labels, in: file).rows
  }

  /// `path:line:column` of where a range begins.
  func place(of range: SourceRange) -> String {
    let file = sources[range.file]
    let position = file.position(at: range.lower)
    return "\(file.path.printable()):\(position.line):\(position.column)"
  }

  private func noteRows(_ note: String) -> [TextRow] {
    note.printableLines.enumerated().map { .note($1, continues: $0 > 0) }
  }
}
