/// Links and messages.
extension Sketcher {
  mutating func drawLinks() {
    let count = pick([1, 1, 1, 2, 3])
    var names = self.names.apart
    for position in 0..<count { links.append(link(names.field(&random), isFirst: position == 0, &names)) }
  }

  private mutating func link(_ name: String, isFirst: Bool, _ names: inout Names) -> LinkSketch {
    let parties = [names.party(&random), names.party(&random)]
    let order: Order = once(in: 4) ? .big : .little
    // The first link takes everything; others may be narrow, or not say how long a frame is.
    let hasSize = isFirst || !once(in: 5)
    let isNarrow = !isFirst && once(in: 2)
    func header(_ opcode: Int, _ size: String) -> Sketch {
      let fields: [Sketch] = [["opcode": .text("u\(opcode)")], ["size": .text(size)]]
      return .list(hasSize ? fields : [fields[0]])
    }
    var entries: [Sketch.Entry] = [.init("parties", .list(parties.map { .text($0) }))]
    let sizes = isNarrow ? ["u16", "u16be", "u24"] : ["u32", "u32be", "u40", "u24"]
    let headers = (0...1).map { _ in header(pick([8, 16, 24, 32]), pick(sizes)) }
    if once(in: 3) {
      entries.append(.init("header", .map(zip(parties, headers).map { .init($0, $1) })))
    } else {
      entries.append(.init("header", headers[0]))
    }
    if hasSize, once(in: 4) { entries.append(.init("sizeCovers", ["opcode", "body"])) }
    if order == .big { entries.append(.init("endian", "big")) }
    let maxBody = isNarrow ? 40_000 : 2_000_000
    entries.append(.init("maxBody", Sketch(maxBody)))
    entries.append(.init("budget", "512MiB"))
    if once(in: 3) { entries.append(.init("excess", .text(pick(["reject", "ignore", "keep"])))) }
    if once(in: 3) { entries.append(.init("floats", .text(pick(["finite", "any"])))) }
    if once(in: 3) { entries.append(.init("text", .text(pick(["reject", "repair"])))) }
    if once(in: 3) { entries.append(.init("unknownOpcode", .map([.init(parties[0], "skip")]))) }
    return LinkSketch(
      name: name, parties: parties, sketch: .map(entries), order: order, hasSize: hasSize, maxBody: maxBody)
  }

  mutating func drawMessage() {
    let link = number(0...links.count - 1)
    let revisions = revisions(within: allRevisions, changing: 5)
    let name = names.type(&random)
    order = links[link].order
    body = BodySketch()
    let place = Place(
      revisions: revisions, room: links[link].maxBody / 40, mayEnd: links[link].hasSize, isTop: true)
    var fields: [Sketch] = []
    var ticket: String?
    if once(in: 2) {
      let field = body.names.field(&random)
      fields.append(.map([.init(field, "u32")]))
      ticket = field
    }
    fields += items(number(0...9), place).sketches
    if links[link].hasSize, once(in: 10), let open = openStruct(revisions) {
      fields.removeAll { sketch in
        guard case .map(let entries) = sketch else { return false }
        return entries.contains { $0.key == "trailing" || $0.key == "zlib" } || sketch.mentions("[*")
      }
      fields.append(.map([.init(body.names.field(&random), .text(open))]))
    }
    let senders = pick([[0], [1], [0, 1]])
    var entries: [Sketch.Entry] = [.init("doc", "A message.")]
    if links.count > 1 { entries.append(.init("link", .text(links[link].name))) }
    let parties = senders.map { Sketch.text(links[link].parties[$0]) }
    entries.append(.init("from", senders.count == 1 ? parties[0] : .list(parties)))
    entries.append(.init("opcode", opcode(link, revisions)))
    entries += lifetime(revisions, within: allRevisions)
    addReply(link, senders, ticket, to: &entries)
    entries.append(.init("fields", .list(fields)))
    messages.append(
      MessageSketch(
        name: name, sketch: .map(entries), link: link, senders: senders, ticket: ticket, revisions: revisions))
  }

  /// A struct that takes the rest of its scope: it may stand last in a message.
  private mutating func openStruct(_ revisions: Range<Int>) -> String? {
    let open = types.filter { $0.order == order && $0.expression.isOpen && $0.revisions.contains(revisions) }
    return open.isEmpty ? nil : pick(open).expression.text
  }

  private mutating func opcode(_ link: Int, _ revisions: Range<Int>) -> Sketch {
    func next(_ sketcher: inout Sketcher) -> Int {
      // Both senders count on together, so that a message of both has a free one.
      let opcode = sketcher.links[link].opcodes[0]
      sketcher.links[link].opcodes[0] += 1
      return opcode
    }
    guard revisions.count > 1, once(in: 4) else { return Sketch(next(&self)) }
    return .map(revisions.map { .init(revisionNames[$0], Sketch(next(&self))) })
  }

  private mutating func addReply(
    _ link: Int, _ senders: [Int], _ ticket: String?, to entries: inout [Sketch.Entry]
  ) {
    let answers = messages.filter { message in
      message.link == link && Set(senders.map { 1 - $0 }).isSubset(of: message.senders)
        && (message.ticket != nil) == (ticket != nil)
    }
    guard !answers.isEmpty, once(in: 2) else { return }
    let answer = pick(answers)
    entries.append(.init("reply", .text(answer.name)))
    if let ticket, let other = answer.ticket {
      entries.append(.init("correlate", .text(ticket == other ? ticket : "\(ticket) = \(other)")))
    }
  }
}

extension Sketch {
  /// Whether some scalar in the tree holds these characters.
  func mentions(_ text: String) -> Bool {
    switch self {
    case .text(let word): word.contains(text)
    case .list(let elements): elements.contains { $0.mentions(text) }
    case .map(let entries): entries.contains { $0.key.contains(text) || $0.value.mentions(text) }
    }
  }
}
