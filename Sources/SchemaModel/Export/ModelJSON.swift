public import JSONText
import SchemaSyntax

/// The resolved model as JSON, for other programs and as golden text in tests. Positions and files are left out.
extension SchemaModel {
  /// The whole model.
  public var json: JSON {
    var decoded = DecodedSizes(self)
    return object([
      ("schema", .string(name)),
      ("revisions", hasRevisions ? .array(revisions.map { .string($0) }) : nil),
      ("links", .array(links.map { json($0) })),
      (
        "constants",
        list(
          constants.map { constant in
            object([("name", .string(constant.name)), ("value", number(constant.value)), doc(constant.doc)])
          })
      ),
      ("types", list(types.map { json($0) })),
      ("messages", .array(messages.map { json($0, decoded.worstCase(of: $0).bytes) })),
    ])
  }

  // MARK: Links

  private func json(_ link: Link) -> JSON {
    object([
      ("name", .string(link.name)), doc(link.doc),
      ("parties", .array(link.parties.map { .string($0) })),
      (
        "headers",
        byParty(link, link.headers) { header in
          .array(
            header.fields.map { field in
              object([
                ("holds", .string(field.role.rawValue)), ("bytes", JSON(field.bytes)),
                ("order", .string(field.order == .big ? "big" : "little")),
              ])
            })
        }
      ),
      ("sizeCovers", .array((link.sizeCoversOpcode ? ["opcode", "body"] : ["body"]).map { .string($0) })),
      ("endian", .string(link.order == .big ? "big" : "little")),
      ("maxBody", link.statedMaxBody.map { JSON($0) }),
      ("budget", JSON(link.budget)),
      ("excess", .string(link.excess.rawValue)),
      ("floats", .string(link.floats.rawValue)),
      ("text", .string(link.text.rawValue)),
      ("unknownOpcode", byParty(link, link.unknownOpcode) { .string($0.rawValue) }),
      ("cipher", link.cipher.map { .string($0) }),
    ])
  }

  private func byParty<Value>(_ link: Link, _ values: [Value], _ json: (Value) -> JSON) -> JSON {
    .object(JSON.Object(zip(link.parties, values).map { JSON.Object.Member($0, json($1)) }))
  }

  // MARK: Types

  private func json(_ type: TypeDefinition) -> JSON {
    let head: [(String, JSON?)] = [
      ("name", .string(type.name)), ("swift", type.swiftName == type.name ? nil : .string(type.swiftName)),
      doc(type.doc), ("revisions", json(type.revisions)),
    ]
    switch type.kind {
    case .alias(let variants):
      return object(head + [("alias", json(variants) { .string(spelling(of: $0)) })])
    case .enumeration(let value):
      return object(
        head + [
          ("enum", json(value.carriers) { .string($0.spelling) }),
          ("unknown", .string(value.keepsUnknown ? "keep" : "reject")), ("members", json(value.members)),
        ])
    case .flags(let value):
      return object(
        head + [("flags", json(value.carriers) { .string($0.spelling) }), ("members", json(value.members))])
    case .bits(let variants):
      return object(head + [("bits", json(variants) { json($0) })])
    case .structure(let body):
      return object(
        head + [
          ("size", body.cLayout.map { layout in json(merged(layout.sizes)) { JSON($0) } }),
          ("items", json(body.items, body)), ("layouts", layouts(body, type.revisions)),
        ])
    case .widened(let widened):
      let fields = widened.fields.map { field in
        object([
          ("name", .string(field.name)), ("type", .string("\(field.isSigned ? "i" : "u")\(field.bits)")),
          doc(field.doc),
        ])
      }
      return object(head + [("widens", .string(types[widened.base].name)), ("fields", .array(fields))])
    case .external(let name): return object(head + [("extern", .string(name))])
    }
  }

  private func json(_ members: [Member]) -> JSON {
    .array(
      members.map { member in
        object([
          ("name", .string(member.name)), ("swift", member.swiftName == member.name ? nil : .string(member.swiftName)),
          ("value", number(member.value)), doc(member.doc), ("revisions", json(member.revisions)),
        ])
      })
  }

  private func json(_ bits: BitsDefinition) -> JSON {
    object([
      ("carrier", .string(bits.carrier.spelling)),
      (
        "fields",
        .array(
          bits.fields.map { field in
            object([
              ("name", .string(field.name)), ("shift", JSON(field.shift)), ("width", JSON(field.width)), doc(field.doc),
            ])
          })
      ),
    ])
  }

  // MARK: Messages

