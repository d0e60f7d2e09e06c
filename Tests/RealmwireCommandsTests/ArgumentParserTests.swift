import Testing

@testable import RealmwireCommands

/// A tool that packs parcels: every kind of parameter once.
enum Parcels {
  enum Wrapping: String, CaseIterable, ArgumentValue { case paper, foil, none }

  static let verbose = Parameter.flag("verbose", short: "v", "Say more.")
  static let depot = Parameter<String?>.option("C", short: "C", value: "directory", "Where to work.")
  static let wrapping = Parameter.option("wrapping", short: "w", value: "kind", default: Wrapping.paper, "Around it.")
  static let count = Parameter<Int?>.option("count", value: "n", "How many.")
  static let labels = Parameter<[String]>.options("label", value: "text", "What to stick on.")
  static let target = Parameter<String>.argument("target", "Where the parcel goes. Nowhere else.")
  static let items = Parameter<[String]>.arguments("item", default: ["stone", "leaf"], "What goes in.")

  static let root = Command(
    "parcel", "Packs and sends.", parameters: [verbose, depot],
    subcommands: [
      Command(
        "pack", "Pack a parcel.", parameters: [wrapping, count, labels, target, items]
      ) { _ throws(Failure) in .clean },
      Command(
        "send", "Send parcels.", subcommands: [Command("all", "All of them.") { _ throws(Failure) in .clean }]),
    ])

  /// What a line asks for, as text; values in the order of their labels.
  static func parse(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    do throws(UsageError) {
      switch try ArgumentParser.parse(words, root: root) {
      case .version: return "version"
      case .help(_, let path): return "help of " + path.joined(separator: " ")
      case .run(_, let path, let values):
        let shown = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: ","))" }
        return (path.dropFirst() + shown).joined(separator: " ")
      }
    } catch {
      return error.lines.joined(separator: "\n")
    }
  }
}

@Suite("Reading a command line")
struct ArgumentParserTests {
  @Test(
    "what may be written in many ways is read in one",
    arguments: [
      ("pack moon", "pack <target>=moon"),
      ("pack moon rock dust", "pack <item>=rock,dust <target>=moon"),
      ("pack --wrapping foil moon", "pack --wrapping=foil <target>=moon"),
      ("pack --wrapping=foil moon", "pack --wrapping=foil <target>=moon"),
      ("pack -w foil moon", "pack --wrapping=foil <target>=moon"),
      ("pack -wfoil moon", "pack --wrapping=foil <target>=moon"),
      ("pack moon -vwfoil", "pack --verbose= --wrapping=foil <target>=moon"),
      ("-v pack moon", "pack --verbose= <target>=moon"),
      ("-C dir pack moon", "pack -C=dir <target>=moon"),
      ("pack -Cdir moon", "pack -C=dir <target>=moon"),
      ("pack --label=a --label b moon", "pack --label=a,b <target>=moon"),
      ("pack --label= moon", "pack --label= <target>=moon"),
      ("pack --label=a=b moon", "pack --label=a=b <target>=moon"),
      ("pack --label - moon", "pack --label=- <target>=moon"),
      ("pack --count -3 moon", "pack --count=-3 <target>=moon"),
      ("pack -- --wrapping", "pack <target>=--wrapping"),
      ("pack moon -- -v --", "pack <item>=-v,-- <target>=moon"),
      ("pack - -5", "pack <item>=-5 <target>=-"),
      ("send all", "send all"),
      ("--version", "version"),
      ("--help", "help of parcel"),
      ("send -h", "help of parcel send"),
      ("pack --help", "help of parcel pack"),
      ("pack --bogus --help", "help of parcel pack"),
      ("pack -- --help", "pack <target>=--help"),
    ])
  func forms(line: String, meaning: String) {
    #expect(Parcels.parse(line) == meaning)
  }

