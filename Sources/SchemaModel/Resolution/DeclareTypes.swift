import Diagnostics
import SchemaSyntax

extension Resolver {
  /// How deep types may nest; decoders recurse this far.
  static let maximumNesting = 64

  /// Gives every type its index and its revisions, before any is resolved.
  mutating func declareTypes() {
    var order: [String] = []
    var singles: [String: SourceRange] = [:]
    for definition in files.flatMap(\.definitions) {
      let name = definition.name.value
      if let first = singles[name], first != definition.name.range {
        reportTwice("type", definition.name, first)
        continue
      }
      if variants[name] == nil { order.append(name) }
      singles[name] = definition.name.range
      variants[name, default: []].append(definition)
    }
    typeNames = order.sorted()
    typeIndex = Dictionary(uniqueKeysWithValues: typeNames.enumerated().map { ($1, $0) })
    types = Array(repeating: nil, count: typeNames.count)
    typeSizes = Array(repeating: Array(repeating: .exactly(0), count: revisions.count), count: typeNames.count)
    for name in typeNames { declareVariants(variants[name] ?? []) }
  }

  private mutating func declareVariants(_ definitions: [DefinitionSyntax]) {
    let all = RevisionRange(0, revisions.count)
    var ranges: [RevisionRange] = []
    for (position, definition) in definitions.enumerated() {
      let range = range(definition.lifetime, within: all, of: "`\(definition.name.value)`")
      if let clash = ranges.firstIndex(where: { $0.overlaps(range) }) {
        let shared = ranges[clash].intersection(range)
        report(
          "L501", "two variants of `\(definition.name.value)` hold \(words(for: shared))",
          at: (definition.lifetime.since ?? definition.lifetime.removed)?.range ?? definition.name.range,
          label: "variant \(position + 1) overlaps variant \(clash + 1)",
          help: [Help("give each variant `since` and `removed` so that their revisions are disjoint")])
      }
      if let first = definitions.first, !first.form.isSameForm(as: definition.form) {
        report(
          "L501", "the variants of `\(definition.name.value)` differ in kind", at: definition.name.range,
          label: "\(first.form.kindInWords), then \(definition.form.kindInWords)")
      }
      ranges.append(range)
    }
    variantRanges.append(ranges)
    let lower = ranges.map(\.lower).min() ?? 0
    typeRevisions.append(RevisionRange(lower, ranges.map(\.upper).max() ?? 0))
  }

  /// The types, each after those that it is made of; cycles are reported and cut.
  mutating func orderTypes() -> [TypeIndex] {
    let dependencies = typeNames.map { name in references(of: variants[name] ?? []) }
    var order: [TypeIndex] = []
    var state = [UInt8](repeating: 0, count: typeNames.count)  // 0 new, 1 on the path, 2 done
    var depth = [Int](repeating: 1, count: typeNames.count)
    for root in typeNames.indices where state[root] == 0 {
      var path = [(type: root, next: 0)]
      state[root] = 1
      while let top = path.last {
        guard top.next < dependencies[top.type].count else {
          state[top.type] = 2
          order.append(top.type)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let (dependency, place) = dependencies[top.type][top.next]
        switch state[dependency] {
        case 0:
          state[dependency] = 1
          path.append((dependency, 0))
        case 1: reportCycle(path.map(\.type), dependency, place)
        default: break
        }
      }
    }
    for type in order {
      depth[type] = 1 + (dependencies[type].map { depth[$0.type] }.max() ?? 0)
      guard depth[type] == Self.maximumNesting + 1 else { continue }
      report(
        "L201", "types nest deeper than \(Self.maximumNesting) levels", at: definitionPlace(type),
        label: "`\(typeNames[type])` is level \(depth[type])")
    }
    // What lies deeper stays unresolved: all that works on the model may recurse without fear.
    return order.filter { depth[$0] <= Self.maximumNesting }
  }

  private mutating func reportCycle(_ path: [TypeIndex], _ back: TypeIndex, _ place: SourceRange) {
    let cycle = path.drop { $0 != back }.map { "`\(typeNames[$0])`" } + ["`\(typeNames[back])`"]
    report(
      "L201", "`\(typeNames[back])` contains itself", at: place, label: cycle.joined(separator: " → "),
      also: [.init(definitionPlace(back), "defined here")],
      help: [Help("a value of it would have no end: count the inner ones in a list beside it, or remove the field")])
  }

  func definitionPlace(_ type: TypeIndex) -> SourceRange {
    variants[typeNames[type]]?.first?.name.range ?? SourceRange(file: 0, lower: 0, upper: 0)
  }

  private func references(of definitions: [DefinitionSyntax]) -> [(type: TypeIndex, place: SourceRange)] {
    var found: [(TypeIndex, SourceRange)] = []
    for definition in definitions {
      definition.form.visitTypeNames { name, place in
        if let index = typeIndex[name] { found.append((index, place)) }
      }
    }
    return found
  }
}

extension DefinitionSyntax.Form {
  func isSameForm(as other: Self) -> Bool { kindInWords == other.kindInWords }

  /// `a struct`, for messages.
  var kindInWords: String {
    switch self {
    case .alias: "an alias"
    case .enumeration: "an enum"
    case .flags: "a flags type"
    case .bits: "a bits type"
    case .structure: "a struct"
    case .widened: "a domain type"
    case .external: "an extern type"
    }
  }

  /// Calls `visit` with every name of a type that the definition mentions.
  func visitTypeNames(_ visit: (String, SourceRange) -> Void) {
    switch self {
    case .alias(let type): type.value.visitTypeNames(visit)
    case .enumeration(let value): value.carrier.value.visitTypeNames(visit)
    case .flags(let value): value.carrier.value.visitTypeNames(visit)
    case .bits(let value): value.carrier.value.visitTypeNames(visit)
    case .structure(let structure): for item in structure.items { item.visitTypeNames(visit) }
    case .widened(let widened):
      visit(widened.base.value, widened.base.range)
      for field in widened.fields { field.type.value.visitTypeNames(visit) }
    case .external: break
    }
  }
}

extension ItemSyntax {
  func visitTypeNames(_ visit: (String, SourceRange) -> Void) {
    switch form {
    case .field(let field): field.type?.value.visitTypeNames(visit)
    case .conditional(_, let then, let otherwise):
      for item in then + (otherwise ?? []) { item.visitTypeNames(visit) }
    case .union(let union): for arm in union.arms { for item in arm.items { item.visitTypeNames(visit) } }
    case .trailing(let items), .sized(_, let items), .zlib(_, let items):
      for item in items { item.visitTypeNames(visit) }
    case .pad: break
    }
  }
}

extension TypeExpression {
  func visitTypeNames(_ visit: (String, SourceRange) -> Void) { base.value.visitTypeNames(base.range, visit) }
}

extension TypeBase {
  func visitTypeNames(_ place: SourceRange, _ visit: (String, SourceRange) -> Void) {
    switch self {
    case .wire: break
    case .name(let name): visit(name, place)
    case .converted(let wire, let domain):
      wire.value.visitTypeNames(wire.range, visit)
      domain.value.visitTypeNames(domain.range, visit)
    case .map(let key, let value):
      key.value.visitTypeNames(visit)
      value.value.visitTypeNames(visit)
    }
  }
}
