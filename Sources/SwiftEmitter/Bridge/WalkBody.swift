import SchemaModel

/// Prints the statements that tell a visitor of every field of a struct, in wire order.
struct WalkBody {
  private let scope: BridgeScope
  private let visitor: String
  private let revision: String
  private var text: SwiftText

  private var module: ModulePlan { scope.module }
  private var body: BodyPlan { scope.body }

  /// The whole function.
  static func function(_ scope: BridgeScope, access: String) -> SwiftText {
    let module = scope.module
    let visitor = scope.fresh("visitor"), revision = scope.fresh("revision")
    var text = SwiftText(depth: 1)
    text.doc("Tells a visitor of every field, in wire order.")
    text.call(
      "\(access)func bridgeWalk<Visitor: \(module.lib("WireVisitor"))>",
      ["_ \(visitor): inout Visitor", "at \(revision): \(module.lib("WireRevision"))"], " {")
    var walk = WalkBody(scope: scope, visitor: visitor, revision: revision, text: SwiftText(depth: 2))
    walk.text.line("\(visitor).beginStructure()")
    walk.items(scope.body.definition.items, scope.body.range)
    walk.text.line("\(visitor).endStructure()")
    text.append(walk.text)
    text.close()
    return text
  }

  private mutating func items(_ items: [Item], _ range: RevisionRange) {
    for item in items {
      let active = item.revisions.intersection(range)
      guard !active.isEmpty else { continue }
      switch item.kind {
      case .pad: break
      case .field(let index): field(index, active, of: range)
      case .conditional(_, let then, let otherwise): self.items(then + otherwise, active)
      case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): self.items(inner, active)
      case .union(let union): self.union(union, item, active, of: range)
      }
    }
  }

  private func place(of slot: Int) -> String {
    body.properties.contains(slot) ? "self.\(body.slots[slot].name)" : scope.local(slot)
  }

  private mutating func field(_ index: FieldIndex, _ active: RevisionRange, of range: RevisionRange) {
    let field = body.definition.fields[index]
    switch field.role {
    case .constant, .count: return
    case .stored, .discriminator: break
    }
    guard let slot = body.slotOfField[index] else { return derivedDiscriminator(field, active, of: range) }
    let plan = body.slots[slot]
    // Runs of revisions at which the field is told of in the same words.
    var runs: [(revisions: RevisionRange, lines: SwiftText)] = []
    for at in active.indices {
      var lines = SwiftText(inside: text, deeper: 1)
      lines.line("\(visitor).field(\(LiteralText.text(field.name)))")
      var type = module.model.resolved(scope.type(of: field), at: at)
      if case .optional(let wrapped) = type { type = wrapped }
      visit(type, plan.canBeNil ? scope.local(slot) : place(of: slot), at: at, &lines)
      if let last = runs.last, last.lines.lines == lines.lines {
        runs[runs.count - 1].revisions.upper = at + 1
      } else {
        runs.append((RevisionRange(at, at + 1), lines))
      }
    }
    for run in runs {
      var tests = module.isWithin(run.revisions, of: body.range, revision)
      if plan.canBeNil { tests.append("let \(scope.local(slot)) = \(place(of: slot))") }
      guarded(tests, run.lines)
    }
  }

  private mutating func guarded(_ tests: [String], _ lines: SwiftText) {
    guard !tests.isEmpty else { return text.append(lines) }
    text.open("if \(tests.joined(separator: ", ")) {")
    text.append(lines)
    text.close()
  }

  // MARK: Unions

  /// What a union's case says of the field that selects it.
  private mutating func derivedDiscriminator(_ field: Field, _ active: RevisionRange, of range: RevisionRange) {
    guard let plan = body.unions.first(where: { $0.isDerived && $0.definition.discriminator.fields == [field.index] })
    else { return }
    var lines = SwiftText(inside: text, deeper: 1)
    lines.line("\(visitor).field(\(LiteralText.text(field.name)))")
    let slot = plan.slot
    lines.line("switch \(body.slots[slot].canBeNil ? scope.local(slot) : place(of: slot)) {")
    for (position, arm) in plan.definition.arms.enumerated() {
      lines.openCase("case \(qualified(plan.arms[position].name, plan)):")
      let label = arm.labels.first?.value ?? 0
      switch BridgeForm(field.type, at: active.lower, in: module.model) {
      case .bool: lines.line("\(visitor).bool(\(label != 0))")
      case .member: lines.line("\(visitor).member(\(member(field, label)), \(wide(field.type, active.lower)), \(at))")
      default:
        let number = "\(module.swiftType(of: field.type))(\(LiteralText.integer(label)))"
        lines.line("\(visitor).integer(\(number), \(wide(field.type, active.lower)))")
      }
      lines.endCase()
    }
    lines.line("}")
    var tests = module.isWithin(active, of: body.range, revision)
    if body.slots[slot].canBeNil { tests.append("let \(scope.local(slot)) = \(place(of: slot))") }
    guarded(tests, lines)
  }

  private var at: String { "at: \(revision)" }

  private func wide(_ type: WireType, _ at: Int) -> String { "isWide: \(module.isWide(type, at: at))" }

  private func member(_ field: Field, _ value: Int128) -> String {
    guard case .member(let index, _) = module.form(of: field.type, at: field.revisions.lower, body.order) else {
      return LiteralText.integer(value)
    }
    let type = module.typeNames[index]
    // `Sex.Type` would be the metatype, even in backticks.
    return module.memberName(of: index, value).map { ".\($0) as \(type)" } ?? "\(type)(rawValue: \(value))"
  }

  private func qualified(_ name: String, _ plan: BodyPlan.UnionPlan) -> String {
    (name == "none" || name == "some" ? "\(plan.type)" : "") + ".\(name)"
  }

  private mutating func union(_ union: Union, _ item: Item, _ active: RevisionRange, of range: RevisionRange) {
    guard let index = body.unionAt[item.identity] else { return }
    let plan = body.unions[index]
    var inner = self
    inner.text = SwiftText(inside: text, deeper: 1)
    let isNil = body.slots[plan.slot].canBeNil
    inner.text.line("switch \(isNil ? scope.local(plan.slot) : place(of: plan.slot)) {")
    var hasFields = false
    for (position, arm) in union.arms.enumerated() {
      var statements = inner
      statements.text = SwiftText(inside: inner.text, deeper: 1)
      statements.items(arm.items, active)
      let own = plan.arms[position]
      let bindings = own.payload.map { slot -> String in
        statements.text.mentions(scope.local(slot)) ? "let \(scope.local(slot))" : "_"
      }
      let isBound = bindings.contains { $0 != "_" }
      let pattern = qualified(own.name, plan) + (isBound ? "(\(bindings.joined(separator: ", ")))" : "")
      inner.text.openCase("case \(pattern):")
      if statements.text.lines.isEmpty { inner.text.line("break") } else { hasFields = true }
      inner.text.append(statements.text)
      inner.text.endCase()
    }
    inner.text.line("}")
    guard hasFields else { return }
    var tests = module.isWithin(active, of: body.range, revision)
    if isNil { tests.append("let \(scope.local(plan.slot)) = \(place(of: plan.slot))") }
    guarded(tests, inner.text)
  }

  // MARK: Values

  /// A call that tells of one value.
  private func visit(_ type: WireType, _ value: String, at revision: Int, _ text: inout SwiftText) {
    switch BridgeForm(type, at: revision, in: module.model) {
    case .integer: text.line("\(visitor).integer(\(value), \(wide(type, revision)))")
    case .bool: text.line("\(visitor).bool(\(value))")
    case .float(let width): text.line("\(visitor).\(width == 32 ? "float" : "double")(\(value))")
    case .member: text.line("\(visitor).member(\(value), \(wide(type, revision)), \(at))")
    case .value: text.line("\(visitor).value(\(value), \(at))")
    case .text: text.line("\(visitor).text(\(value))")
    case .bytes: text.line("\(visitor).bytes(\(value))")
    case .list(let element): closure("list", [value], element, at: revision, &text)
    case .masked(let element, let wordBits):
      closure("masked", [value] + (wordBits.map { ["wordBits: \($0)"] } ?? []), element, at: revision, &text)
    case .optional(let wrapped): closure("optional", [value], wrapped, at: revision, &text)
    case .map(let key, let element, _):
      text.call("\(visitor).map", [value], " { \(visitor), \(Self.key) in")
      visit(key, Self.key, at: revision, &text)
      text.reopen("} value: { \(visitor), \(Self.element) in")
      visit(element, Self.element, at: revision, &text)
      text.close()
    }
  }

  private static let element = "elementOfList"
  private static let key = "keyOfMap"

  private func closure(
    _ call: String, _ arguments: [String], _ element: WireType, at revision: Int, _ text: inout SwiftText
  ) {
    text.call("\(visitor).\(call)", arguments, " { \(visitor), \(Self.element) in")
    visit(element, Self.element, at: revision, &text)
    text.close()
  }
}
