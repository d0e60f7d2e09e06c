import SchemaModel

extension WireDecoder {
  /// A number of elements that is known before them.
  mutating func number(of count: Count) throws(WireFault) -> Int {
    let start = position
    let number: Int128
    switch count.form {
    case .fixed(let number): return number
    case .prefix(let scalar):
      number = try self.number(scalar)
      record(.count, from: start, "\(number)")
    case .field(let reference, let offset):
      number = self.number(reference) + Int128(offset)
      guard number >= 0 else { throw fault(.limit, at: start, wanted: 0, had: number) }
    case .rest, .mask, .until: throw fault(.unsupported, at: start)
    }
    guard number <= Int128(count.maximum) else {
      throw fault(.limit, at: start, wanted: Int128(count.maximum), had: number)
    }
    return Int(clamping: number)
  }

  /// The number of an earlier field of the struct being read.
  func number(_ reference: FieldReference) -> Int128 {
    earlier(reference)?.number ?? 0
  }

  /// The number of an earlier field, and where it stands.
  func earlier(_ reference: FieldReference) -> (number: Int128, start: Int)? {
    guard let found = structs.last?.numbers.first(where: { reference.fields.contains($0.field) }) else { return nil }
    return (found.number, found.start)
  }

  /// The bytes of counted bytes or text, now read.
  mutating func length(_ count: Count) throws(WireFault) -> Range<Int> {
    var number: Int
    if case .rest = count.form {
      number = endOfRest - position
      if let limit = count.limit, number > limit {
        throw fault(.limit, at: position, wanted: Int128(limit), had: Int128(number))
      }
    } else {
      number = try self.number(of: count)
    }
    let start = try take(number)
    return start..<start + number
  }

  /// A mask: how many words it has where it says so, and the bits that are set.
  mutating func mask(_ mask: Count.Mask, limit: Int?) throws(WireFault) -> (words: Int?, indices: [Int]) {
    let start = position
    var words: Int?
    var indices: [Int] = []
    switch mask {
    case .word(let scalar): indices = try word(scalar, from: 0)
    case .words(let scalar, let counter):
      let number = try number(counter)
      record(.count, from: start, "\(number)")
      for index in 0..<Int(clamping: number) { indices += try word(scalar, from: index) }
      words = Int(clamping: number)
    case .bits(let bits):
      let first = try take((bits + 7) / 8)
      for index in 0..<(position - first) * 8 where bytes[first + index / 8] & (1 << UInt8(index % 8)) != 0 {
        indices.append(index)
      }
      if let last = indices.last, last >= bits {
        throw fault(.limit, at: start, wanted: Int128(bits - 1), had: Int128(last))
      }
      record(.mask, from: first, "\(indices.count) of \(bits) bits")
    }
    if let limit, indices.count > limit {
      throw fault(.limit, at: start, wanted: Int128(limit), had: Int128(indices.count))
    }
    return (words, indices)
  }

  private mutating func word(_ scalar: ScalarType, from index: Int) throws(WireFault) -> [Int] {
    let start = position
    let word = try number(scalar)
    let width = scalar.maskBits
    record(.mask, from: start, "0x" + String(word, radix: 16))
    return (0..<width).filter { word >> Int128($0) & 1 == 1 }.map { index * width + $0 }
  }

  // MARK: Text

  /// Text, and where its characters begin.
  mutating func text(_ form: WireType.TextForm) throws(WireFault) -> (value: WireValue, content: Int) {
    let start = position
    switch form {
    case .counted(let count):
      let content = try length(count)
      return (try text(content, start), content.lowerBound)
    case .countedWithTerminator(let count):
      let content = try length(count)
      guard let last = content.last, bytes[last] == 0 else { throw fault(.unterminated, at: start, wanted: 1) }
      return (try text(content.dropLast(), start), content.lowerBound)
    case .padded(let size):
      let buffer = try take(size)..<position
      let content = buffer.prefix { bytes[$0] != 0 }
      let value = try text(content, start)
      try require(canonical: bytes[content.endIndex..<position].allSatisfy { $0 == 0 }, at: start)
      return (value, start)
    case .terminated(let limit):
      // The limit does not count the NUL, and may be beyond what any body has.
      let searched = remaining > limit ? start..<start + limit + 1 : start..<end
      guard let terminator = searched.first(where: { bytes[$0] == 0 }) else {
        guard remaining <= limit else { throw fault(.limit, at: start, wanted: Int128(limit), had: Int128(limit) + 1) }
        throw fault(.unterminated, at: start, wanted: 1)
      }
      position = terminator + 1
      return (try text(start..<terminator, start), start)
    }
  }

  private func text(_ content: Range<Int>, _ start: Int) throws(WireFault) -> WireValue {
    let slice = bytes[content]
    if let text = String(validating: slice, as: UTF8.self) { return .text(WireText(text)) }
    guard policy.text == .repair else { throw fault(.utf8, at: start) }
    try require(canonical: false, at: start)
    return .text(WireText(String(decoding: slice, as: UTF8.self)))
  }
}
