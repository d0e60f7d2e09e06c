import Diagnostics

extension DeclarationParser {
  /// The words that make an item a group, each with its shape and the key that must stand beside it.
  private static let controlWords: [(word: String, shape: ShapeID, companion: String?)] = [
    ("if", .conditional, "then"), ("switch", .union, "cases"), ("trailing", .trailing, nil),
    ("sized", .sized, "fields"), ("zlib", .zlib, "fields"), ("pad", .pad, nil),
  ]

  /// A `fields` list.
  mutating func items(_ node: Node) -> [ItemSyntax] { list(node, "a list of fields").compactMap { item($0) } }

  private mutating func item(_ node: Node) -> ItemSyntax? {
    guard case .mapping(let mapping) = node, let first = mapping.entries.first else {
      report(
        "L006", "an item must be `name: type` or a group, not \(node.kindInWords)", at: node.range,
        help: node.asScalar.map { Slip.pair($0) } ?? [])
      return nil
    }
    let control = Self.controlWords.first { control in mapping.entries.contains { $0.key.text == control.word } }
    if let control { return group(mapping, control) }
    if mapping.entries.count == 1, ["then", "else", "cases"].contains(first.key.text) {
      report(
        "L006", "`\(first.key.text)` is a control word and cannot begin an item", at: first.key.range,
        label: "belongs to the item of its group",
        help: [
          Help("indent it like the `\(first.key.text == "cases" ? "switch" : "if")` that it belongs to, without a dash")
        ])
      return nil
    }
    guard mapping.entries.count == 1 else {
      reportSeveralKeys(mapping)
      return nil
    }
    var lifetime = LifetimeSyntax()
    return field(first, &lifetime).map {
      ItemSyntax(form: .field($0), lifetime: lifetime, range: node.range, head: first.key.range)
    }
  }

  private mutating func reportSeveralKeys(_ mapping: Node.Mapping) {
    let first = mapping.entries[0]
    let second = mapping.entries[1]
    let attributes = ObjectShape.shape(.field).keys.map(\.name)
    let help: Help
    if let typo = mapping.entries.lazy.compactMap({ entry in
      Spelling.nearest(to: entry.key.text, in: Self.controlWords.map(\.word)).map { (entry.key, $0) }
    }).first, mapping.entries.contains(where: { ["then", "else", "cases", "fields"].contains($0.key.text) }) {
      report(
        "L006", "`\(typo.0.text)` is not a control word", at: typo.0.range, label: "begins no group",
        help: [Help("did you mean `\(typo.1)`?", edits: [TextEdit(typo.0.range, typo.1)])])
      return
    } else if attributes.contains(second.key.text) {
      help = Help("attributes of a field stand below its name: `\(first.key.text): {type: …, \(second.key.text): …}`")
    } else {
      help = Help("give each field its own item: `- \(second.key.text): …`")
    }
    report(
      "L006", "an item has several keys and no control word", at: second.key.range,
      label: "a second key of the same item", also: [.init(first.key.range, "the first key")], help: [help])
  }

  private mutating func field(_ entry: Node.Entry, _ lifetime: inout LifetimeSyntax) -> FieldSyntax? {
    guard let name = identifier(.scalar(entry.key), "a field's name", help: Slip.group(entry.key)) else { return nil }
    if case .sequence = entry.value, ["then", "else", "cases", "fields"].contains(name.value) {
      report(
        "L006", "`\(name.value)` does not stand in a group", at: name.range,
        help: [Help("indent it under the group above, without a dash of its own")])
      return nil
    }
    guard case .mapping = entry.value else {
      if entry.value.isEmpty {
        report("L007", "field `\(name.value)` has no type", at: name.range, label: "a type must follow")
        return nil
      }
      return FieldSyntax(name: name, type: type(entry.value))
    }
    guard let entries = entries(entry.value, .field, owner: name.range), let typeNode = entries["type"] else {
      return nil
    }
    var field = FieldSyntax(name: name, type: type(typeNode))
    field.doc = text(entries["doc"])
    field.swiftName = identifier(entries["swift"], "a Swift name")
    field.provenance = text(entries["provenance"])
    field.order = choice(entries, "order", .field)
    field.defaultValue = entries["default"].flatMap { literal($0) }
    if case .sequence(let bounds)? = entries["range"] {
      field.range = range(bounds)
    } else if let node = entries["range"], let scalar = expression(node, "a range") {
      field.range = attempt(scalar) { (scalar) throws(ExpressionError) in try ConditionParser.range(scalar) }
    }
    lifetime = self.lifetime(entries)
    return field
  }

