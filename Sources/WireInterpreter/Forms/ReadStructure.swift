import Diagnostics
import SchemaModel

extension ValueReader {
  /// A struct, message or domain type. What follows from other fields is filled in; fields that the revision lacks are
  /// kept, for the encoder to refuse, unless they have their default.
  mutating func structure(_ source: ValueSource, _ body: TypedBody, at revision: Int) -> WireValue? {
    guard case .mapping(let entries) = source.kind else {
      return problem("expected a mapping of fields, found \(source.noun)", at: source.place)
    }
    var values: [FieldIndex: WireValue] = [:]
    for entry in entries {
      guard let field = body.field(named: entry.key, at: revision) else {
        _ = unknownField(entry.key, body.definition.fields.filter(\.isInValues).map(\.name), at: entry.place)
        continue
      }
      if case .null = entry.value.kind { continue }
      path.append(.name(field.name))
      if field.isInValues {
        let value = value(entry.value, body.type(of: field), at: field.revision(near: revision))
        if let value, value != .absent { values[field.index] = value }
      } else {
        _ = problem("the field follows from the rest of the value: leave it out", at: entry.place)
      }
      path.removeLast()
    }
    fill(&values, body.definition, at: revision)
    return .structure(
      body.definition.fields.compactMap { field in values[field.index].map { .init(field.name, $0) } })
  }

  private func fill(_ values: inout [FieldIndex: WireValue], _ definition: StructDefinition, at revision: Int) {
    let given = Set(values.keys.map { definition.fields[$0].name })
    for field in definition.fields {
      let standard = field.defaultValue.map { WireValue($0) }
      guard field.revisions.contains(revision) else {
        if let standard, values[field.index] == standard { values[field.index] = nil }
        continue
      }
      guard values[field.index] == nil else { continue }
      if field.isUnconditional, let standard { values[field.index] = standard }
      if case .discriminator = field.role {
        values[field.index] = model.discriminator(
          field, of: definition, given: given, isPresent: field.isUnconditional, at: revision)
      }
    }
  }

  mutating func unknownField(_ name: String, _ known: [String], at place: SourceRange?) -> WireValue? {
    let help = Spelling.nearest(to: name, in: known).map { nearest in
      [Help("did you mean `\(nearest)`?", edits: place.map { [TextEdit($0, nearest)] } ?? [])]
    }
    return problem("there is no field `\(name)`", at: place, help: help ?? [])
  }
}
