import SchemaModel
import SchemaSyntax

/// What the statements of one codec can refer to at a point.
struct CodecScope {
  /// How to get at the value of an earlier field.
  struct Access {
    let expression: String
    /// Whether it is an optional here.
    var isOptional = false
  }

  let module: ModulePlan
  let body: BodyPlan
  private let propertySet: Set<Int>
  /// While a new value is read: the variables that its properties wait in. An initializer that assigns many properties one
  /// by one ends with a copy of all of them.
  private var variables: [Int: String] = [:]
  /// Fields whose value is in a variable, or in a property that cannot be nil.
  var known: [FieldIndex: Access] = [:]
  private var usedNames: Set<String> = []

  init(_ module: ModulePlan, _ body: BodyPlan, readsNew: Bool = false) {
    self.module = module
    self.body = body
    propertySet = readsNew ? [] : Set(body.properties)
    guard readsNew else { return }
    for slot in body.properties { variables[slot] = fresh(Identifier.local(body.slots[slot].plainName)) }
  }

  /// Whether a value that is read waits in a variable for its property.
  func waits(_ slot: Int) -> Bool { variables[slot] != nil }

  func isProperty(_ slot: Int) -> Bool { propertySet.contains(slot) }

  /// `self.position`, or the variable that an associated value is in.
  func place(of slot: Int) -> String {
    let slot = (index: slot, plan: body.slots[slot])
    if isProperty(slot.index) { return "self.\(slot.plan.name)" }
    return variables[slot.index] ?? Identifier.local(slot.plan.plainName)
  }

  /// A name for a variable that no other has.
  mutating func fresh(_ name: String) -> String {
    var candidate = body.fresh(name)
    var number = 2
    while !usedNames.insert(candidate).inserted {
      candidate = body.fresh("\(name)\(number)")
      number += 1
    }
    return candidate
  }

  /// A name like ``fresh(_:)``, but the same each time it is asked for.
  func settled(_ name: String) -> String {
    var candidate = body.fresh(name)
    while variables.values.contains(candidate) { candidate += "Here" }
    return candidate
  }

  /// Gives no name that another scope has given.
  mutating func avoidNames(of other: CodecScope) { usedNames.formUnion(other.usedNames) }

  /// The value of the field that a reference means.
  func access(_ reference: FieldReference) -> Access {
    for field in reference.fields {
      if let access = known[field] { return access }
    }
    guard let field = reference.fields.first else { return Access(expression: reference.name) }
    guard let slot = body.slotOfField[field] else { return Access(expression: body.locals[field] ?? reference.name) }
    return Access(expression: place(of: slot), isOptional: body.slots[slot].canBeNil)
  }

  /// Slots that the items of a list fill, groups included; what is inside a union belongs to the union. Those that are
  /// filled elsewhere, too, are among them when `revisions` are named at which nothing else fills them.
  func slots(in items: [Item], at revisions: [Int] = []) -> [Int] {
    var found: [Int] = []
    for item in items {
      switch item.kind {
      case .field(let index):
        if let slot = body.slotOfField[index] { found.append(slot) }
      case .pad: break
      case .conditional(_, let then, let otherwise): found += slots(in: then) + slots(in: otherwise)
      case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): found += slots(in: inner)
      case .union:
        if let union = body.unionAt[item.identity] { found.append(body.unions[union].slot) }
      }
    }
    let own = Set(items.flatMap(\.fieldIndices))
    var seen: Set<Int> = []
    return found.filter { slot in
      guard seen.insert(slot).inserted else { return false }
      return !body.slots[slot].isScattered || !revisions.isEmpty && isFilled(slot, by: own, at: revisions)
    }
  }

  /// Whether no other fields fill a slot at these revisions.
  private func isFilled(_ slot: Int, by fields: Set<FieldIndex>, at revisions: [Int]) -> Bool {
    body.slots[slot].fields.allSatisfy { field in
      fields.contains(field) || !revisions.contains(where: body.definition.fields[field].revisions.contains)
    }
  }

  /// Fields that some items refer to.
  func references(of items: [Item]) -> Set<FieldIndex> {
    var found: Set<FieldIndex> = []
    for item in items {
      switch item.kind {
      case .field(let index):
        body.definition.fields[index].type.visitFieldCounts { reference, _ in found.formUnion(reference.fields) }
      case .pad: break
      case .conditional(let condition, let then, let otherwise):
        found.formUnion(condition.field.fields)
        found.formUnion(references(of: then + otherwise))
      case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): found.formUnion(references(of: inner))
      case .union(let union):
        found.formUnion(union.discriminator.fields)
        for arm in union.arms { found.formUnion(references(of: arm.items)) }
      }
    }
    return found
  }

  /// The counts of a run that other runs of its list refer to: their variables stand before the run.
  func countsNeededOutside(_ run: ItemRun, of runs: [ItemRun]) -> [FieldIndex] {
    guard run.shape != .always else { return [] }
    let inside = run.allItems.compactMap { entry -> FieldIndex? in
      guard case .field(let index) = entry.item.kind, body.locals[index] != nil else { return nil }
      return index
    }
    guard !inside.isEmpty else { return [] }
    let others = runs.flatMap(\.allItems).map(\.item).filter { item in
      !run.allItems.contains { $0.item.identity == item.identity }
    }
    let needed = references(of: others)
    return inside.filter { needed.contains($0) }
  }
}

/// The tests of revisions, in code.
extension ModulePlan {
  /// `reader.revision >= RealmWorldRevision.v202606`.
  func isSince(_ index: Int, _ subject: String) -> String { "\(subject) >= \(revision(index))" }

  /// The tests that a revision is in a range, given that it is in `outer`.
  func isWithin(_ range: RevisionRange, of outer: RevisionRange, _ subject: String) -> [String] {
    var tests: [String] = []
    if range.lower > outer.lower { tests.append(isSince(range.lower, subject)) }
    if range.upper < outer.upper { tests.append("\(subject) < \(revision(range.upper))") }
    return tests
  }

  /// An integer by revision: `12`, or `revision >= RealmWorldRevision.v202606 ? 40 : 32`.
  func byRevision(_ range: RevisionRange, _ subject: String, _ value: (Int) -> Int) -> String {
    var result = ""
    var last: Int?
    for index in range.indices {
      let number = value(index)
      guard number != last else { continue }
      let literal = LiteralText.integer(Int128(number))
      // Newer revisions are tested first.
      result = last == nil ? literal : "\(isSince(index, subject)) ? \(literal) : \(result)"
      last = number
    }
    return result.isEmpty ? "0" : result
  }
}
