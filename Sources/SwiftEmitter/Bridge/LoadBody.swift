import SchemaModel
import SchemaSyntax

/// Prints the statements that build a struct from JSON.
struct LoadBody {
  private let scope: BridgeScope
  /// The struct's name, or that of the domain type that widens it.
  private let owner: String
  private let source: String
  private let fields: String
  private var text = SwiftText(depth: 2)

  private var module: ModulePlan { scope.module }
  private var body: BodyPlan { scope.body }

  /// The whole function.
  static func function(_ scope: BridgeScope, owner: String, access: String) -> SwiftText {
    var load = LoadBody(scope, owner)
    var text = SwiftText(depth: 1)
    text.doc("A value from JSON.")
    text.open(
      "\(access)static func bridgeLoad(_ \(load.source): \(scope.module.lib("LoadSource"))) throws -> \(owner) {")
    load.struct()
    text.append(load.text)
    text.close()
    return text
  }

  private init(_ scope: BridgeScope, _ owner: String) {
    self.scope = scope
    self.owner = owner
    source = scope.fresh("source")
    fields = scope.fresh("fields")
  }

  private mutating func `struct`() {
    text.line("var \(fields) = try \(source).fields()")
    // In the order of the wire: the first field that does not fit is the one to name.
    for slot in body.properties { declare(slot) }
    let arguments = body.properties.map { slot -> String in
      let plan = body.slots[slot]
      let local = scope.local(slot)
      return "\(local == plan.plainName ? local : plan.name): \(local)"
    }
    text.line("try \(fields).finish()")
    text.call("return \(owner)", arguments)
  }

  // MARK: Fields

  /// Declares a variable with the value of a slot.
  private mutating func declare(_ slot: Int) {
    let plan = body.slots[slot]
    guard plan.union == nil else { return union(slot) }
    guard let field = plan.fields.first.map({ body.definition.fields[$0] }) else { return }
    let type = scope.swiftType(of: slot, in: owner)
    let name = LiteralText.text(field.name)
    var wire = module.model.resolved(scope.type(of: field), at: revision(of: field))
    if case .optional(let wrapped) = wire { wire = wrapped }
    let head = "let \(scope.local(slot)): \(type)"
    let at = revision(of: field)
    if plan.canBeNil {
      closure("\(head)? = try \(fields).optional(\(name))", wire, at)
    } else if let standard = plan.defaultValue {
      closure("\(head) = try \(fields).optional(\(name))", wire, at, " ?? \(standard)")
    } else {
      closure("\(head) = try \(fields).required(\(name))", wire, at)
    }
  }

  private func revision(of field: Field) -> Int { max(field.revisions.lower, body.range.lower) }

  private mutating func closure(_ head: String, _ type: WireType, _ at: Int, _ tail: String = "") {
    let expression = expression(type, at: at)
    let flat = "\(head) { \(expression) }\(tail)"
    if text.fits(flat) {
      text.line(flat)
    } else {
      text.open("\(head) {")
      text.line(expression)
      text.close("}\(tail)")
    }
  }

  /// What turns `$0` into a value.
  private func expression(_ type: WireType, at revision: Int) -> String {
    switch BridgeForm(type, at: revision, in: module.model) {
    case .integer: "try $0.integer()"
    case .bool: "try $0.bool()"
    case .float(let width): width == 32 ? "try $0.float()" : "try $0.double()"
    case .member: "try $0.member()"
    case .value: "try $0.value()"
    case .text: "try $0.text()"
    case .bytes: "try $0.bytes()"
    case .list(let element): "try $0.list { \(expression(element, at: revision)) }"
    case .masked(let element, _): "try $0.masked { \(expression(element, at: revision)) }"
    case .optional(let wrapped): "try $0.optional { \(expression(wrapped, at: revision)) }"
    case .map(let key, let value, let anyOrder):
      "try $0.\(anyOrder ? "pairs" : "map")(key: { \(expression(key, at: revision)) }, "
        + "value: { \(expression(value, at: revision)) })"
    }
  }

  // MARK: Unions

  /// Declares a variable with a union's case and what belongs to it.
  private mutating func union(_ slot: Int) {
    let plan = body.slots[slot]
    guard let index = plan.union else { return }
    let union = body.unions[index]
    let discriminator = union.definition.discriminator.name
    let name = LiteralText.text(discriminator), local = scope.local(slot)
    let number = scope.fresh(Identifier.local(plan.plainName) + "Number")
    let type = scope.swiftType(of: slot, in: owner)
    let presence = plan.canBeNil ? presence(of: index) : []
    text.line("let \(local): \(type)\(plan.canBeNil ? "?" : "")")
    if !presence.isEmpty { text.open("if \(presence.joined(separator: ", ")) {") }
    let value = "try \(fields).number(\(name))"
    if union.isDerived {
      let derived = scope.fresh("derived")
      text.call("let \(derived) = \(fields).fitting", cases(of: union))
      text.line("guard let \(number) = \(value) ?? \(derived) else { throw \(fields).missing(\(name)) }")
    } else {
      text.line("guard let \(number) = \(value) else { throw \(fields).missing(\(name)) }")
    }
    text.line("switch \(number) {")
    for (position, arm) in union.definition.arms.enumerated() where !arm.isElse {
      text.openCase("case \(arm.labels.map { LiteralText.integer($0.value) }.joined(separator: ", ")):")
      self.arm(union, position, local)
      text.endCase()
    }
    text.openCase("default:")
    if let position = union.definition.arms.firstIndex(where: \.isElse) {
      self.arm(union, position, local)
    } else {
      text.line("throw \(fields).unknownCase(\(name), \(number))")
    }
    text.endCase()
    text.line("}")
    guard !presence.isEmpty else { return }
    text.reopen("} else {")
    text.line("\(local) = nil")
    text.close()
  }

