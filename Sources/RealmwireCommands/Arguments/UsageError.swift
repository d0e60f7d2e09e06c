import Diagnostics

/// A command line that cannot be understood: the facts, and the words for them.
struct UsageError: Error, Sendable {
  enum Problem: Sendable {
    case missingCommand
    case unknownCommand(String)
    case unknownOption(String, in: String? = nil)
    case missingValue(ParameterSpec)
    case unexpectedValue(ParameterSpec, String)
    case badValue(ParameterSpec, String)
    case missingArgument(ParameterSpec)
    case unexpectedArgument(String)
  }

  /// The deepest command that was understood.
  let command: Command
  let path: [String]
  /// The options that may be given there.
  let options: [ParameterSpec]
  let problem: Problem

  /// What to print, line by line.
  var lines: [String] {
    let help = advice.map { "help: " + $0 }
    let usage = ["usage: " + HelpText.usage(of: command, path: path)]
    let more = ["       `\(name) --help` says more"]
    return ["error: " + message] + help + usage + more
  }

  private var name: String { path.joined(separator: " ") }

  /// What is wrong.
  var message: String {
    switch problem {
    case .missingCommand: "say what `\(name)` should do: a command is missing"
    case .unknownCommand(let word): "`\(name)` has no command `\(printable(word))`"
    case .unknownOption(let option, let word?) where option != word:
      "`\(name)` has no option `\(printable(option))`, the one in `\(printable(word))`"
    case .unknownOption(let option, _): "`\(name)` has no option `\(printable(option))`"
    case .missingValue(let option): "`\(option.label)` needs a value: `\(option.label) <\(option.valueName)>`"
    case .unexpectedValue(let flag, let value):
      "`\(flag.label)` takes no value, but was given `\(printable(value))`"
    case .badValue(let parameter, let value): "`\(printable(value))` is no value for `\(parameter.label)`"
    case .missingArgument(let argument): "`\(name)` needs `\(argument.label)`: \(sentenceStart(argument.help))"
    case .unexpectedArgument(let word): "`\(name)` does not know what to do with `\(printable(word))`"
    }
  }

  /// What to type instead.
  var advice: [String] {
    switch problem {
    case .missingCommand: ["the commands are \(listed(command.subcommands.map(\.name)))"]
    case .unknownCommand(let word):
      nearest(word, command.subcommands.map(\.name))
        ?? ["the commands are \(listed(command.subcommands.map(\.name)))"]
    case .unknownOption(let option, _): nearest(option, options.map(\.label)) ?? []
    case .missingValue(let option): option.choices.isEmpty ? [] : ["it is one of \(listed(option.choices))"]
    case .unexpectedValue(let flag, _): ["write `\(flag.label)` alone"]
    case .badValue(let parameter, let value):
      if parameter.choices.isEmpty {
        parameter.expectation.isEmpty ? [] : ["it must be \(parameter.expectation)"]
      } else {
        (nearest(value, parameter.choices) ?? []) + ["it is one of \(listed(parameter.choices))"]
      }
    case .missingArgument(let argument):
      argument.choices.isEmpty ? [] : ["it is one of \(listed(argument.choices))"]
    case .unexpectedArgument:
      command.arguments.isEmpty ? ["it takes no arguments"] : []
    }
  }

  private func nearest(_ word: String, _ candidates: [String]) -> [String]? {
    Spelling.nearest(to: word, in: candidates).map { ["did you mean `\($0)`?"] }
  }

  /// `` `a`, `b` and `c` ``.
  private func listed(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The first sentence, as the rest of one: `the file to read`.
  private func sentenceStart(_ text: String) -> String {
    let sentence = text.split(separator: ".").first.map(String.init) ?? text
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }
}
