import Diagnostics

extension DeclarationParser {
  /// One entry under `types:`: a definition, or a list of variants.
  mutating func definitions(_ name: Identifier, _ node: Node) -> [DefinitionSyntax] {
    guard case .sequence(let sequence) = node else { return definition(name, node).map { [$0] } ?? [] }
    guard !sequence.elements.isEmpty else {
      report("L007", "`\(name.value)` has an empty list of definitions", at: node.range)
      return []
    }
    return sequence.elements.compactMap { element in
      guard var variant = definition(name, element) else { return nil }
      variant.isVariant = true
      return variant
    }
  }

  private static let forms: [(key: String, shape: ShapeID)] = [
    ("enum", .enumeration), ("flags", .flags), ("bits", .bits), ("widens", .widened), ("extern", .external),
    ("type", .alias), ("fields", .structure),
  ]

  private mutating func definition(_ name: Identifier, _ node: Node) -> DefinitionSyntax? {
    if case .scalar(let scalar) = node, !scalar.text.isEmpty {
      return type(node).map { DefinitionSyntax(name: name, form: .alias($0)) }
    }
    guard case .mapping(let mapping) = node else {
      report(
        "L007", "`\(name.value)` must be a type or a mapping, not \(node.kindInWords)",
        at: node.isEmpty ? name.range : node.range)
      return nil
    }
    guard let (_, shape) = Self.forms.first(where: { form in mapping.entries.contains { $0.key.text == form.key } })
    else {
      reportFormless(name, mapping)
      return nil
    }
    guard let entries = entries(node, shape, owner: name.range), let form = form(shape, entries) else { return nil }
    return DefinitionSyntax(
      name: name, form: form, doc: text(entries["doc"]), swiftName: identifier(entries["swift"], "a Swift name"),
      lifetime: lifetime(entries))
  }

  private mutating func reportFormless(_ name: Identifier, _ mapping: Node.Mapping) {
    let known = Self.forms.map(\.key)
    for entry in mapping.entries {
      guard let nearest = Spelling.nearest(to: entry.key.text, in: known) else { continue }
      reportUnknownKey(entry.key, [nearest], nearest: [nearest], of: "a definition")
      return
    }
    report(
      "L007", "`\(name.value)` does not say what it is", at: name.range,
      label: "none of " + known.map { "`\($0)`" }.joined(separator: ", "))
  }

  private mutating func form(_ shape: ShapeID, _ entries: Entries) -> DefinitionSyntax.Form? {
    switch shape {
    case .alias: return entries["type"].flatMap { type($0) }.map { .alias($0) }
    case .enumeration:
      let (members, isWhole) = members(entries["members"])
      let unknown = choice(entries, "unknown", .enumeration)
      if members.isEmpty, isWhole, unknown?.value != "keep", let node = entries["members"] {
        report("L007", "an enum needs a member", at: node.range, label: "every value would be rejected")
      }
      return carrier(entries, "enum").map {
        .enumeration(EnumSyntax(carrier: $0, members: members, hasAllMembers: isWhole, unknown: unknown))
      }
    case .flags:
      let (members, isWhole) = members(entries["members"])
      return carrier(entries, "flags").map {
        .flags(FlagsSyntax(carrier: $0, members: members, hasAllMembers: isWhole))
      }
    case .bits:
      let fields = list(entries["fields"], "fields").compactMap { bitField($0) }
      return carrier(entries, "bits").map { .bits(BitsSyntax(carrier: $0, fields: fields)) }
    case .widened:
      let fields = list(entries["fields"], "fields").compactMap { widenedField($0) }
      return identifier(entries["widens"], "the name of a struct").map {
        .widened(WidenedSyntax(base: $0, fields: fields))
      }
    case .external:
      return spelled(entries["extern"], "`swift.TypeName`").map { .external($0) }
    default:
      return .structure(structure(entries, .structure))
    }
  }

  private mutating func carrier(_ entries: Entries, _ key: String) -> Spelled<TypeExpression>? {
    entries[key].flatMap { integerType($0, "L204", "the carrier") }
  }

  /// The parts that structs and messages share.
  mutating func structure(_ entries: Entries, _ shape: ShapeID) -> StructSyntax {
    let layout = choice(entries, "layout", shape)
    let size = perRevision(entries["size"], allowsUnit: true)
    // The size of a layout that does not exist means nothing.
    let isBroken = layout == nil && entries["layout"] != nil
    return StructSyntax(
      layout: layout, size: isBroken ? nil : size, items: entries["fields"].map { items($0) } ?? [])
  }

  /// The members that can be read, and whether those are all.
  private mutating func members(_ node: Node?) -> (members: [MemberSyntax], isWhole: Bool) {
    let example = Help("give each its value: `{first: 0, second: 1}`")
    let stated = if case .mapping(let mapping)? = node { mapping.entries.count } else { -1 }
    let members = named(node, "members", help: [example]).compactMap { name, value -> MemberSyntax? in
      guard case .mapping = value else {
        return integer(value).map { MemberSyntax(name: name, value: $0) }
      }
      guard let entries = entries(value, .member, owner: name.range), let number = integer(entries["value"])
      else { return nil }
      return MemberSyntax(
        name: name, value: number, doc: text(entries["doc"]),
        swiftName: identifier(entries["swift"], "a Swift name"), lifetime: lifetime(entries))
    }
    return (members, members.count == stated)
  }

  private mutating func bitField(_ node: Node) -> BitsSyntax.Field? {
    guard let (key, value) = singleEntry(node, "a bit field", "minute: 6"),
      let name = identifier(.scalar(key), "a name")
    else { return nil }
    guard case .mapping = value else { return integer(value).map { BitsSyntax.Field(name: name, width: $0) } }
    guard let entries = entries(value, .bitField, owner: name.range), let width = integer(entries["width"])
    else { return nil }
    return BitsSyntax.Field(
      name: name, width: width, doc: text(entries["doc"]), swiftName: identifier(entries["swift"], "a Swift name"))
  }

  private mutating func widenedField(_ node: Node) -> WidenedSyntax.Field? {
    guard let (key, value) = singleEntry(node, "a widened field", "stackCount: u16"),
      let name = identifier(.scalar(key), "a name")
    else { return nil }
    guard case .mapping = value else { return type(value).map { WidenedSyntax.Field(name: name, type: $0) } }
    guard let entries = entries(value, .widenedField, owner: name.range),
      let type = entries["type"].flatMap({ type($0) })
    else { return nil }
    return WidenedSyntax.Field(name: name, type: type, doc: text(entries["doc"]))
  }
}
