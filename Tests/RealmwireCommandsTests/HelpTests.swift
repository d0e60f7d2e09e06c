import Testing

@testable import RealmwireCommands

@Suite("Help")
struct HelpTests {
  @Test("a command's help is its data, laid out")
  func wholeText() {
    var pack = Parcels.root.subcommands[0]
    pack.discussion = "Parcels are packed from the inside out, which is why the largest things should be named first."
    pack.examples = [.init("parcel pack moon dust -w foil", "Send dust to the moon, wrapped in foil.")]
    let help = HelpText(command: pack, path: ["parcel", "pack"], shared: Parcels.root.options, width: 60)
    #expect(
      help.text == """
        Pack a parcel.

        Usage: parcel pack [options] <target> [<item>…]

        Parcels are packed from the inside out, which is why the
        largest things should be named first.

        Arguments:
          <target>  Where the parcel goes. Nowhere else.
          <item>…   What goes in. (default: stone leaf)

        Options:
          -w, --wrapping <kind>  Around it. (one of paper, foil,
                                 none; default: paper)
          --count <n>            How many.
          --label <text>         What to stick on. (may be repeated)

        Options of all commands:
          -v, --verbose   Say more.
          -C <directory>  Where to work.
          -h, --help      Show this help.

        Examples:
          parcel pack moon dust -w foil
              Send dust to the moon, wrapped in foil.

        """)
  }

  @Test("the tool's own help lists its commands")
  func root() {
    let help = HelpText(command: Parcels.root, path: ["parcel"], shared: Parcels.root.options, width: 80)
    #expect(
      help.text == """
        Packs and sends.

        Usage: parcel <command> [options]

        Commands:
          pack  Pack a parcel.
          send  Send parcels.

        Options:
          -v, --verbose   Say more.
          -C <directory>  Where to work.
          -h, --help      Show this help.
          --version       Show the version.

        `parcel <command> --help` says more about a command.

        """)
  }

  @Test("`--help`, `-h` and `help` agree at every level, exit 0, write to stdout and fit the width")
  func everyCommand() {
    for entry in CompletionTree(root: Realmwire.root).entries {
      let words = Array(entry.path.dropFirst())
      let long = World().run(words + ["--help"])
      #expect(long.exitCode == .clean && long.error.isEmpty && !long.output.isEmpty, "\(words)")
      #expect(World().run(words + ["-h"]) == long)
      #expect(World().run(["help"] + words) == long)
      let examples = entry.command.examples.map { "  " + $0.line }
      for line in long.output.split(separator: "\n") where line.count > 80 {
        #expect(examples.contains(String(line)), "\(words): \(line)")
      }
    }
  }

  @Test("every command and parameter is described, in sentences")
  func everythingIsDescribed() {
    for entry in CompletionTree(root: Realmwire.root).entries {
      #expect(entry.command.abstract.hasSuffix("."), "\(entry.key)")
      for spec in entry.command.parameters.map(\.spec) {
        #expect(spec.help.hasSuffix(".") || spec.help.hasSuffix("?"), "\(entry.key) \(spec.label)")
      }
      let labels = entry.options.flatMap(\.spellings)
      #expect(Set(labels).count == labels.count, "\(entry.key) has two options of one name: \(labels)")
    }
  }

  @Test("help follows the terminal's width within reason", arguments: [(1, 40), (60, 60), (500, 100)])
  func width(columns: Int, used: Int) {
    var world = World()
    world.variables["COLUMNS"] = String(columns)
    let environment = Environment(
      variables: world.variables, console: .host, files: MemoryDisk([:]).fileSystem)
    #expect(environment.textWidth == used)
  }

  @Test("an unknown topic is a mistake of its own")
  func unknownTopic() {
    let outcome = World().run("help complations")
    #expect(outcome.exitCode == .usage)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.error == "error: `realmwire` has no command `complations`\nhelp: did you mean `completions`?\n")
  }
}
