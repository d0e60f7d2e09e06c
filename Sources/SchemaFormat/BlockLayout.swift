import Diagnostics
import SchemaSyntax

/// Lays nodes out line by line, and between them the comments in their order.
///
/// A comment stays at the end of its line where that line still exists; otherwise it moves onto a line of its own
/// above the code that follows. One on a line of its own is indented like what it stands above.
struct BlockLayout {
  /// Where a collection is laid out.
  private struct Place {
    /// The column of its items.
    var indent: Int
    /// What stands before the first item on its line, when that is more than indentation: `- `.
    var lead: String?
    /// Where in the source the next thing begins.
    var limit: Int
    /// The column in the source of the collection around it; negative for the root.
    var parentColumn: Int
  }

  private(set) var lines = LineList()
  private let source: SourceFile
  private var comments: PendingComments
  /// Whether a blank line goes before the next line of code.
  private var hasBlankNext = false

  init(_ source: SourceFile, comments: [Comment]) {
    self.source = source
    self.comments = PendingComments(comments)
  }

  /// Lays out a whole file.
  mutating func layOut(_ root: Node) {
    let place = Place(indent: 0, lead: nil, limit: .max, parentColumn: -1)
    if root.isCollection, flow(root, column: 1) == nil, rows(root, indent: 0) == nil {
      layOut(root, place)
    } else {
      let item = Item(key: nil, value: root)
      open(item, above: firstLine(of: item, column: -1, limit: .max), indent: 0, isFirst: true, isSection: false)
      layOutValue(of: item, after: "", place)
      attachComment(after: item.end, limit: .max)
    }
    placeComments(indent: 0) { _ in true }
  }

  private mutating func layOut(_ collection: Node, _ place: Place) {
    let items = collection.items
    // Columns matter in blocks alone; to count them in long lines of brackets would take long.
    let column = collection.isFlow ? 0 : source.position(at: collection.range.lower).column - 1
    for (index, item) in items.enumerated() {
      var inner = place
      inner.limit =
        index + 1 < items.count ? items[index + 1].start : collection.isFlow ? collection.range.upper : place.limit
      inner.parentColumn = column
      if index > 0 || place.lead == nil {
        open(
          item, above: firstLine(of: item, column: place.indent, limit: inner.limit), indent: place.indent,
          isFirst: index == 0, isSection: index > 0 && isSectionBoundary(items[index - 1], item, place))
      }
      let code = layOutHead(of: item, after: index == 0 ? place.lead : nil, indent: place.indent)
      layOutValue(of: item, after: code, inner)
      attachComment(after: item.end, limit: inner.limit)
    }
    // Comments below the last item belong to the collection when they are indented like its items.
    if collection.isFlow {
      placeComments(indent: place.indent) { $0.offset < collection.range.upper }
    } else {
      let least = max(column, place.parentColumn + 1)
      placeComments(indent: place.indent) { $0.offset < place.limit && $0.isAlone && $0.column > least }
    }
  }

  /// Writes what stands before an item's value: `key:` or `-`.
  private mutating func layOutHead(of item: Item, after lead: String?, indent: Int) -> String {
    let lead = lead ?? spaces(indent)
    guard let key = item.key else { return lead + "-" }
    let spelling = ScalarSpelling.key(key, inFlow: false)
    guard isLong(spelling) else { return lead + spelling + ":" }
    append(lead + "? " + spelling)
    return spaces(indent) + ":"
  }

  /// Writes an item's value after `code`, on its line or below it.
  private mutating func layOutValue(of item: Item, after code: String, _ place: Place) {
    if case .scalar(let scalar) = item.value {
      return layOut(scalar, of: item.key, after: code, place)
    }
    let range = item.value.range
    if let flow = flow(item.value, column: width(code) + 1) {
      return append(code, flow)
    }
    if let rows = rows(item.value, indent: place.indent + 2) {
      append(code, "[")
      for row in rows {
        lines.append(text: spaces(place.indent + 2) + row, takesComment: row.hasSuffix("]"), keepsBlanks: false)
      }
      return
    }
    var inner = place
    inner.indent += 2
    if item.key == nil {
      inner.lead = code + " "
    } else {
      inner.lead = nil
      append(code)
      if item.value.isFlow, !comments.isAny(in: range) {
        attachComment(after: range.upper, limit: place.limit)
      } else {
        attachComment(after: item.keyEnd, limit: item.value.items.first?.start ?? range.upper)
      }
    }
    layOut(item.value, inner)
  }

  private mutating func layOut(_ scalar: Scalar, of key: Scalar?, after code: String, _ place: Place) {
    let block = TextBlock(scalar, in: source, parentColumn: place.parentColumn)
    let line = ScalarSpelling.value(scalar, of: key, inFlow: false, startsLine: code.isEmpty)
    append(code, block?.head ?? line)
    if scalar.style == .literal || scalar.style == .folded {
      // The comment in its header.
      attachComment(after: scalar.range.lower, limit: place.limit)
    }
    guard let block else { return }
    for (index, line) in block.lines.enumerated() {
      let line = line.isEmpty ? "" : spaces(place.indent + 2) + line
      let takesComment = !block.hasHeader && index == block.lines.count - 1
      lines.append(text: line, takesComment: takesComment, keepsBlanks: block.keepsBlanks)
    }
  }

