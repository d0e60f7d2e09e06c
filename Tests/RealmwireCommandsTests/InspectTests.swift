import Testing

@testable import RealmwireCommands

/// A protocol with two revisions, and a link of which both parties send.
let tavern = """
  schema: tavern
  revisions: ["1", "2"]
  links:
    tavern: {parties: [guest, keeper], header: [opcode: u8, size: u16be], maxBody: 1KiB}
  types:
    Mood: {enum: u8, members: {glad: 0, sad: 1}}
    Dish: {layout: c, size: 8, fields: [name: u8, price: u32]}
  messages:
    Order:
      doc: Asks for dishes.
      from: guest
      opcode: 1
      fields:
        - guest: u64
        - mood: Mood
        - dishes: Dish[u8 <= 4]
        - tip: {type: u16, since: "2"}
    Serve:
      doc: Brings them.
      from: keeper
      opcode: 1
      fields: [order: u32, isHot: bool]

  """

@Suite("realmwire inspect")
struct InspectTests {
  static let files = ["Protocol/tavern.yaml": tavern]
  private let world = World(files: files)

  private static let order = "0700000000000000 01 01 05aabbcc e8030000"

  @Test("bytes and what they are stand side by side")
  func table() {
    let outcome = world.run("inspect --message Order --revision 1 \(Self.order)")
    #expect(
      outcome.output == """
        Order, guest → keeper, 1, opcode 0x01, 18 bytes
          0x0000  07 00 00 00 00 00 00 00  guest               7
          0x0008  01                       mood                sad (1)
          0x0009  01                       dishes: count       1
          0x000a  05                       dishes[0].name      5
          0x000b  aa bb cc                 dishes[0]: padding
          0x000e  e8 03 00 00              dishes[0].price     1000

        """)
    #expect(outcome.error == "")
    #expect(outcome.exitCode == .clean)
  }

  @Test("bad bytes show how far reading got, and the byte that failed")
  func caret() {
    let outcome = world.run("inspect --message Order --revision 1 0700000000000000 09 01")
    #expect(
      outcome.output == """
        Order, guest → keeper, 1, opcode 0x01, 10 bytes
          0x0000  07 00 00 00 00 00 00 00  guest  7
          0x0008  09 01                    mood
                  ^^ enum, no member has the value 9

        """)
    #expect(outcome.error == "error: Order.mood at 0x8: enum, no member has the value 9\n")
    #expect(outcome.exitCode == .findings)
  }

  @Test("a field that is cut off has the caret where its bytes should be")
  func cut() {
    let outcome = world.run("inspect --message Serve 01000000")
    #expect(
      outcome.output == """
        Serve, keeper → guest, 2, opcode 0x01, 4 bytes
          0x0000  01 00 00 00              order  1
          0x0004                           isHot
                  ^^ truncated, want 1, have 0

        """)
  }

  @Test("bytes that are left over have the caret at the first of them")
  func excess() {
    let outcome = world.run("inspect --message Serve 010000000109")
    #expect(
      outcome.output == """
        Serve, keeper → guest, 2, opcode 0x01, 6 bytes
          0x0000  01 00 00 00              order  1
          0x0004  01                       isHot  true
          0x0005  09
                  ^^ excess, 1 byte left over

        """)
  }

  @Test("a count that is too high has its caret, though it was read")
  func limit() {
    let outcome = world.run("inspect --message Order --revision 1 0700000000000000 01 05 01")
    #expect(
      outcome.output == """
        Order, guest → keeper, 1, opcode 0x01, 11 bytes
          0x0000  07 00 00 00 00 00 00 00  guest          7
          0x0008  01                       mood           sad (1)
          0x0009  05                       dishes: count  5
                  ^^ limit, at most 4, found 5
          0x000a  01                       not read

        """)
  }

  @Test("strict reading stops at what an encoder would write differently")
  func strict() {
    let outcome = world.run("inspect --message Serve --strict 0100000002")
    #expect(outcome.error == "error: Serve.isHot at 0x4: noncanonical, an encoder writes this differently\n")
    #expect(world.run("inspect --message Serve 0100000002").exitCode == .clean)
  }

  @Test("all revisions are tried, and those that read cleanly named")
  func revisions() {
    let outcome = world.run("inspect --message Order --revision all 0700000000000000 01 00")
    #expect(
      outcome.output == """
        1: reads cleanly
        2: Order.tip at 0xa: truncated, want 2, have 0

        Order, guest → keeper, 1, opcode 0x01, 10 bytes
          0x0000  07 00 00 00 00 00 00 00  guest          7
          0x0008  01                       mood           sad (1)
          0x0009  00                       dishes: count  0

        """)
    #expect(outcome.exitCode == .clean)
    let newest = world.run("inspect --message Order 0700000000000000 01 00")
    #expect(
      newest.error == """
        error: Order.tip at 0xa: truncated, want 2, have 0
        help: it reads cleanly at 1: say so with `--revision`

        """)
  }

  @Test("an opcode and its sender do in place of the message")
  func opcode() {
    #expect(world.run("inspect --opcode 0x01 --from keeper 0100000001").output.hasPrefix("Serve, "))
    #expect(
      world.run("inspect --opcode 1 0100000001").error == """
        error: both parties of `tavern` send this
        help: say who did: `guest` or `keeper`

        """)
    #expect(
      world.run("inspect --opcode 7 --from keeper 01").error
        == "error: `keeper` sends no message with opcode 0x07 on `tavern` at 2\n")
  }

  @Test(
    "a name that is mistyped is put right",
    arguments: [
      ("--message Sreve 00", "there is no message or type `Sreve`", "did you mean `Serve`?"),
      ("--message Serve --revision 3 00", "there is no revision `3`", "the revisions are `1`, `2`"),
      ("--opcode 1 --from guset 00", "`guset` is no party of `tavern`", "did you mean `guest`?"),
      ("--opcode 1 --from bard 00", "`bard` is no party of `tavern`", "its parties are `guest` and `keeper`"),
      ("--opcode 1 --link taven 00", "there is no link `taven`", "did you mean `tavern`?"),
    ])
  func spelling(words: String, error: String, help: String) {
    let outcome = world.run("inspect \(words)")
    #expect(outcome.error == "error: \(error)\nhelp: \(help)\n")
    #expect(outcome.exitCode == .usage)
  }

  @Test("who sends a message is checked")
  func sender() {
    let outcome = world.run("inspect --message Serve --from guest 0100000001")
    #expect(outcome.error == "error: `Serve` is sent by `keeper`, not by `guest`\n")
  }

  @Test("bytes come from a file, from standard input or from the command line, in any form")
  func inputs() {
    var world = world
    world.binaries["serve.bin"] = [1, 0, 0, 0, 1]
    world.files["serve.txt"] = "01000000  # order\n01\n"
    world.files["serve.xxd"] = "00000000: 0100 0000 01                             .....\n"
    let expected = world.run("inspect -m Serve 0100000001").output
    for line in ["serve.bin", "serve.txt", "serve.xxd", "01 00 00 00 01"] {
      #expect(world.run("inspect -m Serve \(line)").output == expected, "\(line)")
    }
    world.inputPieces = [Array("0100 0".utf8), Array("000 01\n".utf8)]
    #expect(world.run("inspect -m Serve").output == expected)
    #expect(world.run("inspect -m Serve -").output == expected)
  }

  @Test("what is neither a file nor hex says so, and where")
  func badInput() {
    var world = world
    #expect(world.run("inspect -m Serve serve.bin").error == "error: `serve.bin` is neither a file nor hex\n")
    world.files["letter.txt"] = "0100\nhello\n"
    #expect(
      world.run("inspect -m Serve letter.txt").error == """
        error: `letter.txt` is no hex: line 2, column 1: `h` is no hexadecimal digit
        help: `--input binary` takes it as it is

        """)
    #expect(
      world.run("inspect -m Serve 010").error.hasPrefix("error: the argument is no hex: line 1, column 3: half a byte"))
    #expect(world.run("inspect -m Serve Protocol").error == "error: `Protocol` is a directory, not a file\n")
  }

  @Test("programs get values, errors and what each byte is as JSON")
  func json() {
    let outcome = world.run("inspect -m Serve --format json 0100000001")
    #expect(
      outcome.output == """
        {
          "ok": true,
          "message": "Serve",
          "revision": "2",
          "value": {
            "order": 1,
            "isHot": true
          },
          "consumed": 5,
          "spans": [
            {
              "offset": 0,
              "length": 4,
              "path": "order",
              "role": "value",
              "text": "1"
            },
            {
              "offset": 4,
              "length": 1,
              "path": "isHot",
              "role": "value",
              "text": "true"
            }
          ]
        }

        """)
    let failure = world.run("inspect -m Serve --format json 01000000")
    #expect(failure.output.contains("\"kind\": \"truncated\",\n    \"path\": \"Serve.isHot\",\n    \"offset\": 4,\n"))
    #expect(failure.exitCode == .findings)
    #expect(
      world.run("inspect -m Serve --format sarif 00").error == """
        error: `realmwire inspect` has no format `sarif`
        help: it is `text` or `json`

        """)
  }

  @Test("a terminal gets colour, and the same characters")
  func color() {
    let plain = world.run("inspect -m Serve 0100000009 09")
    let colored = world.run("inspect -m Serve --color always 0100000009 09").output
    #expect(colored.contains("\u{1B}[1;31m^^ excess"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
  }
}
