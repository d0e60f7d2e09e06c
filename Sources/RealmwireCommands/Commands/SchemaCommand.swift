import Diagnostics
import JSONText
import SchemaModel
import SchemaSyntax

/// `realmwire schema`: schemas and their language, for other programs.
enum SchemaCommand {
  static let command = Command(
    "schema", "Print schemas, or the language itself, for other programs.", subcommands: [editor, json])

  static let editor = Command(
    "editor", "Print a JSON Schema that lets editors complete and check schema files.",
    discussion: """
      Save it beside your schemas and begin each of them with a line such as

        # yaml-language-server: $schema=../realmwire.schema.json

      The YAML extension of VS Code and every other editor that uses yaml-language-server understand that line.
      """,
    examples: [.init("realmwire schema editor > Protocol/realmwire.schema.json", "Write it where schemas find it.")]
  ) { (call) throws(Failure) in
    call.console.write(EditorSchema.json.pretty())
    return .clean
  }

  static let json = Command(
    "json", "Print the resolved model of schemas as JSON.",
    discussion: """
      Every name resolved, with wire layout, offsets, padding, smallest and largest size at each revision, and the memory that a \
      decoded message takes at worst. Several schemas make several documents.
      """,
    examples: [.init("realmwire schema json Protocol | jq '.messages[].name'", "List all messages.")],
    parameters: [SchemaInput.paths]
  ) { (call) throws(Failure) in
    let loaded = SchemaInput.load(call[SchemaInput.paths], call)
    try loaded.requireModels(call)
    for model in loaded.schemas.compactMap(\.model) { call.console.write(model.json.pretty() + "\n") }
    return .clean
  }
}
