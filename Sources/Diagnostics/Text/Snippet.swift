/// The lines of one file that a finding speaks of, with marks under them.
///
/// A label within one line is underlined; labels that share a line hang below each other:
///
/// ```
/// 3 |   - items: Item[count]
///   |     -----  ---- ^^^^^ not an integer
///   |     |      |
///   |     |      the elements
///   |     this field
/// ```
///
/// A label over several lines is drawn in a margin left of the source.
struct Snippet {
  /// What is marked, how, and what is said of it.
  struct Label {
    let range: SourceRange
    let text: String
    let isPrimary: Bool
    let style: TextStyle

    init(_ label: Diagnostic.Label, isPrimary: Bool, style: TextStyle) {
      range = label.range
      text = label.text.printable()
      self.isPrimary = isPrimary
      self.style = style
    }
  }

  /// A label over several lines. `depth` is its column in the margin.
  struct Span {
    let label: Label
    let lines: ClosedRange<Int>
    /// The last byte marked.
    let last: Int
    var depth = 0
  }

  /// So few lines left out are not worth a line that says so: the numbers show it.
  private static let shortGap = 2
  /// Lines of a span that is shown whole.
  private static let shortSpan = 6
  /// Spans that overlap beyond this are marked where they begin.
  private static let maximumDepth = 4

  private let file: SourceFile
  private var marks: [Int: [Label]] = [:]
  private var spans: [Span] = []

  init(_ labels: [Label], in file: SourceFile) {
    self.file = file
    for label in labels {
      let trimmed = Self.trimmed(label.range, in: file)
      let first = file.line(at: trimmed.lower)
      let last = file.line(at: max(trimmed.lower, trimmed.upper - 1))
      if first == last {
        marks[first, default: []].append(label)
      } else {
        spans.append(Span(label: label, lines: first...last, last: trimmed.upper - 1))
      }
    }
    settleDepths()
  }

  /// A range over several lines does not end in blank space.
  private static func trimmed(_ range: SourceRange, in file: SourceFile) -> SourceRange {
    var upper = min(range.upper, file.bytes.count)
    guard file.line(at: range.lower) < file.line(at: upper) else { return range }
    while upper > range.lower, [0x20, 0x0A, 0x0D, 0x09].contains(file.bytes[upper - 1]) { upper -= 1 }
    return SourceRange(file: range.file, lower: range.lower, upper: upper)
  }

  /// Gives spans that overlap different columns of the margin, outer ones further left.
  private mutating func settleDepths() {
    spans.sort { ($0.lines.lowerBound, -$0.lines.upperBound) < ($1.lines.lowerBound, -$1.lines.upperBound) }
    var settled: [Span] = []
    for var span in spans {
      let taken = Set(settled.filter { $0.lines.overlaps(span.lines) }.map(\.depth))
      span.depth = (0...taken.count).first { !taken.contains($0) } ?? taken.count
      if span.depth < Self.maximumDepth {
        settled.append(span)
      } else {
        marks[span.lines.lowerBound, default: []].append(span.label)
      }
    }
    spans = settled
  }

  // MARK: Rows

  /// The snippet, from the first line marked to the last.
  var rows: [TextRow] {
    var rows: [TextRow] = []
    var margin = Margin(deepest: spans.map(\.depth).max())
    var previous: Int?
    for line in shownLines {
      if let previous, line - previous - 1 > Self.shortGap { rows.append(.gap(margin.line())) }
      rows += self.rows(at: line, &margin)
      previous = line
    }
    return rows
  }

  private var shownLines: [Int] {
    var lines = Set(marks.keys)
    for span in spans {
      if span.lines.count <= Self.shortSpan {
        lines.formUnion(span.lines)
      } else {
        let (first, last) = (span.lines.lowerBound, span.lines.upperBound)
        lines.formUnion([first, first + 1, last - 1, last])
      }
    }
    return lines.sorted()
  }

  private func rows(at line: Int, _ margin: inout Margin) -> [TextRow] {
    let contents = file.contents(ofLine: line)
    let marks = self.marks[line] ?? []
    let ending = spans.filter { $0.lines.upperBound == line }
    let beginning = spans.filter { $0.lines.lowerBound == line }
    let points =
      marks.map { clamped($0.range.lower..<$0.range.upper, contents) }
      + ending.map { clamped($0.last..<$0.last + 1, contents) }
      + beginning.map { clamped($0.label.range.lower..<$0.label.range.lower + 1, contents) }
    let focus = Self.hull(points, primary: marks.firstIndex(where: \.isPrimary))
    let display = DisplayLine(file.bytes, contents, focus: focus)

    // A span that begins with its line's text needs no row of its own to say where.
    let text = firstTextOffset(in: contents)
    let plain = beginning.filter { $0.label.range.lower <= text }
    var source = margin.line(beginning: plain)
    source.append(display.text)
    for span in plain { margin.open(span) }

    let columns = points.map(display.visibleColumns)
    var under = MarkedLine(zip(marks, columns).map { MarkedLine.Mark(columns: $1, label: $0) }).rows.map {
      margin.line().appending($0)
    }
    for (span, columns) in zip(ending, columns.dropFirst(marks.count)) {
      under.append(margin.arm(ending: span, at: columns.upperBound - 1))
      margin.close(span)
    }
    for (span, columns) in zip(beginning, columns.dropFirst(marks.count + ending.count)) {
      guard span.label.range.lower > text else { continue }
      under.append(margin.arm(beginning: span, at: columns.lowerBound))
      margin.open(span)
    }
    return [.beside(number: line, source)] + under.map { .beside(number: nil, $0) }
  }

  private func firstTextOffset(in contents: Range<Int>) -> Int {
    contents.first { file.bytes[$0] != 0x20 && file.bytes[$0] != 0x09 } ?? contents.upperBound
  }

  private func clamped(_ range: Range<Int>, _ contents: Range<Int>) -> Range<Int> {
    let low = min(max(range.lowerBound, contents.lowerBound), contents.upperBound)
    return low..<min(max(range.upperBound, low), contents.upperBound)
  }

  /// What a window should show: all the marks, or failing that the finding's own.
  private static func hull(_ points: [Range<Int>], primary: Int?) -> Range<Int> {
    guard let first = points.first else { return 0..<0 }
    let all = points.reduce(first) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
    return all.count <= DisplayLine.maximumWidth ? all : primary.map { points[$0] } ?? first
  }
}
