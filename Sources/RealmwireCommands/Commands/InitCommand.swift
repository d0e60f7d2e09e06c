import SchemaSyntax

/// `realmwire init`: a small working schema to start from.
enum InitCommand {
  static let directory = Parameter<String>.argument(
    "directory", completing: .directories, "Where to put the schema. It may exist already.")

  static let command = Command(
    "init", "Write a small working schema with fixtures, to start from.",
    discussion: "Existing files are never overwritten: if one of those to write is there already, none is written.",
    examples: [.init("realmwire init chat && realmwire -C chat lint", "Start a protocol called chat, and check it.")],
    parameters: [directory]
  ) { (call) throws(Failure) in
    let files = SchemaTemplate(name: name(for: call[directory])).files
    for file in files where call.files.exists(FileSystem.join(call[directory], file.path)) {
      throw Failure(
        .findings, "`\(printable(FileSystem.join(call[directory], file.path)))` exists already; nothing was written")
    }
    for file in files { try write(file, call) }
    let quoted = call[directory].contains(" ") ? "'\(printable(call[directory]))'" : printable(call[directory])
    let place = call[directory] == "." ? "" : " -C \(quoted)"
    call.note("next: edit \(printable(FileSystem.join(call[directory], files[0].path))), then realmwire\(place) lint")
    return .clean
  }

  private static func write(_ file: SchemaTemplate.File, _ call: Invocation) throws(Failure) {
    let path = FileSystem.join(call[directory], file.path)
    do throws(FileProblem) {
      if let slash = path.lastIndex(of: "/") { try call.files.makeDirectory(String(path[..<slash])) }
      try call.files.create(path, Array(file.text.utf8))
    } catch {
      throw Failure(error)
    }
    call.console.print(path)
  }

  /// The schema's name: the directory's, as far as a schema may be called so.
  private static func name(for directory: String) -> String {
    let last = directory.split(separator: "/").last.map(String.init) ?? ""
    let letters = last.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let name = String(letters).split(separator: "-").joined(separator: "-")
    return name.first?.isLetter == true ? name : "my-protocol"
  }
}
