import SchemaModel

extension ValueDraft {
  /// How many elements or bytes there are: as many as stated, or a few, or the most.
  mutating func length(_ count: Count) throws(DeadEnd) -> Int {
    switch count.form {
    case .fixed(let number): return number
    case .field(let reference, let offset):
      let number = (structs.last?.number(reference) ?? 0) + Int128(offset)
      guard number >= 0, number <= Int128(count.maximum) else { throw DeadEnd() }
      return Int(number)
    case .prefix, .rest, .until, .mask: return few(upTo: count.maximum)
    }
  }

  private mutating func few(upTo maximum: Int) -> Int {
    let most = min(maximum, room)
    let least = needsBytes && maximum > 0 ? 1 : 0
    let candidates = [0, 1, 2, 3, most, Int.random(in: 0...max(most, 0), using: &random)]
    let number = candidates.filter { $0 <= max(most, least) && $0 >= least }.randomElement(using: &random) ?? least
    room = max(0, room - number)
    return number
  }

  mutating func array(_ element: WireType, _ count: Count) throws(DeadEnd) -> WireValue {
    if case .mask(let mask) = count.form { return try masked(element, mask, count) }
    var elements: [WireValue] = []
    for _ in 0..<(try length(count)) {
      var drawn = try value(element)
      if case .until(let sentinel) = count.form {
        var attempts = 0
        while model.firstNumber(of: drawn, element, at: revision) == sentinel {
          attempts += 1
          guard attempts < 20 else { throw DeadEnd() }
          drawn = try value(element)
        }
      }
      elements.append(drawn)
    }
    return .list(elements)
  }

  private mutating func masked(_ element: WireType, _ mask: Count.Mask, _ count: Count) throws(DeadEnd) -> WireValue {
    var words: Int?
    let bits: Int
    switch mask {
    case .word(let scalar): bits = scalar.maskBits
    case .bits(let number): bits = number
    case .words(let scalar, let counter):
      let most = counter.valueRange.map { Int(clamping: $0.upperBound) } ?? 0
      words = few(upTo: min(most, 40))
      bits = scalar.maskBits * (words ?? 0)
    }
    var indices: Set<Int> = []
    for _ in 0..<few(upTo: min(bits, count.maximum)) where bits > 0 {
      indices.insert([0, bits - 1, Int.random(in: 0..<bits, using: &random)].randomElement(using: &random) ?? 0)
    }
    var elements: [WireValue.Element] = []
    for index in indices.sorted() { elements.append(.init(index, try value(element))) }
    return .masked(words: words, elements)
  }

  mutating func map(
    _ key: WireType, _ type: WireType, _ count: Count, _ anyOrder: Bool
  ) throws(DeadEnd) -> WireValue {
    let number = try length(count)
    var keys: Set<WireValue> = []
    var entries: [WireValue.Entry] = []
    var attempts = 0
    while entries.count < number, attempts < 8 * number + 8 {
      attempts += 1
      let drawn = try value(key)
      guard keys.insert(drawn).inserted else { continue }
      entries.append(.init(drawn, try value(type)))
    }
    if case .field = count.form, entries.count != number { throw DeadEnd() }
    if case .fixed = count.form, entries.count != number { throw DeadEnd() }
    return .map(anyOrder ? entries : entries.sorted { $0.key.precedes($1.key) })
  }

  // MARK: Text

  mutating func text(_ form: WireType.TextForm) throws(DeadEnd) -> WireValue {
    switch form {
    case .counted(let count):
      let length = try length(count)
      return text(length, isExact: count.isGiven)
    case .countedWithTerminator(let count):
      let length = max(try length(count), 1)
      guard length <= count.maximum else { throw DeadEnd() }
      return text(length - 1, isExact: count.isGiven)
    case .padded(let bytes): return text(few(upTo: bytes), isExact: false)
    case .terminated(let limit): return text(few(upTo: limit), isExact: false)
    }
  }

  /// Text of at most or of exactly so many bytes, without NULs.
  private mutating func text(_ length: Int, isExact: Bool) -> WireValue {
    let letters = ["a", "Z", "0", " ", "\"", "\\", "\n", ":", "é", "e\u{301}", "€", "\u{1F409}", "\u{7F}", "\u{85}"]
    var text = ""
    while text.utf8.count < length {
      let letter = letters.randomElement(using: &random) ?? "a"
      if text.utf8.count + letter.utf8.count <= length {
        text += letter
      } else if isExact {
        text += "x"
      } else {
        break
      }
    }
    return .text(WireText(text))
  }
}

extension Count {
  /// Whether the number is settled before the elements are drawn.
  fileprivate var isGiven: Bool {
    switch form {
    case .fixed, .field: true
    case .prefix, .rest, .mask, .until: false
    }
  }
}
