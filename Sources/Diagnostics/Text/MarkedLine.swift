/// The marks under one line of source, and their texts.
struct MarkedLine {
  /// Columns to underline and what to say of them.
  struct Mark {
    let columns: Range<Int>
    let label: Snippet.Label

    var character: Character { label.isPrimary ? "^" : "-" }
  }

  /// From right to left.
  private let marks: [Mark]

  init(_ marks: [Mark]) {
    self.marks = marks.sorted { left, right in
      (-left.columns.lowerBound, left.label.isPrimary ? 0 : 1)
        < (-right.columns.lowerBound, right.label.isPrimary ? 0 : 1)
    }
  }

  /// The underlines with the rightmost text beside them, then the other texts, each under its mark.
  var rows: [StyledLine] {
    guard !marks.isEmpty else { return [] }
    let labelled = marks.filter { !$0.label.text.isEmpty }
    let reach = marks.map(\.columns.upperBound).max()
    let beside = labelled.firstIndex { $0.columns.upperBound == reach }
    var hanging = labelled
    var first = underlines
    if let beside {
      let mark = hanging.remove(at: beside)
      first.append(" " + mark.label.text, mark.label.style)
    }
    var rows = [first]
    if !hanging.isEmpty { rows.append(Self.stems(of: hanging)) }
    for (index, mark) in hanging.enumerated() {
      let column = mark.columns.lowerBound
      var row = Self.stems(of: hanging[(index + 1)...].filter { $0.columns.lowerBound < column }, width: column)
      row.append(mark.label.text, mark.label.style)
      rows.append(row)
    }
    return rows
  }

  /// The finding's own marks lie over the others.
  private var underlines: StyledLine {
    var cells: [(character: Character, style: TextStyle)] = []
    for mark in marks.filter({ !$0.label.isPrimary }) + marks.filter(\.label.isPrimary) {
      while cells.count < mark.columns.upperBound { cells.append((" ", .plain)) }
      for column in mark.columns { cells[column] = (mark.character, mark.label.style) }
    }
    return Self.line(of: cells)
  }

  /// A `|` under the beginning of each mark, filled with blanks to `width`.
  private static func stems(of marks: [Mark], width: Int = 0) -> StyledLine {
    let needed = max(width, marks.map { $0.columns.lowerBound + 1 }.max() ?? 0)
    var cells: [(character: Character, style: TextStyle)] = Array(repeating: (" ", .plain), count: needed)
    for mark in marks.reversed() { cells[mark.columns.lowerBound] = ("|", mark.label.style) }
    return line(of: cells)
  }

  private static func line(of cells: [(character: Character, style: TextStyle)]) -> StyledLine {
    var line = StyledLine()
    for cell in cells { line.append(String(cell.character), cell.style) }
    return line
  }
}

/// The columns left of the source in which labels over several lines are drawn.
struct Margin {
  /// The columns it takes: one per depth and a blank; none without such labels.
  let width: Int
  private var openStyles: [Int: TextStyle] = [:]

  init(deepest: Int?) {
    width = deepest.map { $0 + 2 } ?? 0
  }

  mutating func open(_ span: Snippet.Span) { openStyles[span.depth] = span.label.style }

  mutating func close(_ span: Snippet.Span) { openStyles[span.depth] = nil }

  /// The margin beside a row, with `/` for spans that begin on it.
  func line(beginning: [Snippet.Span] = []) -> StyledLine {
    var line = StyledLine()
    for column in 0..<width {
      if let span = beginning.first(where: { $0.depth == column }) {
        line.append("/", span.label.style)
      } else {
        line.append(openStyles[column] == nil ? " " : "|", openStyles[column] ?? .plain)
      }
    }
    return line
  }

  /// The row that leads from the margin to where a span ends: `|____^ text`.
  func arm(ending span: Snippet.Span, at column: Int) -> StyledLine {
    var line = arm(of: span, to: column)
    if !span.label.text.isEmpty { line.append(" " + span.label.text, span.label.style) }
    return line
  }

  /// The row that leads from where a span begins to the margin: ` ____^`.
  func arm(beginning span: Snippet.Span, at column: Int) -> StyledLine {
    arm(of: span, to: column)
  }

  private func arm(of span: Snippet.Span, to column: Int) -> StyledLine {
    var line = StyledLine()
    for place in 0..<width + column {
      if let style = openStyles[place] {
        line.append("|", style)
      } else {
        line.append(place > span.depth ? "_" : " ", place > span.depth ? span.label.style : .plain)
      }
    }
    line.append(span.label.isPrimary ? "^" : "-", span.label.style)
    return line
  }
}
