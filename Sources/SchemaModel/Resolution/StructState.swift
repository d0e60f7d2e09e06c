import Diagnostics
import SchemaSyntax

/// What is known of the struct that is being resolved.
struct StructState {
  /// A field before it is known what derives from it.
  struct Draft {
    var field: FieldSyntax
    /// Nil when the type could not be resolved.
    var type: WireType?
    var constant: Literal?
    var revisions: RevisionRange
    var isUnconditional: Bool
    /// The group that it stands in; the top level is 0.
    var group: Int
    var defaultValue: Literal?
    var range: ClosedRange<Int128>?
    /// Groups of the arrays that it counts.
    var counted: [(group: Int, offset: Int)] = []
    /// Whether a switch beside it, with one label a case, derives it.
    var isDerivedByUnion = false
  }

  var drafts: [Draft] = []
  /// Where the drafts of the variant that is being added begin.
  var variantStart = 0
  var items: [Item] = []
  var sizes: [Variant<Int>] = []
  var alignments: [Variant<Int>] = []
  var isC = false
  /// The fields that can be referred to at this point, by name.
  var visible: [String: [FieldIndex]] = [:]
  /// The names made visible, in order, so that leaving a group can hide them again.
  var shown: [String] = []
  /// The groups entered so far, each with the group around it and the condition that opens it.
  var groups: [(parent: Int, condition: Condition?)] = [(0, nil)]
  var group = 0
  /// What is known of earlier fields inside the groups around this point.
  var knowledge = Knowledge()
  /// Names of every field of the struct, wherever it stands, for better messages.
  var allNames: [String: SourceRange] = [:]
}

extension Resolver {
  mutating func beginStruct() { current = StructState() }

  /// Adds the items of one variant of a struct, or of a message.
  mutating func add(_ syntax: StructSyntax, at revisions: RevisionRange, owner: Identifier) {
    current.variantStart = current.drafts.count
    current.visible = [:]
    current.shown = []
    current.allNames = [:]
    collectNames(syntax.items)
    let items = resolveItems(syntax.items, at: revisions)
    if syntax.layout != nil {
      current.isC = true
      current.items += layOutC(items, syntax, at: revisions, owner: owner)
    } else {
      if case .some(let stated) = syntax.size, let place = stated.place {
        report("L701", "`size` belongs to `layout: c`", at: place, help: [Help("remove it, or add `layout: c`")])
      }
      current.items += items
    }
    checkNames()
  }

  mutating func finishStruct() -> StructDefinition {
    let fields = current.drafts.enumerated().compactMap { index, draft -> Field? in field(index, draft) }
    let layout = current.isC ? CLayout(sizes: current.sizes, alignments: current.alignments) : nil
    return StructDefinition(fields: fields, items: current.items, cLayout: layout)
  }

  private func field(_ index: FieldIndex, _ draft: StructState.Draft) -> Field {
    let syntax = draft.field
    return Field(
      index: index, name: syntax.name.value, swiftName: syntax.swiftName?.value ?? syntax.name.value,
      type: draft.type ?? .scalar(.integer(bits: 8, signed: false, order: nil)), role: role(draft),
      revisions: draft.revisions, isUnconditional: draft.isUnconditional, defaultValue: draft.defaultValue,
      range: draft.range, doc: syntax.doc, provenance: syntax.provenance, source: syntax.name.range,
      typeSource: syntax.type?.range ?? syntax.name.range)
  }

  private func role(_ draft: StructState.Draft) -> Field.Role {
    if let constant = draft.constant { return .constant(constant) }
    if !draft.counted.isEmpty { return .count(whenAbsent: valueWhenAbsent(draft)) }
    return draft.isDerivedByUnion ? .discriminator : .stored
  }

  /// What a count is when its arrays are absent: the one value that a condition on it leaves, or zero.
  private func valueWhenAbsent(_ draft: StructState.Draft) -> Int128 {
    guard let first = draft.counted.first else { return 0 }
    var group = first.group
    while group != draft.group, group != 0 {
      if let condition = current.groups[group].condition, condition.field.name == draft.field.name.value,
        condition.test == .differs, let value = condition.values.first
      {
        return value
      }
      group = current.groups[group].parent
    }
    return 0
  }

  private mutating func collectNames(_ items: [ItemSyntax]) {
    for item in items {
      switch item.form {
      case .field(let field):
        if current.allNames[field.name.value] == nil { current.allNames[field.name.value] = field.name.range }
      case .conditional(_, let then, let otherwise): collectNames(then + (otherwise ?? []))
      case .union(let union): for arm in union.arms { collectNames(arm.items) }
      case .trailing(let items), .sized(_, let items), .zlib(_, let items): collectNames(items)
      case .pad: break
      }
    }
  }

  /// A name is unique in a struct, but for disjoint revisions with one Swift type.
  private mutating func checkNames() {
    var byName: [String: [FieldIndex]] = [:]
    for (index, draft) in current.drafts.enumerated() {
      let name = draft.field.name.value
      // A name that clashed once is not compared again: one finding a field, in linear time.
      let clash = byName[name]?.first { reportClash(of: draft, with: $0) }
      if clash == nil { byName[name, default: []].append(index) }
    }
  }

  /// Reports a field that cannot have the name of an earlier one.
  private mutating func reportClash(of draft: StructState.Draft, with earlier: FieldIndex) -> Bool {
    let name = draft.field.name
    let other = current.drafts[earlier]
    if other.revisions.overlaps(draft.revisions) {
      // Variants that overlap were reported as such.
      guard earlier >= current.variantStart else { return true }
      let shared = other.revisions.intersection(draft.revisions)
      report(
        "L202", "field `\(name.value)` stands twice", at: name.range,
        label: hasRevisions ? "both are there \(words(for: shared))" : "a name stands once in a struct, across groups",
        also: [.init(other.field.name.range, "first here")])
      return true
    }
    guard let left = other.type, let right = draft.type, swiftShape(of: left) != swiftShape(of: right) else {
      return false
    }
    report(
      "L202", "field `\(name.value)` has two Swift types", at: draft.field.type?.range ?? name.range,
      label: "another type under the same name",
      also: [.init(other.field.type?.range ?? other.field.name.range, "first this one")],
      help: [Help("convert the narrower one, `u32 as u64`, or give one of them another name")])
    return true
  }

  private var hasRevisions: Bool { revisions != [""] }
}

extension PerRevision {
  /// Where it is stated.
  var place: SourceRange? {
    switch self {
    case .always(let value): value.range
    case .byRevision(let entries):
      entries.first.map { $0.revision.range.joined(with: entries[entries.count - 1].value.range) }
    }
  }
}
