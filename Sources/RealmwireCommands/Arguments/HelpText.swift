/// The text of `--help`, drawn from a command's data.
struct HelpText {
  let command: Command
  let path: [String]
  /// The options that all commands share; shown apart.
  let shared: [ParameterSpec]
  /// In columns.
  let width: Int

  var text: String {
    var blocks = [wrap(command.abstract, width: width).joined(separator: "\n")]
    blocks.append("Usage: " + Self.usage(of: command, path: path))
    if !command.discussion.isEmpty { blocks.append(wrapParagraphs(command.discussion, width: width)) }
    blocks.append(contentsOf: sections.filter { !$0.rows.isEmpty }.map(table))
    if !command.examples.isEmpty { blocks.append(examples) }
    if !command.subcommands.isEmpty {
      blocks.append("`\(path.joined(separator: " ")) <command> --help` says more about a command.")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// `realmwire lint [options] [<path>…]`.
  static func usage(of command: Command, path: [String]) -> String {
    var words = path
    if !command.subcommands.isEmpty { words.append("<command>") }
    words.append("[options]")
    for argument in command.arguments {
      let name = argument.label + (argument.isRepeated ? "…" : "")
      words.append(argument.isRequired ? name : "[\(name)]")
    }
    return words.joined(separator: " ")
  }

  // MARK: Sections

  private struct Section {
    let title: String
    let rows: [(head: String, body: String)]
  }

  private var sections: [Section] {
    let isRoot = path.count == 1
    return [
      Section(title: "Commands", rows: command.subcommands.map { ($0.name, $0.abstract) }),
      Section(title: "Arguments", rows: command.arguments.map(row)),
      Section(title: "Options", rows: (isRoot ? [] : command.options).map(row)),
      Section(
        title: isRoot ? "Options" : "Options of all commands",
        rows: (shared + BuiltIn.options(isRoot: isRoot)).map(row)),
    ]
  }

  private func row(_ spec: ParameterSpec) -> (head: String, body: String) {
    var head = spec.label
    if let short = spec.short, spec.label != "-\(short)" { head = "-\(short), " + head }
    if spec.kind == .option { head += " <\(spec.valueName)>" }
    if spec.kind == .argument, spec.isRepeated { head += "…" }
    var facts: [String] = []
    if !spec.choices.isEmpty { facts.append("one of " + spec.choices.joined(separator: ", ")) }
    if let text = spec.defaultText { facts.append("default: " + text) }
    if spec.kind == .option, spec.isRepeated { facts.append("may be repeated") }
    return (head, facts.isEmpty ? spec.help : "\(spec.help) (\(facts.joined(separator: "; ")))")
  }

  private func table(_ section: Section) -> String {
    let column = min(section.rows.map(\.head.count).max() ?? 0, 24) + 4
    var lines = [section.title + ":"]
    for row in section.rows {
      let body = wrap(row.body, width: max(width - column, 20))
      let head = "  " + row.head
      if head.count + 2 > column {
        lines.append(head)
        lines += body.map { String(repeating: " ", count: column) + $0 }
      } else {
        for (index, line) in body.enumerated() {
          let start = index == 0 ? head : ""
          lines.append(start + String(repeating: " ", count: column - start.count) + line)
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private var examples: String {
    let lines = command.examples.flatMap { example in
      ["  " + example.line] + wrap(example.meaning, width: width - 6).map { "      " + $0 }
    }
    return (["Examples:"] + lines).joined(separator: "\n")
  }
}

/// Wraps each paragraph of a text; those that begin with spaces were laid out by hand and stay as they are.
func wrapParagraphs(_ text: String, width: Int) -> String {
  text.split(separator: "\n\n").map { paragraph in
    paragraph.hasPrefix(" ") ? String(paragraph) : wrap(String(paragraph), width: width).joined(separator: "\n")
  }.joined(separator: "\n\n")
}

/// Breaks text at spaces so that no line is wider than `width`, unless a word is. Line breaks count as spaces.
func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    if line.isEmpty {
      line = String(word)
    } else if line.count + 1 + word.count <= width {
      line += " " + word
    } else {
      lines.append(line)
      line = String(word)
    }
  }
  return line.isEmpty ? lines : lines + [line]
}
