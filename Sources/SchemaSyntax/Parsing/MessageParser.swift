import Diagnostics

extension DeclarationParser {
  /// One entry under `messages:`.
  mutating func message(_ name: Identifier, _ node: Node) -> MessageSyntax? {
    guard let entries = entries(node, .message, owner: name.range) else { return nil }
    var message = MessageSyntax(name: name, body: structure(entries, .message))
    message.doc = text(entries["doc"])
    message.swiftName = identifier(entries["swift"], "a Swift name")
    message.link = identifier(entries["link"], "the name of a link")
    if let node = entries["from"] { message.from = Spelled(identifiers(node, "a party"), node.range) }
    message.opcode = perRevision(entries["opcode"])
    message.lifetime = lifetime(entries)
    message.reply = identifiers(entries["reply"], "the name of a message")
    if let node = entries["correlate"] { message.correlate = correlation(node) }
    message.maxBody = integer(entries["maxBody"], allowsUnit: true)
    message.examples = list(entries["examples"], "examples").compactMap { example($0) }
    return message
  }

  /// `operationId`, or `request.id = reply.requestId`.
  private mutating func correlation(_ node: Node) -> Spelled<CorrelationSyntax>? {
    guard let scalar = expression(node, "a field") else { return nil }
    do throws(ExpressionError) {
      var scanner = try ExpressionScanner(scalar)
      let request = try path(&scanner)
      let reply = try scanner.accept("=") ? try path(&scanner) : request
      guard scanner.token == .end else { throw scanner.unexpected("`=`, `.` or the end") }
      return Spelled(CorrelationSyntax(request: request, reply: reply), scalar.range)
    } catch {
      report("L004", error, in: scalar)
      return nil
    }
  }

  private func path(_ scanner: inout ExpressionScanner) throws(ExpressionError) -> [Identifier] {
    var path = [try scanner.name("a field")]
    while try scanner.accept(".") { path.append(try scanner.name("a field")) }
    return path
  }

  private mutating func example(_ node: Node) -> ExampleSyntax? {
    guard let entries = entries(node, .example, owner: node.range), let hexNode = entries["hex"],
      let hex = scalar(hexNode, "hex digits")
    else { return nil }
    return ExampleSyntax(
      hex: hex, value: entries["value"], revision: spelled(entries["revision"], "a revision"),
      note: text(entries["note"]), range: node.range)
  }
}
