import SchemaModel

extension WireDecoder {
  /// A struct or message body.
  mutating func structure(_ definition: StructDefinition) throws(WireFault) -> WireValue {
    let outer = field
    structs.append(StructProgress(definition: definition))
    try items(definition.items)
    field = outer
    return .structure(structs.removeLast().values)
  }

  private mutating func items(_ items: [Item], isScope: Bool = false) throws(WireFault) {
    pending.append(PendingItems(items: items, owner: structs.count - 1, isScope: isScope))
    for (index, item) in items.enumerated() where item.revisions.contains(revision) {
      pending[pending.count - 1].next = index + 1
      try self.item(item)
    }
    pending.removeLast()
  }

  private mutating func item(_ item: Item) throws(WireFault) {
    switch item.kind {
    case .field(let index): try self.field(at: index)
    case .pad(let count, _):
      let start = try take(count)
      if policy.isStrict, let dirty = (start..<position).first(where: { bytes[$0] != 0 }) {
        throw fault(.noncanonical, at: dirty)
      }
      record(.padding, from: start, "")
    case .conditional(let condition, let then, let otherwise):
      try items(condition.holds(for: number(condition.field)) ? then : otherwise)
    case .union(let union):
      guard let selector = earlier(union.discriminator) else { return }
      guard let arm = union.arm(for: selector.number) else {
        path.append(.name(union.discriminator.name))
        throw fault(.enum, at: selector.start, had: selector.number)
      }
      try items(arm.items)
    case .trailing(let items):
      if position < end { try self.items(items) }
    case .sized(let prefix, let items):
      let start = position
      let size = try size(prefix)
      guard size <= remaining else {
        throw fault(.truncated, at: position, wanted: Int128(size), had: Int128(remaining))
      }
      record(.length, from: start, "\(size) bytes")
      try scope(size, items)
    case .zlib(let prefix, let items):
      let start = position
      let size = try size(prefix)
      record(.length, from: start, "inflates to \(size) bytes")
      try inflated(size, items)
    }
  }

  private mutating func field(at index: FieldIndex) throws(WireFault) {
    guard let field = structs.last?.definition.fields[index] else { return }
    let start = position
    path.append(.name(field.name))
    self.field = FieldRules(role: field.spanRole, constant: field.constant, range: field.range)
    let value = try value(field.type)
    self.field = FieldRules()
    path.removeLast()
    let current = structs.count - 1
    if let number = value.number { structs[current].numbers.append((index, number, start)) }
    if field.isInValues, value != .absent { structs[current].values.append(.init(field.name, value)) }
  }

  /// How many bytes a group has.
  private mutating func size(_ prefix: Prefix) throws(WireFault) -> Int {
    let start = position
    let size = try number(prefix.scalar) + Int128(prefix.offset)
    let limit = Int128(prefix.limit ?? Int.max)
    guard size >= 0 else { throw fault(.limit, at: start, wanted: 0, had: size) }
    guard size <= limit else { throw fault(.limit, at: start, wanted: limit, had: size) }
    return Int(size)
  }

  /// Items that take exactly the next `size` bytes.
  private mutating func scope(_ size: Int, _ items: [Item]) throws(WireFault) {
    let outer = end
    end = position + size
    try self.items(items, isScope: true)
    guard position == end else { throw fault(.excess, at: position, had: Int128(remaining)) }
    end = outer
  }

  /// Items inside a compressed stream that begins here.
  private mutating func inflated(_ size: Int, _ items: [Item]) throws(WireFault) {
    let start = position
    var content: [UInt8] = []
    if size > 0 {
      guard let inflation = Inflation.inflate(bytes[start..<end], size: size) else {
        throw fault(.zlib, at: start, wanted: Int128(size))
      }
      content = inflation.bytes
      position += inflation.consumed
      record(.stream, from: start, "\(inflation.consumed) compressed bytes")
    }
    recorder?.inflated.append(content)
    let outer = (bytes, position, end, stream)
    (bytes, position, end) = (content, 0, content.count)
    stream = recorder?.inflated.count ?? 0
    try scope(content.count, items)
    (bytes, position, end, stream) = outer
  }
}

extension Field {
  /// Whether a value names the field: counts and constants follow from the rest.
  var isInValues: Bool {
    switch role {
    case .stored, .discriminator: true
    case .count, .constant: false
    }
  }

  /// The constant that the field always is.
  var constant: Literal? {
    guard case .constant(let literal) = role else { return nil }
    return literal
  }

  var spanRole: WireSpan.Role {
    switch role {
    case .stored: .value
    case .count, .discriminator: .derived
    case .constant: .constant
    }
  }
}
