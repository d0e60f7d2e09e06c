/// The rows of a help: its text and, where the text does not already say it, the lines as its edits leave them.
///
/// ```
/// help: state the byte order
///    |
///  1 + endian: little
/// ```
struct HelpText {
  let sources: SourceSet
  let finding: Diagnostic

  /// Lines of one change shown at most.
  private static let maximumLines = 10

  func rows(for help: Help) -> [TextRow] {
    var rows: [TextRow] = help.text.printableLines.enumerated().map { index, text in
      var line = StyledLine(index == 0 ? "help" : "    ", .help)
      line.append(index == 0 ? ": " : "  ")
      line.append(text)
      return .line(line)
    }
    var plan = EditPlan(sources)
    plan.add(help.edits)
    for file in plan.changedFiles {
      let changes = LineChange.changes(by: plan.edits(of: file), in: sources[file])
      if plan.changedFiles.count == 1, changes.count == 1, changes[0].isTold(by: help.text) { break }
      if file != finding.primary.range.file {
        rows.append(.place(arrow: "-->", sources[file].path.printable()))
      }
      rows.append(.beside(number: nil, StyledLine()))
      rows += changes.flatMap(rows(for:))
    }
    return rows
  }

  private func rows(for change: LineChange) -> [TextRow] {
    let old = change.old.enumerated().map { index, line in
      TextRow.change(number: change.oldNumber + index, sign: "-", change.shown(line))
    }
    let new = change.new.enumerated().map { index, line in
      TextRow.change(number: change.newNumber + index, sign: "+", change.shown(line))
    }
    let rows = old + new
    guard rows.count > Self.maximumLines else { return rows }
    return rows.prefix(Self.maximumLines) + [.gap(StyledLine())]
  }
}

/// Neighbouring lines that edits replace by others.
private struct LineChange {
  var oldNumber: Int
  var newNumber: Int
  var old: [[UInt8]]
  var new: [[UInt8]]
  /// The column of the first difference, as a byte offset into the first line.
  var focus = 0

  /// The changes that edits in order of position make to a file.
  static func changes(by edits: [TextEdit], in file: SourceFile) -> [LineChange] {
    var changes: [LineChange] = []
    var growth = 0
    var rest = edits[...]
    while let first = rest.first {
      let firstLine = file.line(at: first.range.lower)
      var lastLine = file.line(at: first.range.upper)
      var group: [TextEdit] = []
      while let next = rest.first, file.line(at: next.range.lower) <= lastLine {
        lastLine = max(lastLine, file.line(at: next.range.upper))
        group.append(next)
        rest.removeFirst()
      }
      let lower = file.lineStarts[firstLine - 1]
      let bytes = file.bytes[
        lower..<max(file.contents(ofLine: lastLine).upperBound, group[group.count - 1].range.upper)]
      var change = LineChange(
        oldNumber: firstLine, newNumber: firstLine + growth, old: lines(of: bytes),
        new: lines(of: TextEdit.splice(group, into: bytes)[...]))
      growth += change.new.count - change.old.count
      change.dropWhatStays()
      change.focus =
        change.old.first.flatMap { old in
          change.new.first.map { new in zip(old, new).prefix { $0 == $1 }.count }
        } ?? 0
      changes.append(change)
    }
    return changes
  }

  private mutating func dropWhatStays() {
    let head = zip(old, new).prefix { $0 == $1 }.count
    old.removeFirst(head)
    new.removeFirst(head)
    oldNumber += head
    newNumber += head
    let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    old.removeLast(tail)
    new.removeLast(tail)
  }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? Array(line.dropLast()) : Array(line)
    }
  }

  /// Whether a text in backticks already shows what the one changed line becomes.
  func isTold(by help: String) -> Bool {
    guard old.count == 1, new.count == 1 else { return false }
    let (before, after) = (String(decoding: old[0], as: UTF8.self), String(decoding: new[0], as: UTF8.self))
    let quoted = help.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
    return quoted.contains { !$0.element.isEmpty && after.contains($0.element) && !before.contains($0.element) }
  }

  func shown(_ line: [UInt8]) -> StyledLine {
    let point = min(focus, line.count)
    return StyledLine(DisplayLine(line, 0..<line.count, focus: point..<point).text)
  }
}
