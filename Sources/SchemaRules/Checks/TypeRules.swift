import Diagnostics
import SchemaModel
import SchemaSyntax

/// L206, L208.
extension Linter {
  mutating func checkTypes() {
    let externs = model.types.filter { if case .external(let name) = $0.kind { !name.isEmpty } else { false } }
    for type in externs {
      warn(
        "L206", "`\(type.name)` has a codec written by hand", at: type.source,
        label: externs.count == 1 ? "the schema's only extern" : "one of the schema's \(externs.count) externs",
        notes: ["no fixture, fuzzer or second implementation can check what the schema does not describe"],
        help: [Help("describe it with the language's own constructs, where they suffice")])
    }
    for type in model.types {
      if case .enumeration(let value) = type.kind { checkRepeatedValues(value.members, type) }
    }
  }

  private mutating func checkRepeatedValues(_ members: [Member], _ type: TypeDefinition) {
    for (position, member) in members.enumerated() where position > 0 {
      let previous = members[position - 1]
      guard previous.value == member.value, previous.revisions.overlaps(member.revisions), previous.name != member.name
      else { continue }
      warn(
        "L208", "`\(member.name)` has the same value as `\(previous.name)`", at: member.valueSource,
        label: "\(member.value) again", also: [.init(previous.valueSource, "\(previous.value) first")],
        help: [Help("a decoder can only ever name one of them")])
    }
  }
}
