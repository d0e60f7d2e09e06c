import Diagnostics
import SchemaModel
import SwiftEmitter

/// `realmwire generate`: Swift from schemas.
enum GenerateCommand {
  static let paths = Parameter<[String]>.arguments(
    "path", default: [], "Schema files, or directories to search; by default what realmwire.yaml names.")
  static let out = Parameter<String?>.option(
    "out", value: "directory",
    "Where the Swift goes; needs paths. A name that ends in `.swift` is that of the one file into which everything goes."
  )
  static let bridge = Parameter<String?>.option(
    "bridge", value: "directory", "Where to put a module by which the generated one can be asked anything by name.")
  static let check = Parameter.flag("check", "Write nothing: show what would change, and fail if anything would.")
  static let dryRun = Parameter.flag("dry-run", "Write nothing: name the files that would be written or removed.")
  static let access = Parameter.option(
    "access", value: "level", default: EmitterOptions.Access.public, "Who sees the generated declarations.")

  static let stubs = Parameter<String?>.option(
    "stubs", value: "directory",
    "Scaffold the handlers' methods that the Swift files of this directory lack, a file each.")
  static let party = Parameter<String?>.option(
    "party", value: "name", "Scaffold only the handlers of what this party receives.")

  static let command = Command(
    "generate", "Turn schemas into Swift.",
    discussion: """
      Without paths, `realmwire.yaml` says which schema goes to which directory. Files that have not changed are left untouched, and \
      generated files of definitions that are gone are removed; files that were not generated are neither overwritten nor removed.

      Stubs are yours from the moment they are written: they are never overwritten or removed. Methods that receive what is no longer \
      sent are named.
      """,
    examples: [
      .init("realmwire generate", "Generate what realmwire.yaml names."),
      .init(
        "realmwire generate --check", "In CI: fail when generated files are not up to date, and show the difference."),
      .init("realmwire generate chat.yaml --out Sources/Chat", "Generate any schema anywhere."),
      .init(
        "realmwire generate chat.yaml --out Sources/Chat --stubs Sources/Server --party server",
        "Scaffold what the server has to implement, too."),
    ],
    parameters: [paths, out, bridge, check, dryRun, access, stubs, party]
  ) { (call) throws(Failure) in
    var hasChanges = false
    for target in try targets(call) {
      if try generate(target, call) { hasChanges = true }
    }
    return hasChanges && call[check] ? .findings : .clean
  }

  private static func targets(_ call: Invocation) throws(Failure) -> [GenerateTarget] {
    let isNamed = !call[paths].isEmpty
    for option in [out, bridge, stubs] where call[option] != nil && !isNamed {
      throw Failure(.usage, "`\(option.spec.label)` needs the schema, too")
    }
    if call[party] != nil, call[stubs] == nil { throw Failure(.usage, "`--party` needs `--stubs`") }
    guard isNamed else { return try GenerateConfiguration.read(call) }
    guard let directory = call[out] else {
      throw Failure(.usage, "a schema needs `--out`", help: ["say where its Swift goes"])
    }
    let stubs = call[stubs].map { StubTarget(party: call[party], directory: $0) }
    return [
      GenerateTarget(
        schema: call[paths], out: directory, bridge: call[bridge], access: call[access], stubs: stubs.map { [$0] } ?? []
      )
    ]
  }

  /// The schema of a target, and the files that it is made of.
  static func schema(of target: GenerateTarget, _ call: Invocation) throws(Failure) -> (SchemaModel, SourceSet) {
    let loaded = SchemaInput.load(target.schema, call)
    try loaded.requireSoundModels(call)
    let models = loaded.schemas.compactMap(\.model)
    guard models.count == 1, let model = models.first else {
      let names = loaded.schemas.map { "`\($0.name)`" }.joined(separator: ", ")
      throw Failure(
        .findings,
        models.isEmpty ? "there is no schema to generate from" : "these files hold several schemas: \(names)",
        help: ["generate each into a directory of its own"])
    }
    return (model, loaded.sources)
  }

  /// The files of a schema, by the directory that they go to.
  static func files(
    of model: SchemaModel, _ sources: SourceSet, _ target: GenerateTarget
  ) throws(Failure) -> [(directory: String, files: [GeneratedFile])] {
    let options = EmitterOptions(access: target.access)
    do throws(EmitterProblem) {
      var files: [GeneratedFile]
      if target.isSingleFile {
        let name = target.out.split(separator: "/").last.map(String.init) ?? target.out
        files = [try SwiftEmitter.singleFile(named: name, of: model, sources, options)]
      } else {
        files = try SwiftEmitter.files(of: model, sources, options)
      }
      var all = [(directory: target.directory, files: files)]
      if let bridge = target.bridge {
        all.append((bridge, try SwiftEmitter.bridgeFiles(of: model, sources, module: target.module, options)))
      }
      return all
    } catch {
      throw Failure(error)
    }
  }

  /// Generates a target; says whether anything changed or would have.
  private static func generate(_ target: GenerateTarget, _ call: Invocation) throws(Failure) -> Bool {
    var hasChanges = false
    let (model, sources) = try schema(of: target, call)
    for (path, files) in try files(of: model, sources, target) {
      let isShared = target.isSingleFile && path == target.directory
      let directory = try GeneratedDirectory(path, isShared: isShared, files, call)
      if call[check] || call[dryRun] {
        for change in directory.changes { show(change, call) }
      } else {
        try directory.apply(path, call)
      }
      let changes = directory.changes.count
      let total = directory.unchanged + directory.changes.count { $0.kind != .orphan }
      let verb = call[check] || call[dryRun] ? "to change" : "changed"
      call.note("\(printable(path)): \(counted(total, "file")), \(changes) \(verb)")
      if changes > 0 { hasChanges = true }
      // A bridge changes as the protocol does.
      if !call[check], !call[dryRun], path == target.directory { tell(directory, call) }
    }
    for stubs in target.stubs where try scaffold(stubs, of: target, model, call) { hasChanges = true }
    return hasChanges
  }
}

extension EmitterOptions.Access: ArgumentValue {}

extension Failure {
  init(_ problem: EmitterProblem) {
    self.init(.findings, problem.message, help: [problem.help])
  }
}
