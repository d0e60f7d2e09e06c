import Diagnostics
import SchemaModel
import SchemaRules

/// `realmwire explain`: a rule of the linter in full, or a message's layout on the wire.
enum ExplainCommand {
  static let topic = Parameter<String?>.optionalArgument(
    "topic", "A rule's code, such as L301, or the name of a message or type; without one, all rules.")
  static let revision = Parameter<String?>.option("revision", value: "name", "Show the layout at this revision only.")
  static let schema = Parameter<[String]>.options(
    "schema", value: "path", "Where the schema is: a file or a directory; Protocol by default.")

  static let command = Command(
    "explain", "Explain a rule, or the bytes of a message.",
    discussion: """
      Of a rule: what it asks, why it is there, a bad and a good example. Of a message or type: offset, size, name and type of all \
      that it has on the wire, at each revision. An offset with `≥` depends on what comes before; one with `+` counts from the \
      start of a list's element.
      """,
    examples: [
      .init("realmwire explain L301", "What the rule asks, and how to follow it."),
      .init("realmwire explain SaveInventoryItems", "Where each of its fields stands, at every revision."),
      .init("realmwire explain", "List all rules."),
    ],
    parameters: [topic, revision, schema]
  ) { (call) throws(Failure) in
    guard let topic = call[topic] else {
      call.console.write(listOfRules(width: call.textWidth))
      return .clean
    }
    if let rule = Catalogue.rule(topic.uppercased()) {
      call.console.write(wrapParagraphs(rule.explanation, width: call.textWidth) + "\n")
      return .clean
    }
    guard !looksLikeACode(topic) else { throw unknown(topic, among: Catalogue.lint.map(\.code)) }
    let loaded = SchemaInput.load(call[schema].isEmpty ? ["Protocol"] : call[schema], call)
    try loaded.requireModels(call)
    var known: [String] = []
    for model in loaded.schemas.compactMap(\.model) {
      if let text = try LayoutText.text(of: topic, in: model, revision: call[revision], width: call.textWidth) {
        call.console.write(text)
        return .clean
      }
      known += model.messages.map(\.name) + model.types.map(\.name)
    }
    throw unknown(topic, among: known)
  }

  private static func looksLikeACode(_ topic: String) -> Bool {
    topic.count <= 5 && topic.first?.uppercased() == "L" && topic.dropFirst().allSatisfy(\.isNumber)
  }

  private static func listOfRules(width: Int) -> String {
    Catalogue.lint.map { rule in
      let head = rule.code + (rule.severity == .warning ? " (warning)" : "") + ": "
      let lines = wrap(head + rule.title, width: width)
      return lines.joined(separator: "\n      ") + "\n"
    }.joined()
  }

  private static func unknown(_ topic: String, among known: [String]) -> Failure {
    let what = looksLikeACode(topic) ? "rule" : "message, type or rule"
    let nearest = Spelling.nearest(to: topic, in: known)
    return Failure(
      .usage, "there is no \(what) `\(printable(topic))`",
      help: nearest.map { ["did you mean `\($0)`?"] } ?? ["`realmwire explain` lists all rules"])
  }
}
