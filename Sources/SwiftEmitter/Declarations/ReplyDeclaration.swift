import SchemaModel

/// Prints what makes a message a request: what answers it, and what ties the two.
struct ReplyDeclaration {
  let module: ModulePlan
  let message: Message

  private var name: String { module.messageNames[message.index] }
  private var access: String { module.access }
  private var replies: [Message] { message.replies.map { module.model.messages[$0] } }

  private func swiftName(_ message: Message) -> String { module.messageNames[message.index] }

  /// Each answer with the name of its case.
  private var cases: [(message: Message, name: String)] {
    var names = NameSet()
    return replies.map { ($0, Identifier.escaped(names.claim(Identifier.lowerCamel($0.swiftName)))) }
  }

  /// Adds the conformance, if the message is answered at all.
  func append(to text: inout SwiftText) {
    // A type of the schema that bears one of these names would be hidden inside of the message.
    guard !replies.isEmpty, !module.declares("Reply"), !module.declares("Correlation") else { return }
    guard let request = key(of: message, \.request) else { return }
    text.blank()
    text.open("extension \(name): \(module.lib("WireRequest")) {")
    reply(&text)
    text.blank()
    text.doc("What an answer and its request share.")
    text.line("\(access)typealias Correlation = \(request.type)")
    text.blank()
    text.doc("What the answer to a request will carry.")
    text.open("\(access)static func correlation(of \(request.usesValue ? "request" : "_"): Self) -> Correlation {")
    text.line(request.expression("request"))
    text.close()
    text.blank()
    text.doc("What an answer carries.")
    correlationOfReply(&text)
    text.blank()
    text.doc("A message as an answer; nil when it answers something else.")
    text.open("\(access)static func reply(_ message: some \(module.lib("WireMessage"))) -> Reply? {")
    if replies.count == 1 {
      text.line("message as? Reply")
    } else {
      text.line("switch message {")
      for (message, name) in cases { text.line("case let message as \(swiftName(message)): .\(name)(message)") }
      text.line("default: nil")
      text.line("}")
    }
    text.close()
    text.close()
  }

  private func reply(_ text: inout SwiftText) {
    text.doc("What answers it.")
    guard replies.count > 1 else { return text.line("\(access)typealias Reply = \(swiftName(replies[0]))") }
    text.open("\(access)enum Reply: \(module.lib("Hashable")), \(module.lib("Sendable")) {")
    for (message, name) in cases {
      text.doc("``\(module.messageNames[message.index])``.")
      text.line("case \(name)(\(swiftName(message)))")
    }
    text.close()
  }

  private func correlationOfReply(_ text: inout SwiftText) {
    let keys = cases.map { (name: $0.name, key: key(of: $0.message, \.reply)) }
    let usesValue = keys.contains { $0.key?.usesValue ?? false }
    text.open("\(access)static func correlation(of \(usesValue ? "reply" : "_"): Reply) -> Correlation {")
    if keys.count == 1 || !usesValue {
      text.line(keys[0].key?.expression("reply") ?? "")
    } else {
      text.line("switch reply {")
      for (name, key) in keys { text.line("case .\(name)(let reply): \(key?.expression("reply") ?? "")") }
      text.line("}")
    }
    text.close()
  }

  // MARK: Keys

  /// A value that ties an answer to its request.
  private struct Key {
    /// The names that lead to it; empty when answers come in order.
    let path: [String]
    let type: String

    var usesValue: Bool { !path.isEmpty }

    func expression(_ value: String) -> String {
      path.isEmpty ? "Correlation()" : ([value] + path).joined(separator: ".")
    }
  }

  private func key(of end: Message, _ side: KeyPath<Correlation, [String]>) -> Key? {
    guard let correlation = message.correlation else { return Key(path: [], type: module.lib("WireInOrder")) }
    var body = module.messages[end.index]
    var names: [String] = []
    var type = ""
    let path = correlation[keyPath: side]
    for (position, step) in path.enumerated() {
      guard let slot = body.properties.first(where: { body.slots[$0].wireName == step }) else { return nil }
      let plan = body.slots[slot]
      names.append(plan.name)
      type = plan.fullType
      guard position < path.count - 1 else { break }
      guard let field = plan.fields.first, !plan.canBeNil,
        case .value(let index) = module.form(of: body.definition.fields[field].type, at: 0, body.order),
        let inner = module.structures[index]
      else { return nil }
      body = inner
    }
    return Key(path: names, type: type)
  }
}
