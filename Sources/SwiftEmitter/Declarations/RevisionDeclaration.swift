import SchemaModel

/// Prints the revisions of a schema.
struct RevisionDeclaration {
  let text: SwiftText

  init(_ module: ModulePlan) {
    var text = SwiftText()
    let model = module.model
    let name = module.revisionType
    text.doc(
      model.hasRevisions
        ? "The revisions of `\(model.name)`, oldest first." : "The one revision of `\(model.name)`.")
    let conformances = ["UInt16", "WireRevisions"] + (model.hasRevisions ? ["LosslessStringConvertible"] : [])
    text.open("\(module.access)enum \(name): \(conformances.map { module.lib($0) }.joined(separator: ", ")) {")
    for (index, revision) in module.revisionCases.enumerated() {
      text.doc(model.hasRevisions ? "`\(model.revisions[index])`." : "The only one.")
      text.line("case \(Identifier.escaped(revision))")
    }
    text.blank()
    text.doc("The newest.")
    let latest = module.revisionCases.last ?? "only"
    text.line("\(module.access)static var latest: \(name) { .\(Identifier.escaped(latest)) }")
    if model.hasRevisions { Self.names(of: module, &text) }
    text.close()
    self.text = text
  }

  /// The names that the schema gives, for configurations and logs.
  private static func names(of module: ModulePlan, _ text: inout SwiftText) {
    let cases = zip(module.revisionCases, module.model.revisions).map { (Identifier.escaped($0), LiteralText.text($1)) }
    text.blank()
    text.doc("Its name in the schema.")
    text.open("\(module.access)var description: \(module.lib("String")) {")
    text.line("switch self {")
    for (name, literal) in cases { text.line("case .\(name): \(literal)") }
    text.line("}")
    text.close()
    text.blank()
    text.doc("The revision with this name; nil when there is none.")
    text.open("\(module.access)init?(_ description: \(module.lib("String"))) {")
    text.line("switch description {")
    for (name, literal) in cases { text.line("case \(literal): self = .\(name)") }
    text.line("default: return nil")
    text.line("}")
    text.close()
  }
}
