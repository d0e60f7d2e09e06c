/// Reads a command line against a tree of commands.
struct ArgumentParser {
  /// What a command line asks for.
  enum Request {
    case run(Command, path: [String], values: [String: [String]])
    case help(Command, path: [String])
    case version
  }

  /// The commands from the root to the one reached.
  private var chain: [Command]
  private var values: [String: [String]] = [:]
  private var positionals: [String] = []
  private var words: ArraySlice<String>

  /// Reads the words after the tool's name.
  static func parse(_ words: [String], root: Command) throws(UsageError) -> Request {
    var parser = ArgumentParser(root: root, words: words[...])
    return try parser.parse()
  }

  private init(root: Command, words: ArraySlice<String>) {
    self.chain = [root]
    self.words = words
  }

  /// The deepest command reached; the chain always holds the root.
  private var command: Command { chain[chain.count - 1] }
  private var path: [String] { chain.map(\.name) }
  private var options: [ParameterSpec] { chain.flatMap(\.options) + BuiltIn.options(isRoot: chain.count == 1) }

  private mutating func parse() throws(UsageError) -> Request {
    // Help helps best when the rest of the line is wrong.
    let wantsHelp = words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    do throws(UsageError) {
      while let word = words.popFirst() {
        if word == "--" {
          positionals += words
          words = []
        } else if word.hasPrefix("--") {
          if try readLong(word) == BuiltIn.version.label { return .version }
        } else if word.hasPrefix("-"), word != "-", !isNegativeNumber(word) {
          try readShort(word)
        } else {
          try readPlain(word)
        }
      }
      if wantsHelp { return .help(command, path: path) }
      if command.run == nil { throw problem(.missingCommand) }
      try assignPositionals()
    } catch {
      if wantsHelp { return .help(command, path: path) }
      throw error
    }
    return .run(command, path: path, values: values)
  }

  private mutating func readPlain(_ word: String) throws(UsageError) {
    guard !command.subcommands.isEmpty else { return positionals.append(word) }
    guard let next = command.subcommands.first(where: { $0.name == word }) else {
      throw problem(.unknownCommand(word))
    }
    chain.append(next)
  }

  /// `--name`, `--name value`, `--name=value`; returns the option's label.
  private mutating func readLong(_ word: String) throws(UsageError) -> String {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard name.count > 1, let option = options.first(where: { $0.name == name }) else {
      throw problem(.unknownOption("--\(name)"))
    }
    try accept(option, value: parts.count == 2 ? String(parts[1]) : nil)
    return option.label
  }

  /// `-q`, `-C value`, `-Cvalue`, `-qC value`.
  private mutating func readShort(_ word: String) throws(UsageError) {
    var rest = word.dropFirst()
    while let letter = rest.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else {
        throw problem(.unknownOption(word.count == 2 ? word : "-\(letter)", in: word))
      }
      if option.kind == .option, !rest.isEmpty {
        return try accept(option, value: String(rest.first == "=" ? rest.dropFirst() : rest))
      }
      try accept(option, value: nil)
    }
  }

  private mutating func accept(_ option: ParameterSpec, value: String?) throws(UsageError) {
    if option.kind == .flag {
      if let value { throw problem(.unexpectedValue(option, value)) }
      values[option.label] = [""]
      return
    }
    // A word that is itself an option is one that was forgotten before, unless it was tied with `=`.
    var given = value
    if given == nil, let next = words.first, next != "--", !isOption(next) { given = words.popFirst() }
    guard let given else { throw problem(.missingValue(option)) }
    guard option.accepts(given) else { throw problem(.badValue(option, given)) }
    values[option.label, default: []].append(given)
  }

  private mutating func assignPositionals() throws(UsageError) {
    var rest = positionals[...]
    for argument in command.arguments {
      let taken = argument.isRepeated ? Array(rest) : Array(rest.prefix(1))
      rest = rest.dropFirst(taken.count)
      if taken.isEmpty, argument.isRequired { throw problem(.missingArgument(argument)) }
      for value in taken where !argument.accepts(value) { throw problem(.badValue(argument, value)) }
      if !taken.isEmpty { values[argument.label] = taken }
    }
    if let extra = rest.first { throw problem(.unexpectedArgument(extra)) }
  }

  private func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-", !isNegativeNumber(word) else { return false }
    if word.hasPrefix("--") { return true }
    return options.contains { $0.short == word.dropFirst().first }
  }

  private func isNegativeNumber(_ word: String) -> Bool {
    word.hasPrefix("-") && Int(word) != nil
  }

  private func problem(_ problem: UsageError.Problem) -> UsageError {
    UsageError(command: command, path: path, options: options, problem: problem)
  }
}

/// The options that the library itself answers.
enum BuiltIn {
  static let help = ParameterSpec(kind: .flag, name: "help", short: "h", help: "Show this help.")
  static let version = ParameterSpec(kind: .flag, name: "version", help: "Show the version.")

  static func options(isRoot: Bool) -> [ParameterSpec] { isRoot ? [help, version] : [help] }
}
