import SchemaModel

extension WireType {
  /// The lengths in a value that an earlier field counts, each with the offset that is added to that field.
  func lengths(of value: WireValue, countedBy field: FieldIndex) -> [(length: Int, offset: Int)] {
    func own(_ count: Count, _ length: Int) -> [(length: Int, offset: Int)] {
      guard case .field(let reference, let offset) = count.form, reference.fields.contains(field) else { return [] }
      return [(length, offset)]
    }
    switch (self, value) {
    case (.text(.counted(let count)), .text(let text)): return own(count, text.string.utf8.count)
    case (.text(.countedWithTerminator(let count)), .text(let text)): return own(count, text.string.utf8.count + 1)
    case (.bytes(let count), .bytes(let bytes)): return own(count, bytes.count)
    case (.map(_, _, let count, _), .map(let entries)): return own(count, entries.count)
    case (.array(let element, let count), .list(let elements)):
      return own(count, elements.count) + elements.flatMap { element.lengths(of: $0, countedBy: field) }
    case (.optional, .absent): return []
    case (.optional(let wrapped), _): return wrapped.lengths(of: value, countedBy: field)
    default: return []
    }
  }
}

extension SchemaModel {
  /// The value of a discriminator that follows from the fields that are there: the one arm that they fit.
  ///
  /// Without any field the arm is the one that has none, if it is known that there is an arm at all.
  func discriminator(
    _ field: Field, of definition: StructDefinition, given names: Set<String>, isPresent: Bool, at revision: Int
  ) -> WireValue? {
    for union in definition.items.flatMap(\.allUnions) where union.discriminator.fields.contains(field.index) {
      let arms = union.arms.map { arm in
        (arm, Set(definition.names(in: arm.items, at: revision)))
      }
      let present = names.intersection(arms.reduce(into: []) { $0.formUnion($1.1) })
      guard isPresent || !present.isEmpty else { continue }
      let fitting = arms.filter { present.isEmpty ? $0.1.isEmpty : present.isSubset(of: $0.1) }
      guard fitting.count == 1, let label = fitting.first?.0.labels.first, fitting.first?.0.labels.count == 1 else {
        continue
      }
      return isBool(field.type, at: revision) ? .bool(label.value != 0) : .integer(label.value)
    }
    return nil
  }

  /// Whether values of a type are true or false.
  func isBool(_ type: WireType, at revision: Int) -> Bool {
    switch resolved(type, at: revision) {
    case .scalar(.bool), .converted(_, .bool): true
    default: false
    }
  }
}

extension StructDefinition {
  /// The names of the fields in items that values name at a revision.
  func names(in items: [Item], at revision: Int) -> [String] {
    items.flatMap(\.allFields).map { fields[$0] }
      .filter { $0.revisions.contains(revision) && $0.isInValues }.map(\.name)
  }
}

extension Item {
  /// Every union in the item, groups inside it included.
  var allUnions: [Union] {
    switch kind {
    case .field, .pad: []
    case .conditional(_, let then, let otherwise): (then + otherwise).flatMap(\.allUnions)
    case .union(let union): [union] + union.arms.flatMap { $0.items.flatMap(\.allUnions) }
    case .trailing(let items), .sized(_, let items), .zlib(_, let items): items.flatMap(\.allUnions)
    }
  }
}
