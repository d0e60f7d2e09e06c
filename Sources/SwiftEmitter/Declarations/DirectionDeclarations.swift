import SchemaModel

/// Prints what one direction of a link needs: its opcodes, its packets, and who handles them.
struct DirectionDeclarations {
  let module: ModulePlan
  let link: Link
  /// The link's enum in Swift.
  let linkName: String
  let plan: LinkPlan.Direction

  private var access: String { module.access }
  private var sender: String { link.parties[plan.sender] }
  private var receiver: String { link.parties[plan.receiver] }

  private var messages: [Message] { plan.messages.map { module.model.messages[$0] } }

  /// Each message with the name of its case.
  private var cases: [(message: Message, name: String)] {
    var names = NameSet()
    return messages.map { message in
      let name = module.names.message(Identifier.lowerCamel(message.swiftName))
      return (message, Identifier.escaped(names.claim(name, orElse: "Packet")))
    }
  }

  private func swiftName(_ message: Message) -> String { module.messageNames[message.index] }

  /// The opcodes that a message has, each with the revisions that have it.
  private func opcodes(of message: Message) -> [Variant<UInt64>] {
    var variants: [Variant<UInt64>] = []
    for revision in module.model.allRevisions.indices {
      guard let opcode = message.opcode(at: revision) else { continue }
      if let last = variants.last, last.value == opcode, last.revisions.upper == revision {
        variants[variants.count - 1].revisions.upper = revision + 1
      } else {
        variants.append(Variant(RevisionRange(revision, revision + 1), opcode))
      }
    }
    return variants
  }

  private func hexadecimal(_ opcode: UInt64) -> String { LiteralText.hexadecimal(opcode, digits: 2) }

  // MARK: Opcodes

  /// An open enum: numbers without a message can be represented.
  var opcodes: SwiftText {
    var text = SwiftText()
    let width = link.headers[plan.sender].opcode?.bytes ?? 8
    let raw = module.lib(IntegerType(bits: [1, 2, 4].first { $0 >= width }.map { $0 * 8 } ?? 64, isSigned: false).name)
    let name = plan.opcodeType
    text.doc("The opcodes of what \(sender) sends to \(receiver); others can be represented, too.")
    let conformances = ["WireEnum", "BitwiseCopyable", "CustomStringConvertible"].map { module.lib($0) }
    text.open("\(access)struct \(name): \(conformances.joined(separator: ", ")) {")
    text.doc("The number in the header.")
    text.line("\(access)var rawValue: \(raw)")
    text.blank()
    text.doc("The opcode with this number.")
    text.open("\(access)init(rawValue: \(raw)) {")
    text.line("self.rawValue = rawValue")
    text.close()
    var names: [UInt64: [String]] = [:]
    for (message, caseName) in cases {
      let variants = opcodes(of: message)
      let numbers = Set(variants.map(\.value))
      for number in numbers { names[number, default: []].append(message.name) }
      text.blank()
      text.doc("``\(swiftName(message))``.")
      if numbers.count == 1, let number = numbers.first {
        text.line("\(access)static let \(caseName) = \(name)(rawValue: \(hexadecimal(number)))")
      } else {
        moved(message, caseName, &text)
      }
    }
    text.blank()
    text.doc("The names of the messages that have it at some revision, or the number.")
    text.open("\(access)var description: \(module.lib("String")) {")
    text.line("switch rawValue {")
    for (number, messages) in names.sorted(by: { $0.key < $1.key }) {
      text.line("case \(hexadecimal(number)): \(LiteralText.text(messages.joined(separator: " or ")))")
    }
    text.line("default: \"\\(rawValue)\"")
    text.line("}")
    text.close()
    text.close()
    return text
  }

  private func moved(_ message: Message, _ caseName: String, _ text: inout SwiftText) {
    text.open("\(access)static func \(caseName)(at revision: \(module.revisionType)) -> \(plan.opcodeType)? {")
    text.line(
      "\(swiftName(message)).opcode(at: revision).map { \(plan.opcodeType)(rawValue: .init(truncatingIfNeeded: $0)) }")
    text.close()
  }

  // MARK: Packets

  /// An enum of everything that the direction carries.
  var packet: SwiftText {
    var text = SwiftText()
    text.doc("Anything that \(sender) sends to \(receiver).")
    text.open("\(access)enum \(plan.packetType): \(module.lib("Hashable")), \(module.lib("Sendable")) {")
    for (message, name) in cases {
      text.doc("``\(swiftName(message))``.")
      text.line("case \(name)(\(swiftName(message)))")
    }
    text.close()
    text.blank()
    text.open("extension \(plan.packetType) {")
    decoding(&text)
    text.blank()
    knowing(&text)
    text.blank()
    text.doc("Its number; nil at a revision that lacks the message.")
    text.open("\(access)func opcode(at revision: \(module.revisionType)) -> \(module.lib("UInt64"))? {")
    text.everyCase(of: "self", cases[...], otherwise: "nil") { text, entry in
      text.openCase("case .\(entry.name):")
      text.line("\(swiftName(entry.message)).opcode(at: revision)")
      text.endCase()
    }
    text.close()
    text.blank()
    text.doc("Writes a whole frame at the writer's revision; an error leaves the writer as it was.")
    text.open(
      "\(access)func encode(into writer: inout \(module.lib("WireWriter"))) throws(\(module.lib("EncodeError"))) {")
    text.everyCase(of: "self", cases[...], otherwise: "break") { text, entry in
      text.openCase("case .\(entry.name)(let packet):")
      text.line("try writer.frame(\(linkName).\(Identifier.escaped(plan.frames)), packet)")
      text.endCase()
    }
    text.close()
    text.close()
    return text
  }

