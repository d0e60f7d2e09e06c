import Diagnostics

extension DeclarationParser {
  /// `schema:`, `links:`, `types:`, `messages:` …
  mutating func file(_ root: Node, _ file: Int) -> FileSyntax {
    var syntax = FileSyntax(file: file)
    guard let entries = entries(root, .file) else { return syntax }
    syntax.name = spelled(entries["schema"], "the schema's name")
    if let node = entries["revisions"] {
      let names = words(node, "revisions").compactMap { spelled($0, "a revision") }
      if node.isSequence || !names.isEmpty { syntax.revisions = Spelled(names, node.range) }
    }
    syntax.imports = words(entries["imports"], "imports").compactMap { spelled($0, "a path") }
    syntax.fixtures = words(entries["fixtures"], "fixtures").compactMap { spelled($0, "a path or glob") }
    syntax.constants = read(entries["constants"], "constants", &syntax) { parser, name, node in
      parser.constant(name, node).map { [$0] } ?? []
    }
    syntax.links = read(entries["links"], "links", &syntax) { parser, name, node in
      parser.link(name, node).map { [$0] } ?? []
    }
    let stated = named(entries["links"], "links").count
    syntax.hasBrokenLinks = entries["links"] != nil && (stated == 0 || stated > syntax.links.count)
    syntax.definitions = read(entries["types"], "types", &syntax) { parser, name, node in
      parser.definitions(name, node)
    }
    syntax.messages = read(entries["messages"], "messages", &syntax) { parser, name, node in
      parser.message(name, node).map { [$0] } ?? []
    }
    return syntax
  }

  /// The declarations of a section; the names of those that cannot be read are kept as broken.
  private mutating func read<Declaration>(
    _ node: Node?, _ what: String, _ syntax: inout FileSyntax,
    _ parse: (inout Self, Identifier, Node) -> [Declaration]
  ) -> [Declaration] {
    named(node, what).flatMap { name, value in
      let declarations = parse(&self, name, value)
      if declarations.isEmpty { syntax.brokenNames.insert(name.value) }
      return declarations
    }
  }

  private mutating func constant(_ name: Identifier, _ node: Node) -> ConstantSyntax? {
    guard case .mapping = node else {
      return integer(node, allowsUnit: true).map { ConstantSyntax(name: name, value: $0) }
    }
    guard let entries = entries(node, .constant, owner: name.range),
      let value = integer(entries["value"], allowsUnit: true)
    else { return nil }
    return ConstantSyntax(name: name, value: value, doc: text(entries["doc"]))
  }

  private mutating func link(_ name: Identifier, _ node: Node) -> LinkSyntax? {
    guard let entries = entries(node, .link, owner: name.range), let headerNode = entries["header"],
      let header = header(headerNode), let parties = parties(entries["parties"], header, name)
    else { return nil }
    var link = LinkSyntax(name: name, parties: parties, header: Spelled(header, headerNode.range))
    link.doc = text(entries["doc"])
    if let node = entries["sizeCovers"] {
      link.sizeCovers = Spelled(words(node, "sizeCovers").compactMap { choice($0, ["opcode", "body"]) }, node.range)
    }
    link.endian = choice(entries, "endian", .link)
    link.maxBody = integer(entries["maxBody"], allowsUnit: true)
    link.budget = integer(entries["budget"], allowsUnit: true)
    link.excess = choice(entries, "excess", .link)
    link.floats = choice(entries, "floats", .link)
    link.text = choice(entries, "text", .link)
    link.cipher = identifier(entries["cipher"], "the name of a hook")
    if let node = entries["unknownOpcode"] { link.unknownOpcode = unknownOpcode(node) }
    return link
  }

