import SchemaModel

/// Prints the statements that write a struct, field by field in wire order.
struct BodyWriter {
  let module: ModulePlan
  let body: BodyPlan
  var scope: CodecScope
  /// The revisions at which the field being written is written in this way.
  var revisions: RevisionRange
  var text = SwiftText(depth: 2)

  init(_ module: ModulePlan, _ body: BodyPlan) {
    self.module = module
    self.body = body
    scope = CodecScope(module, body)
    revisions = body.range
  }

  /// The statements that write all of a body.
  static func statements(_ module: ModulePlan, _ body: BodyPlan) -> SwiftText {
    var writer = BodyWriter(module, body)
    writer.items(body.definition.items, body.range)
    return writer.text
  }

  func quoted(_ name: String) -> String { LiteralText.text(name) }

  // MARK: Items

  mutating func items(_ items: [Item], _ range: RevisionRange) {
    let runs = module.runs(of: items, in: range, body.definition, body.order)
    for run in runs { self.run(run, of: runs, range) }
  }

  private mutating func run(_ run: ItemRun, of runs: [ItemRun], _ range: RevisionRange) {
    if case .always = run.shape {
      for entry in run.after { item(entry) }
      return
    }
    for count in scope.countsNeededOutside(run, of: runs) {
      guard let name = body.locals[count], scope.known[count] == nil else { continue }
      if !scope.known.contains(where: { $0.value.expression == name }) { text.line("var \(name) = 0") }
      scope.known[count] = .init(expression: name)
    }
    let before = run.before.map(\.item), after = run.after.map(\.item)
    let outer = scope.known
    switch run.shape {
    case .always: break
    case .split(let revision) where run.after.isEmpty:
      text.open("if writer.revision < \(module.revision(revision)) {")
      for entry in run.before { item(entry) }
      otherwise(absent: before, at: Array(revision..<range.upper))
    case .split(let revision):
      text.open("if \(module.isSince(revision, "writer.revision")) {")
      requireAbsent(before, unless: after, at: Array(revision..<range.upper))
      for entry in run.after { item(entry) }
      scope.known = outer
      if run.before.isEmpty {
        otherwise(absent: after, at: Array(range.lower..<revision))
      } else {
        text.reopen("} else {")
        requireAbsent(after, unless: before, at: Array(range.lower..<revision))
        for entry in run.before { item(entry) }
        text.close()
      }
    case .within(let active):
      text.chain("if ", module.isWithin(active, of: range, "writer.revision"), "&&", " {")
      for entry in run.after { item(entry) }
      otherwise(absent: after, at: range.indices.filter { !active.contains($0) })
    }
    leave(outer)
  }

  private mutating func leave(_ outer: [FieldIndex: CodecScope.Access]) {
    let inside = scope.known
    scope.known = outer
    for (field, access) in inside where access.expression.hasPrefix("self.") { scope.known[field] = access }
  }

  private mutating func otherwise(absent items: [Item], at revisions: [Int]) {
    var checks = self
    checks.text = SwiftText(inside: text)
    checks.requireAbsent(items, unless: [], at: revisions)
    if !checks.text.lines.isEmpty {
      text.reopen("} else {")
      text.append(checks.text)
    }
    text.close()
  }

  /// Checks that what a branch, taken at these revisions, does not write has no value.
  private mutating func requireAbsent(_ items: [Item], unless own: [Item], at revisions: [Int]) {
    let written = Set(scope.slots(in: own))
    for slot in scope.slots(in: items, at: revisions) where !written.contains(slot) {
      let plan = body.slots[slot]
      let place = scope.place(of: slot)
      guard let absence = plan.canBeNil ? "nil" : plan.defaultValue else { continue }
      text.call(
        "try \(module.lib("EncodeError")).requireAbsent", ["\(place) == \(absence)", quoted(plan.wireName)])
    }
  }

  private mutating func item(_ entry: ItemRun.Entry) {
    switch entry.item.kind {
    case .field(let index): field(index, entry.revisions)
    case .pad(let count, _): text.line("writer.pad(\(count))")
    case .conditional(let condition, let then, let otherwise):
      let (terms, joiner) = scope.terms(of: condition)
      let outer = scope.known
      text.chain("if ", terms, joiner, " {")
      requireAbsent(otherwise, unless: then, at: Array(entry.revisions.indices))
      items(then, entry.revisions)
      scope.known = outer
      if otherwise.isEmpty {
        self.otherwise(absent: then, at: Array(entry.revisions.indices))
      } else {
        text.reopen("} else {")
        requireAbsent(then, unless: otherwise, at: Array(entry.revisions.indices))
        items(otherwise, entry.revisions)
        text.close()
      }
      scope.known = outer
    case .trailing(let inner):
      let tests = scope.slots(in: inner).map { "\(scope.place(of: $0)) != nil" }
      guard !tests.isEmpty else { return }
      let outer = scope.known
      text.chain("if ", tests, "||", " {")
      items(inner, entry.revisions)
      text.close()
      scope.known = outer
    case .sized(let prefix, let inner): sized(prefix, inner, entry.revisions)
    case .zlib(let prefix, let inner): zlib(prefix, inner, entry.revisions)
    case .union(let union): self.union(union, entry.item, entry.revisions)
    }
  }