  /// Each opcode with the test of the revision that it needs, and its message.
  private var labels: [(label: String, message: Message, name: String)] {
    cases.flatMap { message, name in
      opcodes(of: message).map { variant -> (label: String, message: Message, name: String) in
        let tests = module.isWithin(variant.revisions, of: module.model.allRevisions, "revision")
        let condition = tests.isEmpty ? "" : " where \(tests.joined(separator: " && "))"
        return ("case \(hexadecimal(variant.value))\(condition)", message, name)
      }
    }
  }

  private func decoding(_ text: inout SwiftText) {
    let error = module.lib("DecodeError")
    text.doc("Decodes the body of a frame. An opcode that the revision does not know is an error of kind `opcode`.")
    text.call(
      "\(access)init",
      [
        "opcode: \(module.lib("UInt64"))", "body: \(module.lib("Span"))<\(module.lib("UInt8"))>",
        "revision: \(module.revisionType)", "rules: \(module.lib("WireRules")) = \(linkName).rules",
      ], " throws(\(error)) {")
    text.line("switch opcode {")
    for (label, message, name) in labels {
      text.openCase("\(label):")
      text.line("let packet = try \(swiftName(message))(decoding: body, revision: revision, rules: rules)")
      text.line("self = .\(name)(packet)")
      text.endCase()
    }
    text.openCase("default:")
    text.line("throw \(error)(.opcode, at: 0, had: \(module.lib("Int128"))(opcode))")
    text.endCase()
    text.line("}")
    text.close()
  }

  private func knowing(_ text: inout SwiftText) {
    text.doc("Whether the revision has a message with this opcode.")
    let usesRevision = labels.contains { $0.label.contains("where") }
    let parameter = usesRevision ? "revision" : "_"
    text.open(
      "\(access)static func knows(_ opcode: \(module.lib("UInt64")), at \(parameter): \(module.revisionType)) -> "
        + "\(module.lib("Bool")) {")
    text.line("switch opcode {")
    for (label, _, _) in labels { text.line("\(label): true") }
    text.line("default: false")
    text.line("}")
    text.close()
  }

  // MARK: Handlers

  /// What the receiver has to implement: a method a packet, and none of them has a default.
  var handler: SwiftText {
    var text = SwiftText()
    let skips = link.unknownOpcode[plan.receiver] == .skip
    let function = "nonisolated(nonsending) func"
    text.doc("Receives what \(sender) sends to \(receiver). A schema edit that adds a packet adds a method here.")
    text.open("\(access)protocol \(plan.handlerType) {")
    for (message, _) in cases {
      text.doc(message.doc ?? "Receives ``\(swiftName(message))``.")
      text.line("\(function) receive(_ packet: \(swiftName(message))) async throws")
    }
    if skips {
      text.doc("Receives what has no name at the session's revision: the link passes over it.")
      text.line(
        "\(function) receiveUnknown(opcode: \(module.lib("UInt64")), body: [\(module.lib("UInt8"))]) async throws")
    }
    text.close()
    text.blank()
    text.open("extension \(plan.handlerType) {")
    text.doc("Hands a packet to the method that receives it.")
    text.open("nonisolated(nonsending) \(access)func dispatch(_ packet: \(plan.packetType)) async throws {")
    text.everyCase(of: "packet", cases[...], otherwise: "break") { text, entry in
      text.openCase("case .\(entry.name)(let packet):")
      text.line("try await receive(packet)")
      text.endCase()
    }
    text.close()
    text.blank()
    text.doc(
      skips
        ? "Decodes the body of a frame and hands it to the method that receives it."
        : "Decodes the body of a frame and hands it to the method that receives it. An unknown opcode is an error: the "
          + "link is to be closed.")
    text.call(
      "nonisolated(nonsending) \(access)func dispatch",
      [
        "opcode: \(module.lib("UInt64"))", "body: [\(module.lib("UInt8"))]", "revision: \(module.revisionType)",
        "rules: \(module.lib("WireRules")) = \(linkName).rules",
      ], " async throws {")
    if skips {
      text.open("guard \(plan.packetType).knows(opcode, at: revision) else {")
      text.line("return try await receiveUnknown(opcode: opcode, body: body)")
      text.close()
    }
    text.call(
      "try await dispatch",
      ["\(plan.packetType)(opcode: opcode, body: body.span, revision: revision, rules: rules)"])
    text.close()
    text.close()
    return text
  }
}

extension SwiftText {
  /// A `switch` over every case of an enum. Of thousands the compiler cannot tell in time that they are all: they are asked
  /// for in parts, each in the `default` of the one before, and what is left after the last is none.
  fileprivate mutating func everyCase<Entry>(
    of subject: String, _ cases: ArraySlice<Entry>, isPart: Bool = false, otherwise: String,
    _ body: (inout SwiftText, Entry) -> Void
  ) {
    let most = 200
    line("switch \(subject) {")
    for entry in cases.prefix(most) { body(&self, entry) }
    if cases.count > most {
      openCase("default:")
      everyCase(of: subject, cases.dropFirst(most), isPart: true, otherwise: otherwise, body)
      endCase()
    } else if isPart {
      openCase("default:")
      line(otherwise)
      endCase()
    }
    line("}")
  }
}
