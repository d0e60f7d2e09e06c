/// What can be typed after each command, flattened for the completion scripts.
struct CompletionTree {
  struct Entry {
    /// The commands from the root, the tool's name first: `realmwire schema json`.
    let path: [String]
    let command: Command
    /// Its own options and those of all above it.
    let options: [ParameterSpec]

    /// The path in a form that the scripts compare: `schema json`.
    var key: String { path.dropFirst().joined(separator: " ") }
  }

  /// The root first, every command before its subcommands.
  let entries: [Entry]

  init(root: Command) {
    func visit(_ command: Command, path: [String], inherited: [ParameterSpec]) -> [Entry] {
      let path = path + [command.name]
      let options = command.options + inherited
      let entry = Entry(
        path: path, command: command, options: options + BuiltIn.options(isRoot: path.count == 1))
      return [entry] + command.subcommands.flatMap { visit($0, path: path, inherited: options) }
    }
    entries = visit(root, path: [], inherited: [])
  }

  /// All options that take a value, each spelling once.
  var valueOptions: [ParameterSpec] {
    var seen: Set<String> = []
    return entries.flatMap(\.options).filter { $0.kind == .option && seen.insert($0.label).inserted }
  }
}

extension ParameterSpec {
  /// `-h` and `--help`.
  var spellings: [String] {
    guard let short, label != "-\(short)" else { return [label] }
    return ["-\(short)", label]
  }
}
