import Testing

@testable import RealmwireCommands

@Suite("realmwire audit")
struct AuditTests {
  private static let schema = """
    schema: tavern
    revisions: ["1", "2"]
    links: {tavern: {parties: [guest, keeper], header: [opcode: u8, size: u16], maxBody: 1KiB}}
    types:
      Dish: {layout: c, size: {"1": 8, "2": 12}, fields: [name: u8, price: u32, spice: {type: u8, since: "2"}]}
    messages:
      Order:
        doc: Asks for dishes.
        from: guest
        opcode: 1
        fields:
          - isLoud: bool
          - dishes: Dish[u8 <= 4]
          - heat: f32
      Leave:
        doc: Says farewell.
        from: guest
        opcode: 2
        fields: [why: u8]

    """
  private let world = World(files: ["Protocol/tavern.yaml": schema])

  @Test("each message and revision has its leaks and its ways")
  func text() {
    let outcome = world.run("audit")
    #expect(
      outcome.output == """
        Leave at 1, 2
          one way to write each value

        Order at 1
          C++ peers leak:
            dishes[]  3 bytes at +1, after `name`
          read alike, written one way:
            isLoud    any number but 0 means true
            dishes[]  anything in the padding after `name`
          kept apart, and written as read:
            heat  a zero with a sign
            heat  NaN, with any payload

        Order at 2
          C++ peers leak:
            dishes[]  3 bytes at +1, after `name`
            dishes[]  3 bytes at +9, after `spice`
          read alike, written one way:
            isLoud    any number but 0 means true
            dishes[]  anything in the padding after `name`
            dishes[]  anything in the padding after `spice`
          kept apart, and written as read:
            heat  a zero with a sign
            heat  NaN, with any payload

        """)
    #expect(outcome.exitCode == .clean)
  }

  @Test("one message at one revision, for programs")
  func json() {
    let outcome = world.run("audit --only Order --revision 1 --format json")
    let compact = outcome.output.filter { !$0.isWhitespace }
    #expect(compact.hasPrefix(#"{"messages":[{"message":"Order","revisions":["1"],"leaks":["#))
    #expect(
      compact.contains(#"[{"path":"dishes[]","offset":1,"exact":true,"inElement":true,"size":3,"after":"name"}]"#))
    #expect(compact.contains(#"{"path":"isLoud","kind":"bool","kept":false,"role":"value","text":"anynumber"#))
    #expect(!outcome.output.contains("Leave") && !outcome.output.contains("spice"))
  }

  @Test("what is mistyped is put right")
  func usage() {
    #expect(world.run("audit --only Oder").error == "error: there is no message `Oder`\nhelp: did you mean `Order`?\n")
    #expect(world.run("audit --revision 3").error == "error: there is no revision `3`\n")
    #expect(world.run("audit --format sarif").exitCode == .usage)
  }
}
