import Testing

@testable import RealmwireCommands

@Suite("realmwire inspect --save-fixture")
struct SaveFixtureTests {
  private static let schema = tavern + "fixtures: [../Fixtures/*.yaml]\n"
  private static let served = """
    # What the keeper brings.
    schema: tavern
    message: Serve

    cases:
      # The first ever.
      warm:
        revision: 1
        value: {order: 1, isHot: true}
        hex: 01000000 01  # as recorded
    # The end.

    """

  private let empty = World(files: ["Protocol/tavern.yaml": schema])
  private let filled = World(files: ["Protocol/tavern.yaml": schema, "Fixtures/Serve.yaml": served])

  /// The files after a run go on to `lint`, `verify` and `format --check`, which all must be content.
  private func expectSound(_ outcome: World.Outcome, cases: Int, isLaidOut: Bool = true) {
    let world = World(files: outcome.files)
    // Other messages lack fixtures, which is not the saved ones' fault.
    let lint = world.run("lint").output
    #expect(!lint.contains("Fixtures/") && !lint.contains("L801"), "\(lint)")
    #expect(!isLaidOut || world.run("format --check Fixtures").exitCode == .clean)
    let verified = world.run("verify")
    #expect(
      verified.exitCode == .clean && verified.error.hasPrefix("\(cases) case"), "\(verified.output)\(verified.error)")
  }

  @Test("a new file gets the case, with its value and with comments")
  func new() {
    let outcome = empty.run(
      "inspect -m Order --revision 1 0700000000000000 01 01 05000000 e8030000 --save-fixture Fixtures/")
    #expect(outcome.error == "saved as case `handmade-1` in Fixtures/Order.yaml\n")
    #expect(
      outcome.files["Fixtures/Order.yaml"] == """
        schema: tavern
        message: Order

        cases:
          handmade-1:
            revision: 1
            origin: handmade
            value:
              guest: 7
              mood: sad
              dishes: [{name: 5, price: 1000}]
            hex: |
              0700000000000000     # guest
              01                   # mood
              01                   # dishes: count
              05 000000 e8030000   # dishes[0]: name padding price

        """)
    expectSound(outcome, cases: 1)
  }

  @Test("a case is added below the others, and nothing that was there is lost")
  func append() {
    let outcome = filled.run([
      "inspect", "-m", "Serve", "--revision", "2", "02000000 00", "--save-fixture", "Fixtures/Serve.yaml", "--case",
      "cold", "--origin", "captured", "--source", "keeper 1.2: on a Monday", "--quiet",
    ])
    #expect(outcome.error == "")
    #expect(
      outcome.files["Fixtures/Serve.yaml"] == """
        # What the keeper brings.
        schema: tavern
        message: Serve

        cases:
          # The first ever.
          warm:
            revision: 1
            value: {order: 1, isHot: true}
            hex: 01000000 01  # as recorded
          cold:
            revision: 2
            origin: captured
            source: "keeper 1.2: on a Monday"
            value:
              order: 2
              isHot: false
            hex: |
              02000000   # order
              00         # isHot
        # The end.

        """)
    expectSound(outcome, cases: 2)
    var again = World(files: outcome.files)
    again.files["Fixtures/Serve.yaml"]? += "  # Without a newline at its end."
    let third = again.run("inspect -m Serve 03000000 00 --save-fixture Fixtures")
    #expect(third.files["Fixtures/Serve.yaml"]?.contains("# Without a newline at its end.") == true)
    expectSound(third, cases: 3, isLaidOut: false)
  }

  @Test("bytes that are not canonical, and bytes that cannot be read, are cases too")
  func odd() {
    let dirty = empty.run("inspect -m Serve 01000000 07 --save-fixture Fixtures/")
    #expect(dirty.files["Fixtures/Serve.yaml"]?.contains("    decodeOnly: true\n    value:\n      order: 1\n") == true)
    expectSound(dirty, cases: 1)
    let cut = empty.run("inspect -m Order 0700000000000000 01 01 05 --save-fixture Fixtures/")
    #expect(cut.exitCode == .findings)
    #expect(cut.error.hasPrefix("saved as case `handmade-1`"))
    #expect(
      cut.files["Fixtures/Order.yaml"]?.contains("    error: truncated\n    at: dishes[0]\n") == true, "\(cut.files)")
    expectSound(cut, cases: 1)
    let strict = empty.run("inspect --strict -m Serve 01000000 07 --save-fixture Fixtures/")
    #expect(strict.files["Fixtures/Serve.yaml"]?.contains("    error: noncanonical\n    at: isHot\n") == true)
    expectSound(strict, cases: 1)
  }

  @Test("nothing is added twice")
  func duplicates() {
    let name = filled.run("inspect -m Serve 02000000 00 --save-fixture Fixtures --case warm --quiet")
    #expect(
      name.error == """
        error: `Fixtures/Serve.yaml` has a case `warm` already, in line 7
        help: choose another name with `--case`

        """)
    let bytes = filled.run("inspect -m Serve --revision 1 01000000 01 --save-fixture Fixtures --quiet")
    #expect(bytes.error == "error: `Fixtures/Serve.yaml` has these bytes already: case `warm`, in line 7\n")
    for outcome in [name, bytes] {
      #expect(outcome.exitCode == .findings)
      #expect(outcome.files == filled.files)
    }
  }

  @Test("files that cannot take the case are left alone")
  func refusals() {
    let other = filled.run("inspect -m Order 0700000000000000 01 00 0000 --save-fixture Fixtures/Serve.yaml")
    #expect(other.error.contains("`Fixtures/Serve.yaml` is about `Serve` of schema `tavern`"))
    var world = filled
    world.files["Fixtures/Serve.yaml"] = "cases: ["
    #expect(
      world.run("inspect -m Serve 02000000 00 --save-fixture Fixtures").error.contains("no fixture file without faults")
    )
    world.files["Fixtures/Serve.yaml"] = "{schema: tavern, message: Serve, cases: {}}"
    #expect(world.run("inspect -m Serve 02000000 00 --save-fixture Fixtures").error.contains("has no `cases` on lines"))
    for line in [
      "-m Serve 02000000 00 --case cold", "-m Serve 0200000000 --save-fixture Fixtures --case a:b",
      "-m Serve --revision all 0200000000 --save-fixture Fixtures", "-m Dish 0200000000 --save-fixture Fixtures",
      "--frames --from keeper 0100050100000001 --save-fixture Fixtures",
    ] {
      let outcome = filled.run("inspect \(line)")
      #expect(outcome.exitCode == .usage && outcome.files == filled.files, "\(line): \(outcome.error)")
    }
  }

  @Test("a file that no schema names is said to be one")
  func unnamed() {
    let outcome = empty.run("inspect -m Serve 02000000 00 --save-fixture cases/")
    #expect(outcome.error.contains("note: no entry of the schema's `fixtures:` names this file"))
  }
}
