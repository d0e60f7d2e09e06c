import SchemaModel

/// A list whose length a count says.
struct CountedList {
  /// The name that errors give it.
  let name: String
  /// Its length, as an expression.
  var length: String
  /// Whether the length is nil when the list is absent.
  let isOptional: Bool
  /// The list has this many more elements than the count says.
  let offset: Int
  let limit: Int?
  /// Statements that the length needs before it.
  var setup = SwiftText()

  /// The arguments of the conversion of its length to the count's type.
  func arguments(limitOf form: WireForm) -> [String] {
    var most = limit
    if case .scalar(let scalar) = form, !scalar.isNative, let width = scalar.width {
      most = min(most ?? Int.max, (1 << (8 * width)) - 1 + offset)
    }
    return ["count: \(length)", LiteralText.text(name)] + (offset == 0 ? [] : ["adding: \(-offset)"])
      + (most.map { ["limit: \(LiteralText.integer(Int128($0)))"] } ?? [])
  }

  /// The lists that a count says the length of, in the order of the struct.
  static func lists(countedBy count: FieldIndex, in scope: CodecScope, _ range: RevisionRange) -> [CountedList] {
    var seen: Set<Int> = []
    return scope.body.definition.fields.compactMap { field -> CountedList? in
      guard !field.revisions.intersection(range).isEmpty, let slot = scope.body.slotOfField[field.index],
        let use = Use.find(count, in: field.type), seen.insert(slot).inserted
      else { return nil }
      return list(field, slot, use, scope, range)
    }
  }

  /// How a type uses a count.
  private struct Use {
    let offset: Int
    let limit: Int?
    /// What of the value is counted.
    let property: String
    let isOptionalType: Bool
    let isInner: Bool

    static func find(_ count: FieldIndex, in type: WireType) -> Use? {
      func use(_ form: Count, _ property: String, isInner: Bool) -> Use? {
        guard case .field(let reference, let offset) = form.form, reference.fields.contains(count) else { return nil }
        return Use(offset: offset, limit: form.limit, property: property, isOptionalType: false, isInner: isInner)
      }
      func find(_ type: WireType, isInner: Bool) -> Use? {
        switch type {
        case .bytes(let count): return use(count, "count", isInner: isInner)
        case .text(.counted(let count)): return use(count, "utf8.count", isInner: isInner)
        case .text(.countedWithTerminator(let count)):
          return use(count, "utf8.count", isInner: isInner).map {
            Use(offset: $0.offset - 1, limit: $0.limit, property: $0.property, isOptionalType: false, isInner: isInner)
          }
        case .array(let element, let count):
          return use(count, "count", isInner: isInner) ?? find(element, isInner: true)
        case .map(_, let value, let count, _):
          return use(count, "count", isInner: isInner) ?? find(value, isInner: true)
        case .optional(let wrapped):
          return find(wrapped, isInner: isInner).map {
            Use(
              offset: $0.offset, limit: $0.limit, property: $0.property, isOptionalType: true, isInner: $0.isInner)
          }
        default: return nil
        }
      }
      return find(type, isInner: false)
    }
  }

  private static func list(
    _ field: Field, _ slot: Int, _ use: Use, _ scope: CodecScope, _ range: RevisionRange
  ) -> CountedList {
    let plan = scope.body.slots[slot]
    let isThere = scope.isProperty(slot) || scope.known.values.contains { $0.expression == scope.place(of: slot) }
    var isOptional = plan.canBeNil
    var setup = SwiftText(depth: 3)
    var place = scope.place(of: slot)
    if !isThere, let (union, arm) = scope.body.unionHolding(slot) {
      // The list is in a case of a union: look whether it is that case.
      let owner = scope.body.unions[union]
      let own = owner.arms[arm]
      let bindings = own.payload.map { $0 == slot ? "let \(scope.place(of: slot))" : "_" }.joined(separator: ", ")
      let holder = scope.body.fresh(Identifier.local(plan.plainName) + "Counted")
      setup.line("var \(holder): \(scope.module.lib("Int"))?")
      let question = scope.body.slots[owner.slot].isConditional ? "?" : ""
      setup.open("if case .\(own.name)(\(bindings))\(question) = \(scope.place(of: owner.slot)) {")
      let mark = plan.canBeNil ? "?" : ""
      setup.line("\(holder) = \(place)\(mark).\(use.property)")
      setup.close()
      return CountedList(
        name: plan.wireName, length: holder, isOptional: true, offset: use.offset, limit: use.limit, setup: setup)
    }
    if use.isInner {
      place += plan.canBeNil ? "?.first?" : ".first?"
      isOptional = true
    } else if isOptional {
      place += "?"
    }
    var length = "\(place).\(use.property)"
    let active = field.revisions.intersection(range)
    if active != range {
      let tests = scope.module.isWithin(active, of: range, "writer.revision").joined(separator: " && ")
      if !plan.canBeNil { length = "\(tests) ? \(length) : nil" }
      isOptional = true
    }
    return CountedList(
      name: plan.wireName, length: length, isOptional: isOptional, offset: use.offset, limit: use.limit)
  }
}

extension BodyPlan {
  /// The union and the arm whose associated value a slot is.
  func unionHolding(_ slot: Int) -> (union: Int, arm: Int)? {
    for (index, union) in unions.enumerated() {
      if let arm = union.arms.firstIndex(where: { $0.payload.contains(slot) }) { return (index, arm) }
    }
    return nil
  }
}
