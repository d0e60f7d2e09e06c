/// The tool: reads a command line, runs the command, says how it went.
public enum Realmwire {
  /// The version that `--version` and generated files show.
  static let version = "0.1.0"

  /// Every command. A new one is one file under `Commands/` and one line here.
  static let root = Command(
    "realmwire", "Packets written once as YAML, compiled into Swift codecs that prove themselves against real bytes.",
    parameters: GlobalOptions.all,
    subcommands: [
      AuditCommand.command,
      CompletionsCommand.command,
      EncodeCommand.command,
      ExplainCommand.command,
      FixturesCommand.command,
      FormatCommand.command,
      FuzzCommand.command,
      GenerateCommand.command,
      HelpCommand.command,
      InitCommand.command,
      InspectCommand.command,
      LintCommand.command,
      SchemaCommand.command,
      VerifyCommand.command,
    ])

  /// Runs a command line in an environment; the words are those after the tool's name.
  static func run(_ words: [String], in environment: Environment) -> ExitCode {
    do throws(UsageError) {
      switch try ArgumentParser.parse(words, root: root) {
      case .version:
        environment.console.print("realmwire \(version)")
        return .clean
      case .help(let command, let path):
        let help = HelpText(command: command, path: path, shared: root.options, width: environment.textWidth)
        environment.console.write(help.text)
        return .clean
      case .run(let command, let path, let values):
        return run(command, path: path, values: values, in: environment)
      }
    } catch {
      error.lines.forEach(environment.console.complain)
      return .usage
    }
  }

  private static func run(
    _ command: Command, path: [String], values: [String: [String]], in environment: Environment
  ) -> ExitCode {
    guard let action = command.run else { return .usage }
    var files = environment.files
    let directory = values[GlobalOptions.directory.spec.label]?.last
    do throws(Failure) {
      if let directory {
        try Self.check(directory, in: files)
        files = files.from(directory)
      }
      return try action(
        Invocation(
          path: path, values: values, root: root, variables: environment.variables, console: environment.console,
          files: files, textWidth: environment.textWidth, processes: environment.processes))
    } catch {
      environment.console.complain("error: \(error.message)")
      for line in error.help { environment.console.complain("help: \(line)") }
      return error.exitCode
    }
  }

  private static func check(_ directory: String, in files: FileSystem) throws(Failure) {
    do throws(FileProblem) {
      guard try files.kind(directory) == .directory else { throw FileProblem(directory, .notDirectory) }
    } catch {
      throw Failure(.usage, "`-C`: \(error.sentence)")
    }
  }
}
