/// The completion script for bash.
struct BashCompletions {
  let root: Command

  var script: String {
    let tree = CompletionTree(root: root)
    let tool = root.name
    return """
      # Completions of \(tool) for bash: source <(\(tool) completions bash)
      _\(tool)() {
        local word previous path="" i skip=0
        COMPREPLY=()
        word="${COMP_WORDS[COMP_CWORD]}"
        previous="${COMP_WORDS[COMP_CWORD-1]}"
        # bash splits at `=`: `--format=js` arrives as three words.
        if [[ $word == "=" ]]; then word=""; elif [[ $previous == "=" ]]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi

        # Which command has been typed so far?
        for ((i = 1; i < COMP_CWORD; i++)); do
          if [[ ${COMP_WORDS[i]} == "=" ]]; then skip=1; continue; fi
          if ((skip)); then skip=0; continue; fi
          case "${COMP_WORDS[i]}" in
            --) break ;;
            \(tree.valueOptions.flatMap(\.spellings).joined(separator: "|"))) skip=1 ;;
            -*) ;;
            *)
              case "$path ${COMP_WORDS[i]}" in
      \(knownPaths(tree))
              esac ;;
          esac
        done

        case "$previous" in
      \(values(tree))
        esac

        case "$path" in
      \(commands(tree))
        esac
      }
      complete -F _\(tool) \(tool)

      """
  }

  private func knownPaths(_ tree: CompletionTree) -> String {
    let keys = tree.entries.dropFirst().map { "\" \($0.key)\"" }
    return keys.isEmpty
      ? "          *) ;;" : "          \(keys.joined(separator: "|"))) path=\"$path ${COMP_WORDS[i]}\" ;;"
  }

  private func values(_ tree: CompletionTree) -> String {
    tree.valueOptions.map { option in
      "    \(option.spellings.joined(separator: "|"))) \(reply(option)) return ;;"
    }.joined(separator: "\n")
  }

  private func reply(_ spec: ParameterSpec) -> String {
    switch spec.completion {
    case .nothing: ""
    case .files: #"COMPREPLY=($(compgen -f -- "$word"));"#
    case .directories: #"COMPREPLY=($(compgen -d -- "$word"));"#
    case .choices: "COMPREPLY=($(compgen -W \"\(spec.choices.joined(separator: " "))\" -- \"$word\"));"
    }
  }

  private func commands(_ tree: CompletionTree) -> String {
    tree.entries.map { entry in
      let key = entry.key.isEmpty ? "" : " " + entry.key
      let options = entry.options.flatMap(\.spellings)
      let argument = entry.command.arguments.first
      let plain = entry.command.subcommands.map(\.name) + (argument?.choices ?? [])
      let files: String
      switch argument?.completion {
      case .files: files = #" COMPREPLY+=($(compgen -f -- "$word"))"#
      case .directories: files = #" COMPREPLY+=($(compgen -d -- "$word"))"#
      case .nothing, .choices, nil: files = ""
      }
      return """
            "\(key)")
              if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "\(options.joined(separator: " "))" -- "$word"))
              else COMPREPLY=($(compgen -W "\(plain.joined(separator: " "))" -- "$word"));\(files)
              fi ;;
        """
    }.joined(separator: "\n")
  }
}
