import Diagnostics
import SchemaSyntax

extension Resolver {
  /// The messages that the other party sends on the same link.
  private func possibleReplies(to message: Message, _ resolved: [String: Message]) -> [String] {
    let others = Set(message.senders.map { 1 - $0 })
    return resolved.values.filter { $0.link == message.link && others.isSubset(of: $0.senders) }.map(\.name).sorted()
  }

  /// The answers to a message and what ties them to it, checked against each other.
  mutating func replies(
    of message: Message, _ syntax: MessageSyntax, _ resolved: [String: Message], _ declared: [String: MessageSyntax],
    _ positions: [String: MessageIndex]
  ) -> ([MessageIndex], Correlation?) {
    var replies: [MessageIndex] = []
    var correlation: Correlation?
    if let stated = syntax.correlate {
      if syntax.reply.isEmpty {
        report("L602", "`correlate` without `reply`", at: stated.range, label: "correlated with what?")
      }
      correlation = Correlation(request: stated.value.request.map(\.value), reply: stated.value.reply.map(\.value))
    }
    for name in syntax.reply {
      guard let reply = resolved[name.value], let position = positions[name.value] else {
        if declared[name.value] == nil, !brokenNames.contains(name.value) {
          report(
            "L201", "unknown message `\(name.value)`", at: name.range, label: "no message has this name",
            help: suggestion(name.value, { $0.possibleReplies(to: message, resolved) }, at: name.range))
        }
        continue
      }
      usage.note(from: name.range.file, to: reply.source.file)
      guard reply.link == message.link else {
        report(
          "L602", "`\(name.value)` travels on another link", at: name.range,
          also: [.init(reply.source, "on `\(links[reply.link].name)`")])
        continue
      }
      let others = Set(message.senders.map { 1 - $0 })
      guard others.isSubset(of: reply.senders) else {
        report(
          "L602", "`\(name.value)` is sent by the same side", at: name.range,
          label: "an answer comes from the other party",
          also: [
            .init(
              reply.source, "sent by `\(reply.senders.map { links[reply.link].parties[$0] }.joined(separator: ", "))`")
          ])
        continue
      }
      replies.append(position)
      if let stated = syntax.correlate { check(stated, message, reply) }
    }
    return (replies, correlation)
  }

  private mutating func check(_ stated: Spelled<CorrelationSyntax>, _ request: Message, _ reply: Message) {
    guard let left = shape(stated.value.request, request), let right = shape(stated.value.reply, reply) else { return }
    guard left == right else {
      report(
        "L602", "the correlated fields have different types", at: stated.range,
        also: [.init(request.source, "in the request"), .init(reply.source, "in the reply")])
      return
    }
    switch left {
    case .integer, .named, .text, .bytes, .bool: break
    default: report("L602", "a correlated field must be a number, text or bytes", at: stated.range)
    }
  }

  /// The Swift shape of the field that a path leads to, which must always be there.
  private mutating func shape(_ path: [Identifier], _ message: Message) -> SwiftShape? {
    var body = message.body
    var shape: SwiftShape?
    for (position, name) in path.enumerated() {
      guard let field = body.fields.first(where: { $0.name == name.value }) else {
        report(
          "L602", "`\(message.name)` has no field `\(name.value)`", at: name.range,
          also: [.init(message.source, "the message")],
          help: suggestion(name.value, { _ in body.fields.map(\.name) }, at: name.range))
        return nil
      }
      guard field.isUnconditional, field.role == .stored else {
        report(
          "L602", "`\(name.value)` is not always a field of `\(message.name)`", at: name.range,
          also: [.init(field.source, "it stands here")])
        return nil
      }
      shape = swiftShape(of: field.type)
      guard position + 1 < path.count else { break }
      guard case .named(let index)? = shape, case .structure(let inner)? = types[index]?.kind else {
        report("L602", "`\(name.value)` is not a struct", at: name.range, also: [.init(field.source, "it stands here")])
        return nil
      }
      body = inner
    }
    return shape
  }
}
