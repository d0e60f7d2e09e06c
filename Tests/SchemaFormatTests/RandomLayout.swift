import SchemaSyntax

@testable import SchemaFormat

/// The same random numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `count` times.
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}

/// Writes a node tree in any of the many layouts that YAML allows: other indentation, brackets for blocks and blocks
/// for brackets, other quotes, blank lines, and comments wherever one may stand.
struct RandomLayout {
  private(set) var text = ""
  private var random: SeededRandom
  private var comments = 0

  init(_ root: Node, seed: UInt64) {
    random = SeededRandom(state: seed)
    fill(0)
    write(root, parent: -1, inFlow: false, isLiteral: false)
    if !text.hasSuffix("\n") { text += maybeComment() + "\n" }
    fill(0)
  }

  private mutating func spaces(_ range: ClosedRange<Int>) -> String {
    String(repeating: " ", count: Int.random(in: range, using: &random))
  }

  private mutating func maybeComment() -> String {
    guard random.oneIn(6) else { return spaces(0...1) }
    comments += 1
    return spaces(1...4) + "# \(comments), {x: [" + spaces(0...2)
  }

  /// Blank lines and comments between two lines.
  private mutating func fill(_ indent: Int) {
    while random.oneIn(5) {
      if random.oneIn(2) {
        comments += 1
        text +=
          String(repeating: " ", count: random.oneIn(3) ? Int.random(in: 0...9, using: &random) : indent)
          + "#\(comments): 'y\n"
      } else {
        text += spaces(0...3) + "\n"
      }
    }
  }

  private mutating func lineBreak(_ indent: Int) {
    text += maybeComment() + "\n"
    fill(indent)
    text += String(repeating: " ", count: indent)
  }

  private mutating func write(_ node: Node, parent: Int, inFlow: Bool, isLiteral: Bool) {
    if case .scalar(let scalar) = node {
      if !node.isNothing { text += (parent < 0 ? "" : " ") + spelling(scalar, inFlow: inFlow, isLiteral: isLiteral) }
    } else if inFlow || node.items.isEmpty || random.oneIn(5), !node.isLong {
      if parent >= 0 { text += spaces(1...2) }
      writeFlow(node, indent: parent + 1 + Int.random(in: 1...4, using: &random))
    } else {
      var indent = parent + 1 + Int.random(in: parent < 0 ? 0...0 : 0...4, using: &random)
      if case .sequence = node, parent >= 0, !text.hasSuffix("-"), random.oneIn(3) { indent = parent }
      writeBlock(node, indent: indent)
    }
  }

  private mutating func writeBlock(_ node: Node, indent: Int) {
    var indent = indent
    if text.hasSuffix("-"), random.oneIn(2) {
      // On the line of the dash: the column of the first item is the indentation of all.
      let column = text.utf8.reversed().prefix { $0 != 0x0A }.count
      indent = max(column + 1, indent)
      text += String(repeating: " ", count: indent - column)
    } else if text.isEmpty || text.hasSuffix("\n") {
      text += String(repeating: " ", count: indent)
    } else {
      lineBreak(indent)
    }
    for (index, item) in node.items.enumerated() {
      if index > 0 { lineBreak(indent) }
      if let key = item.key {
        text += spelling(key, inFlow: false, isLiteral: false) + spaces(0...1) + ":"
        write(item.value, parent: indent, inFlow: false, isLiteral: ScalarSpelling.isLiteral(of: key))
      } else {
        text += "-"
        write(item.value, parent: indent, inFlow: false, isLiteral: false)
      }
    }
  }

  private mutating func writeFlow(_ node: Node, indent: Int) {
    var close = "]"
    if case .mapping = node { close = "}" }
    text += close == "}" ? "{" : "["
    for (index, item) in node.items.enumerated() {
      if index > 0 { text += "," }
      if random.oneIn(4) { lineBreak(indent) } else { text += spaces(index == 0 ? 0...1 : 1...2) }
      if let key = item.key {
        text += spelling(key, inFlow: true, isLiteral: false) + ":"
        write(item.value, parent: indent, inFlow: true, isLiteral: ScalarSpelling.isLiteral(of: key))
        if item.value.isNothing { text += " " }
      } else {
        write(item.value, parent: indent, inFlow: true, isLiteral: false)
      }
    }
    if random.oneIn(6) { lineBreak(indent) }
    text += close
  }

  /// Any spelling of a scalar on one line.
  private mutating func spelling(_ scalar: Scalar, inFlow: Bool, isLiteral: Bool) -> String {
    if isLiteral ? scalar.style == .plain : random.oneIn(2) {
      if ScalarSpelling.isPlain(scalar.text, inFlow: inFlow) { return scalar.text }
    }
    if random.oneIn(2), !scalar.text.contains(where: { $0.isNewline || $0 == "\0" }) {
      return "'" + scalar.text.replacing("'", with: "''") + "'"
    }
    let escapes = [("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\0", "\\0")]
    let escaped = escapes.reduce(scalar.text) { $0.replacing($1.0, with: $1.1) }
    return "\"" + escaped + "\""
  }
}

extension Node {
  /// Whether it holds a list entry without a value, which brackets cannot express.
  fileprivate var isLong: Bool {
    items.contains { $0.key == nil && $0.value.isNothing || $0.value.isLong }
  }
}
