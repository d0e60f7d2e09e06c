import SchemaModel

extension MessageAudit {
  /// Whether some list that a field counts is there whatever the other fields say.
  func alwaysCounts(_ items: [Item], _ field: FieldIndex, _ body: StructDefinition) -> Bool {
    items.contains { item in
      guard item.revisions.contains(revision) else { return false }
      switch item.kind {
      case .field(let index): return body.fields[index].type.alwaysHasLength(countedBy: field)
      case .pad, .trailing: return false
      case .conditional(_, let then, let otherwise):
        return alwaysCounts(then, field, body) && alwaysCounts(otherwise, field, body)
      case .union(let union): return union.arms.allSatisfy { alwaysCounts($0.items, field, body) }
      case .sized(_, let inner), .zlib(_, let inner): return alwaysCounts(inner, field, body)
      }
    }
  }

  /// Whether a body may go on to the end of the packet, so that nothing can be left over.
  static func takesRest(_ items: [Item], _ body: StructDefinition, _ revision: Int) -> Bool {
    items.contains { item in
      guard item.revisions.contains(revision), case .field(let index) = item.kind else { return false }
      switch body.fields[index].type {
      case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count),
        .array(_, let count),
        .map(_, _, let count, _):
        if case .rest = count.form { return true }
        return false
      default: return false
      }
    }
  }
}

extension WireType {
  fileprivate func alwaysHasLength(countedBy field: FieldIndex) -> Bool {
    func counts(_ count: Count) -> Bool {
      guard case .field(let reference, _) = count.form else { return false }
      return reference.fields.contains(field)
    }
    switch self {
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count),
      .map(_, _, let count, _):
      return counts(count)
    case .array(let element, let count):
      if counts(count) { return true }
      guard case .fixed(let number) = count.form, number > 0 else { return false }
      return element.alwaysHasLength(countedBy: field)
    default: return false
    }
  }
}

extension Field {
  /// The value that the field always has.
  var constant: Literal? {
    guard case .constant(let literal) = role else { return nil }
    return literal
  }
}
