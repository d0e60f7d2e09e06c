/// Swift text under construction, laid out as `swift format` would lay it out.
///
/// ```swift
/// text.open("public func wordCount() -> Int {")
/// text.line("12")
/// text.close()
/// ```
struct SwiftText {
  /// The longest line.
  static let width = 120

  private(set) var lines: [String] = []
  private var depth = 0
  /// Columns that the text will be indented by when it is put where it belongs.
  private let margin: Int

  /// Text for the top level of a file, or for `depth` levels below it.
  init(depth: Int = 0) { margin = 2 * depth }

  /// Text to append to another one, `deeper` levels below the current one.
  init(inside other: SwiftText, deeper: Int = 0) { margin = other.margin + 2 * (other.depth + deeper) }

  /// Everything, with a newline at the end.
  var description: String { lines.joined(separator: "\n") + "\n" }

  private var indentation: String { String(repeating: "  ", count: depth) }
  private var room: Int { Self.width - margin - 2 * depth }

  /// Whether a line fits at the current depth.
  func fits(_ text: String) -> Bool { text.count <= room }

  /// One line at the current depth.
  mutating func line(_ text: String) {
    lines.append(text.isEmpty ? "" : indentation + text)
  }

  /// An empty line, unless there is one already or nothing is above it.
  mutating func blank() {
    guard let last = lines.last, !last.isEmpty, !last.hasSuffix("{") else { return }
    lines.append("")
  }

  /// A line that ends in `{` or the like; what follows is one level deeper.
  mutating func open(_ text: String) {
    line(text)
    depth += 1
  }

  /// Back by a level.
  mutating func close(_ text: String = "}") {
    depth -= 1
    line(text)
  }

  /// `} else {` and the like.
  mutating func reopen(_ text: String) {
    close(text)
    depth += 1
  }

  /// Back by a level, without a line.
  mutating func outdent() { depth -= 1 }

  /// A label of a `switch`; its statements are one level deeper until ``endCase()``.
  mutating func openCase(_ text: String) { open(text) }

  /// The statements of a label are over.
  mutating func endCase() { depth -= 1 }

  /// Adds finished lines at the current depth.
  mutating func append(_ other: SwiftText) {
    for text in other.lines { line(text) }
  }

  /// `head(arguments)tail`, on one line if it fits. With a tail that opens a block, what follows is a level deeper.
  mutating func call(_ head: String, _ arguments: [String], _ tail: String = "") {
    let flat = "\(head)(\(arguments.joined(separator: ", ")))\(tail)"
    let opens = tail.hasSuffix("{") || tail.hasSuffix(" in")
    if flat.count <= room || arguments.isEmpty {
      line(flat)
    } else {
      open("\(head)(")
      fill(arguments, end: opens ? "" : ")\(tail)")
      if opens { close(")\(tail)") } else { depth -= 1 }
    }
    if opens { depth += 1 }
  }

  /// Items separated by commas, as many on a line as fit.
  private mutating func fill(_ items: [String], end: String) {
    var current = ""
    for (index, item) in items.enumerated() {
      let next = item + (index == items.count - 1 ? end : ",")
      if current.isEmpty {
        current = next
      } else if current.count + 1 + next.count <= room {
        current += " " + next
      } else {
        line(current)
        current = next
      }
    }
    line(current)
  }

  /// `head term joiner term …tail`, with a term a line when it does not fit on one.
  mutating func chain(_ head: String, _ terms: [String], _ joiner: String, _ tail: String = "") {
    let flat = head + terms.joined(separator: " \(joiner) ") + tail
    let opens = tail.hasSuffix("{")
    if flat.count <= room || terms.count < 2 {
      line(flat)
    } else {
      // An assignment breaks before its right side, which begins a level deeper.
      let isAssignment = head.hasSuffix("= ")
      open(isAssignment ? String(head.dropLast()) : head + terms[0])
      if isAssignment { line(terms[0]) }
      for term in terms.dropFirst().dropLast() { line("\(joiner) \(term)") }
      line("\(joiner) \(terms[terms.count - 1])\(opens ? "" : tail)")
      depth -= 1
      if opens { line("{") }
    }
    if opens { depth += 1 }
  }

  /// A documentation comment, its paragraphs wrapped; lines that begin with `|` stay as they are.
  mutating func doc(_ text: String) {
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if paragraph.hasPrefix("|") {
        line("/// " + paragraph)
        continue
      }
      var current = "///"
      for word in paragraph.split(separator: " ") {
        if current.count + 1 + word.count > room, current != "///" {
          line(current)
          current = "///"
        }
        current += " " + word
      }
      line(current)
    }
  }
}
