import SchemaModel

/// Prints what a bridge says of one type or message.
struct BridgeDeclaration {
  /// The plan as the bridge sees it.
  let module: ModulePlan
  /// The plan as the module itself has it.
  let inside: ModulePlan

  private var access: String { module.access }

  /// A message.
  func text(of message: Message) -> SwiftText {
    let body = module.messages[message.index]
    let name = module.messageNames[message.index]
    var text = SwiftText()
    text.open("extension \(name): \(module.lib("BridgedMessage")) {")
    codec(BridgeScope(module, body), owner: name, &text)
    if module.model.links[message.link].excess == .keep { excess(body, name, &text) }
    text.close()
    let view = ViewDeclaration(module: inside, body: body, name: name)
    if let contents = view.contents(message: message, fixed: module.fixedMessages[message.index]) {
      self.view(contents, of: name, &text)
    }
    return text
  }

  /// A type; nil when there is nothing to say of it.
  func text(of index: TypeIndex) -> SwiftText? {
    let type = module.model.types[index]
    let name = module.typeNames[index]
    var text = SwiftText()
    switch type.kind {
    case .alias, .external: return nil
    case .enumeration(let value): members(value.members, isFlags: false, of: index, &text)
    case .flags(let value): members(value.members, isFlags: true, of: index, &text)
    case .bits(let variants): bits(index, variants, &text)
    case .structure:
      guard let body = module.structures[index] else { return nil }
      text.open("extension \(name): \(module.lib("BridgedStruct")) {")
      codec(BridgeScope(module, body), owner: name, &text)
      text.close()
      if let fixed = module.fixed[index] {
        view(ViewDeclaration(module: inside, body: body, name: name).contents(fixed: fixed), of: name, &text)
      }
    case .widened(let widened):
      guard let body = module.structures[widened.base] else { return nil }
      text.open("extension \(name): \(module.lib("BridgedDomain")) {")
      codec(BridgeScope(module, body, widened: widened.fields), owner: name, &text)
      conversions(name, module.typeNames[widened.base], &text)
      text.close()
    }
    return text
  }

  private func codec(_ scope: BridgeScope, owner: String, _ text: inout SwiftText) {
    text.append(WalkBody.function(scope, access: access))
    text.blank()
    text.append(LoadBody.function(scope, owner: owner, access: access))
  }

  private func excess(_ body: BodyPlan, _ name: String, _ text: inout SwiftText) {
    let property = StructDeclaration(module: inside, body: body, fixed: nil, name: name, doc: nil).excessName
    text.blank()
    text.doc("Bytes after the last field.")
    text.line("\(access)func bridgeExcess() -> [\(module.lib("UInt8"))] { self.\(property) }")
    text.blank()
    text.doc("Takes in bytes after the last field.")
    text.open("\(access)mutating func bridgeKeep(_ bytes: [\(module.lib("UInt8"))]) -> \(module.lib("Bool")) {")
    text.line("self.\(property) = bytes")
    text.line("return true")
    text.close()
  }

  private func conversions(_ name: String, _ base: String, _ text: inout SwiftText) {
    text.blank()
    text.doc("The struct's value in wider fields.")
    text.line("\(access)static func bridgeWiden(_ base: \(base)) -> \(name) { \(name)(base) }")
    text.blank()
    text.doc("The value as the wire has it.")
    text.open("\(access)func bridgeNarrow() throws(\(module.lib("NarrowingError"))) -> \(base) {")
    text.line("try \(base)(narrowing: self)")
    text.close()
  }

  // MARK: Enums

  private func members(_ members: [Member], isFlags: Bool, of index: TypeIndex, _ text: inout SwiftText) {
    let type = module.model.types[index]
    let entry = module.lib("BridgedMember")
    text.open("extension \(module.typeNames[index]): \(module.lib("BridgedEnum")) {")
    text.doc("The members, those that some revisions lack too.")
    if members.isEmpty {
      text.line("\(access)static let bridgeMembers: [\(entry)] = []")
    } else {
      text.open("\(access)static let bridgeMembers: [\(entry)] = [")
      for member in members {
        var arguments = [LiteralText.text(member.name), LiteralText.integer(member.value)]
        if member.revisions.lower > type.revisions.lower { arguments.append("since: \(member.revisions.lower)") }
        if member.revisions.upper < type.revisions.upper { arguments.append("until: \(member.revisions.upper)") }
        text.line("\(entry)(\(arguments.joined(separator: ", "))),")
      }
      text.close("]")
    }
    if isFlags {
      text.doc("A value is a set of members.")
      text.line("\(access)static var bridgeIsFlags: \(module.lib("Bool")) { true }")
    }
    text.close()
  }

