import SchemaModel

/// Prints the statements that read a struct, field by field in wire order.
struct BodyReader {
  let module: ModulePlan
  let body: BodyPlan
  /// Whether a value is read over another one, whose lists keep their memory.
  let isOver: Bool
  var scope: CodecScope
  var text = SwiftText(depth: 2)
  /// The reader's variable: another inside a compressed group.
  var reader = "reader"
  /// Inside the closure that reads an element, the path is the list's own.
  var isInElement = false
  /// The variable with the position at which a number of variable size began.
  var start: String?
  /// Associated values whose variables are declared.
  private var declared: Set<Int> = []
  /// For each list of items being read, what is still to come, innermost last: what a rest array leaves room for.
  private var pending: [(items: [Item], isScope: Bool)] = []

  /// Where a value that is read goes.
  enum Target {
    case assign(String)
    case declare(String, type: String)
    /// The value of a closure.
    case result
  }

  init(_ module: ModulePlan, _ body: BodyPlan, isOver: Bool) {
    self.module = module
    self.body = body
    self.isOver = isOver
    scope = CodecScope(module, body, readsNew: !isOver)
  }

  /// The statements that read all of a body; bytes left after it go to a property `excess`, if there is one.
  static func statements(
    _ module: ModulePlan, _ body: BodyPlan, isOver: Bool, excess: String? = nil
  ) -> SwiftText {
    var reader = BodyReader(module, body, isOver: isOver)
    reader.prepareScattered(in: nil)
    reader.items(body.definition.items, body.range, isScope: true)
    reader.finishScattered(in: nil)
    if isOver {
      if let excess {
        reader.text.line("try reader.bytes(\"\", count: reader.remaining, into: &self.\(excess))")
      }
      return reader.text
    }
    var arguments = body.properties.map { slot in
      "\(Identifier.label(body.slots[slot].plainName)): \(reader.scope.place(of: slot))"
    }
    if let excess { arguments.append("\(excess): reader.bytes(\"\", count: reader.remaining)") }
    reader.text.call("\(excess == nil ? "" : "try ")self.init", arguments)
    return reader.text
  }

  /// Bytes that follow in this scope at a revision.
  func tail(at revision: Int) -> Int {
    var tail = 0
    for list in pending.reversed() {
      for item in list.items where item.revisions.contains(revision) {
        tail = saturatingSum(tail, module.model.size(of: item, in: body.definition, at: revision).minimum)
      }
      if list.isScope { break }
    }
    return tail
  }

  // MARK: Items

  mutating func items(_ items: [Item], _ range: RevisionRange, isScope: Bool = false) {
    let runs = module.runs(of: items, in: range, body.definition, body.order)
    pending.append((items, isScope))
    for run in runs { self.run(run, of: runs, range) }
    pending.removeLast()
  }

  private mutating func run(_ run: ItemRun, of runs: [ItemRun], _ range: RevisionRange) {
    if case .always = run.shape {
      for entry in run.after { item(entry, range) }
      return
    }
    for count in scope.countsNeededOutside(run, of: runs) {
      guard let name = body.locals[count], scope.known[count] == nil else { continue }
      if !scope.known.contains(where: { $0.value.expression == name }) { text.line("var \(name) = 0") }
      scope.known[count] = .init(expression: name)
    }
    let before = run.before.map(\.item), after = run.after.map(\.item)
    declare(scope.slots(in: before + after))
    let outer = scope.known
    switch run.shape {
    case .always: break
    case .split(let revision) where run.after.isEmpty:
      text.open("if \(reader).revision < \(module.revision(revision)) {")
      branch(run.before, range, resetting: after)
      otherwise(resetting: before, unless: after)
    case .split(let revision):
      text.open("if \(module.isSince(revision, "\(reader).revision")) {")
      branch(run.after, range, resetting: before, unless: after)
      scope.known = outer
      if run.before.isEmpty {
        otherwise(resetting: after, unless: before)
      } else {
        text.reopen("} else {")
        branch(run.before, range, resetting: after, unless: before)
        text.close()
      }
    case .within(let active):
      text.chain("if ", module.isWithin(active, of: range, "\(reader).revision"), "&&", " {")
      branch(run.after, range, resetting: [])
      otherwise(resetting: after, unless: [])
    }
    leave(outer)
  }

