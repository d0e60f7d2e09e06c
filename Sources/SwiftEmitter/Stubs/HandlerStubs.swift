public import SchemaModel

/// The methods that a party's handlers lack, and those that handle what no longer arrives.
///
/// ```swift
/// let stubs = try HandlerStubs(of: model, module: "ChatProtocol", party: "server", swiftFilesOfTheServer)
/// for file in stubs.missing { disk.create(file.name, file.text) }
/// ```
public struct HandlerStubs: Sendable {
  /// A method for a message that its sender does not send any more.
  public struct Orphan: Hashable, Sendable {
    /// Its file, as it was given.
    public let path: String
    /// The line of `func`, from 1.
    public let line: Int
    /// What it receives.
    public let packet: String
  }

  /// Files to write, one for each method: `RealmHandler+SaveInventoryItems.swift`; also one for a handler that is
  /// missing altogether.
  public private(set) var missing: [GeneratedFile] = []
  /// Methods that nothing calls.
  public private(set) var orphans: [Orphan] = []
  /// How many methods the handlers have to have.
  public private(set) var required = 0

  /// Compares the handlers of a party, or of all, with the Swift files that should implement them.
  public init(
    of model: SchemaModel, module: String?, party: String?, _ files: [(path: String, text: String)],
    _ options: EmitterOptions = EmitterOptions()
  ) throws(EmitterProblem) {
    let parties = Set(model.links.flatMap(\.parties))
    if let party, !parties.contains(party) {
      throw EmitterProblem(
        "`\(party)` is no party of `\(model.name)`",
        help: "the parties are \(parties.sorted().map { "`\($0)`" }.joined(separator: ", "))")
    }
    let plan = try ModulePlan(model, options)
    let sources = HandlerSources(files)
    var known: [String: Set<String>] = [:]
    for link in plan.links {
      for direction in link.directions where !direction.messages.isEmpty {
        guard party == nil || model.links[link.index].parties[direction.receiver] == party else { continue }
        let scaffold = HandlerScaffold(
          plan: plan, link: model.links[link.index], direction: direction, module: module)
        var types = sources.types(conformingTo: direction.handlerType)
        if types.isEmpty {
          types = [scaffold.type]
          missing.append(scaffold.declaration)
        }
        for type in types {
          let received = Set(sources.methods.filter { $0.type == type.name }.map(\.packet))
          let logs = sources.loggers.contains(type.name) || type == scaffold.type
          missing += scaffold.methods(of: type, logs: logs, besides: received)
          known[type.name, default: []].formUnion(scaffold.packets)
          required += scaffold.packets.count
        }
      }
    }
    missing.sort { $0.name < $1.name }
    orphans = sources.methods.compactMap { method in
      guard let packets = known[method.type], !packets.contains(method.packet) else { return nil }
      return Orphan(path: method.path, line: method.line, packet: method.packet)
    }
  }
}

/// Prints the handler of one direction, and its methods.
private struct HandlerScaffold {
  let plan: ModulePlan
  let link: Link
  let direction: LinkPlan.Direction
  /// The module that the generated code is in; nil when the handlers are in the same one.
  let module: String?

  private var sender: String { link.parties[direction.sender] }
  private var receiver: String { link.parties[direction.receiver] }
  private var messages: [Message] { direction.messages.map { plan.model.messages[$0] } }
  private var takesUnknown: Bool { link.unknownOpcode[direction.receiver] == .skip }

  /// What the methods receive; a method for unknown opcodes has no packet's name.
  var packets: Set<String> { Set(messages.map { plan.messageNames[$0.index] }).union(takesUnknown ? [""] : []) }

  /// `RealmHandler`, for the protocol `RealmPacketHandler`.
  var type: HandlerSources.Declaration {
    let stem = direction.handlerType.replacing("PacketHandler", with: "")
    return HandlerSources.Declaration(
      kind: "struct", name: stem + "Handler", access: "", conformances: [direction.handlerType])
  }

  private var header: SwiftText {
    var text = SwiftText()
    if let module {
      text.line("import \(module)")
      text.blank()
    }
    return text
  }

  /// The handler itself.
  var declaration: GeneratedFile {
    var text = header
    text.doc("Does what \(sender) asks of \(receiver).")
    text.open("struct \(type.name): \(direction.handlerType) {")
    text.doc("Where it says what it received.")
    text.line("var log: @Sendable (String) -> Void = { print($0) }")
    text.close()
    return GeneratedFile(name: type.name + ".swift", text: text.description)
  }

  /// A file for each method that a type lacks.
  func methods(
    of type: HandlerSources.Declaration, logs: Bool, besides received: Set<String>
  ) -> [GeneratedFile] {
    let say = logs ? "log" : "print"
    // Methods of an actor run on it; those of other types run wherever they are called.
    let function = "\(type.kind == "actor" ? "" : "nonisolated(nonsending) ")\(type.access)func"
    func file(_ name: String, _ doc: String, _ head: String, _ line: String) -> GeneratedFile {
      var text = header
      text.open("extension \(type.name) {")
      text.doc(doc)
      text.open("\(function) \(head) async throws {")
      text.line("\(say)(\"\(line)\")")
      text.close()
      text.close()
      let stem = type.name.replacing(".", with: "")
      return GeneratedFile(name: "\(stem)+\(name).swift", text: text.description)
    }
    var files = messages.filter { !received.contains(plan.messageNames[$0.index]) }.map { message in
      file(
        plan.messageNames[message.index],
        Self.firstSentence(message.doc) ?? "Receives `\(plan.messageNames[message.index])`.",
        "receive(_ packet: \(plan.messageNames[message.index]))", "received \\(packet)")
    }
    if takesUnknown, !received.contains("") {
      files.append(
        file(
          "Unknown", "Receives what has no name at the session's revision.",
          "receiveUnknown(opcode: \(plan.lib("UInt64")), body: [\(plan.lib("UInt8"))])",
          "received unknown opcode \\(opcode) with a body of \\(body.count) bytes"))
    }
    return files
  }

  private static func firstSentence(_ doc: String?) -> String? {
    guard let doc else { return nil }
    let line = doc.split(separator: "\n").first ?? ""
    guard let end = line.firstRange(of: ". ") else { return String(line) }
    return line[..<end.lowerBound] + "."
  }
}