  // MARK: Bit fields

  private func bits(_ index: TypeIndex, _ variants: [Variant<BitsDefinition>], _ text: inout SwiftText) {
    let name = module.typeNames[index]
    let properties = BitsDeclaration(module: module, index: index, variants: variants).properties
    let revisions = module.model.types[index].revisions
    text.open("extension \(name): \(module.lib("BridgedStruct")) {")
    text.doc("Tells a visitor of every field, the least significant first.")
    text.call(
      "\(access)func bridgeWalk<Visitor: \(module.lib("WireVisitor"))>",
      ["_ visitor: inout Visitor", "at revision: \(module.lib("WireRevision"))"], " {")
    text.line("visitor.beginStructure()")
    for variant in variants {
      let tests = module.isWithin(variant.revisions, of: revisions, "revision")
      if !tests.isEmpty { text.open("if \(tests.joined(separator: ", ")) {") }
      for field in variant.value.fields {
        guard let property = properties.first(where: { $0.plainName == module.names.field(field.swiftName) }) else {
          continue
        }
        let isWide = "isWide: \(field.width > 32)"
        if !property.isEverywhere { text.open("if let field = self.\(property.name) {") }
        text.line("visitor.field(\(LiteralText.text(field.name)))")
        text.line("visitor.integer(\(property.isEverywhere ? "self.\(property.name)" : "field"), \(isWide))")
        if !property.isEverywhere { text.close() }
      }
      if !tests.isEmpty { text.close() }
    }
    text.line("visitor.endStructure()")
    text.close()
    text.blank()
    text.doc("A value from JSON.")
    text.open("\(access)static func bridgeLoad(_ source: \(module.lib("LoadSource"))) throws -> \(name) {")
    text.line("var fields = try source.fields()")
    text.open("let result = \(name)(")
    for (position, property) in properties.enumerated() {
      let local = Identifier.local(property.plainName)
      let label = local == property.plainName ? local : property.name
      let read = property.isEverywhere ? "required" : "optional"
      let comma = position == properties.count - 1 ? ")" : ","
      text.line(
        "\(label): try fields.\(read)(\(LiteralText.text(property.wireName))) { try $0.integer() }\(comma)")
    }
    text.outdent()
    text.line("try fields.finish()")
    text.line("return result")
    text.close()
    text.close()
  }

  // MARK: Views

  private func view(_ contents: ViewDeclaration.Contents, of name: String, _ text: inout SwiftText) {
    let field = module.lib("ViewField")
    text.blank()
    text.open("extension \(name): \(module.lib("BridgedViewable")) {")
    text.doc("The first field in which a view and a value differ.")
    text.call(
      "\(access)static func bridgeDifference",
      ["_ view: \(module.lib("WireView"))<\(name)>", "_ value: \(name)"], " -> \(module.lib("String"))? {")
    for (property, slot) in contents.fields {
      text.open("if !\(field).isSame(view.\(property), value.\(slot.name)) {")
      text.line("return \(LiteralText.text(slot.wireName))")
      text.close()
    }
    for (type, slot) in contents.parts {
      let part = module.typeNames[type]
      text.open("if let inner = \(part).bridgeDifference(view[.\(slot.name)], value.\(slot.name)) {")
      text.line("return \(LiteralText.text(slot.wireName + ".")) + inner")
      text.close()
    }
    if let list = contents.list {
      text.call(
        "return \(field).difference", [LiteralText.text(list.wireName), "view[.\(list.name)]", "value.\(list.name)"])
    } else {
      text.line("return nil")
    }
    text.close()
    text.close()
  }
}