  // MARK: Groups

  private mutating func sized(_ prefix: Prefix, _ inner: [Item], _ range: RevisionRange) {
    let scalar = prefix.scalar.ordered(body.order)
    let start = scope.fresh("start")
    let width = scalar.width ?? 1
    text.line("let \(start) = writer.count")
    text.line("writer.pad(\(width))")
    items(inner, range)
    var arguments = [quoted(""), "at: \(start)", "width: \(width)"]
    if scalar.isBigEndian { arguments.append("bigEndian: true") }
    if prefix.offset != 0 { arguments.append("adding: \(-prefix.offset)") }
    if let limit = prefix.limit { arguments.append("limit: \(LiteralText.integer(Int128(limit)))") }
    text.call("try writer.patchSize", arguments)
  }

  private mutating func zlib(_ prefix: Prefix, _ inner: [Item], _ range: RevisionRange) {
    let scalar = prefix.scalar.ordered(body.order)
    let start = scope.fresh("start")
    text.line("let \(start) = writer.count")
    items(inner, range)
    var arguments = [quoted(""), "from: \(start)", "width: \(scalar.width ?? 4)"]
    if scalar.isBigEndian { arguments.append("bigEndian: true") }
    arguments.append("limit: \(LiteralText.integer(Int128(prefix.limit ?? prefix.largestGroup)))")
    text.call("try writer.deflate", arguments)
  }

  /// The value of a slot that can be nil where it must be there, in a variable.
  mutating func required(_ slot: Int) -> String {
    let plan = body.slots[slot]
    let place = scope.place(of: slot)
    guard plan.isConditional else { return place }
    let plain = Identifier.local(plan.plainName)
    let name = scope.fresh(scope.isProperty(slot) ? plain : plain + "Value")
    text.line("let \(name) = try \(place).required(\(quoted(plan.wireName)))")
    return name
  }

  private mutating func union(_ union: Union, _ item: Item, _ range: RevisionRange) {
    guard let index = body.unionAt[item.identity] else { return }
    let plan = body.unions[index]
    // A derived discriminator has unwrapped the union already.
    let place = unwrapped[plan.slot] ?? required(plan.slot)
    let cases = UnionCases(union, scope)
    text.line("switch \(plan.isDerived ? place : scope.access(union.discriminator).expression) {")
    for (position, arm) in union.arms.enumerated() {
      let own = plan.arms[position]
      let outer = scope.known
      var inner = self
      inner.text = SwiftText(inside: text, deeper: 1)
      inner.items(arm.items, range)
      let bindings = own.payload.map { slot -> String in
        let name = inner.scope.place(of: slot)
        return inner.text.mentions(name) ? "let \(name)" : "_"
      }
      let pattern = bindings.isEmpty ? ".\(own.name)" : ".\(own.name)(\(bindings.joined(separator: ", ")))"
      if plan.isDerived {
        text.openCase("case \(qualified(pattern, plan.type)):")
        if inner.text.lines.isEmpty { text.line("break") }
      } else {
        guard let label = cases.label(of: arm) else { continue }
        text.openCase(label)
        text.open("guard case \(qualified(pattern, plan.type)) = \(place) else {")
        let missing = own.payload.first.map { body.slots[$0].wireName } ?? body.slots[plan.slot].wireName
        text.call(
          "throw \(module.lib("EncodeError"))",
          [".presence", quoted(missing), "wanted: \(own.payload.isEmpty ? 0 : 1)"])
        text.close()
      }
      text.append(inner.text)
      text.endCase()
      scope = inner.scope
      scope.known = outer
    }
    if !plan.isDerived, cases.needsDefault {
      text.openCase("default:")
      text.call(
        "throw \(module.lib("EncodeError"))", [".enum", quoted(union.discriminator.name)])
      text.endCase()
    }
    text.line("}")
  }

  private func qualified(_ pattern: String, _ type: String) -> String {
    pattern.hasPrefix(".none") || pattern.hasPrefix(".some") ? type + pattern : pattern
  }