  private mutating func branch(
    _ entries: [ItemRun.Entry], _ range: RevisionRange, resetting others: [Item], unless own: [Item] = []
  ) {
    for entry in entries { item(entry, range) }
    reset(others, unless: own)
  }

  private mutating func otherwise(resetting items: [Item], unless own: [Item]) {
    var resets = self
    resets.text = SwiftText(inside: text)
    resets.reset(items, unless: own)
    if !resets.text.lines.isEmpty {
      text.reopen("} else {")
      text.append(resets.text)
    }
    text.close()
  }

  /// Leaves a branch: variables declared in it are gone, properties are not.
  private mutating func leave(_ outer: [FieldIndex: CodecScope.Access]) {
    let inside = scope.known
    scope.known = outer
    for (field, access) in inside where access.expression.hasPrefix("self.") { scope.known[field] = access }
  }

  /// Gives slots that a branch does not fill the value that says so.
  private mutating func reset(_ items: [Item], unless own: [Item]) {
    let filled = Set(scope.slots(in: own))
    for slot in scope.slots(in: items) where !filled.contains(slot) {
      let plan = body.slots[slot]
      if plan.canBeNil {
        // The variable of a property that can be nil begins as nil.
        if !scope.waits(slot) { text.line("\(scope.place(of: slot)) = nil") }
      } else if let value = plan.defaultValue {
        text.line("\(scope.place(of: slot)) = \(value)")
      }
    }
  }

  /// Declares the variables of associated values before the branches that fill them.
  private mutating func declare(_ slots: [Int]) {
    for slot in slots where !scope.isProperty(slot) && declared.insert(slot).inserted {
      let plan = body.slots[slot]
      let declaration = "\(scope.place(of: slot)): \(plan.fullType)"
      text.line(plan.canBeNil && scope.waits(slot) ? "var \(declaration) = nil" : "let \(declaration)")
    }
  }

  private mutating func item(_ entry: ItemRun.Entry, _ range: RevisionRange) {
    if !pending.isEmpty {
      var list = pending[pending.count - 1].items
      let position = list.firstIndex { $0.identity == entry.item.identity }
      if let position { list.removeFirst(position + 1) }
      pending[pending.count - 1].items = list
    }
    switch entry.item.kind {
    case .field(let index): field(index, entry.revisions)
    case .pad(let count, _): text.line("try \(reader).pad(\(count))")
    case .conditional(let condition, let then, let otherwise):
      let (terms, joiner) = scope.terms(of: condition)
      declare(scope.slots(in: then + otherwise))
      let outer = scope.known
      text.chain("if ", terms, joiner, " {")
      items(then, entry.revisions)
      reset(otherwise, unless: then)
      scope.known = outer
      if otherwise.isEmpty {
        self.otherwise(resetting: then, unless: [])
      } else {
        text.reopen("} else {")
        items(otherwise, entry.revisions)
        reset(then, unless: otherwise)
        text.close()
      }
      leave(outer)
    case .trailing(let inner):
      declare(scope.slots(in: inner))
      let outer = scope.known
      text.open("if \(reader).hasMore {")
      items(inner, entry.revisions)
      otherwise(resetting: inner, unless: [])
      leave(outer)
    case .sized(let prefix, let inner): sized(prefix, inner, entry.revisions)
    case .zlib(let prefix, let inner): zlib(prefix, inner, entry.revisions)
    case .union(let union): self.union(union, entry.item, entry.revisions)
    }
  }

  // MARK: Groups

  private mutating func sized(_ prefix: Prefix, _ inner: [Item], _ range: RevisionRange) {
    let scalar = prefix.scalar.ordered(body.order)
    markStart(scalar)
    var arguments = [quoted(""), self.scalar(scalar, "")] + width(scalar)
    if prefix.offset != 0 { arguments.append("adding: \(prefix.offset)") }
    if let limit = prefix.limit { arguments.append("limit: \(LiteralText.integer(Int128(limit)))") }
    let outer = scope.fresh("outer")
    text.call(
      "let \(outer) = try \(reader).enter", ["size: \(reader).count(\(arguments.joined(separator: ", ")))"])
    items(inner, range, isScope: true)
    text.line("try \(reader).leave(\(outer))")
  }

