import Diagnostics
import SchemaModel
import SchemaSyntax

/// How the fields of a struct or message are kept in Swift.
struct BodyPlan {
  /// A stored property, or an associated value of a union's case.
  struct Slot {
    /// Its name in Swift, in backticks where it needs them.
    let name: String
    /// The name without backticks.
    let plainName: String
    /// The name that errors give it.
    let wireName: String
    /// Its type without the `?` of what is not always there.
    var type: String
    /// Whether it is nil when a condition does not hold or a revision lacks it.
    var isConditional: Bool
    /// Whether its wire type is optional.
    var isOptional: Bool
    /// Its value where a revision lacks it.
    var defaultValue: String?
    var doc: String?
    /// The fields that it keeps: several when a name repeats under disjoint revisions.
    var fields: [FieldIndex]
    var union: Int?
    /// Whether its fields stand in several places of the struct, so that no single branch fills it.
    var isScattered = false

    /// Whether nil says that it is absent.
    var canBeNil: Bool { isConditional || isOptional }
    var fullType: String { canBeNil ? type + "?" : type }
  }

  /// A union: an enum with associated values, nested in the struct.
  struct UnionPlan {
    struct Arm {
      /// The case's name.
      let name: String
      /// Its associated values.
      let payload: [Int]
    }

    /// The enum's name.
    let type: String
    let slot: Int
    /// Whether the discriminator follows from the case.
    let isDerived: Bool
    let definition: Union
    var arms: [Arm]
  }

  let definition: StructDefinition
  let range: RevisionRange
  let order: WireName.ByteOrder
  fileprivate(set) var slots: [Slot] = []
  /// The stored properties in wire order, as positions in ``slots``.
  fileprivate(set) var properties: [Int] = []
  /// For each field, the slot that keeps it; nil for counts, constants and derived discriminators.
  fileprivate(set) var slotOfField: [FieldIndex: Int] = [:]
  /// For each field that is not kept, the local variable that holds it in a codec.
  fileprivate(set) var locals: [FieldIndex: String] = [:]
  fileprivate(set) var unions: [UnionPlan] = []
  /// For each `switch`, by its place, its union.
  fileprivate(set) var unionAt: [Item.Identity: Int] = [:]
  /// Fields that a condition, a count or a switch refers to.
  fileprivate(set) var referenced: Set<FieldIndex> = []
  /// Whether reading over a value can keep memory.
  fileprivate(set) var keepsMemory = false
  fileprivate(set) var usesZlib = false

  /// A name for a variable of a codec that no field's variable has.
  func fresh(_ name: String) -> String {
    var candidate = name
    var number = 2
    while localNames.contains(candidate) {
      candidate = "\(name)\(number)"
      number += 1
    }
    return candidate
  }

  /// Names that variables of a codec already have.
  fileprivate var localNames: Set<String> = []
}

extension BodyPlan {
  static func make(
    _ body: StructDefinition, of module: ModulePlan, range: RevisionRange, order: WireName.ByteOrder
  ) -> BodyPlan {
    var builder = BodyPlanner(
      module: module, plan: BodyPlan(definition: body, range: range, order: order))
    builder.findReferences()
    builder.walk(body.items, in: nil, range: range, isConditional: false)
    builder.finish()
    return builder.plan
  }
}

/// Walks the items of a struct and settles where each field is kept.
private struct BodyPlanner {
  let module: ModulePlan
  var plan: BodyPlan
  /// The types of unions in this struct.
  private var ownTypes: Set<String> = []

  /// What has slots: the struct (nil), or an arm of a union.
  struct Container: Hashable {
    let union: Int
    let arm: Int
  }

  struct SlotKey: Hashable {
    let container: Container?
    let name: String
  }

  private var slotByName: [SlotKey: Int] = [:]
  private var placesOfSlot: [Int: Set<Int>] = [:]
  private var place = 0

  init(module: ModulePlan, plan: BodyPlan) {
    self.module = module
    self.plan = plan
  }

  private func isTaken(_ type: String) -> Bool { module.takenTypes.contains(type) || ownTypes.contains(type) }

  mutating func findReferences() {
    for field in plan.definition.fields {
      field.type.visitFieldCounts { reference, _ in plan.referenced.formUnion(reference.fields) }
    }
    visit(plan.definition.items)
  }

  private mutating func visit(_ items: [Item]) {
    for item in items {
      switch item.kind {
      case .field, .pad: break
      case .conditional(let condition, let then, let otherwise):
        plan.referenced.formUnion(condition.field.fields)
        visit(then)
        visit(otherwise)
      case .union(let union):
        plan.referenced.formUnion(union.discriminator.fields)
        for arm in union.arms { visit(arm.items) }
      case .trailing(let inner), .sized(_, let inner): visit(inner)
      case .zlib(_, let inner):
        plan.usesZlib = true
        visit(inner)
      }
    }
  }

