import Diagnostics
import SchemaSyntax

extension Resolver {
  /// Items in wire order; their fields become drafts of the current struct.
  mutating func resolveItems(_ syntax: [ItemSyntax], at revisions: RevisionRange) -> [Item] {
    syntax.flatMap { item -> [Item] in
      let range = range(item.lifetime, within: revisions, of: "this item")
      guard !range.isEmpty || revisions.isEmpty else { return [] }
      let stretches = stretches(of: item, at: range)
      let outer = (whole, findings.count)
      if stretches.count > 1 { whole = range }
      defer { whole = outer.0 }
      return stretches.compactMap { stretch in
        let reported = findings.count
        let kind = kind(item, stretch)
        // What is wrong at several stretches is said once.
        let news = findings[reported...].filter { !findings[outer.1..<reported].contains($0) }
        findings.replaceSubrange(reported..., with: news)
        return kind.map { Item(kind: $0, revisions: stretch, source: item.head) }
      }
    }
  }

  private mutating func kind(_ item: ItemSyntax, _ revisions: RevisionRange) -> Item.Kind? {
    switch item.form {
    case .field(let field): return addField(field, at: revisions).map { .field($0) }
    case .pad(let count):
      guard let bytes = size(count, "a number of pad bytes") else { return nil }
      if bytes == 0 { report("L007", "a pad has at least one byte", at: count.range, help: [Help("remove the item")]) }
      return .pad(bytes, isImplicit: false)
    case .conditional(let syntax, let then, let otherwise):
      return conditional(syntax, then, otherwise, at: revisions)
    case .union(let syntax): return union(syntax, at: revisions)
    case .trailing(let inner):
      return .trailing(inGroup(nil, isConditional: true) { $0.resolveItems(inner, at: revisions) })
    case .sized(let syntax, let inner):
      let prefix = prefix(syntax)
      let items = inGroup(nil, isConditional: false) { $0.resolveItems(inner, at: revisions) }
      return prefix.map { .sized($0, items) }
    case .zlib(let syntax, let inner):
      let prefix = prefix(syntax)
      let items = inGroup(nil, isConditional: false) { $0.resolveItems(inner, at: revisions) }
      return prefix.map { .zlib($0, items) }
    }
  }

  private mutating func prefix(_ syntax: Spelled<CountPrefix>) -> Prefix? {
    guard let scalar = ScalarType(syntax.value.wire.value) else { return nil }
    var limit: Int?
    if let stated = syntax.value.limit {
      guard let value = size(stated, "a limit") else { return nil }
      limit = value
    }
    guard let offset = offset(syntax.value.offset) else { return nil }
    return Prefix(scalar: scalar, offset: offset, limit: limit, source: syntax.range)
  }

  /// Resolves what stands in a group: its fields are seen inside it only.
  private mutating func inGroup<Result>(
    _ condition: Condition?, isConditional: Bool, _ body: (inout Resolver) -> Result
  ) -> Result {
    let outer = (current.group, current.shown.count, current.knowledge)
    current.groups.append((current.group, condition))
    current.group = current.groups.count - 1
    conditionalDepth += isConditional ? 1 : 0
    let result = body(&self)
    conditionalDepth -= isConditional ? 1 : 0
    current.group = outer.0
    current.knowledge = outer.2
    while current.shown.count > outer.1, let name = current.shown.popLast() {
      _ = current.visible[name]?.popLast()
    }
    return result
  }

  // MARK: Fields

  private mutating func addField(_ syntax: FieldSyntax, at revisions: RevisionRange) -> FieldIndex? {
    var draft = StructState.Draft(
      field: syntax, revisions: revisions, isUnconditional: conditionalDepth == 0, group: current.group)
    if let type = syntax.type {
      draft.type = wireType(type, .inside, at: revisions, anyOrder: syntax.order?.value == "any")
      if let order = syntax.order, case .some(let wire) = draft.type, !wire.isMap {
        report("L004", "`order` belongs to maps", at: order.range, help: [Help("remove it")])
      }
      if let wire = draft.type {
        noteCount(wire)
        draft.constant = type.value.constant.flatMap { literal($0, for: wire, at: revisions, "a constant") }
        if type.value.constant != nil, draft.constant == nil { draft.type = nil }
      }
    }
    if let wire = draft.type {
      draft.defaultValue = syntax.defaultValue.flatMap { literal($0, for: wire, at: revisions, "a default") }
      draft.range = syntax.range.flatMap { range($0, for: wire) }
      checkRange(of: draft)
    }
    current.drafts.append(draft)
    let index = current.drafts.count - 1
    current.visible[syntax.name.value, default: []].append(index)
    current.shown.append(syntax.name.value)
    return draft.type == nil ? nil : index
  }

  /// Tells a counting field that it is derived from an array in this group.
  private mutating func noteCount(_ type: WireType) {
    type.visitCounts { count in
      guard case .field(let reference, let offset) = count.form else { return }
      for field in reference.fields { current.drafts[field].counted.append((current.group, offset)) }
    }
  }