  private func json(_ message: Message, _ decodedBytes: Int) -> JSON {
    let link = links[message.link]
    return object([
      ("name", .string(message.name)), ("swift", message.swiftName == message.name ? nil : .string(message.swiftName)),
      doc(message.doc), ("link", .string(link.name)),
      ("from", .array(message.senders.map { .string(link.parties[$0]) })),
      ("opcode", json(message.opcodes) { JSON($0) }),
      ("revisions", json(message.revisions)),
      ("reply", list(message.replies.map { .string(messages[$0].name) })),
      (
        "correlate",
        message.correlation.map { pair in
          object([
            ("request", .string(pair.request.joined(separator: "."))),
            ("reply", .string(pair.reply.joined(separator: "."))),
          ])
        }
      ),
      ("maxBody", message.maxBody == .max ? nil : JSON(message.maxBody)),
      ("decodedBytes", decodedBytes >= SizeBounds.unlimited ? nil : JSON(decodedBytes)),
      ("items", json(message.body.items, message.body)),
      ("layouts", layouts(message.body, message.revisions)),
    ])
  }

  /// Offsets, padding and sizes at each revision.
  private func layouts(_ body: StructDefinition, _ range: RevisionRange) -> JSON {
    .array(
      range.indices.map { revision in
        let size = size(of: body, at: revision)
        let rows = LayoutTable(body, in: self, at: revision).rows.map { row in
          object([
            ("offset", .string(row.offsetText)), ("size", .string(row.sizeText)), ("name", .string(row.name)),
            ("type", row.type.isEmpty ? nil : .string(row.type)), ("depth", row.depth == 0 ? nil : JSON(row.depth)),
          ])
        }
        return object([
          ("revision", hasRevisions ? .string(revisions[revision]) : nil), ("minimum", JSON(size.minimum)),
          ("maximum", size.maximum >= SizeBounds.unlimited || size.isOpen ? nil : JSON(size.maximum)),
          ("rows", .array(rows)),
        ])
      })
  }

  private func json(_ items: [Item], _ body: StructDefinition) -> JSON {
    .array(items.map { json($0, body) })
  }

  private func json(_ item: Item, _ body: StructDefinition) -> JSON {
    let lifetime = ("revisions", json(item.revisions))
    switch item.kind {
    case .field(let index): return json(body.fields[index])
    case .pad(let bytes, let isImplicit):
      return object([("pad", JSON(bytes)), ("implicit", isImplicit ? .bool(true) : nil), lifetime])
    case .conditional(let condition, let then, let otherwise):
      return object([
        ("if", .string(condition.text)), lifetime, ("then", json(then, body)),
        ("else", otherwise.isEmpty ? nil : json(otherwise, body)),
      ])
    case .union(let union):
      let arms = union.arms.map { arm in
        object([
          ("labels", .array(arm.labels.map { $0.name.map { .string($0) } ?? number($0.value) })),
          ("items", json(arm.items, body)),
        ])
      }
      return object([("switch", .string(union.discriminator.name)), lifetime, ("cases", .array(arms))])
    case .trailing(let inner): return object([("trailing", json(inner, body)), lifetime])
    case .sized(let prefix, let inner):
      return object([("sized", .string(prefix.spelling)), lifetime, ("fields", json(inner, body))])
    case .zlib(let prefix, let inner):
      return object([("zlib", .string(prefix.spelling)), lifetime, ("fields", json(inner, body))])
    }
  }

  private func json(_ field: Field) -> JSON {
    let role: String? =
      switch field.role {
      case .stored: nil
      case .count: "count"
      case .discriminator: "discriminator"
      case .constant: "constant"
      }
    return object([
      ("field", .string(field.name)), ("swift", field.swiftName == field.name ? nil : .string(field.swiftName)),
      ("type", .string(spelling(of: field))), ("derived", role.map { .string($0) }),
      ("revisions", json(field.revisions)), ("default", field.defaultValue.map { .string($0.spelling) }),
      ("range", field.range.map { .array([number($0.lowerBound), number($0.upperBound)]) }),
      doc(field.doc), ("provenance", field.provenance.map { .string($0) }),
    ])
  }

  // MARK: Parts

  /// Nil when the thing is there at every revision.
  private func json(_ range: RevisionRange) -> JSON? {
    range == allRevisions ? nil : .array(range.indices.map { .string(revisions[$0]) })
  }

  /// The value itself when it never changes; otherwise one a revision.
  private func json<Value>(_ variants: [Variant<Value>], _ json: (Value) -> JSON) -> JSON {
    if variants.count == 1, let only = variants.first { return json(only.value) }
    return .object(
      JSON.Object(
        allRevisions.indices.compactMap { revision in
          variants.value(at: revision).map { JSON.Object.Member(revisions[revision], json($0)) }
        }))
  }

  private func merged(_ sizes: [Variant<Int>]) -> [Variant<Int>] {
    Set(sizes.map(\.value)).count == 1 ? Array(sizes.prefix(1)) : sizes
  }

  private func number(_ value: Int128) -> JSON { .number("\(value)") }

  private func doc(_ text: String?) -> (String, JSON?) { ("doc", text.map { .string($0) }) }

  private func list(_ values: [JSON]) -> JSON? { values.isEmpty ? nil : .array(values) }

  private func object(_ members: [(String, JSON?)]) -> JSON {
    .object(JSON.Object(members.compactMap { name, value in value.map { JSON.Object.Member(name, $0) } }))
  }
}
