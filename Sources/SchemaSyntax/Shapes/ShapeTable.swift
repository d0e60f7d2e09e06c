extension ObjectShape {
  /// The shape of this kind of mapping.
  public static func shape(_ id: ShapeID) -> ObjectShape { table[id] ?? ObjectShape(id: id, title: "", keys: []) }

  private static let table: [ShapeID: ObjectShape] = Dictionary(
    uniqueKeysWithValues: (files + definitions + messages + items + fixtures).map { ($0.id, $0) })

  static func required(_ name: String, _ value: ValueShape, _ doc: String) -> Key {
    Key(name: name, value: value, isRequired: true, doc: doc)
  }

  static func optional(_ name: String, _ value: ValueShape, _ doc: String) -> Key {
    Key(name: name, value: value, isRequired: false, doc: doc)
  }

  private static let doc = optional("doc", .text, "Documentation; carried into the generated Swift.")
  private static let swift = optional("swift", .name, "The name to use in Swift.")
  private static let lifetime = [
    optional("since", .revision, "The first revision that has this."),
    optional("removed", .revision, "The first revision that lacks this again."),
  ]
  private static let itemList: ValueShape = .list(
    .oneOf([
      .object(.conditional), .object(.union), .object(.trailing), .object(.sized), .object(.zlib), .object(.pad),
      .entries(.oneOf([.type, .object(.field)])),
    ]))
  private static let members: ValueShape = .entries(.oneOf([.integer, .object(.member)]))
  private static let definition: ValueShape = .oneOf([
    .type, .object(.alias), .object(.enumeration), .object(.flags), .object(.bits), .object(.structure),
    .object(.widened), .object(.external),
  ])
  private static let headerFields: ValueShape = .list(.entries(.type))

  private static let files: [ObjectShape] = [
    ObjectShape(
      id: .file, title: "a schema file",
      keys: [
        required("schema", .text, "The schema's name; files of one schema share it."),
        optional("revisions", .list(.revision), "The revisions, oldest first; one file of the schema states them."),
        optional("imports", .list(.text), "Files whose definitions this one uses, as relative paths."),
        optional("links", .entries(.object(.link)), "Framing, direction and policies of each link."),
        optional("constants", .entries(.oneOf([.integer, .object(.constant)])), "Named integers."),
        optional("types", .entries(.oneOf([definition, .list(definition)])), "Types, told apart by one key."),
        optional("messages", .entries(.object(.message)), "Messages."),
        optional("fixtures", .list(.text), "Golden bytes: globs, relative to this file."),
      ]),
    ObjectShape(
      id: .link, title: "a link",
      keys: [
        doc,
        optional("parties", .list(.name), "The two parties; may be left out where the header names them."),
        required(
          "header", .oneOf([headerFields, .entries(headerFields)]),
          "The frame's header in wire order; by sender where it differs."),
        optional("sizeCovers", .list(.choice(["opcode", "body"])), "What the size counts; `[body]` by default."),
        optional("endian", .choice(["little", "big"]), "The byte order of the link's messages; little by default."),
        optional("maxBody", .size, "The largest body; enforced before anything is buffered."),
        optional(
          "budget", .size, "The most memory that one decoded message may take; 64 MiB or 64 × maxBody by default."),
        optional("excess", .choice(["reject", "ignore", "keep"]), "What happens to bytes left after a message."),
        optional("floats", .choice(["finite", "any"]), "`finite` rejects NaN and infinities."),
        optional("text", .choice(["reject", "repair"]), "What happens to invalid UTF-8 in a string."),
        optional(
          "unknownOpcode",
          .oneOf([.choice(["skip", "disconnect"]), .entries(.choice(["skip", "disconnect"]))]),
          "What the receiving party does; `disconnect` by default."),
        optional("cipher", .name, "Names a hook; ciphers are code, never schema."),
      ]),
    ObjectShape(
      id: .constant, title: "a constant",
      keys: [required("value", .integer, "The constant's value."), doc]),
  ]

  private static let definitions: [ObjectShape] = [
    ObjectShape(
      id: .alias, title: "an alias",
      keys: [required("type", .type, "The type it stands for."), doc, swift] + lifetime),
    ObjectShape(
      id: .enumeration, title: "an enum",
      keys: [
        required("enum", .type, "The wire type: an integer."), doc, swift,
        optional("unknown", .choice(["reject", "keep"]), "What an unknown value does; `reject` by default."),
        required("members", members, "The members and their values."),
      ] + lifetime),
    ObjectShape(
      id: .flags, title: "a flags type",
      keys: [
        required("flags", .type, "The wire type: an unsigned integer."), doc, swift,
        required("members", members, "The members and their bits."),
      ] + lifetime),
    ObjectShape(
      id: .bits, title: "a bits type",
      keys: [
        required("bits", .type, "The wire type: an unsigned integer."), doc, swift,
        required(
          "fields", .list(.entries(.oneOf([.integer, .object(.bitField)]))),
          "The fields and their widths, least significant first."),
      ] + lifetime),
    ObjectShape(
      id: .bitField, title: "a bit field",
      keys: [required("width", .integer, "How many bits it takes."), doc, swift]),
    ObjectShape(
      id: .structure, title: "a struct",
      keys: [
        doc, swift,
        optional("layout", .choice(["c"]), "`c`: the memory of a C struct (LP64, natural alignment)."),
        optional("size", .oneOf([.size, .texts(.size)]), "The C struct's size; by revision where it changed."),
        required("fields", itemList, "The items, in wire order."),
      ] + lifetime),
    ObjectShape(
      id: .widened, title: "a domain type",
      keys: [
        required("widens", .name, "The struct whose fields it widens."), doc, swift,
        required(
          "fields", .list(.entries(.oneOf([.type, .object(.widenedField)]))), "The widened fields and their types."),
      ] + lifetime),
    ObjectShape(
      id: .widenedField, title: "a widened field",
      keys: [required("type", .type, "The wider type."), doc]),
    ObjectShape(
      id: .external, title: "an extern type",
      keys: [required("extern", .text, "`swift.TypeName`: a codec written by hand."), doc, swift] + lifetime),
    ObjectShape(
      id: .member, title: "a member",
      keys: [required("value", .integer, "Its value."), doc, swift] + lifetime),
  ]

  private static let messages: [ObjectShape] = [
    ObjectShape(
      id: .message, title: "a message",
      keys: [
        doc, swift,
        optional("link", .name, "The link; only when the schema has several."),
        required("from", .oneOf([.name, .list(.name)]), "The party that sends it, or both."),
        required("opcode", .oneOf([.integer, .texts(.integer)]), "Its opcode; by revision where it moved."),
      ] + lifetime + [
        optional("reply", .oneOf([.name, .list(.name)]), "The messages that answer it."),
        optional("correlate", .text, "The field that ties an answer to its request: `id`, or `a.b = c`."),
        optional("maxBody", .size, "The largest body of this message."),
        optional("layout", .choice(["c"]), "`c`: the memory of a C struct (LP64, natural alignment)."),
        optional("size", .oneOf([.size, .texts(.size)]), "The C struct's size; by revision where it changed."),
        optional("fields", itemList, "The items, in wire order."),
        optional("examples", .list(.object(.example)), "Small golden bytes; larger ones live in fixtures."),
      ]),
    ObjectShape(
      id: .example, title: "an example",
      keys: [
        required("hex", .text, "The bytes."),
        optional("value", .anything, "The value that they stand for."),
        optional("revision", .revision, "The revision; every one that has the message by default."),
        optional("note", .text, "A remark."),
      ]),
  ]

  private static let items: [ObjectShape] = [
    ObjectShape(
      id: .field, title: "a field",
      keys: [required("type", .type, "Its wire type."), doc] + lifetime + [
        optional("default", .anything, "Its value where a revision lacks it."),
        optional(
          "range", .oneOf([.pattern(#"^\S+ *\.\. *\S+$"#), .list(.integer)]),
          "The values it may have: `1..60` or `[1, 60]`."),
        optional("order", .choice(["ascending", "any"]), "Of a map: `any` accepts and keeps any order."),
        swift,
        optional("provenance", .text, "Where the fact comes from."),
      ]),
    ObjectShape(
      id: .conditional, title: "an `if` group",
      keys: lifetime + [
        required("if", .condition, "An earlier field `==`, `!=`, `in` or `has`."),
        required("then", itemList, "The items when it holds."),
        optional("else", itemList, "The items when it does not."),
      ]),
    ObjectShape(
      id: .union, title: "a `switch` group",
      keys: lifetime + [
        required("switch", .name, "An earlier field: enum, integer or bool."), swift,
        required("cases", .texts(itemList), "Items by value: `a | b`, or `else`."),
      ]),
    ObjectShape(
      id: .trailing, title: "a `trailing` group",
      keys: lifetime + [required("trailing", itemList, "Items that are there when bytes remain; last item only.")]),
    ObjectShape(
      id: .sized, title: "a `sized` group",
      keys: lifetime + [
        required(
          "sized", .pattern(#"^(u|var)[0-9]+(be|le)?( *[+-] *\w+)?( *<= *\S+)?$"#), "The length's type: `u16 - 2`."),
        required("fields", itemList, "The items that it covers."),
      ]),
    ObjectShape(
      id: .zlib, title: "a `zlib` group",
      keys: lifetime + [
        required(
          "zlib", .pattern(#"^(u|var)[0-9]+(be|le)?( *[+-] *\w+)?( *<= *\S+)?$"#),
          "The inflated size's type and limit: `u32 <= 65536`."),
        required("fields", itemList, "The compressed items."),
      ]),
    ObjectShape(
      id: .pad, title: "a `pad` item",
      keys: lifetime + [required("pad", .size, "How many bytes: zero when written, ignored when read.")]),
  ]
}
