import Testing

@testable import RealmwireCommands

@Suite("realmwire verify")
struct VerifyTests {
  static let schema = """
    schema: chat
    links:
      chat: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 1KiB}
    messages:
      Say:
        doc: Says something.
        from: client
        opcode: 1
        fields: [id: u16, isLoud: bool]
    fixtures: [../Fixtures/*.yaml]
    """

  private func world(_ cases: String) -> World {
    World(files: [
      "Protocol/chat.yaml": Self.schema, "Fixtures/Say.yaml": "schema: chat\nmessage: Say\ncases:\n" + cases,
    ])
  }

  @Test("what passes is counted")
  func passes() {
    let outcome = world("  one: {value: {id: 1, isLoud: true}, hex: 0100 01}\n").run("verify")
    #expect(outcome.exitCode == .clean)
    #expect(outcome.output == "")
    #expect(outcome.error == "1 case of 1 message passed\n")
  }

  @Test("a failing case shows the bytes side by side, with the first that differs")
  func fails() {
    let outcome = world("  one:\n    value: {id: 1, isLoud: true}\n    hex: 0100 07\n").run("verify")
    #expect(outcome.exitCode == .findings)
    #expect(
      outcome.output == """
        error[L801]: case `one` of `Say` encodes to other bytes from 0x2 on, in `isLoud`
         --> Fixtures/Say.yaml:6:15
          |
        6 |     hex: 0100 07
          |               ^^ an encoder writes 01 here
          |
          = note:      expected                  found
                  0x0  01 00 07                  01 00 01
                             ^^                        ^^
        help: if a peer really sends this, say `decodeOnly: true`, or `sameAs` a case with the canonical bytes

        1 error

        """)
    #expect(outcome.error == "1 of 1 case failed\n")
  }

  @Test("programs get the failure as data")
  func json() {
    let outcome = world("  one: {value: {id: 1, isLoud: true}, hex: 0100 07}\n").run("verify --format json --quiet")
    #expect(
      outcome.output.hasPrefix(
        """
        {
          "cases": 1,
          "passed": 0,
          "failed": [
            {
              "schema": "chat",
              "name": "Say",
              "case": "one",
              "origin": "handmade",
              "failure": "encodes to other bytes from 0x2 on, in `isLoud`",
              "path": "isLoud",
              "offset": 2,
              "expected": "07",
              "found": "01",
              "expectedBytes": "010007",
              "foundBytes": "010001"
            }
          ],
          "report": {
        """))
  }

  @Test("when much has failed, the last lines say in which files, and at which fields")
  func summary() {
    let cases = (1...4).map { "  c\($0): {value: {id: 1, isLoud: true}, hex: 0100 0\($0 + 1)}\n" }.joined()
    #expect(
      world(cases + "  c5: {value: {idd: 1}, hex: 0100 01}\n").run("verify").error == """
        4 of 4 cases failed
          Fixtures/Say.yaml: 5 errors, 4 at `isLoud`

        """)
  }

  @Test("`--only` takes a message or a case, and knows when there is none")
  func only() {
    let world = world("  one: {error: truncated, hex: \"01\"}\n  two: {error: excess, hex: \"01\"}\n")
    #expect(world.run("verify --only Say/one").error == "1 case of 1 message passed\n")
    #expect(world.run("verify --only Say").error == "1 of 2 cases failed\n")
    let unknown = world.run("verify --only Sya")
    #expect(unknown.exitCode == .usage)
    #expect(unknown.error.contains("there is no message or case `Sya`"))
    #expect(unknown.error.contains("did you mean `Say`?"))
  }

  @Test("a glob that finds nothing is an error: no fixture must go missing unseen")
  func missing() {
    let outcome = World(files: ["Protocol/chat.yaml": Self.schema]).run("verify")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.contains("there is no fixture file `../Fixtures/*.yaml`"))
  }

  @Test("fixture files may be named on the command line")
  func named() {
    var world = world("  one: {error: truncated, hex: \"01\"}\n")
    world.files["more/Say.yaml"] = "schema: chat\nmessage: Say\ncases:\n  two: {error: truncated, hex: \"02\"}\n"
    #expect(world.run("verify Protocol more/Say.yaml").error == "2 cases of 1 message passed\n")
    #expect(world.run("verify Protocol Fixtures").error == "1 case of 1 message passed\n")
  }

  @Test("`--coverage` is a table of evidence, and a list of what is missing")
  func coverage() {
    let outcome = world("  one: {value: {id: 1, isLoud: true}, origin: captured, hex: 0100 01}\n").run(
      "verify --coverage")
    #expect(
      outcome.output == """
        chat      legacy  captured  handmade  generated  nothing  proven
        messages       0         1         0          0        0   100 %
        fields         0         2         0          0        0   100 %
        members        0         0         0          0        0       -
        branches       0         0         0          0        0       -
        sizes          0         0         0          0        0       -

        """)
    let nothing = world("  one: {error: truncated, hex: \"01\"}\n").run("verify --coverage")
    #expect(nothing.output.hasSuffix("\nNo bytes prove:\n  messages  Say\n  fields  Say.id\n  fields  Say.isLoud\n"))
  }

  @Test("the floor rises, never falls, and fails a run that is below it")
  func floor() {
    let good = "  one: {value: {id: 1, isLoud: true}, origin: captured, hex: 0100 01}\n"
    let raised = world(good).run("verify --raise-floor")
    #expect(raised.exitCode == .clean)
    let floor = raised.files["Fixtures/coverage.json"] ?? ""
    #expect(floor.contains("\"fields\": {\n      \"recorded\": 2,\n      \"proven\": 2\n    }"))

    var poorer = world(good.replacing("captured", with: "handmade"))
    poorer.files["Fixtures/coverage.json"] = floor
    let outcome = poorer.run("verify --coverage --raise-floor")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.error.contains("error: chat: 0 fields proven by bytes of real servers, there were 2\n"))
    #expect(outcome.files["Fixtures/coverage.json"] == floor)

    poorer.files["Fixtures/coverage.json"] = "{"
    #expect(poorer.run("verify --coverage").error.contains("`Fixtures/coverage.json` is not a floor: "))
    #expect(poorer.run("verify --coverage --only Say").exitCode == .usage)
  }

  @Test("a schema with errors is not verified, but reported")
  func broken() {
    let outcome = World(files: ["Protocol/chat.yaml": Self.schema.replacing("u16,", with: "u17,")]).run("verify")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output.contains("u17"))
    #expect(outcome.error == "there is no case to verify\n")
  }
}

