/// The completion script for zsh.
struct ZshCompletions {
  let root: Command

  var script: String {
    let tree = CompletionTree(root: root)
    let tool = root.name
    let functions = tree.entries.map(function).joined(separator: "\n\n")
    return """
      #compdef \(tool)
      # Completions of \(tool) for zsh: \(tool) completions zsh > "${fpath[1]}/_\(tool)"

      \(functions)

      if [[ "${funcstack[1]}" == "_\(tool)" ]]; then _\(tool) "$@"; else compdef _\(tool) \(tool); fi

      """
  }

  private func function(_ entry: CompletionTree.Entry) -> String {
    var specs = entry.options.map(optionSpec)
    specs += entry.command.arguments.map(argumentSpec)
    let name = functionName(entry.path)
    guard !entry.command.subcommands.isEmpty else {
      return """
        \(name)() {
          _arguments -s -S \\
        \(specs.map { "    " + $0 }.joined(separator: " \\\n"))
        }
        """
    }
    specs += ["': :->command'", "'*:: :->rest'"]
    let names = entry.command.subcommands.map { "    " + quoted("\($0.name):\($0.abstract)") }
    let branches = entry.command.subcommands.map { "        \($0.name)) \(functionName(entry.path + [$0.name])) ;;" }
    return """
      \(name)() {
        local context state state_descr line
        typeset -A opt_args
        local -a commands
        commands=(
      \(names.joined(separator: "\n"))
        )
        _arguments -C -s -S \\
      \(specs.map { "    " + $0 }.joined(separator: " \\\n"))
        case $state in
          command) _describe command commands ;;
          rest)
            case $words[1] in
      \(branches.joined(separator: "\n"))
            esac ;;
        esac
      }
      """
  }

  private func functionName(_ path: [String]) -> String { "_" + path.joined(separator: "_") }

  private func optionSpec(_ spec: ParameterSpec) -> String {
    let help = escaped(spec.help)
    let value = spec.kind == .option ? ":\(spec.valueName):\(action(spec))" : ""
    let tie = spec.kind == .option && spec.label.hasPrefix("--") ? "=" : ""
    guard spec.spellings.count == 2 else {
      return quoted("\(spec.isRepeated ? "*" : "")\(spec.label)\(tie)[\(help)]\(value)")
    }
    let group = "(" + spec.spellings.joined(separator: " ") + ")"
    let forms = "{" + spec.spellings.map { $0 + ($0.hasPrefix("--") ? tie : "") }.joined(separator: ",") + "}"
    return quoted(group) + forms + quoted("[\(help)]\(value)")
  }

  private func argumentSpec(_ spec: ParameterSpec) -> String {
    quoted(
      "\(spec.isRepeated ? "*" : "")\(spec.isRequired || spec.isRepeated ? ":" : "::")\(spec.name):\(action(spec))")
  }

  private func action(_ spec: ParameterSpec) -> String {
    switch spec.completion {
    case .nothing: " "
    case .files: "_files"
    case .directories: "_files -/"
    case .choices: "(\(spec.choices.joined(separator: " ")))"
    }
  }

  /// Brackets and colons end a description.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "[]:\\".contains(character) { result += "\\" }
      result.append(character)
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