  /// The cases of a union, each with the fields by which JSON shows it when it leaves the discriminator out.
  private func cases(of union: BodyPlan.UnionPlan) -> [String] {
    union.definition.arms.compactMap { arm in
      let names = arm.items.flatMap { self.names(in: $0) }.map { LiteralText.text($0) }.joined(separator: ", ")
      return arm.labels.first.map { "(\(LiteralText.integer($0.value)), [\(names)])" }
    }
  }

  private mutating func arm(_ union: BodyPlan.UnionPlan, _ position: Int, _ local: String) {
    let own = union.arms[position]
    for slot in own.payload { declare(slot) }
    let arguments = own.payload.map { "\(Identifier.label(body.slots[$0].plainName)): \(scope.local($0))" }
    let isOptionalCase = own.name == "none" || own.name == "some"
    let type = isOptionalCase ? scope.swiftType(of: union.slot, in: owner) : ""
    if arguments.isEmpty {
      text.line("\(local) = \(type).\(own.name)")
    } else {
      text.call("\(local) = \(type).\(own.name)", arguments)
    }
  }

  /// The tests that the groups around a union are there.
  private func presence(of union: Int) -> [String] { presence(of: union, in: body.definition.items, body.range) ?? [] }

  /// Nil when the union is not among the items.
  private func presence(of union: Int, in items: [Item], _ range: RevisionRange) -> [String]? {
    for item in items {
      let active = item.revisions.intersection(range)
      let since = module.isWithin(active, of: range, "\(source).revision")
      switch item.kind {
      case .field, .pad: continue
      case .conditional(let condition, let then, let otherwise):
        if let inner = presence(of: union, in: then, active) { return since + [test(condition, true)] + inner }
        if let inner = presence(of: union, in: otherwise, active) { return since + [test(condition, false)] + inner }
      case .trailing(let inner):
        guard let rest = presence(of: union, in: inner, active) else { continue }
        let names = inner.flatMap { self.names(in: $0) }.map { LiteralText.text($0) }
        return since + ["\(fields).hasAny([\(names.joined(separator: ", "))])"] + rest
      case .sized(_, let inner), .zlib(_, let inner):
        if let rest = presence(of: union, in: inner, active) { return since + rest }
      case .union(let definition):
        if body.unionAt[item.identity] == union { return since }
        // Inside another union the arm has been chosen already.
        for arm in definition.arms {
          if let rest = presence(of: union, in: arm.items, active) { return since + rest }
        }
      }
    }
    return nil
  }

  /// The names of the fields that JSON has of an item.
  private func names(in item: Item) -> [String] {
    switch item.kind {
    case .field(let index):
      switch body.definition.fields[index].role {
      case .stored, .discriminator: return [body.definition.fields[index].name]
      case .count, .constant: return []
      }
    case .pad: return []
    case .conditional(_, let then, let otherwise): return (then + otherwise).flatMap { names(in: $0) }
    case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): return inner.flatMap { names(in: $0) }
    case .union(let union): return union.arms.flatMap { $0.items.flatMap { names(in: $0) } }
    }
  }

  /// Whether a condition holds, asked of the JSON.
  private func test(_ condition: Condition, _ holds: Bool) -> String {
    let values = condition.values.map { LiteralText.integer($0) }.joined(separator: ", ")
    let question = condition.test == .hasAnyOf ? "hasAny" : "isOneOf"
    let isNegated = (condition.test == .differs) == holds
    let call = "\(module.lib("LoadFields")).\(question)(\(number(condition.field)), [\(values)])"
    return (isNegated ? "!" : "") + call
  }

  /// The number of a field that a condition asks for; a count is the length of what it counts.
  private func number(_ reference: FieldReference) -> String {
    let name = LiteralText.text(reference.name)
    for field in body.definition.fields {
      var found: Int?
      field.type.visitFieldCounts { counted, offset in
        if counted.fields == reference.fields { found = offset }
      }
      if let found { return "\(fields).length(\(LiteralText.text(field.name))) - \(found)" }
    }
    return "try \(fields).number(\(name)) ?? 0"
  }
}
