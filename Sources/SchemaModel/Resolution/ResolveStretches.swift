import SchemaSyntax

/// Members of enums and flags whose numbers change with the revision: what names them is resolved once for each run of
/// revisions at which the numbers stay.
///
/// ```yaml
/// Marks:
///   - {flags: u8, removed: b, members: {red: 0x1, blue: 0x2}}
///   - {flags: u8, since: b, members: {blue: 0x1, red: 0x2}}
/// ```
/// Here `if: marks has red` is one item up to `b`, and another from it on.
extension Resolver {
  /// The runs of revisions at which the members that an item names keep their numbers.
  func stretches(of item: ItemSyntax, at range: RevisionRange) -> [RevisionRange] {
    guard range.upper - range.lower > 1 else { return [range] }
    switch item.form {
    case .field(let field):
      guard let type = field.type?.value, let literal = type.constant ?? field.defaultValue else { return [range] }
      return stretches(of: [literal.value], self.type(of: type.base.value), at: range)
    case .conditional(let condition, _, _):
      return stretches(of: condition.value.values.map(\.value), type(of: condition.value.field), at: range)
    case .union(let union):
      return stretches(of: union.arms.flatMap { $0.labels.map(\.value) }, type(of: union.discriminator), at: range)
    case .trailing, .sized, .zlib, .pad: return [range]
    }
  }

  /// The enum or flags type of an earlier field.
  private func type(of field: Identifier) -> TypeIndex? {
    current.visible[field.value]?.last.flatMap { current.drafts[$0].type }.flatMap { testedType($0) }
  }

  /// The enum or flags type that a field has in the end.
  private func type(of base: TypeBase) -> TypeIndex? {
    switch base {
    case .name(let name): return typeIndex[name].flatMap { testedType(.named($0)) }
    case .converted(_, let domain): return type(of: domain.value)
    case .wire, .map: return nil
    }
  }

  private func testedType(_ type: WireType) -> TypeIndex? {
    switch testable(type) {
    case .enumeration(let index, _), .flags(let index, _): return index
    default: return nil
    }
  }

  private func stretches(
    of literals: [LiteralSyntax], _ type: TypeIndex?, at range: RevisionRange
  ) -> [RevisionRange] {
    let members: [Member]
    switch type.flatMap({ types[$0]?.kind }) {
    case .enumeration(let definition): members = definition.members
    case .flags(let definition): members = definition.members
    default: return [range]
    }
    let names = Set(literals.flatMap(\.names))
    let named = members.filter { names.contains($0.name) }
    var stretches: [RevisionRange] = []
    var numbers: [String: Int128] = [:]
    for revision in range.indices {
      let own = Dictionary(
        named.filter { $0.revisions.contains(revision) }.map { ($0.name, $0.value) },
        uniquingKeysWith: { first, _ in first })
      // A member that is not there has no number to differ.
      if own.contains(where: { numbers[$0.key, default: $0.value] != $0.value }) || stretches.isEmpty {
        stretches.append(RevisionRange(revision, revision + 1))
        numbers = own
      } else {
        stretches[stretches.count - 1].upper = revision + 1
        numbers.merge(own) { first, _ in first }
      }
    }
    return stretches
  }
}

extension LiteralSyntax {
  /// The names in the literal.
  fileprivate var names: [String] {
    switch self {
    case .name(let name): [name]
    case .list(let values): values.flatMap(\.names)
    case .integer, .decimal, .text: []
    }
  }
}
