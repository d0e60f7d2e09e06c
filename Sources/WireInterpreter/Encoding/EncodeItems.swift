import SchemaModel

extension WireEncoder {
  /// Writes a struct or message body.
  mutating func structure(_ value: WireValue, _ definition: StructDefinition) throws(WireFault) {
    guard case .structure(let values) = value else { throw fault(.mismatch) }
    try checkNames(values, definition)
    let outer = range
    structs.append(StructProgress(definition: definition, values: values))
    try items(definition.items)
    structs.removeLast()
    range = outer
  }

  /// Every value belongs to a field of this revision, or is the default of a field that it lacks.
  private func checkNames(_ values: [WireValue.Field], _ definition: StructDefinition) throws(WireFault) {
    for value in values where value.value != .absent {
      let fields = definition.fields.filter { $0.name == value.name }
      if fields.contains(where: { $0.revisions.contains(revision) && $0.isInValues }) { continue }
      guard let literal = fields.lazy.compactMap(\.defaultValue).first, value.value == WireValue(literal) else {
        throw fault(.presence, in: value.name, wanted: 0)
      }
    }
  }

  private mutating func items(_ items: [Item]) throws(WireFault) {
    for item in items where item.revisions.contains(revision) { try self.item(item) }
  }

  private mutating func item(_ item: Item) throws(WireFault) {
    switch item.kind {
    case .field(let index): try field(at: index)
    case .pad(let count, _): bytes += [UInt8](repeating: 0, count: count)
    case .conditional(let condition, let then, let otherwise):
      let holds = condition.holds(for: number(condition.field))
      try requireAbsent(holds ? otherwise : then)
      try items(holds ? then : otherwise)
    case .union(let union):
      let selector = number(union.discriminator)
      guard let arm = union.arm(for: selector) else {
        throw fault(.enum, in: union.discriminator.name, had: selector)
      }
      for other in union.arms where other.source != arm.source { try requireAbsent(other.items) }
      try items(arm.items)
    case .trailing(let inner):
      if inner.contains(where: hasValues) { try items(inner) }
    case .sized(let prefix, let inner):
      let content = try apart { encoder throws(WireFault) in try encoder.items(inner) }
      try write(size: Int128(content.count) - Int128(prefix.offset), of: content, prefix)
      bytes += content
    case .zlib(let prefix, let inner):
      let content = try apart { encoder throws(WireFault) in try encoder.items(inner) }
      try write(size: Int128(content.count) - Int128(prefix.offset), of: content, prefix)
      if !content.isEmpty {
        guard let stream = Inflation.deflate(content) else { throw fault(.zlib, wanted: Int128(content.count)) }
        bytes += stream
      }
    }
  }

  /// What `write` writes, by itself.
  private mutating func apart(
    _ write: (inout WireEncoder) throws(WireFault) -> Void
  ) throws(WireFault) -> [UInt8] {
    let outer = bytes
    bytes = []
    try write(&self)
    defer { bytes = outer }
    return bytes
  }

  private mutating func write(size: Int128, of content: [UInt8], _ prefix: Prefix) throws(WireFault) {
    if let limit = prefix.limit, content.count > limit {
      throw fault(.limit, wanted: Int128(limit), had: Int128(content.count))
    }
    try write(count: size, prefix.scalar)
  }

  // MARK: Presence

  private func hasValues(_ item: Item) -> Bool { !present(in: [item]).isEmpty }

  /// The fields of a group that the value states, at this revision.
  private func present(in items: [Item]) -> [Field] {
    guard let current = structs.last else { return [] }
    return items.flatMap(\.allFields).map { current.definition.fields[$0] }.filter {
      $0.revisions.contains(revision) && $0.isInValues && current.value(of: $0.name) != nil
    }
  }

  private func requireAbsent(_ items: [Item]) throws(WireFault) {
    if let field = present(in: items).first { throw fault(.presence, in: field.name, wanted: 0) }
  }

  // MARK: Fields

  private mutating func field(at index: FieldIndex) throws(WireFault) {
    guard let current = structs.last else { return }
    let field = current.definition.fields[index]
    let value = try value(of: field, in: current)
    path.append(.name(field.name))
    range = field.range
    try encode(value, field.type)
    range = nil
    path.removeLast()
    if let number = value.number { structs[structs.count - 1].numbers.append((index, number)) }
  }

  /// A field's value as given, or as it follows from the others.
  private func value(of field: Field, in current: StructProgress) throws(WireFault) -> WireValue {
    switch field.role {
    case .constant(let literal): return WireValue(literal)
    case .count(let whenAbsent): return .integer(try count(field, in: current) ?? whenAbsent)
    case .discriminator, .stored:
      if let value = current.value(of: field.name) { return value }
      if case .optional = model.resolved(field.type, at: revision) { return .absent }
      if let literal = field.defaultValue { return WireValue(literal) }
      if case .discriminator = field.role,
        let value = model.discriminator(
          field, of: current.definition, given: Set(current.values.map(\.name)), isPresent: true, at: revision)
      {
        return value
      }
      throw fault(.presence, in: field.name, wanted: 1)
    }
  }

  /// What a count must be for the arrays that it counts; nil when none of them is there.
  private func count(_ field: Field, in current: StructProgress) throws(WireFault) -> Int128? {
    var count: Int128?
    for array in current.definition.fields where array.revisions.contains(revision) {
      guard let value = current.value(of: array.name) else { continue }
      for (length, offset) in array.type.lengths(of: value, countedBy: field.index) {
        let number = Int128(length) - Int128(offset)
        if let count, number != count {
          throw fault(.limit, in: array.name, wanted: count + Int128(offset), had: Int128(length))
        }
        if let range = countRange(of: field.type), !range.contains(number) {
          throw fault(.limit, in: array.name, wanted: range.bound(near: number) + Int128(offset), had: Int128(length))
        }
        count = number
      }
    }
    return count
  }

  private func countRange(of type: WireType) -> ClosedRange<Int128>? {
    let wire = model.scalar(of: type, at: revision)?.valueRange
    guard case .converted(_, let domain) = model.resolved(type, at: revision), let wire,
      let range = model.range(of: domain, at: revision)
    else { return wire }
    return wire.clamped(to: range)
  }
}
