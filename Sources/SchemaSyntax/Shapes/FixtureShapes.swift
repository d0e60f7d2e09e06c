extension ObjectShape {
  /// The kinds of errors that coding can end in, as fixtures and reports spell them.
  public static let errorKinds = [
    "truncated", "excess", "limit", "constant", "enum", "narrowing", "utf8", "float", "opcode", "zlib", "presence",
    "unterminated", "duplicateKey", "noncanonical",
  ]

  /// The mappings of a fixture file.
  static let fixtures: [ObjectShape] = [
    ObjectShape(
      id: .fixtureFile, title: "a fixture file",
      keys: [
        required("schema", .text, "The name of the schema."),
        optional("message", .name, "The message whose bytes these are."),
        optional("type", .name, "The domain type whose conversions these are, in place of a message."),
        required("cases", .texts(.object(.fixtureCase)), "The cases by name."),
      ]),
    ObjectShape(
      id: .fixtureCase, title: "a case",
      keys: [
        optional("revision", .revision, "The revision; every one that has the message by default."),
        optional(
          "origin", .choice(FixtureCaseSyntax.Origin.allCases.map(\.rawValue)),
          "Where the bytes come from; `legacy` and `captured` are evidence."),
        optional("source", .text, "Who wrote the bytes: a server and its revision."),
        optional("note", .text, "A remark."),
        optional("deviation", .text, "The declared difference from what the legacy reader does."),
        optional("decodeOnly", .choice(["true", "false"]), "`true`: encoding need not give these bytes."),
        optional("sameAs", .text, "The case whose value these bytes stand for, too."),
        optional("error", .choice(errorKinds), "The kind of error that must occur."),
        optional("at", .text, "The path of the field at which the error must occur: `items[3].flags`."),
        optional("value", .anything, "The value that the bytes stand for."),
        optional("wire", .anything, "A conversion's value in the struct that is on the wire."),
        optional("domain", .anything, "A conversion's value in the domain type."),
        optional("hex", .text, "The bytes as hex, with comments."),
      ]),
  ]
}