  /// `[1, 60]`, the other way to write `1..60`.
  private mutating func range(
    _ bounds: Node.Sequence
  ) -> Spelled<(lower: IntegerSyntax, upper: IntegerSyntax)>? {
    guard bounds.elements.count == 2 else {
      report(
        "L007", "a range has two ends, not \(bounds.elements.count)", at: bounds.range,
        label: "write `[1, 60]` or `1..60`")
      return nil
    }
    guard let lower = integer(bounds.elements[0]), let upper = integer(bounds.elements[1]) else { return nil }
    return Spelled((lower.value, upper.value), bounds.range)
  }

  private mutating func literal(_ node: Node) -> Spelled<LiteralSyntax>? {
    switch node {
    case .scalar(let scalar):
      return attempt(scalar) { (scalar) throws(ExpressionError) in try LiteralParser.literal(scalar) }
    case .sequence(let sequence):
      return Spelled(.list(sequence.elements.compactMap { literal($0)?.value }), sequence.range)
    case .mapping(let mapping):
      report("L007", "a default must be a single value, not a mapping", at: mapping.range)
      return nil
    }
  }

  private mutating func attempt<Value>(
    _ scalar: Scalar, _ parse: (Scalar) throws(ExpressionError) -> Value
  ) -> Value? {
    do {
      return try parse(scalar)
    } catch {
      report("L004", error, in: scalar)
      return nil
    }
  }

  // MARK: Groups

  private mutating func group(
    _ mapping: Node.Mapping, _ control: (word: String, shape: ShapeID, companion: String?)
  ) -> ItemSyntax? {
    guard let head = mapping.entries.first(where: { $0.key.text == control.word }) else { return nil }
    if mapping.entries.count == 1, isType(head.value), control.word != "pad" || isWire(head.value) {
      report(
        "L006", "`\(control.word)` is a control word and cannot name a field in short form", at: head.key.range,
        label: control.companion.map { "a group needs `\($0)`, too" } ?? "begins a group",
        help: [Help("choose another name; `swift: \(control.word)` keeps it in Swift")])
      return nil
    }
    guard let entries = entries(.mapping(mapping), control.shape, owner: head.key.range),
      let form = form(control.shape, entries)
    else { return nil }
    return ItemSyntax(form: form, lifetime: lifetime(entries), range: mapping.range, head: head.key.range)
  }

  private func isWire(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node { return WireName(scalar.text) != nil }
    return false
  }

  private func isType(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return (try? TypeExpressionParser.type(scalar)) != nil
  }

  private mutating func form(_ shape: ShapeID, _ entries: Entries) -> ItemSyntax.Form? {
    switch shape {
    case .conditional:
      let then = entries["then"].map { items($0) } ?? []
      let otherwise = entries["else"].map { items($0) }
      guard let node = entries["if"], let scalar = expression(node, "a condition"),
        let condition = attempt(scalar, { (scalar) throws(ExpressionError) in try ConditionParser.condition(scalar) })
      else { return nil }
      return .conditional(condition, then: then, otherwise: otherwise)
    case .union:
      let arms = arms(entries["cases"])
      guard let field = identifier(entries["switch"], "an earlier field") else { return nil }
      return .union(
        UnionSyntax(discriminator: field, arms: arms, swiftName: identifier(entries["swift"], "a Swift name")))
    case .trailing:
      return entries["trailing"].map { .trailing(items($0)) }
    case .sized, .zlib:
      let inner = entries["fields"].map { items($0) } ?? []
      guard let node = entries[shape == .sized ? "sized" : "zlib"],
        let scalar = expression(node, "an unsigned integer type"),
        let prefix = attempt(scalar, { (scalar) throws(ExpressionError) in try TypeExpressionParser.prefix(scalar) })
      else { return nil }
      return shape == .sized ? .sized(prefix, inner) : .zlib(prefix, inner)
    default:
      return integer(entries["pad"], allowsUnit: true).map { .pad($0) }
    }
  }

  private mutating func arms(_ node: Node?) -> [UnionSyntax.Arm] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      report("L007", "`cases` must be a mapping of labels, not \(node.kindInWords)", at: node.range)
      return []
    }
    return mapping.entries.compactMap { entry in
      if entry.value.isEmpty {
        report(
          "L007", "case `\(entry.key.excerpt)` has no items", at: entry.key.range,
          help: [Help("write `[]` for a case without fields", edits: [TextEdit(entry.value.range, " []")])])
      }
      let inner = entry.value.isEmpty ? [] : items(entry.value)
      if entry.key.text == "else" { return UnionSyntax.Arm(labels: [], key: entry.key.range, items: inner) }
      guard let labels = attempt(entry.key, { (key) throws(ExpressionError) in try ConditionParser.labels(key) })
      else { return nil }
      return UnionSyntax.Arm(labels: labels, key: entry.key.range, items: inner)
    }
  }
}