  private mutating func append(_ code: String, _ value: String = "") {
    let line = code.isEmpty || value.isEmpty ? code + value : code + " " + value
    lines.append(line, hasBlankBefore: hasBlankNext)
    hasBlankNext = false
  }
}

// MARK: - Comments and blank lines

extension BlockLayout {
  /// Places the comments above an item, and notes whether a blank line goes before it.
  private mutating func open(_ item: Item, above offset: Int, indent: Int, isFirst: Bool, isSection: Bool) {
    let above = comments.take { $0.offset < offset }
    var blanks = above.map { $0.isAlone && source.hasBlankLine(before: $0.offset) }
    blanks.append(source.hasBlankLine(before: item.start))
    if isFirst {
      blanks[0] = false
    } else if isSection, !blanks.contains(true) {
      blanks[0] = true
    }
    for (comment, hasBlank) in zip(above, blanks) {
      lines.append(comment: spaces(indent) + comment.text, hasBlankBefore: hasBlank)
    }
    hasBlankNext = blanks[above.count]
  }

  /// Places comments on lines of their own as long as `isWanted` says so.
  private mutating func placeComments(indent: Int, while isWanted: (Comment) -> Bool) {
    for comment in comments.take(while: isWanted) {
      let hasBlank = comment.isAlone && source.hasBlankLine(before: comment.offset)
      lines.append(comment: spaces(indent) + comment.text, hasBlankBefore: hasBlank)
    }
  }

  /// Puts the comment that follows `offset` on the same line at the end of the last line, with those that go on
  /// below it in the same column.
  private mutating func attachComment(after offset: Int, limit: Int) {
    guard let comment = comments.next, comment.offset >= offset, comment.offset < limit,
      source.endOfLine(at: offset) > comment.offset, lines.attach(comment)
    else { return }
    comments.drop()
    var line = comment.line
    while let more = comments.next, more.isAlone, more.column == comment.column, more.line == line + 1,
      more.offset < limit
    {
      lines.attach(continuation: more)
      comments.drop()
      line += 1
    }
  }
}

// MARK: - What goes on one line

extension BlockLayout {
  /// A collection in brackets, if it fits on a line after `column`.
  private func flow(_ node: Node, column: Int) -> String? {
    guard node.isFlow, !node.isBarePair, node.items.isEmpty || !comments.isAny(in: node.range) else { return nil }
    let room = node.items.isEmpty ? 2 : SchemaFormatter.lineLength - column
    return FlowLine.text(of: node, room: room)
  }

  /// The rows of a long list of short values, `]` at the end of the last.
  private func rows(_ node: Node, indent: Int) -> [String]? {
    guard node.isFlow, !node.items.isEmpty, !comments.isAny(in: node.range) else { return nil }
    return FlowLine.rows(of: node, width: SchemaFormatter.lineLength - indent)
  }

  /// Where in the source the first line of an item's layout has its last piece: comments before it go above.
  private func firstLine(of item: Item, column: Int, limit: Int) -> Int {
    let range = item.value.range
    guard item.value.isCollection else { return item.value.isNothing ? item.end : range.lower }
    if flow(item.value, column: valueColumn(of: item, column)) != nil || rows(item.value, indent: 0) != nil {
      return range.upper
    }
    if item.key != nil { return item.keyEnd }
    if item.value.isFlow, let comment = comments.first(from: range.upper), !comments.isAny(in: range),
      comment.offset < limit, source.endOfLine(at: range.upper) > comment.offset
    {
      return comment.offset + 1
    }
    guard let first = item.value.items.first else { return range.upper }
    return firstLine(of: first, column: column + 2, limit: 0)
  }

  private func valueColumn(of item: Item, _ column: Int) -> Int {
    guard let key = item.key else { return column + 2 }
    let spelling = ScalarSpelling.key(key, inFlow: false)
    return column + 2 + (isLong(spelling) ? 0 : width(spelling))
  }

  /// Whether a blank line separates two entries of the file: one of them runs over several lines.
  private func isSectionBoundary(_ above: Item, _ item: Item, _ place: Place) -> Bool {
    guard place.parentColumn < 0 else { return false }
    return [above, item].contains { item in
      item.key != nil && item.value.isCollection && flow(item.value, column: valueColumn(of: item, 0)) == nil
    }
  }

  /// Whether a key is too long for libyaml to see that it is one without being told by a `?`.
  private func isLong(_ key: String) -> Bool { key.utf8.count > 1000 }

  private func width(_ code: String) -> Int { code.unicodeScalars.count }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