  private mutating func range(
    _ syntax: Spelled<(lower: IntegerSyntax, upper: IntegerSyntax)>, for type: WireType
  ) -> ClosedRange<Int128>? {
    guard case .integer = swiftShape(of: type) else {
      report("L209", "only a whole number has a range", at: syntax.range)
      return nil
    }
    guard let lower = value(Spelled(syntax.value.lower, syntax.range)),
      let upper = value(Spelled(syntax.value.upper, syntax.range))
    else { return nil }
    guard lower <= upper else {
      report("L209", "the range \(lower)..\(upper) is empty", at: syntax.range)
      return nil
    }
    if let possible = domainRange(of: type), !possible.contains(lower) || !possible.contains(upper) {
      report(
        "L209", "the range does not fit the field's type", at: syntax.range,
        label: "it holds \(possible.lowerBound) to \(possible.upperBound)")
      return nil
    }
    return lower...upper
  }

  /// A field never has a value that its own range leaves out.
  private mutating func checkRange(of draft: StructState.Draft) {
    guard let range = draft.range, let place = draft.field.range?.range else { return }
    let stated = [(draft.constant, "constant"), (draft.defaultValue, "default")]
    for case (.integer(let value)?, let what) in stated where !range.contains(value) {
      report(
        "L209", "the range leaves out the field's own \(what)", at: place,
        label: "\(value) is not in \(range.lowerBound)..\(range.upperBound)")
    }
  }

  // MARK: Groups

  private mutating func conditional(
    _ syntax: Spelled<ConditionSyntax>, _ then: [ItemSyntax], _ otherwise: [ItemSyntax]?, at revisions: RevisionRange
  ) -> Item.Kind? {
    let condition = condition(syntax, at: revisions)
    let domain = condition.flatMap { finiteDomain(of: $0.field, at: revisions) }
    if let condition {
      switch current.knowledge.verdict(on: condition, domain: domain) {
      // A member without bits was reported as that.
      case .never where condition.test == .hasAnyOf && condition.values.allSatisfy { $0 == 0 }: break
      case .never: report("L406", "this group can never be present", at: syntax.range, label: "never true here")
      case .always: report("L406", "this group is always present", at: syntax.range, label: "always true here")
      case .depends: break
      }
    }
    let first = inGroup(condition, isConditional: true) { resolver -> [Item] in
      if let condition { resolver.current.knowledge.assume(condition, holds: true, domain: domain) }
      return resolver.resolveItems(then, at: revisions)
    }
    let second = inGroup(nil, isConditional: true) { resolver -> [Item] in
      if let condition { resolver.current.knowledge.assume(condition, holds: false, domain: domain) }
      return resolver.resolveItems(otherwise ?? [], at: revisions)
    }
    return condition.map { .conditional($0, then: first, otherwise: second) }
  }

  private mutating func union(_ syntax: UnionSyntax, at revisions: RevisionRange) -> Item.Kind? {
    let reference = reference(syntax.discriminator, toCount: false, at: revisions)
    var arms: [Union.Arm] = []
    let labels = reference.flatMap { self.labels(of: syntax, $0, at: revisions) }
    let domain = reference.flatMap { finiteDomain(of: $0, at: revisions) }
    for (position, arm) in syntax.arms.enumerated() {
      let resolved = labels?[position] ?? []
      let items = inGroup(nil, isConditional: true) { resolver -> [Item] in
        if let reference, let labels {
          // `else` is taken when no label of any arm fits.
          let tested = resolved.isEmpty ? labels.joined().map(\.value) : resolved.map(\.value)
          let condition = Condition(field: reference, test: .isOneOf, values: tested, text: "", source: arm.key)
          resolver.current.knowledge.assume(condition, holds: !resolved.isEmpty, domain: domain)
        }
        return resolver.resolveItems(arm.items, at: revisions)
      }
      arms.append(Union.Arm(labels: resolved, items: items, source: arm.key))
    }
    guard let reference, labels != nil else { return nil }
    let oneLabelEach = arms.allSatisfy { $0.labels.count == 1 }
    for field in reference.fields where oneLabelEach && current.drafts[field].group == current.group {
      // Where the union is not there at all revisions, or is several, nothing says what the field is.
      if revisions.contains(current.drafts[field].revisions) { current.drafts[field].isDerivedByUnion = true }
    }
    return .union(Union(discriminator: reference, arms: arms, swiftName: syntax.swiftName?.value))
  }
}

extension WireType {
  var isMap: Bool {
    switch self {
    case .map: true
    case .array(let element, _), .optional(let element): element.isMap
    default: false
    }
  }

  /// Calls `visit` with every count in the type expression, outermost first.
  func visitCounts(_ visit: (Count) -> Void) {
    switch self {
    case .scalar, .converted, .named, .text(.padded), .text(.terminated): break
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count): visit(count)
    case .array(let element, let count):
      visit(count)
      element.visitCounts(visit)
    case .map(let key, let value, let count, _):
      visit(count)
      key.visitCounts(visit)
      value.visitCounts(visit)
    case .optional(let wrapped): wrapped.visitCounts(visit)
    }
  }
}
