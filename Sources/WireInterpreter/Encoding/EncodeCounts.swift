import SchemaModel

extension WireEncoder {
  /// Writes the count of what follows, where it stands before it, and checks it.
  mutating func write(length: Int, _ count: Count) throws(WireFault) {
    if case .fixed(let number) = count.form, length != number {
      throw fault(.limit, wanted: Int128(number), had: Int128(length))
    }
    guard length <= count.maximum else { throw fault(.limit, wanted: Int128(count.maximum), had: Int128(length)) }
    switch count.form {
    case .prefix(let scalar): try write(count: Int128(length), scalar)
    case .field(let reference, let offset):
      let stated = number(reference) + Int128(offset)
      guard Int128(length) == stated else { throw fault(.limit, wanted: stated, had: Int128(length)) }
    case .fixed, .rest, .until, .mask: break
    }
  }

  /// The number of an earlier field of the struct being written.
  func number(_ reference: FieldReference) -> Int128 {
    structs.last?.numbers.first { reference.fields.contains($0.field) }?.number ?? 0
  }

  mutating func encode(_ elements: [WireValue], _ type: WireType, _ count: Count) throws(WireFault) {
    if case .mask = count.form { throw fault(.mismatch) }
    try write(length: elements.count, count)
    var sentinel: Int128?
    if case .until(let value) = count.form { sentinel = value }
    for (index, element) in elements.enumerated() {
      path.append(.index(index))
      if let sentinel, model.firstNumber(of: element, type, at: revision) == sentinel {
        throw fault(.constant, wanted: sentinel, had: sentinel)
      }
      try encode(element, type)
      path.removeLast()
    }
    if let sentinel {
      guard let first = model.firstScalar(of: type, at: revision) else { throw fault(.unsupported) }
      try write(sentinel, first)
    }
  }

  mutating func encode(
    _ entries: [WireValue.Entry], _ key: WireType, _ value: WireType, _ count: Count, _ anyOrder: Bool
  ) throws(WireFault) {
    try write(length: entries.count, count)
    var keys: Set<WireValue> = []
    let ordered = anyOrder ? entries : entries.sorted { $0.key.precedes($1.key) }
    for (index, entry) in ordered.enumerated() {
      path.append(.index(index))
      guard keys.insert(entry.key).inserted else { throw fault(.duplicateKey) }
      try encode(entry.key, key)
      try encode(entry.value, value)
      path.removeLast()
    }
  }

  // MARK: Masks

  /// More bits than any body has room for: a value may ask for more, memory may not.
  private static let mostBits = 1 << 30

  mutating func encode(
    _ elements: [WireValue.Element], _ type: WireType, _ mask: Count.Mask, _ words: Int?, _ limit: Int?
  ) throws(WireFault) {
    let ordered = elements.sorted { $0.index < $1.index }
    if let limit, ordered.count > limit {
      throw fault(.limit, wanted: Int128(limit), had: Int128(ordered.count))
    }
    for (element, next) in zip(ordered, ordered.dropFirst()) where element.index == next.index {
      throw fault(.duplicateKey)
    }
    try write(mask, ordered.map(\.index), words)
    for element in ordered {
      path.append(.index(element.index))
      try encode(element.value, type)
      path.removeLast()
    }
  }

  private mutating func write(_ mask: Count.Mask, _ indices: [Int], _ words: Int?) throws(WireFault) {
    guard indices.allSatisfy({ $0 >= 0 }) else { throw fault(.limit, wanted: 0, had: -1) }
    guard indices.allSatisfy({ $0 < Self.mostBits }) else {
      throw fault(.limit, wanted: Int128(Self.mostBits - 1), had: Int128(indices.last ?? 0))
    }
    let needed = (indices.last ?? -1) + 1
    func requireBits(_ bits: Int) throws(WireFault) {
      guard needed <= bits else { throw fault(.limit, wanted: Int128(bits - 1), had: Int128(needed - 1)) }
    }
    switch mask {
    case .word(let scalar):
      try requireBits(scalar.maskBits)
      try write(word(indices, 0, scalar), scalar)
    case .words(let scalar, let counter):
      let width = scalar.maskBits
      let number = words ?? (needed + width - 1) / width
      try write(count: Int128(number), counter)
      guard number <= Self.mostBits / width else {
        throw fault(.limit, wanted: Int128(Self.mostBits / width), had: Int128(number))
      }
      try requireBits(number * width)
      var rest = indices[...]
      for index in 0..<number {
        let own = rest.prefix { $0 < (index + 1) * width }
        rest = rest.dropFirst(own.count)
        try write(word(own, index * width, scalar), scalar)
      }
    case .bits(let bits):
      try requireBits(bits)
      var content = [UInt8](repeating: 0, count: (bits + 7) / 8)
      for index in indices { content[index / 8] |= 1 << UInt8(index % 8) }
      bytes += content
    }
  }

  private func word(_ indices: some Sequence<Int>, _ first: Int, _ scalar: ScalarType) -> Int128 {
    indices.reduce(0) { $0 | 1 << Int128($1 - first) }
  }
}