  /// Gives slots to the fields of some items, which all stand in one list.
  mutating func walk(_ items: [Item], in container: Container?, range: RevisionRange, isConditional: Bool) {
    for run in module.runs(of: items, in: range, plan.definition, plan.order) {
      place += 1
      let runPlace = place
      for (item, active) in run.allItems {
        switch item.kind {
        case .field(let index): add(index, beside: items, in: container, range, isConditional, runPlace)
        case .pad: break
        case .conditional(_, let then, let otherwise):
          walk(then, in: container, range: active, isConditional: true)
          walk(otherwise, in: container, range: active, isConditional: true)
        case .trailing(let inner): walk(inner, in: container, range: active, isConditional: true)
        case .sized(_, let inner), .zlib(_, let inner):
          walk(inner, in: container, range: active, isConditional: isConditional)
        case .union(let union):
          add(union, item, active, beside: items, in: container, range, isConditional)
        }
      }
    }
  }

  private mutating func add(
    _ index: FieldIndex, beside items: [Item], in container: Container?, _ range: RevisionRange,
    _ isConditional: Bool, _ place: Int
  ) {
    let field = plan.definition.fields[index]
    switch field.role {
    case .constant: return
    case .count:
      plan.locals[index] = claimLocal(field.swiftName)
      return
    case .discriminator where derivingUnion(of: field, beside: items, range) != nil:
      // Inside another union's case the name is that of the associated value.
      plan.locals[index] = claimLocal(field.swiftName + (container == nil ? "" : "Tag"))
      return
    case .stored, .discriminator: break
    }
    let form = module.form(of: field, in: plan.definition, at: field.revisions.lower, plan.order)
    var type = module.swiftType(of: field.type, asArrays: module.keepsArrays(field, in: plan.definition))
    if form.isOptional { type = String(type.dropLast()) }
    let key = SlotKey(container: container, name: field.swiftName)
    if let slot = slotByName[key] {
      plan.slots[slot].fields.append(index)
      plan.slotOfField[index] = slot
      if isConditional { plan.slots[slot].isConditional = true }
      placesOfSlot[slot, default: []].insert(place)
      return
    }
    let plain = module.names.field(field.swiftName)
    plan.slots.append(
      BodyPlan.Slot(
        name: Identifier.escaped(plain), plainName: plain, wireName: field.name, type: type,
        isConditional: isConditional, isOptional: form.isOptional,
        defaultValue: field.defaultValue.map { module.literal($0, of: field.type, at: field.revisions.lower) },
        doc: doc(of: field), fields: [index]))
    let slot = plan.slots.count - 1
    slotByName[key] = slot
    plan.slotOfField[index] = slot
    placesOfSlot[slot, default: []].insert(place)
    if container == nil { plan.properties.append(slot) } else { plan.localNames.insert(Identifier.local(plain)) }
  }

  private mutating func claimLocal(_ name: String) -> String {
    let local = Identifier.local(name)
    plan.localNames.insert(local)
    return local
  }

  private func doc(of field: Field) -> String {
    var parts = [field.doc ?? "On the wire: `\(module.model.spelling(of: field.type))`."]
    if let provenance = field.provenance { parts.append("Provenance: \(provenance)") }
    return parts.joined(separator: "\n\n")
  }

  // MARK: Unions

  /// The union whose case says what a discriminator is: one label a case, beside it, at all its revisions.
  private func derivingUnion(of field: Field, beside items: [Item], _ range: RevisionRange) -> Item? {
    items.first { item in
      guard case .union(let union) = item.kind, union.discriminator.fields == [field.index] else { return false }
      return union.arms.allSatisfy { $0.labels.count == 1 }
        && item.revisions.intersection(range) == field.revisions.intersection(range)
        && field.revisions.intersection(range) == range
    }
  }

