import SchemaModel

/// Prints a message: its struct, and what makes the struct a message.
struct MessageDeclaration {
  let module: ModulePlan
  let message: Message

  init(_ module: ModulePlan, _ message: Message) {
    self.module = module
    self.message = message
  }

  private var body: BodyPlan { module.messages[message.index] }
  private var name: String { module.messageNames[message.index] }
  private var access: String { module.access }

  var usesZlib: Bool { body.usesZlib }

  var text: SwiftText {
    let fixed = module.fixedMessages[message.index]
    let declaration = StructDeclaration(
      module: module, body: body, fixed: fixed, name: name, doc: message.doc,
      keepsExcess: module.model.links[message.link].excess == .keep, isMessage: true)
    var text = declaration.text
    text.blank()
    conformance(&text)
    ReplyDeclaration(module: module, message: message).append(to: &text)
    let view = ViewDeclaration(module: module, body: body, name: name)
    if let fixed { view.append(fixed: fixed, to: &text) }
    view.append(message: message, fixed: fixed, to: &text)
    return text
  }

  private func conformance(_ text: inout SwiftText) {
    let link = module.links[message.link]
    text.open("extension \(name): \(module.lib("WireMessage")) {")
    text.doc("The revisions of the schema.")
    text.line("\(access)typealias Revision = \(module.revisionType)")
    text.blank()
    text.doc("What errors call it.")
    text.line(
      "\(access)static var wireName: \(module.lib("StaticString")) { \(LiteralText.text(message.name)) }")
    text.blank()
    text.doc("The rules of its link.")
    text.line("\(access)static var rules: \(module.lib("WireRules")) { \(link.name).rules }")
    text.blank()
    text.doc("The largest body.")
    let most = message.maxBody >= SizeBounds.unlimited ? ".max" : LiteralText.integer(Int128(message.maxBody))
    text.line("\(access)static var maxBody: \(module.lib("Int")) { \(most) }")
    text.blank()
    text.doc("Its number; nil at a revision that lacks it.")
    text.open("\(access)static func opcode(at revision: \(module.revisionType)) -> \(module.lib("UInt64"))? {")
    text.append(opcodes)
    text.close()
    text.close()
  }

  private var opcodes: SwiftText {
    var text = SwiftText()
    let all = module.model.allRevisions.indices.map { message.opcode(at: $0) }
    if Set(all).count == 1 {
      text.line(all[0].map { LiteralText.hexadecimal($0, digits: 2) } ?? "nil")
      return text
    }
    text.line("switch revision {")
    var index = 0
    while index < all.count {
      var end = index + 1
      while end < all.count, all[end] == all[index] { end += 1 }
      let labels = (index..<end).map { "." + Identifier.escaped(module.revisionCases[$0]) }.joined(separator: ", ")
      text.line("case \(labels): \(all[index].map { LiteralText.hexadecimal($0, digits: 2) } ?? "nil")")
      index = end
    }
    text.line("}")
    return text
  }
}
