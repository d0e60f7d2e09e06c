import WireInterpreter

/// Values that are nearly right: what a program might ask an encoder to write by mistake.
enum ValueMutation {
  /// A value with one thing wrong, or perhaps nothing: a number out of range, a list too long, a field too few or too
  /// many. What is too many comes from another value of the same type.
  static func variant(of value: WireValue, with other: WireValue, _ random: inout SeededRandom) -> WireValue {
    switch value {
    case .structure(var fields):
      let strangers = missing(in: fields, from: other)
      if let stranger = strangers.randomElement(using: &random), random.once(in: 3) {
        return .structure(fields + [stranger])
      }
      guard let place = fields.indices.randomElement(using: &random) else { return value }
      if random.once(in: 5) {
        fields.remove(at: place)
      } else {
        let name = fields[place].name
        fields[place].value = variant(of: fields[place].value, with: other[name] ?? fields[place].value, &random)
      }
      return .structure(fields)
    case .list(var elements):
      guard let place = elements.indices.randomElement(using: &random) else { return value }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: elements.remove(at: place)
      case 1: elements += Array(repeating: elements[place], count: [1, 2, 255, 256][place % 4])
      default: elements[place] = variant(of: elements[place], with: elements[0], &random)
      }
      return .list(elements)
    case .map(var entries):
      guard let place = entries.indices.randomElement(using: &random) else { return value }
      if random.once(in: 3) {
        entries.append(entries[place])
      } else {
        entries[place].value = variant(of: entries[place].value, with: entries[0].value, &random)
      }
      return .map(entries)
    case .masked(let words, var elements):
      guard let place = elements.indices.randomElement(using: &random) else {
        return .masked(words: words.map { $0 + 1 }, [])
      }
      if random.once(in: 2) { return .masked(words: words.map { max(0, $0 - 1) }, elements) }
      let bit = elements[place].index + Int.random(in: 1...40, using: &random)
      if !elements.contains(where: { $0.index == bit }) { elements[place].index = bit }
      return .masked(words: words, elements)
    default: return scalar(value, &random)
    }
  }

  private static func missing(in fields: [WireValue.Field], from other: WireValue) -> [WireValue.Field] {
    guard case .structure(let others) = other else { return [] }
    return others.filter { field in !fields.contains { $0.name == field.name } }
  }

  private static func scalar(_ value: WireValue, _ random: inout SeededRandom) -> WireValue {
    switch value {
    case .integer(let number):
      let others: [Int128] = [
        0, number + 1, number - 1, number ^ 1 << Int128.random(in: 0..<64, using: &random), 255, 256, -1,
      ]
      return .integer(others.randomElement(using: &random) ?? 0)
    case .bool(let isTrue): return .bool(!isTrue)
    case .float(_, let width): return .float(bits: width == 32 ? 0x7FC0_0000 : 0x7FF8_0000_0000_0000, width: width)
    case .text(let text):
      let others = [text.string + "\0", text.string + text.string + "é", String(repeating: "x", count: 300), ""]
      return .text(WireText(others.randomElement(using: &random) ?? ""))
    case .bytes(let bytes): return .bytes(random.once(in: 2) ? bytes + [0] : Array(bytes.dropLast()))
    default: return value
    }
  }
}
