/// `realmwire completions`: a script that lets a shell complete our commands.
enum CompletionsCommand {
  static let shell = Parameter<Shell>.argument("shell", "The shell to write the script for.")

  static let command = Command(
    "completions", "Print a script that completes commands in your shell.",
    examples: [
      .init("source <(realmwire completions bash)", "Complete in this bash; put the line into ~/.bashrc for all."),
      .init("realmwire completions zsh > \"${fpath[1]}/_realmwire\"", "Complete in every new zsh."),
      .init("realmwire completions fish > ~/.config/fish/completions/realmwire.fish", "Complete in fish."),
    ],
    parameters: [shell]
  ) { (call) throws(Failure) in
    let script =
      switch call[shell] {
      case .bash: BashCompletions(root: call.root).script
      case .zsh: ZshCompletions(root: call.root).script
      case .fish: FishCompletions(root: call.root).script
      }
    call.console.write(script)
    return .clean
  }

  enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish
  }
}