@Suite("realmwire fixtures annotate")
struct FixturesAnnotateTests {
  private static let files = [
    "Protocol/chat.yaml": """
    schema: chat
    links:
      chat: {parties: [client, server], header: [opcode: u8, size: u16], maxBody: 1KiB}
    messages:
      Say:
        from: client
        opcode: 1
        fields: [id: u16, isLoud: bool]
    fixtures: [Say.yaml]
    """,
    "Protocol/Say.yaml": "schema: chat\nmessage: Say\ncases:\n  one:\n    error: truncated\n    hex: 0100\n",
  ]

  @Test("hex becomes a field a line; a second run has nothing to do")
  func annotate() {
    let outcome = World(files: Self.files).run("fixtures annotate")
    #expect(outcome.exitCode == .clean)
    #expect(outcome.error == "annotated: 1 file\n")
    #expect(outcome.files["Protocol/Say.yaml"]?.hasSuffix("    hex: |\n      0100   # id\n") == true)
    #expect(World(files: outcome.files).run("fixtures annotate --again").error == "nothing to annotate\n")
  }

  @Test("`--check` changes nothing and says what would change")
  func check() {
    let outcome = World(files: Self.files).run("fixtures annotate --check")
    #expect(outcome.exitCode == .findings)
    #expect(outcome.output == "Protocol/Say.yaml\n")
    #expect(outcome.files == Self.files)
  }
}
