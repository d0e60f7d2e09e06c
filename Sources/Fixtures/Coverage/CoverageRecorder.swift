public import SchemaModel
import SchemaSyntax
import WireInterpreter

extension Coverage {
  /// What the passing cases of a schema prove.
  public init(_ model: SchemaModel, _ results: [FixtureResult]) {
    var recorder = CoverageRecorder(model)
    for result in results where result.passed && result.fixture.schema == model.name {
      recorder.record(result.fixture)
    }
    schema = model.name
    entries = CoverageMap(model).points.map { Entry(point: $0, evidence: recorder.evidence[$0]) }
  }
}

/// Walks values and notes what they prove.
struct CoverageRecorder {
  private(set) var evidence: [CoveragePoint: FixtureCaseSyntax.Origin] = [:]
  private let model: SchemaModel
  private var origin = FixtureCaseSyntax.Origin.generated
  private var revision = 0

  init(_ model: SchemaModel) { self.model = model }

  /// Notes what a case proves; errors and conversions prove nothing of this kind.
  mutating func record(_ fixture: FixtureCase) {
    guard case .value(let stated, _) = fixture.expectation, case .message(let index) = fixture.target,
      let value = stated ?? decoded(fixture)
    else { return }
    origin = fixture.origin
    revision = fixture.revision
    let message = model.messages[index]
    mark(.messages, model.coverageName(of: message, at: revision))
    walk(value, message.body, message.name)
  }

  private func decoded(_ fixture: FixtureCase) -> WireValue? {
    try? WireInterpreter(model).decode(fixture.bytes, as: fixture.target, at: fixture.revision).value
  }

  private mutating func mark(_ kind: CoveragePoint.Kind, _ name: String) {
    let point = CoveragePoint(kind: kind, name: name)
    evidence[point] = min(evidence[point] ?? origin, origin)
  }

  // MARK: - Structs

  private mutating func walk(_ value: WireValue, _ definition: StructDefinition, _ owner: String) {
    guard case .structure(let fields) = value else { return }
    let values = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    for field in definition.fields where field.isCovered && field.revisions.contains(revision) {
      guard let value = values[field.name] else {
        if case .optional = field.type { mark(.branches, "\(owner).\(field.name): absent") }
        continue
      }
      mark(.fields, "\(owner).\(field.name)")
      walk(value, field.type, "\(owner).\(field.name)")
    }
    for item in definition.items { walk(item, values, definition, owner) }
  }

  private mutating func walk(
    _ item: Item, _ values: [String: WireValue], _ definition: StructDefinition, _ owner: String
  ) {
    guard item.revisions.contains(revision) else { return }
    switch item.kind {
    case .field, .pad: break
    case .conditional(let condition, let then, let otherwise):
      guard let number = values[condition.field.name]?.wholeNumber else { return }
      let holds = condition.holds(for: number)
      mark(.branches, condition.branches(in: owner)[holds ? 0 : 1])
      for item in holds ? then : otherwise { walk(item, values, definition, owner) }
    case .union(let union):
      guard let number = values[union.discriminator.name]?.wholeNumber, let arm = union.arm(for: number) else { return }
      mark(.branches, union.branch(arm, in: owner))
      for item in arm.items { walk(item, values, definition, owner) }
    case .trailing(let items):
      let isThere = items.contains { item in
        if case .field(let index) = item.kind { values[definition.fields[index].name] != nil } else { false }
      }
      mark(.branches, Item.trailingBranches(in: owner)[isThere ? 0 : 1])
      guard isThere else { return }
      for item in items { walk(item, values, definition, owner) }
    case .sized(_, let items), .zlib(_, let items):
      for item in items { walk(item, values, definition, owner) }
    }
  }

  // MARK: - Types

  private mutating func walk(_ value: WireValue, _ type: WireType, _ owner: String) {
    switch (model.resolved(type, at: revision), value) {
    case (.optional(let wrapped), _):
      mark(.branches, "\(owner): \(value == .absent ? "absent" : "present")")
      if value != .absent { walk(value, wrapped, owner) }
    case (.array(let element, let count), .list(let elements)):
      mark(elements.count, count, owner)
      for value in elements { walk(value, element, owner + "[]") }
    case (.array(let element, let count), .masked(_, let elements)):
      mark(elements.count, count, owner)
      for part in elements { walk(part.value, element, owner + "[]") }
    case (.map(let key, let value, let count, _), .map(let entries)):
      mark(entries.count, count, owner)
      for entry in entries {
        walk(entry.key, key, owner)
        walk(entry.value, value, owner + "[]")
      }
    case (.named(let index), _), (.converted(_, .type(let index)), _): walk(value, named: index)
    default: break
    }
  }

  private mutating func mark(_ number: Int, _ count: Count, _ owner: String) {
    for size in count.sizes where size.number == number { mark(.sizes, "\(owner): \(size.name)") }
  }

  private mutating func walk(_ value: WireValue, named index: TypeIndex) {
    let name = model.types[index].name
    switch (model.types[index].kind, value) {
    case (.structure(let definition), _): walk(value, definition, name)
    case (.enumeration(let definition), .integer(let number)):
      for member in definition.members(at: revision) where member.value == number {
        mark(.members, "\(name).\(member.name)")
      }
    case (.flags(let definition), .integer(let number)):
      for member in definition.members(at: revision) where member.value != 0 && member.value & number == member.value {
        mark(.members, "\(name).\(member.name)")
      }
    default: break
    }
  }
}

extension WireValue {
  /// What conditions and unions compare.
  fileprivate var wholeNumber: Int128? {
    switch self {
    case .integer(let number): number
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }
}
