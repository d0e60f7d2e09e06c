/// L5xx: which revision has what.
extension Catalogue {
  private static let example = "hex: 00, value: {kind: 0}, revision: a"

  static let revisions: [Rule] = [
    Rule(
      "L501", .revisions, "revision not listed; `since` not before `removed`; overlapping variants",
      why: """
        `since` and `removed` are places in the ordered list `revisions:`. A revision outside it has no
        place, a range that ends before it begins has no revision, and two variants of one revision would
        give it two layouts.
        """,
      bad: Sample.ping("- kind: u8\n- more: {type: u8, since: c}", example, root: "revisions: [a, b]"),
      good: Sample.ping("- kind: u8\n- more: {type: u8, since: b}", example, root: "revisions: [a, b]")),
    Rule(
      "L502", .revisions, "a field of revision r uses a type that does not exist in r",
      why: """
        A type may come late or go early. A field that is there before its type has no bytes at that
        revision: a session of that revision could not be served.
        """,
      bad: Sample.ping(
        "- kind: u8\n- place: Place", example, root: "revisions: [a, b]", types: "Place: {fields: [x: u8], since: b}"),
      good: Sample.ping(
        "- kind: u8\n- place: {type: Place, since: b}", example, root: "revisions: [a, b]",
        types: "Place: {fields: [x: u8], since: b}"),
      fix: "give the field the revisions of its type"),
  ]
}