  // MARK: Fields

  /// Unions that a derived discriminator has unwrapped, by slot.
  var unwrapped: [Int: String] = [:]

  private mutating func field(_ index: FieldIndex, _ range: RevisionRange) {
    revisions = range
    let field = body.definition.fields[index]
    let form = module.form(of: field, in: body.definition, at: range.lower, body.order)
    switch field.role {
    case .constant(let literal): return constant(literal, form, field.name)
    case .count(let whenAbsent):
      count(index, form, whenAbsent, range)
      return
    case .stored, .discriminator: break
    }
    guard let slot = body.slotOfField[index] else { return discriminator(index, form) }
    let plan = body.slots[slot]
    let value = required(slot)
    if let bounds = field.range, form.isOptional || !module.isNumber(form) {
      write(form, value, field.name, bounds)
    } else {
      if let bounds = field.range { requireRange(value, bounds, field.name) }
      write(form, value, field.name, nil)
    }
    if !plan.canBeNil || plan.isConditional { scope.known[index] = .init(expression: value) }
  }

  mutating func requireRange(_ value: String, _ range: ClosedRange<Int128>, _ name: String) {
    text.call(
      "try \(module.lib("EncodeError")).requireRange",
      [value, LiteralText.integer(range.lowerBound), LiteralText.integer(range.upperBound), quoted(name)])
  }

  /// The discriminator of a union follows from its case.
  private mutating func discriminator(_ index: FieldIndex, _ form: WireForm) {
    guard let plan = body.unions.first(where: { $0.isDerived && $0.definition.discriminator.fields == [index] }),
      let local = body.locals[index]
    else { return }
    let place = required(plan.slot)
    unwrapped[plan.slot] = place
    let cases = UnionCases(plan.definition, scope)
    text.line("let \(local): \(module.swiftType(form))")
    text.line("switch \(place) {")
    for (position, arm) in plan.definition.arms.enumerated() {
      let value = arm.labels.first.map { cases.value($0.value) } ?? "0"
      text.openCase("case \(qualified(".\(plan.arms[position].name)", plan.type)):")
      text.line("\(local) = \(value)")
      text.endCase()
    }
    text.line("}")
    scope.known[index] = .init(expression: local)
    write(form, local, body.definition.fields[index].name, nil)
  }

  private mutating func constant(_ literal: Literal, _ form: WireForm, _ name: String) {
    switch (literal, form) {
    case (.integer(let number), .scalar), (.integer(let number), .integer):
      if case .integer(let scalar, _) = form {
        write(.scalar(scalar), LiteralText.integer(number), name, nil)
      } else {
        write(form, LiteralText.integer(number), name, nil)
      }
    case (.integer(let number), .member(let index, let scalar)):
      let checked = module.changesMembers(index)
      if checked {
        write(form, "\(module.typeNames[index])\(member(index, number))", name, nil)
      } else {
        write(.scalar(scalar), LiteralText.integer(number), name, nil)
      }
    case (.bool(let isTrue), _): write(form, "\(isTrue)", name, nil)
    case (.float(let bits, let width), _):
      let call = width == 32 ? "writer.u32" : "writer.u64"
      var isBig = false
      if case .scalar(let scalar) = form { isBig = scalar.isBigEndian }
      text.line("\(call)\(isBig ? "be" : "")(\(LiteralText.hexadecimal(bits, digits: width / 4)))")
    case (.text(let value), _):
      let variable = scope.fresh("constant")
      text.line("let \(variable) = \(LiteralText.text(value))")
      write(form, variable, name, nil)
    default: break
    }
  }

  private func member(_ index: TypeIndex, _ number: Int128) -> String {
    module.memberName(of: index, number).map { "." + $0 } ?? "(rawValue: \(LiteralText.integer(number)))"
  }
}

extension SwiftText {
  /// Whether a name occurs as a whole word, and neither as a label nor as somebody's member.
  func mentions(_ name: String) -> Bool {
    let name = Array(name.utf8)
    return lines.contains { line in
      let line = Array(line.utf8)
      return line.indices.dropLast(name.count - 1).contains { start in
        let end = start + name.count
        guard line[start] == name[0], line[start..<end].elementsEqual(name) else { return false }
        let before = start > 0 ? line[start - 1] : 0x20
        let after = end < line.count ? line[end] : 0x20
        return !Identifier.isPart(before) && before != UInt8(ascii: ".") && before != UInt8(ascii: "\"")
          && !Identifier.isPart(after) && after != UInt8(ascii: ":")
      }
    }
  }
}
