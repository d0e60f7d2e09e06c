import SchemaModel

extension WireDecoder {
  /// A value of any wire type.
  mutating func value(_ type: WireType) throws(WireFault) -> WireValue {
    let start = position
    switch type {
    case .scalar(let scalar): return try finish(try scalarValue(scalar), type, from: start)
    case .converted(let scalar, let domain):
      let number = try number(scalar)
      return try finish(try converted(number, domain, start), type, from: start)
    case .named(let index): return try named(index, type)
    case .text(let form):
      let text = try text(form)
      return try finish(text.value, type, from: start, content: text.content)
    case .bytes(let count):
      let content = try length(count)
      return try finish(.bytes(Array(bytes[content])), type, from: content.lowerBound)
    case .array(let element, let count): return try array(element, count)
    case .map(let key, let value, let count, let anyOrder): return try map(key, value, count, anyOrder)
    case .optional(let wrapped):
      let presence = try take(1)
      try require(canonical: bytes[presence] <= 1, at: presence)
      let isPresent = bytes[presence] != 0
      record(.presence, from: start, isPresent ? "present" : "absent")
      return isPresent ? try value(wrapped) : .absent
    }
  }

  private mutating func named(_ index: TypeIndex, _ type: WireType) throws(WireFault) -> WireValue {
    let start = position
    switch model.types[index].kind {
    case .alias(let variants):
      guard let variant = variants.value(at: revision) else { throw fault(.unsupported, at: start) }
      return try value(variant)
    case .structure(let definition): return try structure(definition)
    case .enumeration, .flags, .bits:
      guard let scalar = model.scalar(of: type, at: revision) else { throw fault(.unsupported, at: start) }
      let number = try number(scalar)
      return try finish(try named(number, index, start), type, from: start)
    case .widened, .external: throw fault(.unsupported, at: start)
    }
  }

  // MARK: Lists

  private mutating func array(_ element: WireType, _ count: Count) throws(WireFault) -> WireValue {
    switch count.form {
    case .rest: return .list(try rest(element, count))
    case .until(let sentinel): return .list(try elements(element, until: sentinel, count))
    case .mask(let mask):
      let (words, indices) = try self.mask(mask, limit: count.limit)
      var elements: [WireValue.Element] = []
      for index in indices { elements.append(.init(index, try self.element(element, index))) }
      return .masked(words: words, elements)
    case .fixed, .prefix, .field:
      let number = try self.number(of: count)
      var elements: [WireValue] = []
      elements.reserveCapacity(min(number, remaining))
      for index in 0..<number { elements.append(try self.element(element, index)) }
      return .list(elements)
    }
  }

  private mutating func element(_ type: WireType, _ index: Int) throws(WireFault) -> WireValue {
    let start = position
    path.append(.index(index))
    let value = try value(type)
    if position == start {
      emptyElements += 1
      guard emptyElements <= 1 << 20 else { throw fault(.limit, at: start, wanted: 1 << 20, had: 1 << 20 + 1) }
    }
    path.removeLast()
    return value
  }

  private mutating func rest(_ element: WireType, _ count: Count) throws(WireFault) -> [WireValue] {
    let outer = end
    end = endOfRest
    var elements: [WireValue] = []
    while position < end {
      let start = position
      if let limit = count.limit, elements.count >= limit {
        throw fault(.limit, at: start, wanted: Int128(limit), had: Int128(limit) + 1)
      }
      elements.append(try self.element(element, elements.count))
      // An element of no bytes would never reach the end; what is left then belongs to nobody.
      if position == start { throw fault(.excess, at: start, had: Int128(remaining)) }
    }
    end = outer
    return elements
  }

  /// Where a rest array that begins here ends: before the fixed-size tail that follows it in its scope.
  var endOfRest: Int {
    var tail = 0
    for list in pending.reversed() {
      let following = Array(list.items[list.next...])
      tail = saturatingSum(tail, model.size(of: following, in: structs[list.owner].definition, at: revision).minimum)
      if list.isScope { break }
    }
    return max(position, end - min(tail, remaining))
  }

  private mutating func elements(
    _ element: WireType, until sentinel: Int128, _ count: Count
  ) throws(WireFault) -> [WireValue] {
    guard let first = model.firstScalar(of: element, at: revision) else { throw fault(.unsupported, at: position) }
    var elements: [WireValue] = []
    while true {
      let start = position
      if try number(first) == sentinel {
        record(.sentinel, from: start, "\(sentinel)")
        return elements
      }
      position = start
      if let limit = count.limit, elements.count >= limit {
        throw fault(.limit, at: start, wanted: Int128(limit), had: Int128(limit) + 1)
      }
      elements.append(try self.element(element, elements.count))
    }
  }

  // MARK: Maps

  private mutating func map(
    _ key: WireType, _ value: WireType, _ count: Count, _ anyOrder: Bool
  ) throws(WireFault) -> WireValue {
    let outer = end
    var number = Int.max
    if case .rest = count.form { end = endOfRest } else { number = try self.number(of: count) }
    var entries: [WireValue.Entry] = []
    var keys: Set<WireValue> = []
    while entries.count < number, number < Int.max || position < end {
      let start = position
      if number == Int.max, let limit = count.limit, entries.count >= limit {
        throw fault(.limit, at: start, wanted: Int128(limit), had: Int128(limit) + 1)
      }
      path.append(.index(entries.count))
      let entryKey = try self.value(key)
      guard keys.insert(entryKey).inserted else { throw fault(.duplicateKey, at: start) }
      if let last = entries.last?.key, !anyOrder { try require(canonical: last.precedes(entryKey), at: start) }
      entries.append(.init(entryKey, try self.value(value)))
      path.removeLast()
    }
    end = outer
    return .map(anyOrder ? entries : entries.sorted { $0.key.precedes($1.key) })
  }
}
