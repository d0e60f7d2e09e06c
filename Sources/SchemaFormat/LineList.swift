/// The lines of a layout, as they come.
struct LineList {
  /// One line.
  private struct Line {
    var code: String
    /// At its end.
    var comment: Comment?
    var hasBlankBefore: Bool
    /// Whether no comment may be added at its end.
    var isClosed = false
    /// Whether it belongs to a text that keeps the blank lines after it.
    var keepsBlanks = false
    /// The column at which its comment begins, from 0.
    var commentColumn = 0
  }

  private var lines: [Line] = []

  /// Adds a line of code.
  mutating func append(_ code: String, hasBlankBefore: Bool) {
    add(Line(code: code, hasBlankBefore: hasBlankBefore))
  }

  /// Adds a comment on a line of its own.
  mutating func append(comment: String, hasBlankBefore: Bool) {
    add(Line(code: comment, hasBlankBefore: hasBlankBefore, isClosed: true))
  }

  /// Adds a line of a text that runs over several lines.
  mutating func append(text: String, takesComment: Bool, keepsBlanks: Bool) {
    add(Line(code: text, hasBlankBefore: false, isClosed: !takesComment, keepsBlanks: keepsBlanks))
  }

  /// No blank line goes before the first line, nor below a text to which it would be added.
  private mutating func add(_ line: Line) {
    var line = line
    if lines.last?.keepsBlanks ?? true { line.hasBlankBefore = false }
    lines.append(line)
  }

  /// Puts a comment at the end of the last line; false when the line cannot take it.
  mutating func attach(_ comment: Comment) -> Bool {
    guard let last = lines.indices.last, lines[last].comment == nil, !lines[last].isClosed, !lines[last].code.isEmpty
    else { return false }
    lines[last].comment = comment
    return true
  }

  /// Adds a comment that goes on with the one at the end of the line above, aligned with it.
  mutating func attach(continuation: Comment) {
    lines.append(Line(code: "", comment: continuation, hasBlankBefore: false))
  }

  /// All lines, each ended by a line feed.
  var text: String {
    var aligned = lines
    var start = 0
    while start < aligned.count {
      var end = start + 1
      while end < aligned.count, isAligned(end) { end += 1 }
      let width = aligned[start..<end].map { $0.code.unicodeScalars.count }.max() ?? 0
      for index in start..<end { aligned[index].commentColumn = width + 2 }
      start = end
    }
    var text = ""
    for line in aligned {
      if line.hasBlankBefore { text += "\n" }
      text += line.code
      if let comment = line.comment {
        text += String(repeating: " ", count: line.commentColumn - line.code.unicodeScalars.count) + comment.text
      }
      text += "\n"
    }
    return text
  }

  /// Whether the comments of this line and the one above stood one below the other.
  private func isAligned(_ index: Int) -> Bool {
    guard let above = lines[index - 1].comment, let comment = lines[index].comment else { return false }
    return !lines[index].hasBlankBefore && above.line + 1 == comment.line && above.column == comment.column
  }
}