  private mutating func zlib(_ prefix: Prefix, _ inner: [Item], _ range: RevisionRange) {
    let scalar = prefix.scalar.ordered(body.order)
    markStart(scalar)
    let limit = prefix.limit ?? prefix.largestGroup
    let inflated = scope.fresh("inflated"), nested = scope.fresh("inner")
    text.call(
      "let \(inflated) = try \(reader).inflated",
      [quoted(""), self.scalar(scalar, "")] + width(scalar) + ["limit: \(LiteralText.integer(Int128(limit)))"])
    text.line("\(inner.isEmpty ? "let" : "var") \(nested) = \(reader).nested(\(inflated))")
    let outer = reader
    reader = nested
    items(inner, range, isScope: true)
    text.line("try \(reader).requireEnd()")
    reader = outer
  }

  private mutating func union(_ union: Union, _ item: Item, _ range: RevisionRange) {
    guard let index = body.unionAt[item.identity] else { return }
    let plan = body.unions[index]
    declare([plan.slot])
    let target = scope.place(of: plan.slot)
    let cases = UnionCases(union, scope)
    text.line("switch \(scope.access(union.discriminator).expression) {")
    for (position, arm) in union.arms.enumerated() {
      guard let label = cases.label(of: arm) else { continue }
      text.openCase(label)
      let outer = scope.known
      prepareScattered(in: plan.arms[position].payload)
      items(arm.items, range)
      finishScattered(in: plan.arms[position].payload)
      let name = plan.arms[position].name
      let qualifier = name == "none" || name == "some" ? plan.type : ""
      let payload = plan.arms[position].payload
      let arguments = payload.map { "\(Identifier.label(body.slots[$0].plainName)): \(scope.place(of: $0))" }
      if payload.isEmpty {
        text.line("\(target) = \(qualifier).\(name)")
      } else {
        text.call("\(target) = \(qualifier).\(name)", arguments)
      }
      text.endCase()
      scope.known = outer
    }
    if cases.needsDefault {
      text.openCase("default:")
      let discriminator = union.discriminator
      if let offset = offsetName(of: discriminator.fields.first) {
        text.call(
          "throw \(reader).error",
          [
            ".enum", quoted(discriminator.name), "at: \(offset)",
            "had: \(module.lib("Int128"))(\(scope.access(discriminator).expression))",
          ])
      } else {
        text.call("throw \(reader).error", [".enum", quoted(discriminator.name), "at: \(reader).position"])
      }
      text.endCase()
    }
    text.line("}")
  }

  // MARK: Fields

  /// The variable with the place of a number that selects a union's case and may select none.
  private func offsetName(of field: FieldIndex?) -> String? {
    guard let field else { return nil }
    let needsIt = body.unions.contains { union in
      union.definition.discriminator.fields.contains(field) && UnionCases(union.definition, scope).isOpenNumber
    }
    return needsIt ? scope.settled(Identifier.local(body.definition.fields[field].swiftName) + "Offset") : nil
  }

  private mutating func field(_ index: FieldIndex, _ range: RevisionRange) {
    let field = body.definition.fields[index]
    let form = module.form(of: field, in: body.definition, at: range.lower, body.order)
    if let offset = offsetName(of: index) { text.line("let \(offset) = \(reader).position") }
    if case .constant(let literal) = field.role { return constant(literal, form, field.name, range) }
    guard let slot = body.slotOfField[index] else { return local(index, field, form, range) }
    let plan = body.slots[slot]
    let place = scope.place(of: slot)
    // What is checked or referred to has to be read before it is kept, where it is kept as an optional.
    let needsName = plan.canBeNil && !form.isOptional && (body.referenced.contains(index) || field.range != nil)
    if plan.isScattered, !needsName || field.range == nil {
      let needsHolder = !plan.canBeNil && !(isOver && scope.isProperty(slot)) && plan.defaultValue == nil
      read(form, field.name, into: .assign(needsHolder ? holder(of: slot) : place), range, field.range)
      scope.known[index] = nil
      return
    }
    if needsName {
      let name = scope.fresh(Identifier.local(plan.plainName) + (scope.isProperty(slot) ? "" : "Value"))
      read(form, field.name, into: .declare(name, type: plan.type), range, field.range)
      text.line("\(place) = \(name)")
      scope.known[index] = plan.isScattered ? nil : CodecScope.Access(expression: name)
      return
    }
    if isOver, scope.isProperty(slot), !plan.canBeNil, readOver(form, field, place, range) { return }
    if scope.isProperty(slot) || declared.contains(slot) {
      read(form, field.name, into: .assign(place), range, field.range)
    } else {
      declared.insert(slot)
      read(form, field.name, into: .declare(place, type: plan.fullType), range, field.range)
    }
    if !plan.canBeNil { scope.known[index] = .init(expression: place) }
  }

