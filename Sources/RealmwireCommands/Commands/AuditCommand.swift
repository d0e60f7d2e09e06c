import Diagnostics
import Inspection
import JSONText
import SchemaModel

/// `realmwire audit`: what may stand in packets beside what they mean?
enum AuditCommand {
  static let only = Parameter<[String]>.options("only", value: "message", "Only this message.")
  static let revision = Parameter<String?>.option("revision", value: "name", "Only this revision.")

  static let command = Command(
    "audit", "List what peers leak as padding, and all the ways in which messages can be written.",
    discussion: """
      Of each message and revision: the bytes that C++ peers send as padding, with whatever their memory held; the ways in which \
      other bytes mean the same value, of which encoders write one; and those that decoding keeps apart although peers may mean \
      the same. An offset with `≥` depends on what comes before; one with `+` counts from the start of a list's element.

      What is not listed has one encoding alone, so its bytes may be compared, hashed and signed.
      """,
    examples: [
      .init("realmwire audit", "All messages of the schemas below Protocol."),
      .init("realmwire audit --only SaveInventoryItems --format json", "One message, for programs."),
    ],
    parameters: [SchemaInput.paths, only, revision]
  ) { (call) throws(Failure) in
    try call.requireFormats([.text, .json])
    let loaded = SchemaInput.load(call[SchemaInput.paths], call)
    try loaded.requireModels(call)
    let models = loaded.schemas.compactMap(\.model)
    var reports: [AuditReport] = []
    for model in models { reports += try audits(of: model, call) }
    try requireAll(call[only], models)
    if call[GlobalOptions.format] == .json {
      call.console.write((["messages": .array(reports.flatMap(\.json))] as JSON).pretty())
    } else {
      call.console.write(reports.map(\.text).joined(separator: "\n"))
    }
    return .clean
  }

  private static func audits(of model: SchemaModel, _ call: Invocation) throws(Failure) -> [AuditReport] {
    var revisions = Array(model.revisions.indices)
    if let name = call[revision] {
      guard let index = model.revision(named: name) else {
        let help = Spelling.nearest(to: name, in: model.revisions).map { ["did you mean `\($0)`?"] } ?? []
        throw Failure(.usage, "there is no revision `\(printable(name))`", help: help)
      }
      revisions = [index]
    }
    return model.messages.filter { call[only].isEmpty || call[only].contains($0.name) }
      .filter { message in revisions.contains(where: message.revisions.contains) }
      .map { AuditReport($0, in: model, at: revisions) }
  }

  private static func requireAll(_ names: [String], _ models: [SchemaModel]) throws(Failure) {
    let known = models.flatMap { $0.messages.map(\.name) }
    for name in names where !known.contains(name) {
      let help = Spelling.nearest(to: name, in: known).map { ["did you mean `\($0)`?"] } ?? []
      throw Failure(.usage, "there is no message `\(printable(name))`", help: help)
    }
  }
}
