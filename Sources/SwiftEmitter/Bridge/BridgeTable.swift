import SchemaModel

/// Prints the table of everything that a bridge answers for.
struct BridgeTable {
  let module: ModulePlan

  var text: SwiftText {
    var text = SwiftText()
    let model = module.model
    let table = module.lib("BridgedProtocol")
    text.doc("Everything of `\(model.name)` that can be asked by name.")
    text.open("\(module.access)let bridgedProtocol: \(table) = {")
    text.line("var links: [\(table).Link] = []")
    for plan in module.links {
      let link = model.links[plan.index]
      let frames = plan.directions.map { "\(plan.name).\(Identifier.escaped($0.frames))" }
      text.call(
        "let link\(plan.index) = \(table).Link",
        [
          LiteralText.text(link.name),
          "parties: [\(link.parties.map { LiteralText.text($0) }.joined(separator: ", "))]",
          "rules: \(plan.name).rules", "frames: [\(frames.joined(separator: ", "))]",
        ])
      text.line("links.append(link\(plan.index))")
    }
    text.line("var messages: [\(table).Message] = []")
    for message in model.messages {
      let senders = message.senders.map { "\($0)" }.joined(separator: ", ")
      text.call(
        "messages.append",
        [".init(\(module.messageNames[message.index]).self, link: \(message.link), senders: [\(senders)])"])
    }
    text.line("var types: [\(table).Structure] = []")
    for (index, type) in model.types.enumerated() {
      switch type.kind {
      case .alias, .enumeration, .flags, .external: continue
      case .bits, .structure, .widened:
        text.call("types.append", [".init(\(LiteralText.text(type.name)), \(module.typeNames[index]).self)"])
      }
    }
    let revisions = model.hasRevisions ? model.revisions.map { LiteralText.text($0) } : []
    text.call(
      "return \(table)",
      [
        "name: \(LiteralText.text(model.name))", "revisions: [\(revisions.joined(separator: ", "))]", "links: links",
        "messages: messages", "types: types",
      ])
    text.close("}()")
    return text
  }
}