  private mutating func add(
    _ union: Union, _ item: Item, _ active: RevisionRange, beside items: [Item], in container: Container?,
    _ range: RevisionRange, _ isConditional: Bool
  ) {
    let discriminator = union.discriminator.fields.first.map { plan.definition.fields[$0] }
    let stem = module.names.field(discriminator?.swiftName ?? union.discriminator.name)
    let isDerived =
      discriminator.flatMap { field -> Bool? in
        guard plan.locals[field.index] != nil, case .discriminator = field.role else { return nil }
        return derivingUnion(of: field, beside: items, range)?.identity == item.identity
      } ?? false
    var name = union.swiftName.map(Identifier.lowerCamel) ?? (isDerived ? stem : stem + "Content")
    var number = 2
    while slotByName[SlotKey(container: container, name: name)] != nil {
      name = (union.swiftName.map(Identifier.lowerCamel) ?? stem + "Content") + "\(number)"
      number += 1
    }
    var typeName = union.swiftName ?? Identifier.upperCamel(name)
    if isTaken(typeName) { typeName += "Content" }
    let base = typeName
    number = 2
    while isTaken(typeName) {
      typeName = "\(base)\(number)"
      number += 1
    }
    ownTypes.insert(typeName)
    let labels = union.discriminator.name
    plan.slots.append(
      BodyPlan.Slot(
        name: Identifier.escaped(name), plainName: name, wireName: union.discriminator.name,
        type: Identifier.escaped(typeName), isConditional: isConditional, isOptional: false,
        doc: "What `\(labels)` selects.", fields: [], union: plan.unions.count))
    let slot = plan.slots.count - 1
    slotByName[SlotKey(container: container, name: name)] = slot
    if container == nil { plan.properties.append(slot) } else { plan.localNames.insert(Identifier.local(name)) }
    let index = plan.unions.count
    plan.unionAt[item.identity] = index
    plan.unions.append(
      BodyPlan.UnionPlan(
        type: Identifier.escaped(typeName), slot: slot, isDerived: isDerived, definition: union, arms: []))
    var names = NameSet()
    for (position, arm) in union.arms.enumerated() {
      let first = plan.slots.count
      walk(arm.items, in: Container(union: index, arm: position), range: active, isConditional: false)
      let own = slotByName.filter { $0.key.container == Container(union: index, arm: position) }.map(\.value)
      let payload = own.filter { $0 >= first }.sorted()
      let caseName = names.claim(module.names.unionCase(module.caseName(of: arm, discriminator)))
      plan.unions[index].arms.append(.init(name: Identifier.escaped(caseName), payload: payload))
    }
  }

  // MARK: Afterwards

  mutating func finish() {
    let unionRanges = plan.unionRanges
    for index in plan.slots.indices {
      let slot = plan.slots[index]
      let whole = rangeOfSlot(index, unionRanges)
      if let union = slot.union {
        if unionRanges[union] != whole { plan.slots[index].isConditional = true }
        continue
      }
      plan.slots[index].isScattered = placesOfSlot[index, default: []].count > 1
      let covered = slot.fields.reduce(into: Set<Int>()) { revisions, field in
        revisions.formUnion(plan.definition.fields[field].revisions.intersection(plan.range).indices)
      }
      if slot.defaultValue == nil, covered.count < whole.indices.count { plan.slots[index].isConditional = true }
      if slot.isConditional { plan.slots[index].defaultValue = nil }
      if slot.isOptional { plan.slots[index].isConditional = false }
    }
    for slot in plan.properties where !plan.slots[slot].canBeNil && !plan.slots[slot].isScattered {
      for field in plan.slots[slot].fields {
        let definition = plan.definition.fields[field]
        switch module.form(of: definition, in: plan.definition, at: definition.revisions.lower, plan.order) {
        case .bytes: plan.keepsMemory = true
        case .array(_, let count):
          switch count.form {
          case .mask, .until, .rest: break
          case .fixed, .prefix, .field: plan.keepsMemory = true
          }
        case .value(let index): if module.keepsMemory(index) { plan.keepsMemory = true }
        default: break
        }
      }
    }
  }

  /// The revisions at which a slot's container is there.
  private func rangeOfSlot(_ slot: Int, _ unionRanges: [Int: RevisionRange]) -> RevisionRange {
    for (index, union) in plan.unions.enumerated() where union.arms.contains(where: { $0.payload.contains(slot) }) {
      return unionRanges[index] ?? plan.range
    }
    return plan.range
  }
}

extension BodyPlan {
  /// The revisions that have each union.
  fileprivate var unionRanges: [Int: RevisionRange] {
    var ranges: [Int: RevisionRange] = [:]
    collect(definition.items, range, &ranges)
    return ranges
  }

  private func collect(_ items: [Item], _ range: RevisionRange, _ ranges: inout [Int: RevisionRange]) {
    for item in items {
      let active = item.revisions.intersection(range)
      switch item.kind {
      case .field, .pad: break
      case .conditional(_, let then, let otherwise): collect(then + otherwise, active, &ranges)
      case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): collect(inner, active, &ranges)
      case .union(let union):
        if let index = unionAt[item.identity] { ranges[index] = active }
        for arm in union.arms { collect(arm.items, active, &ranges) }
      }
    }
  }
}

extension WireType {
  /// Calls `visit` with every field that a count in the type refers to, and what is added to it.
  func visitFieldCounts(_ visit: (FieldReference, _ offset: Int) -> Void) {
    func see(_ count: Count) {
      if case .field(let reference, let offset) = count.form { visit(reference, offset) }
    }
    switch self {
    case .scalar, .converted, .named, .text(.padded), .text(.terminated): break
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count): see(count)
    case .array(let element, let count):
      see(count)
      element.visitFieldCounts(visit)
    case .map(let key, let value, let count, _):
      see(count)
      key.visitFieldCounts(visit)
      value.visitFieldCounts(visit)
    case .optional(let wrapped): wrapped.visitFieldCounts(visit)
    }
  }
}
