/// The options that every command understands.
enum GlobalOptions {
  static let format = Parameter.option(
    "format", value: "format", default: Format.text,
    "How to show findings: for people, for programs, or for the places that annotate code.")
  static let color = Parameter.option("color", value: "when", default: ColorChoice.auto, "When to use colour.")
  static let quiet = Parameter.flag("quiet", short: "q", "Say nothing but findings and errors.")
  static let directory: Parameter<String?> = .option(
    "C", short: "C", value: "directory", completing: .directories,
    "Work as if started in this directory.")

  static let all: [any DeclaredParameter] = [format, color, quiet, directory]

  /// How findings are shown.
  enum Format: String, CaseIterable, ArgumentValue {
    case text, json, github, sarif
  }
}

extension ColorChoice: ArgumentValue {}