  /// A count or a discriminator: a variable.
  private mutating func local(_ index: FieldIndex, _ field: Field, _ form: WireForm, _ range: RevisionRange) {
    let name = body.locals[index] ?? Identifier.local(field.swiftName)
    if scope.known[index] != nil {
      // Declared before, because other revisions go without.
      markStartOf(form)
      let value = expression(form, field.name, range, nil)
      text.call("\(name) = try \(reader).count", [quoted(field.name), value.flat] + widthOf(form))
      return
    }
    read(form, field.name, into: .declare(name, type: module.swiftType(form)), range, field.range)
    scope.known[index] = .init(expression: name)
  }

  private func widthOf(_ form: WireForm) -> [String] {
    if case .scalar(let scalar) = form { return width(scalar) }
    return []
  }

  private mutating func markStartOf(_ form: WireForm) {
    if case .scalar(let scalar) = form { markStart(scalar) }
  }

  /// Reads a list or a struct over the one that is there; false when there is no memory to keep.
  private mutating func readOver(_ form: WireForm, _ field: Field, _ place: String, _ range: RevisionRange) -> Bool {
    switch form {
    case .value(let index) where module.keepsMemory(index):
      text.line("try \(reader).value(\(quoted(field.name)), into: &\(place))")
      return true
    case .bytes(let count):
      if case .rest = count.form { break }
      markStart(of: count)
    case .array(_, let count):
      switch count.form {
      case .mask, .until, .rest: return false
      case .fixed, .prefix, .field: markStart(of: count)
      }
    default: return false
    }
    var value = expression(form, field.name, range, field.range)
    guard !value.head.hasSuffix("scalarsBE") else { return false }
    value.arguments.append("into: &\(place)")
    value.write("try ", to: &text)
    return true
  }

  // MARK: Slots whose fields stand in several places

  private func holder(of slot: Int) -> String { scope.settled(Identifier.local(body.slots[slot].plainName) + "Read") }

  private func scattered(in payload: [Int]?) -> [Int] {
    (payload ?? body.properties).filter { body.slots[$0].isScattered }
  }

  mutating func prepareScattered(in payload: [Int]?) {
    for slot in scattered(in: payload) {
      let plan = body.slots[slot]
      let place = scope.place(of: slot)
      let isThere = isOver && payload == nil
      if plan.canBeNil {
        text.line(isThere ? "\(place) = nil" : "var \(place): \(plan.fullType) = nil")
      } else if let value = plan.defaultValue, payload == nil {
        text.line(isThere ? "\(place) = \(value)" : "var \(place): \(plan.type) = \(value)")
      } else if !(isOver && payload == nil) {
        text.line("var \(holder(of: slot)): \(plan.type)?")
      }
    }
  }

  mutating func finishScattered(in payload: [Int]?) {
    for slot in scattered(in: payload) {
      let plan = body.slots[slot]
      guard !plan.canBeNil, payload != nil || plan.defaultValue == nil && !isOver else { continue }
      text.open("guard let \(scope.place(of: slot)) = \(holder(of: slot)) else {")
      text.call(
        "throw reader.error", [".presence", quoted(plan.wireName), "at: reader.position", "wanted: 1"])
      text.close()
    }
  }
}
