/// The completion script for fish.
struct FishCompletions {
  let root: Command

  var script: String {
    let tree = CompletionTree(root: root)
    let tool = root.name
    let values = tree.valueOptions.flatMap(\.spellings).joined(separator: " ")
    let keys = tree.entries.dropFirst().map { quoted($0.key) }.joined(separator: " ")
    let lines = tree.entries.flatMap(lines)
    return """
      # Completions of \(tool) for fish: \(tool) completions fish > ~/.config/fish/completions/\(tool).fish

      # The commands typed so far, joined by spaces.
      function __\(tool)_path
        set -l path
        set -l skip 0
        for word in (commandline -opc)[2..-1]
          if test $skip -eq 1
            set skip 0
          else if contains -- $word \(values)
            set skip 1
          else if contains -- (string join ' ' -- $path $word) \(keys)
            set path $path $word
          end
        end
        string join ' ' -- $path
      end

      function __\(tool)_at
        test (__\(tool)_path | string collect --allow-empty) = "$argv[1]"
      end

      complete -c \(tool) -f
      \(lines.joined(separator: "\n"))

      """
  }

  private func lines(_ entry: CompletionTree.Entry) -> [String] {
    let start = "complete -c \(root.name) -n \(quoted("__\(root.name)_at \"\(entry.key)\""))"
    var lines = entry.command.subcommands.map { "\(start) -a \(quoted($0.name)) -d \(quoted($0.abstract))" }
    for option in entry.options {
      var line = start
      for spelling in option.spellings {
        line += spelling.hasPrefix("--") ? " -l \(spelling.dropFirst(2))" : " -s \(spelling.dropFirst())"
      }
      if option.kind == .option { line += " -x" + values(option) }
      lines.append(line + " -d \(quoted(option.help))")
    }
    for argument in entry.command.arguments where argument.completion != .nothing {
      lines.append(start + values(argument) + " -d \(quoted(argument.help))")
    }
    return lines
  }

  private func values(_ spec: ParameterSpec) -> String {
    switch spec.completion {
    case .nothing: ""
    case .files: " -a '(__fish_complete_path)'"
    case .directories: " -a '(__fish_complete_directories)'"
    case .choices: " -a \(quoted(spec.choices.joined(separator: " ")))"
    }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { result, character in
      if character == "'" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return "'" + escaped + "'"
  }
}
