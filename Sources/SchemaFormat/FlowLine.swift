import SchemaSyntax

/// Writes a list or mapping in brackets on one line: `{type: u16, range: 1..60}`.
struct FlowLine {
  private var text = ""
  private var room: Int

  /// The line; nil when it is wider than `room`.
  static func text(of node: Node, room: Int) -> String? {
    var line = FlowLine(room: room)
    return line.add(node, of: nil, isElement: false) ? line.text : nil
  }

  /// The lines of a long list of short values, as many on each as fit; nil for any other list.
  static func rows(of node: Node, width: Int) -> [String]? {
    guard case .sequence(let sequence) = node else { return nil }
    var rows: [String] = []
    var row = ""
    var room = width
    for (index, element) in sequence.elements.enumerated() {
      guard case .scalar(let scalar) = element, !element.isNothing, scalar.text.utf8.count <= 40 else { return nil }
      let word = ScalarSpelling.value(scalar, of: nil, inFlow: true)
      let length = word.unicodeScalars.count + 1
      if !row.isEmpty, length >= room {
        rows.append(row)
        row = ""
        room = width
      }
      row += (row.isEmpty ? "" : " ") + word + (index == sequence.elements.count - 1 ? "]" : ",")
      room -= length + 1
    }
    return rows + [row]
  }

  private init(room: Int) { self.room = room }

  private mutating func add(_ piece: String) -> Bool {
    // A scalar takes four bytes at most: text that is far too long is not even counted.
    guard piece.utf8.count / 4 <= room else { return false }
    room -= piece.unicodeScalars.count
    text += piece
    return room >= 0
  }

  private mutating func add(_ node: Node, of key: Scalar?, isElement: Bool) -> Bool {
    switch node {
    case .scalar(let scalar):
      guard scalar.text.utf8.count / 4 <= room else { return false }
      // A blank line in it could be written in quotes alone.
      if ScalarSpelling.isLiteral(of: key), scalar.style == .plain, scalar.text.utf8.contains(0x0A) { return false }
      return add(ScalarSpelling.value(scalar, of: key, inFlow: true))
    case .sequence(let sequence):
      guard add("[") else { return false }
      for (index, element) in sequence.elements.enumerated() {
        guard index == 0 || add(", "), add(element, of: nil, isElement: true) else { return false }
      }
      return add("]")
    case .mapping(let mapping):
      let isBare = isElement && node.isBarePair
      guard isBare || add("{") else { return false }
      for (index, entry) in mapping.entries.enumerated() {
        guard index == 0 || add(", "), add(entry) else { return false }
      }
      return isBare || add("}")
    }
  }

  private mutating func add(_ entry: Node.Entry) -> Bool {
    guard entry.key.text.utf8.count / 4 <= room, add(ScalarSpelling.key(entry.key, inFlow: true)) else { return false }
    guard !entry.value.isNothing else { return true }
    return add(": ") && add(entry.value, of: entry.key, isElement: false)
  }
}
