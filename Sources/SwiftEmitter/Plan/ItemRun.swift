import SchemaModel
import SchemaSyntax

/// Consecutive items of a struct that one test of the revision tells apart.
struct ItemRun {
  /// Which revisions have the items.
  enum Shape: Hashable {
    /// All of those in question.
    case always
    /// Some items are there before a revision, the others from it on.
    case split(at: Int)
    /// Neither the first nor the last revision.
    case within(RevisionRange)
  }

  /// An item with the revisions at which it is read in one and the same way.
  typealias Entry = (item: Item, revisions: RevisionRange)

  let shape: Shape
  /// With `split`, the items that are there before it.
  var before: [Entry] = []
  /// With `split`, the items that are there from it on; otherwise all.
  var after: [Entry] = []

  var allItems: [Entry] { before + after }

  /// The runs of a list of items at these revisions.
  static func runs(of items: [Entry], in range: RevisionRange) -> [ItemRun] {
    var runs: [ItemRun] = []
    for entry in items where !entry.revisions.isEmpty {
      let shape: Shape
      var isBefore = false
      if entry.revisions == range {
        shape = .always
      } else if entry.revisions.lower == range.lower {
        shape = .split(at: entry.revisions.upper)
        isBefore = true
      } else if entry.revisions.upper == range.upper {
        shape = .split(at: entry.revisions.lower)
      } else {
        shape = .within(entry.revisions)
      }
      if runs.last?.shape != shape { runs.append(ItemRun(shape: shape)) }
      if isBefore { runs[runs.count - 1].before.append(entry) } else { runs[runs.count - 1].after.append(entry) }
    }
    return runs
  }
}

extension ModulePlan {
  /// The runs of a list of items at these revisions. A field whose wire type changes under an unchanged name is an item
  /// for each of its forms.
  func runs(
    of items: [Item], in range: RevisionRange, _ body: StructDefinition, _ order: WireName.ByteOrder
  ) -> [ItemRun] {
    let entries = items.flatMap { item -> [ItemRun.Entry] in
      let active = item.revisions.intersection(range)
      guard !active.isEmpty, case .field(let index) = item.kind else { return [(item, active)] }
      return stretches(of: body.fields[index], in: body, active, order).map { (item, $0) }
    }
    return ItemRun.runs(of: entries, in: range)
  }

  /// The runs of revisions at which a field has one form, and a list that a number ends one width of that number.
  func stretches(
    of field: Field, in definition: StructDefinition, _ range: RevisionRange, _ order: WireName.ByteOrder
  ) -> [RevisionRange] {
    var stretches: [RevisionRange] = []
    var last: (form: WireForm, sentinel: ScalarType?)?
    for revision in range.indices {
      let form = form(of: field, in: definition, at: revision, order)
      let sentinel = sentinel(of: form, at: revision)
      if let last, form == last.form, sentinel == last.sentinel {
        stretches[stretches.count - 1].upper = revision + 1
      } else {
        stretches.append(RevisionRange(revision, revision + 1))
        last = (form, sentinel)
      }
    }
    return stretches
  }

  /// The number that ends a list: as wide as the first in its elements, which may be another at another revision.
  private func sentinel(of form: WireForm, at revision: Int) -> ScalarType? {
    switch form {
    case .optional(let wrapped): return sentinel(of: wrapped, at: revision)
    case .array(let element, let count):
      if case .until = count.form { return firstScalar(of: element, at: revision) }
      return sentinel(of: element, at: revision)
    default: return nil
    }
  }
}
