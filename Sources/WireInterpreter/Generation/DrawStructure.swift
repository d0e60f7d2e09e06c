import SchemaModel

extension ValueDraft {
  /// A struct or message body.
  mutating func structure(_ definition: StructDefinition) throws(DeadEnd) -> WireValue {
    let outer = (structs.count, wish, needsBytes)
    // A count may turn out not to go with the lists that it counts, or with their absence.
    for _ in 0..<30 {
      do throws(DeadEnd) {
        structs.append(StructDraft(definition: definition))
        needsBytes = false
        try items(definition.items)
        try checkCounts()
        (wish, needsBytes) = (outer.1, outer.2)
        return .structure(structs.removeLast().values)
      } catch {
        structs.removeLast(structs.count - outer.0)
        wish = outer.1
      }
    }
    throw DeadEnd()
  }

  private mutating func items(_ items: [Item]) throws(DeadEnd) {
    for item in items where item.revisions.contains(revision) {
      guard let current = structs.last else { return }
      switch item.kind {
      case .field(let index): try field(current.definition.fields[index])
      case .pad: break
      case .conditional(let condition, let then, let otherwise):
        try self.items(condition.holds(for: current.number(condition.field)) ? then : otherwise)
      case .union(let union):
        guard let arm = union.arm(for: current.number(union.discriminator)) else { throw DeadEnd() }
        try self.items(arm.items)
      case .trailing(let inner):
        guard !random.once(in: 3) else { continue }
        needsBytes = true
        try self.items(inner)
        needsBytes = false
      case .sized(_, let inner), .zlib(_, let inner): try self.items(inner)
      }
    }
  }

  private mutating func field(_ field: Field) throws(DeadEnd) {
    guard let definition = structs.last?.definition else { return }
    let drawn: WireValue
    switch field.role {
    case .constant(let literal): drawn = WireValue(literal)
    case .count(let whenAbsent):
      let candidates = [0, 1, 2, 3, 7, whenAbsent, Int128(min(room, 200))]
      drawn = .integer(candidates.randomElement(using: &random) ?? whenAbsent)
    case .stored, .discriminator:
      wish = definition.wish(for: field)
      drawn = try value(field.type)
      wish = Wish()
    }
    let current = structs.count - 1
    if let number = drawn.number { structs[current].numbers.append((field.index, number)) }
    if field.isInValues, drawn != .absent { structs[current].values.append(.init(field.name, drawn)) }
  }

  /// A count must be what the encoder works out: that of the lists it counts, or its value without any.
  private func checkCounts() throws(DeadEnd) {
    guard let current = structs.last else { return }
    for (index, number) in current.numbers {
      guard case .count(let whenAbsent) = current.definition.fields[index].role, number != whenAbsent else { continue }
      let hasList = current.definition.fields.contains { list in
        list.revisions.contains(revision)
          && current.values.contains {
            $0.name == list.name && !list.type.lengths(of: $0.value, countedBy: index).isEmpty
          }
      }
      guard hasList else { throw DeadEnd() }
    }
  }
}

extension StructDefinition {
  /// What the rest of a struct makes of a field: the numbers that conditions and unions compare it with.
  fileprivate func wish(for field: Field) -> ValueDraft.Wish {
    var wish = ValueDraft.Wish(range: field.range)
    for union in items.flatMap(\.allUnions) where union.discriminator.fields.contains(field.index) {
      wish.favourites += union.arms.flatMap { $0.labels.map(\.value) }
      if !union.arms.contains(where: \.isElse) { wish.isClosed = true }
    }
    for condition in items.flatMap(\.allConditions) where condition.field.fields.contains(field.index) {
      wish.favourites += condition.values
    }
    return wish
  }
}

extension Item {
  /// Every condition in the item, groups inside it included.
  fileprivate var allConditions: [Condition] {
    switch kind {
    case .field, .pad: []
    case .conditional(let condition, let then, let otherwise):
      [condition] + (then + otherwise).flatMap(\.allConditions)
    case .union(let union): union.arms.flatMap { $0.items.flatMap(\.allConditions) }
    case .trailing(let items), .sized(_, let items), .zlib(_, let items): items.flatMap(\.allConditions)
    }
  }
}
