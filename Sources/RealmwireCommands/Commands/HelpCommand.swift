/// `realmwire help`: the same as `--help`, for those who ask that way.
enum HelpCommand {
  static let topics = Parameter<[String]>.arguments(
    "command", default: [], completing: .nothing, "The command to explain.")

  static let command = Command("help", "Show help, also of one command.", parameters: [topics]) {
    (call) throws(Failure) in
    var command = call.root
    var path = [command.name]
    for word in call[topics] {
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        let error = UsageError(command: command, path: path, options: [], problem: .unknownCommand(word))
        throw Failure(.usage, error.message, help: error.advice)
      }
      command = next
      path.append(word)
    }
    let help = HelpText(command: command, path: path, shared: call.root.options, width: call.textWidth)
    call.console.write(help.text)
    return .clean
  }
}
