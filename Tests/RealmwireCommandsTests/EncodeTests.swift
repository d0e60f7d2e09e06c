import Testing

@testable import RealmwireCommands

@Suite("realmwire encode")
struct EncodeTests {
  private let world = World(files: InspectTests.files)

  @Test("a value on the command line becomes hex")
  func argument() {
    let outcome = world.run(["encode", "-m", "Serve", "{order: 1, isHot: yes}"])
    #expect(outcome.exitCode == .findings)
    let right = world.run(["encode", "-m", "Serve", "{order: 1, isHot: true}"])
    #expect(right.output == "0100000001\n")
    #expect(right.exitCode == .clean)
  }

  @Test("a frame has its header, and may be written as hex, annotated or binary")
  func forms() {
    let order = "{guest: 7, mood: sad, dishes: [{name: 5, price: 1000}]}"
    let line = ["encode", "-m", "Order", "--revision", "1", "--frame", order]
    #expect(world.run(line).output == "010012" + "0700000000000000" + "0101" + "05000000e8030000\n")
    #expect(
      world.run(line + ["--output", "annotated"]).output == """
        010012   # header
        0700000000000000     # guest
        01                   # mood
        01                   # dishes: count
        05 000000 e8030000   # dishes[0]: name padding price

        """)
    #expect(
      world.run(["encode", "-m", "Serve", "--output", "binary", "{order: 65, isHot: false}"]).output == "A\0\0\0\0")
  }

  @Test("YAML and JSON are read, from files and standard input, and what inspect prints")
  func inputs() {
    var world = world
    world.files["serve.yaml"] = "order: 0x10  # sixteen\nisHot: false\n"
    #expect(world.run("encode -m Serve serve.yaml").output == "1000000000\n")
    world.input = "{\n\t\"order\": 16, \"isHot\": false\n}\n"
    #expect(world.run("encode -m Serve").output == "1000000000\n")
    world.input = world.run("inspect -m Serve --revision 1 --format json 1000000000").output
    #expect(world.run("encode").output == "1000000000\n")
  }

  @Test("what is wrong with a value is shown where it stands")
  func mistakes() {
    let outcome = world.run(["encode", "-m", "Serve", "{ordre: 1, isHot: true}"])
    #expect(
      outcome.error == """
        error[L801]: `Serve`: there is no field `ordre`
         --> value:1:2
          |
        1 | {ordre: 1, isHot: true}
          |  ^^^^^
        help: did you mean `order`?

        1 error

        error: the value cannot be read

        """)
    #expect(outcome.exitCode == .findings)
    #expect(
      world.run(["encode", "-m", "Serve", "{order: 1}"]).error
        == "error: Serve.isHot: presence, the value is missing\n")
    #expect(
      world.run(["encode", "-m", "Srve", "{order: 1}"]).error
        == "error: there is no message or type `Srve`\nhelp: did you mean `Serve`?\n")
  }
}
