import Diagnostics
import SchemaSyntax

extension Resolver {
  mutating func resolveMessages() -> [Message] {
    var declared: [String: MessageSyntax] = [:]
    for syntax in files.flatMap(\.messages) {
      if let first = declared[syntax.name.value] {
        reportTwice("message", syntax.name, first.name.range)
      } else {
        declared[syntax.name.value] = syntax
      }
    }
    let sorted = declared.values.sorted { $0.name.value < $1.name.value }
    messageIndex = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.name.value, $0) })
    var messages: [Message] = []
    var resolved: [String: Message] = [:]
    // Replies refer to messages by position, so positions must not depend on which of them could be resolved.
    let kept = sorted.compactMap { syntax in message(syntax).map { ($0, syntax) } }
    let positions = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1.0.name, $0) })
    for (position, pair) in kept.enumerated() {
      let message = pair.0.placed(at: position, replies: [], correlation: nil)
      messages.append(message)
      resolved[message.name] = message
    }
    for (position, pair) in kept.enumerated() {
      let replies = replies(of: messages[position], pair.1, resolved, declared, positions)
      messages[position] = messages[position].placed(
        at: position, replies: replies.0, correlation: replies.1)
    }
    checkOpcodes(messages)
    return messages
  }

  private mutating func message(_ syntax: MessageSyntax) -> Message? {
    let range = range(syntax.lifetime, within: RevisionRange(0, revisions.count), of: "`\(syntax.name.value)`")
    beginStruct()
    add(syntax.body, at: range, owner: syntax.name)
    let body = finishStruct()
    guard let link = link(of: syntax) else { return nil }
    let senders = (syntax.from?.value ?? []).compactMap { party($0, links[link].parties) }
    guard !senders.isEmpty else { return nil }
    if let from = syntax.from, Set(senders).count < senders.count {
      report("L602", "a sender stands twice", at: from.range, help: [Help("name each party once")])
    }
    for example in syntax.examples { check(example, of: syntax, at: range) }
    // Which opcodes a message clashes with cannot be told when its own revisions are unknown.
    let stated = opcodes(syntax, link, senders, at: range)
    let opcodes = isListed(syntax.lifetime.since) && isListed(syntax.lifetime.removed) ? stated : []
    let largest = senders.map { links[link].maximumBody(from: $0) }.max() ?? Int.max
    let own = syntax.maxBody.flatMap { size($0, "the size of a body") }
    if let own, own > largest, let place = syntax.maxBody?.range {
      report(
        "L302", "`maxBody` of \(own) is more than the link allows", at: place,
        label: "bodies of `\(links[link].name)` have \(largest) bytes at most",
        also: [.init(links[link].source, "the link")])
    }
    return Message(
      index: 0, name: syntax.name.value, swiftName: syntax.swiftName?.value ?? syntax.name.value, doc: syntax.doc,
      link: link, senders: Array(Set(senders)).sorted(), opcodes: opcodes, revisions: range, replies: [],
      correlation: nil, maxBody: min(own ?? Int.max, largest), body: body,
      sizes: revisions.indices.map { range.contains($0) ? size(of: body, at: $0) : nil },
      examples: syntax.examples, source: syntax.name.range)
  }

  private func isListed(_ revision: Identifier?) -> Bool { revision.map { revisionIndex[$0.value] != nil } ?? true }

  /// An example stands at a revision that has its message.
  private mutating func check(_ example: ExampleSyntax, of message: MessageSyntax, at range: RevisionRange) {
    guard let name = example.revision, let revision = revision(name), !range.contains(revision) else { return }
    report(
      "L501", "`\(message.name.value)` does not exist at `\(name.value)`", at: name.range,
      label: "an example of what is not there", also: [.init(message.name.range, "there \(words(for: range))")])
  }

  private mutating func link(of syntax: MessageSyntax) -> Int? {
    if let name = syntax.link {
      if let index = linkIndex[name.value] {
        usage.note(from: name.range.file, to: links[index].source.file)
        return index
      }
      guard !hasBrokenLinks else { return nil }
      report(
        "L201", "unknown link `\(name.value)`", at: name.range,
        help: suggestion(name.value, { $0.links.map(\.name) }, at: name.range))
      return nil
    }
    if links.count == 1, !hasBrokenLinks {
      usage.note(from: syntax.name.range.file, to: links[0].source.file)
      return 0
    }
    guard !hasBrokenLinks, !hasMissedLinks else { return nil }
    hasMissedLinks = links.isEmpty
    report(
      "L602", links.isEmpty ? "no link for `\(syntax.name.value)` to travel on" : "`\(syntax.name.value)` needs `link`",
      at: syntax.name.range, label: links.isEmpty ? "the schema has no `links`" : "the schema has several",
      help: links.isEmpty ? [] : [Help("one of " + links.map { "`\($0.name)`" }.joined(separator: ", "))])
    return nil
  }

  private mutating func opcodes(
    _ syntax: MessageSyntax, _ link: Int, _ senders: [Int], at range: RevisionRange
  ) -> [Variant<UInt64>] {
    guard let stated = syntax.opcode else { return [] }
    let narrowest = senders.compactMap { links[link].headers[$0].opcode }.min { $0.maximum < $1.maximum }
    let opcodes = variants(stated).compactMap { entry -> Variant<UInt64>? in
      guard let value = value(entry.value) else { return nil }
      guard let narrowest, value >= 0, value <= Int128(narrowest.maximum) else {
        report(
          "L601", "opcode \(hex(value)) does not fit the header", at: entry.value.range,
          label: narrowest.map {
            "the opcode has \($0.bytes == 1 ? "1 byte" : "\($0.bytes) bytes"): at most \(hex(Int128($0.maximum)))"
          } ?? "",
          also: [.init(links[link].source, "the link")])
        return nil
      }
      return Variant(entry.revisions, UInt64(value))
    }
    if let place = stated.place, opcodes.count == variantCount(stated),
      let missing = range.indices.first(where: { opcodes.value(at: $0) == nil })
    {
      report(
        "L601", "`\(syntax.name.value)` has no opcode at `\(revisions[missing])`", at: place,
        label: "the message is there \(words(for: range))",
        help: [Help("state the opcode that holds from `\(revisions[missing])` on")])
    }
    return opcodes
  }

  private func variantCount<Value>(_ stated: PerRevision<Value>) -> Int {
    if case .byRevision(let entries) = stated { return entries.count }
    return 1
  }

  /// Where the value that holds at a revision is stated.
  private func place<Value>(of stated: PerRevision<Value>, at revision: Int) -> SourceRange? {
    guard case .byRevision(let entries) = stated else { return stated.place }
    let begun = entries.compactMap { entry in
      revisionIndex[entry.revision.value].flatMap { $0 <= revision ? ($0, entry.value.range) : nil }
    }
    return begun.max { $0.0 < $1.0 }?.1
  }

  private func hex(_ value: Int128) -> String {
    value < 0 ? "\(value)" : "0x" + (value < 16 ? "0" : "") + String(value, radix: 16, uppercase: true)
  }

  /// An opcode names one message per link, sender and revision.
  private mutating func checkOpcodes(_ messages: [Message]) {
    struct Slot: Hashable {
      var link: Int
      var sender: Int
      var revision: Int
      var opcode: UInt64
    }
    var taken: [Slot: MessageIndex] = [:]
    let stated = files.flatMap(\.messages).compactMap { message in message.opcode.map { (message.name.range, $0) } }
    let opcodes = Dictionary(stated, uniquingKeysWith: { first, _ in first })
    for message in messages.sorted(by: { $0.source < $1.source }) {
      var clash: (first: Message, slot: Slot)?
      for revision in message.revisions.indices {
        guard let opcode = message.opcode(at: revision) else { continue }
        for sender in message.senders {
          let slot = Slot(link: message.link, sender: sender, revision: revision, opcode: opcode)
          if let first = taken[slot] {
            clash = clash ?? (messages[first], slot)
          } else {
            taken[slot] = message.index
          }
        }
      }
      guard let clash else { continue }
      let when = revisions.count > 1 ? " at `\(revisions[clash.slot.revision])`" : ""
      report(
        "L601", "opcode \(hex(Int128(clash.slot.opcode))) is taken\(when)",
        at: opcodes[message.source].flatMap { place(of: $0, at: clash.slot.revision) } ?? message.source,
        label: "`\(links[message.link].parties[clash.slot.sender])` sends `\(clash.first.name)` under it",
        also: [.init(clash.first.source, "the other message")])
    }
  }
}

extension Message {
  func placed(at index: MessageIndex, replies: [MessageIndex], correlation: Correlation?) -> Self {
    Self(
      index: index, name: name, swiftName: swiftName, doc: doc, link: link, senders: senders, opcodes: opcodes,
      revisions: revisions, replies: replies, correlation: correlation, maxBody: maxBody, body: body, sizes: sizes,
      examples: examples, source: source)
  }
}