  @Test(
    "what cannot be understood says what to type",
    arguments: [
      (
        "", "error: say what `parcel` should do: a command is missing", "help: the commands are `pack` and `send`",
        "usage: parcel <command> [options]"
      ),
      (
        "pakc moon", "error: `parcel` has no command `pakc`", "help: did you mean `pack`?",
        "usage: parcel <command> [options]"
      ),
      (
        "unwrap", "error: `parcel` has no command `unwrap`", "help: the commands are `pack` and `send`",
        "usage: parcel <command> [options]"
      ),
      (
        "send", "error: say what `parcel send` should do: a command is missing", "help: the commands are `all`",
        "usage: parcel send <command> [options]"
      ),
      (
        "pack --wraping foil moon", "error: `parcel pack` has no option `--wraping`",
        "help: did you mean `--wrapping`?", "usage: parcel pack [options] <target> [<item>…]"
      ),
      (
        "pack --wrapping foli moon", "error: `foli` is no value for `--wrapping`",
        "help: did you mean `foil`?\nhelp: it is one of `paper`, `foil` and `none`",
        "usage: parcel pack [options] <target> [<item>…]"
      ),
      (
        "pack moon --wrapping", "error: `--wrapping` needs a value: `--wrapping <kind>`",
        "help: it is one of `paper`, `foil` and `none`", "usage: parcel pack [options] <target> [<item>…]"
      ),
      (
        "pack --count many moon", "error: `many` is no value for `--count`", "help: it must be a whole number",
        "usage: parcel pack [options] <target> [<item>…]"
      ),
      (
        "pack --verbose=yes moon", "error: `--verbose` takes no value, but was given `yes`",
        "help: write `--verbose` alone", "usage: parcel pack [options] <target> [<item>…]"
      ),
      (
        "send all moon", "error: `parcel send all` does not know what to do with `moon`",
        "help: it takes no arguments", "usage: parcel send all [options]"
      ),
    ])
  func mistakes(line: String, error: String, help: String, usage: String) {
    let path = usage.dropFirst("usage: ".count).prefix { $0 != "[" && $0 != "<" }
    let more = "       `\(path)--help` says more"
    #expect(Parcels.parse(line) == [error, help, usage, more].joined(separator: "\n"))
  }

  @Test("a missing argument is explained by its own help")
  func missingArgument() {
    #expect(
      Parcels.parse("pack") == """
        error: `parcel pack` needs `<target>`: where the parcel goes
        usage: parcel pack [options] <target> [<item>…]
               `parcel pack --help` says more
        """)
  }

  @Test("an unknown letter in a cluster is pointed out, and a forgotten value does not swallow the next option")
  func clusters() {
    #expect(Parcels.parse("pack -vx moon").hasPrefix("error: `parcel pack` has no option `-x`, the one in `-vx`\n"))
    #expect(Parcels.parse("pack --label --wrapping foil moon").hasPrefix("error: `--label` needs a value"))
    #expect(Parcels.parse("pack --label -v moon").hasPrefix("error: `--label` needs a value"))
  }

  @Test("control characters in what was typed do not reach the terminal")
  func control() {
    #expect(Parcels.parse("pa\u{1B}[31mck").hasPrefix("error: `parcel` has no command `pa\\u{1b}[31mck`\n"))
  }

  @Test("values arrive with their types, and defaults where nothing was given")
  func typedValues() throws {
    let call = try #require(invocation("pack --count 12 --label a --label b -w none moon"))
    #expect(call[Parcels.count] == 12)
    #expect(call[Parcels.labels] == ["a", "b"])
    #expect(call[Parcels.wrapping] == .none)
    #expect(call[Parcels.target] == "moon")
    #expect(call[Parcels.items] == ["stone", "leaf"])
    #expect(call[Parcels.verbose] == false)
    let bare = try #require(invocation("-v pack moon dust -w foil -w paper"))
    #expect(bare[Parcels.count] == nil)
    #expect(bare[Parcels.labels] == [])
    #expect(bare[Parcels.wrapping] == .paper)
    #expect(bare[Parcels.items] == ["dust"])
    #expect(bare[Parcels.verbose])
  }

  private func invocation(_ line: String) -> Invocation? {
    let words = line.split(separator: " ").map(String.init)
    guard case .run(_, let path, let values)? = try? ArgumentParser.parse(words, root: Parcels.root) else { return nil }
    let console = Console(
      writeOutput: { _ in }, writeError: { _ in }, readInput: { _ throws(FileProblem) in [] },
      input: ByteSource(next: { () throws(FileProblem) in [] }, isReady: { true }),
      outputIsTerminal: false, errorIsTerminal: false)
    return Invocation(
      path: path, values: values, root: Parcels.root, variables: [:], console: console,
      files: MemoryDisk([:]).fileSystem, textWidth: 80)
  }
}
