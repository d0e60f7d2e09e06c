/// A schema in the making: what a YAML file holds, in order.
///
/// A tree without any knowledge of the language, so that whatever finds a fault in a schema can cut pieces off it.
public indirect enum Sketch: Hashable, Sendable {
  case text(String)
  case list([Sketch])
  case map([Entry])

  /// A key and what stands below it.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var key: String
    /// What stands below it.
    public var value: Sketch

    /// A key and what stands below it.
    public init(_ key: String, _ value: Sketch) {
      self.key = key
      self.value = value
    }
  }
}

extension Sketch: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  /// A scalar.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A mapping.
  public init(dictionaryLiteral elements: (String, Sketch)...) { self = .map(elements.map { Entry($0, $1) }) }

  /// A list.
  public init(arrayLiteral elements: Sketch...) { self = .list(elements) }

  init(_ number: some BinaryInteger) { self = .text("\(number)") }
}

extension Sketch {
  /// The tree as a YAML file.
  public var yaml: String {
    var text = ""
    write(depth: 0, isInItem: false, into: &text)
    return text
  }

  private func write(depth: Int, isInItem: Bool, into text: inout String) {
    let indent = String(repeating: "  ", count: depth)
    switch self {
    case .text(let word): text += Self.scalar(word) + "\n"
    case .list(let elements):
      for element in elements {
        text += indent + "- "
        element.writeValue(depth: depth, isInItem: true, into: &text)
      }
    case .map(let entries):
      for (position, entry) in entries.enumerated() {
        text += (isInItem && position == 0 ? "" : indent) + Self.scalar(entry.key) + ":"
        if entry.value.isBlock { text += "\n" } else { text += " " }
        entry.value.writeValue(depth: depth, isInItem: false, into: &text)
      }
    }
  }

  private func writeValue(depth: Int, isInItem: Bool, into text: inout String) {
    switch self {
    case .list([]): text += "[]\n"
    case .map([]): text += "{}\n"
    case .map where isInItem: write(depth: depth + 1, isInItem: true, into: &text)
    default: write(depth: depth + 1, isInItem: false, into: &text)
    }
  }

  private var isBlock: Bool {
    switch self {
    case .text: false
    case .list(let elements): !elements.isEmpty
    case .map(let entries): !entries.isEmpty
    }
  }

  /// A scalar, in quotes where YAML would take it for something else.
  private static func scalar(_ word: String) -> String {
    let isPlain =
      word.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x20, 0x2D, 0x2E, 0x5F].contains(byte)
      } && word.first.map { $0 != " " } ?? false && word.last != " " && !word.hasPrefix("- ")
    guard !isPlain else { return word }
    return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
