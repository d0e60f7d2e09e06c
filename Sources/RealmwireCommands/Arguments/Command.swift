/// A command as data: what parsing, help and completions are all drawn from.
struct Command: Sendable {
  /// What is typed: `lint`.
  let name: String
  /// One line, for lists of commands.
  let abstract: String
  /// Paragraphs below the abstract, for the command's own help.
  var discussion = ""
  /// Lines to copy, each with what it does.
  var examples: [Example] = []
  /// Flags and options in the order of help, and arguments in the order in which they are typed.
  var parameters: [any DeclaredParameter] = []
  var subcommands: [Command] = []
  /// What it does; nil for a command that only groups others.
  var run: (@Sendable (Invocation) throws(Failure) -> ExitCode)?

  struct Example: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  init(
    _ name: String, _ abstract: String, discussion: String = "", examples: [Example] = [],
    parameters: [any DeclaredParameter] = [], subcommands: [Command] = [],
    run: (@Sendable (Invocation) throws(Failure) -> ExitCode)? = nil
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.examples = examples
    self.parameters = parameters
    self.subcommands = subcommands
    self.run = run
  }

  var arguments: [ParameterSpec] { parameters.map(\.spec).filter { $0.kind == .argument } }
  var options: [ParameterSpec] { parameters.map(\.spec).filter { $0.kind != .argument } }
}

/// How a run ended, as the shell sees it.
enum ExitCode: Int32, Sendable {
  /// All is well.
  case clean = 0
  /// The input has faults, or differs from what was asked.
  case findings = 1
  /// The command line cannot be understood.
  case usage = 2
  /// The tool itself, or the machine, failed.
  case internalError = 3
}

/// Why a command could not do its work.
struct Failure: Error, Hashable, Sendable {
  let exitCode: ExitCode
  /// One sentence without a full stop.
  let message: String
  /// What to do about it.
  var help: [String] = []

  init(_ exitCode: ExitCode, _ message: String, help: [String] = []) {
    self.exitCode = exitCode
    self.message = message
    self.help = help
  }

  init(_ problem: FileProblem) {
    self.init(.findings, problem.sentence)
  }
}

/// A command about to run: the values of its parameters, and the world outside.
struct Invocation: Sendable {
  /// The commands as typed, the tool's name first.
  let path: [String]
  /// What was given, by the parameter's label.
  let values: [String: [String]]
  /// The whole tool, for help and completions.
  let root: Command
  let variables: [String: String]
  let console: Console
  /// The disk, as seen from the directory that `-C` names.
  let files: FileSystem
  /// The columns that text for people may fill.
  let textWidth: Int
  var processes = Processes.none

  /// A parameter's value.
  subscript<Result>(_ parameter: Parameter<Result>) -> Result {
    parameter.read(values[parameter.spec.label] ?? [])
  }

  /// Whether data for people gets colour.
  var colorsOutput: Bool {
    self[GlobalOptions.color].isColored(terminal: console.outputIsTerminal, variables: variables)
  }

  /// Whether messages get colour.
  var colorsErrors: Bool {
    self[GlobalOptions.color].isColored(terminal: console.errorIsTerminal, variables: variables)
  }

  /// A file's bytes; what prevents reading it ends the command.
  func read(_ path: String) throws(Failure) -> [UInt8] {
    do throws(FileProblem) {
      return try files.read(path)
    } catch {
      throw Failure(error)
    }
  }

  /// Says something that is neither data nor an error, unless `--quiet`.
  func note(_ line: String) {
    if !self[GlobalOptions.quiet] { console.complain(line) }
  }
}
