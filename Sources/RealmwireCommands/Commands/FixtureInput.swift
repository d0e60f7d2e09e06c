import Diagnostics
import Fixtures
import SchemaModel
import SchemaSyntax

/// The fixtures of the schemas that a command line names, as they were read.
struct FixtureInput {
  /// A schema without errors, and all that its fixtures and examples claim.
  struct Schema {
    let model: SchemaModel
    var cases: [FixtureCase] = []
    /// The messages that some case is about, right or wrong.
    var proven: Set<MessageIndex> = []
    /// The files with the cases, as positions in ``FixtureInput/sources``.
    var files: [Int] = []
  }

  /// The files of the schemas, and after them those of the fixtures.
  private(set) var sources: SourceSet
  /// The schemas that can be worked with; those that have errors are left out.
  private(set) var schemas: [Schema] = []
  /// What is wrong with the fixtures as written.
  private(set) var findings: [Diagnostic] = []

  /// Bytes of fixtures of which only the heads were read; ``mostBytesToRead`` says why.
  private(set) var skippedBytes = 0

  private let files: FileSystem
  private let readsAll: Bool
  private var fileByPath: [String: FixtureFileSyntax?] = [:]

  /// Fixtures of a schema that are larger than this take longer to verify than anybody wants to wait for lint.
  private static let mostBytesToRead = 256 * 1024

  /// Reads the fixture files that schemas name, and those among the paths of the command line.
  ///
  /// Unless all are wanted, of many bytes only the heads are read: enough to know which messages have proof.
  static func read(_ loaded: LoadedSchemas, _ call: Invocation, all: Bool = true) -> FixtureInput {
    var fixtures = FixtureInput(sources: loaded.sources, files: call.files, readsAll: all)
    fixtures.parseNamed(loaded)
    let broken = Set(loaded.findings.filter { $0.severity == .error }.map(\.primary.range.file))
    for schema in loaded.schemas {
      guard let model = schema.model, broken.isDisjoint(with: schema.files.map(\.file)) else { continue }
      fixtures.read(model)
    }
    return fixtures
  }

  private init(sources: SourceSet, files: FileSystem, readsAll: Bool) {
    self.sources = sources
    self.files = files
    self.readsAll = readsAll
  }

  private mutating func read(_ model: SchemaModel) {
    var reader = FixtureReader(model, sources)
    var schema = Schema(model: model, cases: reader.examples())
    var syntaxes: [FixtureFileSyntax] = []
    var paths: [String] = []
    for entry in model.fixtures { paths += named(by: entry) }
    if let heads = headsOnly(of: paths) {
      let messages = heads.filter { $0.schema == model.name }.compactMap { $0.message.flatMap(model.message(named:)) }
      schema.proven.formUnion(messages.map(\.index))
    } else {
      syntaxes = paths.compactMap { file(at: $0) }
    }
    let own = Set(syntaxes.map(\.file))
    syntaxes += fileByPath.values.compactMap { $0 }
      .filter { $0.schema.value == model.name && !own.contains($0.file) }
      .sorted { $0.file < $1.file }
    reader.sources = sources
    for syntax in syntaxes { schema.cases += reader.cases(in: syntax) }
    schema.files = syntaxes.map(\.file)
    schema.proven.formUnion(reader.messages)
    findings += reader.findings
    schemas.append(schema)
  }

  // MARK: - Files

  /// The heads of files that are too large to be read unless all are wanted; nil when they are not.
  private mutating func headsOnly(of paths: [String]) -> [FixtureHead]? {
    guard !readsAll else { return nil }
    let contents = paths.compactMap { path in try? files.read(path) }
    let bytes = contents.reduce(0) { $0 + $1.count }
    guard bytes > Self.mostBytesToRead, contents.count == paths.count else { return nil }
    skippedBytes += bytes
    return contents.map { FixtureHead($0) }
  }

  /// The files that an entry of `fixtures:` stands for.
  private mutating func named(by entry: Identifier) -> [String] {
    let glob = FixtureGlob(entry.value, from: sources[entry.range.file].path)
    let paths = paths(of: glob, at: entry.range)
    if paths.isEmpty {
      findings.append(
        Diagnostic(
          "L801", "there is no fixture file `\(entry.value)`", at: entry.range,
          label: glob.path == nil ? "no file matches" : "no such file"))
    }
    return paths
  }

  private mutating func paths(of glob: FixtureGlob, at range: SourceRange) -> [String] {
    if let path = glob.path { return files.exists(path) ? [path] : [] }
    let directory = glob.directory.isEmpty ? "." : glob.directory
    guard files.exists(directory) else { return [] }
    do throws(FileProblem) {
      let listing = try files.search(directory, [".yaml", ".yml"])
      for problem in listing.problems { findings.append(Diagnostic("L008", problem.sentence, at: range)) }
      return listing.paths.filter(glob.matches)
    } catch {
      findings.append(Diagnostic("L008", error.sentence, at: range))
      return []
    }
  }

  /// A fixture file, read once; nil when it cannot be used.
  private mutating func file(at path: String) -> FixtureFileSyntax? {
    let path = SchemaLoader.normalized(path)
    if let known = fileByPath[path] { return known }
    do throws(FileProblem) {
      let source = SourceFile(path: path, bytes: try files.read(path))
      let file = sources.add(source)
      let document = YAMLReader.read(source, file: file)
      findings += document.findings
      fileByPath.updateValue(document.root.flatMap { parse($0, file) }, forKey: path)
    } catch {
      let file = sources.add(SourceFile(path: path, bytes: []))
      findings.append(Diagnostic("L008", error.sentence, at: SourceRange(file: file, lower: 0, upper: 0)))
      fileByPath.updateValue(nil, forKey: path)
    }
    return fileByPath[path] ?? nil
  }

  /// The fixture files among the paths of the command line: the loader has their nodes.
  private mutating func parseNamed(_ loaded: LoadedSchemas) {
    for (file, root) in loaded.fixtureFiles {
      fileByPath.updateValue(parse(root, file), forKey: SchemaLoader.normalized(loaded.sources[file].path))
    }
  }

  private mutating func parse(_ root: Node, _ file: Int) -> FixtureFileSyntax? {
    let (syntax, findings) = DeclarationParser.parseFixture(root, file: file)
    self.findings += findings
    return syntax
  }
}

extension FixtureInput {
  /// Runs every case through the interpreter.
  func verify() -> [FixtureResult] {
    schemas.flatMap { schema in
      let verifier = FixtureVerifier(schema.model)
      return schema.cases.map(verifier.verify)
    }
  }

  /// What lint says of fixtures: how they are written, what they claim wrongly, and which messages have none.
  func check(verifying: Bool = true) -> [Diagnostic] {
    findings + (verifying ? verify().compactMap(\.failure?.diagnostic) : [])
      + schemas.flatMap { MissingFixtures.findings($0.model, proven: $0.proven) }
  }
}
