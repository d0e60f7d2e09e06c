extension WireInterpreter {
  /// A value as the YAML of fixtures: lines that end in a newline, each after `indentation` blanks.
  ///
  /// Small structures stand on one line; lists of numbers fill lines of 120 columns.
  public func yaml(of value: WireValue, as target: Target, at revision: Int, indentation: Int = 0) -> String {
    var writer = YAMLWriter()
    writer.block(describe(value, as: target, at: revision), indentation)
    return writer.text
  }
}

/// Writes described values as YAML, the way people lay it out.
struct YAMLWriter {
  static let width = 120
  var text = ""

  /// A value on lines of its own.
  mutating func block(_ value: DescribedValue, _ indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    switch value {
    case .structure(let fields) where !fields.isEmpty:
      for field in fields { entry(Self.key(field.name), field.value, indentation) }
    case .masked(let words, let elements) where words != nil || !elements.isEmpty:
      if let words { text += "\(margin)words: \(words)\n" }
      for element in elements { entry(String(element.index), element.value, indentation) }
    case .map(let entries) where !entries.isEmpty && Self.areScalars(entries.map(\.key)):
      // The order of the lines is the order of the map.
      for pair in entries { entry(Self.flow(pair.key), pair.value, indentation) }
    case .map(let entries) where !entries.isEmpty:
      for pair in entries { text += "\(margin)- {key: \(Self.flow(pair.key)), value: \(Self.flow(pair.value))}\n" }
    case .list(let elements) where !elements.isEmpty:
      for element in elements { item(element, indentation) }
    default: text += "\(margin)\(Self.flow(value))\n"
    }
  }

  /// `key: value`, on one line when that is short.
  private mutating func entry(_ key: String, _ value: DescribedValue, _ indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    let line = "\(margin)\(key): \(Self.flow(value))"
    if line.utf8.count <= Self.width || value.isScalar {
      text += line + "\n"
    } else if case .list(let elements) = value, Self.areScalars(elements) {
      text += "\(margin)\(key):\n"
      fill(elements.map(Self.flow), indentation + 2)
    } else {
      text += "\(margin)\(key):\n"
      block(value, indentation + 2)
    }
  }

  /// `- value`; what is too long for a line goes on below the dash.
  private mutating func item(_ value: DescribedValue, _ indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    let line = "\(margin)- \(Self.flow(value))"
    guard line.utf8.count > Self.width, !value.isScalar else {
      text += line + "\n"
      return
    }
    var inner = YAMLWriter()
    inner.block(value, indentation + 2)
    text += "\(margin)- " + inner.text.dropFirst(indentation + 2)
  }

  /// Scalars in brackets, as many on a line as there is room for.
  private mutating func fill(_ scalars: [String], _ indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    var line = margin + "["
    for (index, scalar) in scalars.enumerated() {
      let piece = scalar + (index == scalars.count - 1 ? "]" : ",")
      if line.utf8.count + piece.utf8.count + 1 > Self.width, line.utf8.count > indentation + 1 {
        text += line + "\n"
        line = margin + " " + piece
      } else {
        line += (index == 0 ? "" : " ") + piece
      }
    }
    text += line + "\n"
  }

  private static func areScalars(_ values: [DescribedValue]) -> Bool { values.allSatisfy(\.isScalar) }

  // MARK: On one line

  /// A value on one line.
  static func flow(_ value: DescribedValue) -> String {
    switch value {
    case .integer(let number, _): return String(number)
    case .bool(let value): return String(value)
    case .float(let bits, let width):
      let text = WireFloat.text(bits, width)
      // The payload of a NaN is part of the value.
      return WireFloat.isFinite(bits, width) ? text : "bits:" + WireFloat.bitsText(bits, width)
    case .text(let text): return scalar(text.string)
    case .bytes(let bytes): return bytes.isEmpty ? "\"\"" : Hex.text(bytes)
    case .member(let number, _, let name): return name ?? String(number)
    case .flags(let number, _, let names, let isComplete):
      return isComplete ? "[" + names.joined(separator: ", ") + "]" : "0x" + String(number, radix: 16)
    case .structure(let fields): return braces(fields.map { "\(key($0.name)): \(flow($0.value))" })
    case .list(let elements): return "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .map(let entries) where areScalars(entries.map(\.key)):
      return braces(entries.map { "\(flow($0.key)): \(flow($0.value))" })
    case .map(let entries):
      return "[" + entries.map { "{key: \(flow($0.key)), value: \(flow($0.value))}" }.joined(separator: ", ") + "]"
    case .masked(let words, let elements):
      return braces((words.map { ["words: \($0)"] } ?? []) + elements.map { "\($0.index): \(flow($0.value))" })
    case .absent: return "null"
    }
  }

  private static func braces(_ entries: [String]) -> String { "{" + entries.joined(separator: ", ") + "}" }

  /// A field's name; names are identifiers, so that only YAML's own marks need quotes.
  private static func key(_ name: String) -> String { scalar(name) }

  /// Text, in quotes where YAML or a reader could take it for something else.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " "):
          true
        default: false
        }
      } && text.utf8.first != 0x20 && text.utf8.last != 0x20
    return isPlain && !["", "null", "words"].contains(text) ? text : Quoting.quoted(text)
  }
}

extension DescribedValue {
  /// Whether it is written as one word, or as a short list of words.
  var isScalar: Bool {
    switch self {
    case .structure, .list, .map, .masked: false
    default: true
    }
  }
}
