/// L00x: what a file may hold, before anything in it has a meaning.
extension Catalogue {
  static let syntax: [Rule] = [
    Rule(
      "L001", .syntax, "not YAML, or outside the subset",
      why: """
        A schema is one UTF-8 document of mappings, lists and scalars. Anchors, aliases, merge keys, tags,
        tabs and further documents are refused: with them, what a line means depends on lines elsewhere, ten
        lines can expand to gigabytes, and a caret can no longer stand under the text that is wrong.
        """,
      bad: Sample.ping("- kind: &byte u8\n- count: *byte", #"hex: "0000", value: {kind: 0, count: 0}"#),
      good: Sample.ping("- kind: Byte\n- count: Byte", #"hex: "0000", value: {kind: 0, count: 0}"#, types: "Byte: u8"),
      fix: "write the text out, or name it under `types:` or `constants:`"),
    Rule(
      "L002", .syntax, "duplicate key",
      why: """
        YAML readers disagree on whether the first or the second of two equal keys counts, so half of the
        tools would read another packet than you wrote. Names of types, messages and constants are unique
        over all files of a schema; a label belongs to one case of its switch.
        """,
      bad: Sample.ping("- kind: u8", head: "doc: Asks.\nfrom: client\nopcode: 1\nopcode: 2"),
      good: Sample.ping("- kind: u8", head: "doc: Asks.\nfrom: client\nopcode: 2"),
      fix: "remove one of the two"),
    Rule(
      "L003", .syntax, "unknown key",
      why: """
        A key that nobody reads is a rule that nobody keeps: a misspelt `maxbody` would leave the link
        without its limit, and no one would notice before the first 4 GiB packet. The nearest key that
        exists is suggested.
        """,
      bad: Sample.ping("- kind: {type: u8, defualt: 1}", #"hex: "01", value: {kind: 1}"#),
      good: Sample.ping("- kind: {type: u8, default: 1}", #"hex: "01", value: {kind: 1}"#)),
    Rule(
      "L004", .syntax, "malformed type expression or condition",
      why: """
        A type is `base`, then counts in brackets or `?`, then perhaps `= constant`; a condition is `field
        == value`, `field in [a, b]` or `field has bit`. There is no arithmetic beyond `± number` and there
        are no `and`, `or`, `not`: so every message has a computable size and decodes in one pass.
        """,
      bad: Sample.ping("- count: u8\n- kinds: u8[count * 2]", #"hex: "00", value: {kinds: []}"#),
      good: Sample.ping("- count: u8\n- kinds: u8[2][count]", #"hex: "00", value: {kinds: []}"#)),
    Rule(
      "L005", .syntax, "unquoted bracketed type in a flow mapping; multi-line or folded type",
      why: """
        Inside `{…}` and `[…]`, YAML takes the brackets and commas of a type for its own: `{type: u8[4]}` is
        not the text `u8[4]`. A type over several lines reaches the compiler with its line ends folded, so
        no caret in it could be exact.
        """,
      bad: Sample.ping("- kinds: {type: u8[4]}", "hex: 01020304, value: {kinds: [1, 2, 3, 4]}"),
      good: Sample.ping(#"- kinds: {type: "u8[4]"}"#, "hex: 01020304, value: {kinds: [1, 2, 3, 4]}"),
      fix: "quote the type, on one line"),
    Rule(
      "L006", .syntax, "item with several keys and no control word; control word as field name",
      why: """
        An item with one key is a field, an item with a control word (`if`, `switch`, `trailing`, `sized`,
        `zlib`, `pad`) is a group. Two keys without one are most often two fields that lost a dash: a
        mapping has no order, so the bytes would have none either.
        """,
      bad: Sample.ping("- kind: u8\n  count: u8", #"hex: "0000", value: {kind: 0, count: 0}"#),
      good: Sample.ping("- kind: u8\n- count: u8", #"hex: "0000", value: {kind: 0, count: 0}"#),
      fix: "give each field its own `- `"),
    Rule(
      "L007", .syntax, "a required key is missing, or a value has the wrong kind",
      why: """
        `fields` is a list because the order of fields is the order of bytes, a message needs a sender, an
        enum its members. What is missing cannot be guessed without guessing bytes.
        """,
      bad: Sample.ping("kind: u8\ncount: u8", #"hex: "0000", value: {kind: 0, count: 0}"#),
      good: Sample.ping("- kind: u8\n- count: u8", #"hex: "0000", value: {kind: 0, count: 0}"#)),
    Rule(
      "L008", .syntax, "a file cannot be read, is too large, or imports itself",
      why: """
        Imports are paths relative to the file that states them. A schema without one of its files would
        lack messages, and the generated code would call the opcodes of those unknown. Imports that go round
        in a circle have no first file.
        """,
      bad: Sample.ping("- kind: u8", root: "imports: [missing.yaml]"),
      good: Sample.ping("- kind: Kind", root: "imports: [types.yaml]")),
    Rule(
      "L009", .syntax, "files of one schema disagree",
      why: """
        All files of a schema state the same `schema:` name, and one of them states the revisions. Two
        orders of revisions would give `since` two meanings.
        """,
      bad: Sample.ping("- kind: Kind", root: "revisions: [a]  # types.yaml says [a, b]\nimports: [types.yaml]"),
      good: Sample.ping("- kind: Kind", root: "imports: [types.yaml]  # which says: revisions: [a, b]")),
  ]
}