  /// The stated parties, or those for which the header says what they send.
  private mutating func parties(
    _ node: Node?, _ header: LinkSyntax.Header, _ name: Identifier
  ) -> Spelled<[Identifier]>? {
    if let node { return Spelled(words(node, "parties").compactMap { identifier($0, "a party") }, node.range) }
    guard case .bySender(let senders) = header else {
      report(
        "L007", "a link needs `parties`", at: name.range, label: "`parties` is missing",
        help: [Help("write `parties: [client, server]`")])
      return nil
    }
    return Spelled(senders.map(\.sender), name.range)
  }

  private mutating func unknownOpcode(_ node: Node) -> [(party: Identifier?, policy: Identifier)] {
    let allowed = ["skip", "disconnect"]
    guard case .mapping = node else { return choice(node, allowed).map { [(nil, $0)] } ?? [] }
    return named(node, "unknownOpcode").compactMap { party, value in choice(value, allowed).map { (party, $0) } }
  }

  private mutating func header(_ node: Node) -> LinkSyntax.Header? {
    guard case .mapping(let mapping) = node else {
      guard case .sequence = node else {
        report(
          "L007", "a header must be a list of fields, not \(node.kindInWords)", at: node.range,
          help: [Help("write `[opcode: u8, size: u32]`")])
        return nil
      }
      return headerFields(node).map { .shared($0) }
    }
    if mapping.entries.contains(where: { ["opcode", "size"].contains($0.key.text) }) {
      return unorderedHeader(mapping).map { .shared($0) }
    }
    var senders: [(sender: Identifier, fields: [HeaderFieldSyntax])] = []
    for (sender, value) in named(node, "header") {
      guard let fields = headerFields(value) else { return nil }
      senders.append((sender, fields))
    }
    return .bySender(senders)
  }

  /// `{opcode: u8, size: u16}` in place of a list.
  private mutating func unorderedHeader(_ mapping: Node.Mapping) -> [HeaderFieldSyntax]? {
    let range = mapping.range
    let file = range.file
    let brackets = [
      TextEdit(SourceRange(file: file, lower: range.lower, upper: range.lower + 1), "["),
      TextEdit(SourceRange(file: file, lower: range.upper - 1, upper: range.upper), "]"),
    ]
    let dashes = mapping.entries.map { TextEdit($0.key.range.start, "- ") }
    report(
      "L007", "a header must be a list of fields, not a mapping", at: range, label: "a mapping has no order",
      help: [Help("write `[opcode: u8, size: u32]`", edits: mapping.isFlow ? brackets : dashes)])
    let elements = mapping.entries.map { entry in
      Node.mapping(Node.Mapping(entries: [entry], range: entry.key.range.joined(with: entry.value.range), isFlow: true))
    }
    return headerFields(.sequence(Node.Sequence(elements: elements, range: range, isFlow: true)))
  }

  /// The fields of a header; nil when one of them cannot be read.
  private mutating func headerFields(_ node: Node) -> [HeaderFieldSyntax]? {
    let elements = list(node, "a header")
    let fields = elements.compactMap { element -> HeaderFieldSyntax? in
      guard let (name, value) = singleEntry(element, "a header field", "opcode: u8"),
        let role = choice(.scalar(name), ["opcode", "size"]), let type = integerType(value, "L007", "a header field")
      else { return nil }
      return HeaderFieldSyntax(role: role, type: type)
    }
    return fields.count == elements.count ? fields : nil
  }

  /// The only entry of a one-key mapping, as lists of fields are made of.
  mutating func singleEntry(_ node: Node, _ what: String, _ example: String) -> (name: Scalar, value: Node)? {
    guard case .mapping(let mapping) = node, let entry = mapping.entries.first else {
      report(
        "L007", "\(what) must be `name: type`, not \(node.kindInWords)", at: node.range,
        label: "for example `\(example)`")
      return nil
    }
    guard mapping.entries.count == 1 else {
      report(
        "L006", "\(what) must have exactly one key", at: mapping.entries[1].key.range,
        label: "a second key of the same item", also: [.init(entry.key.range, "the first key")],
        help: [Help("give each its own item: `- \(example)`")])
      return nil
    }
    return (entry.key, entry.value)
  }
}
