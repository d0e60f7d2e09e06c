public import Diagnostics
public import SchemaSyntax

/// Why a file could not be read, as a sentence without a full stop: `chat.yaml does not exist`.
public struct ReadFailure: Error, Hashable, Sendable {
  /// The sentence.
  public let reason: String

  /// What to do about it.
  public let help: String?

  /// A failure with its reason.
  public init(_ reason: String, help: String? = nil) {
    self.reason = reason
    self.help = help
  }
}

/// Everything that was read from some paths: sources, schemas, and all that is wrong with them.
public struct LoadedSchemas: Sendable {
  /// One schema: the files that share its name.
  public struct Schema: Sendable {
    /// Its name.
    public let name: String
    /// Its files as written.
    public let files: [FileSyntax]
    /// What imports what.
    public let imports: [Import]
    /// The model and its findings; nil when a file could not be read well enough.
    public let resolution: SchemaResolver.Resolution?

    /// Whether something in its files is wrong, so that the model may lack what they meant to say.
    public let hasErrors: Bool

    /// The model, when nothing in it is wrong.
    public var model: SchemaModel? {
      resolution.flatMap { $0.findings.contains { $0.severity == .error } ? nil : $0.model }
    }
  }

  /// One import of a file.
  public struct Import: Sendable {
    /// The file that imports.
    public let from: Int
    /// The file that is imported.
    public let to: Int
    /// Where the import stands.
    public let source: SourceRange
  }

  /// The files read, imports too.
  public internal(set) var sources = SourceSet()
  /// The schemas, by name.
  public internal(set) var schemas: [Schema] = []
  /// The files that hold fixtures rather than schema, with their nodes.
  public internal(set) var fixtureFiles: [(file: Int, root: Node)] = []
  /// All findings of reading, parsing and resolving.
  public internal(set) var findings: [Diagnostic] = []
}

/// Reads schemas from paths: the files themselves and what they import.
///
/// Pure but for `read`, which is the disk or a test's dictionary.
///
/// ```swift
/// let loaded = SchemaLoader.load(["chat.yaml"]) { path throws(ReadFailure) in try disk.read(path) }
/// loaded.schemas.first?.model
/// ```
public struct SchemaLoader {
  private var loaded = LoadedSchemas()
  private var indexByPath: [String: Int] = [:]
  private var syntaxes: [Int: FileSyntax] = [:]
  private var imports: [Int: [(file: Int, place: SourceRange)]] = [:]

  /// Reads these files and, in turn, what they import.
  public static func load(
    _ paths: [String], read: (String) throws(ReadFailure) -> [UInt8]
  ) -> LoadedSchemas {
    var loader = SchemaLoader()
    var queue = paths.map { (path: normalized($0), importedAt: SourceRange?.none) }
    var next = 0
    while next < queue.count {
      let (path, place) = queue[next]
      next += 1
      guard loader.indexByPath[path] == nil else { continue }
      let file = loader.readFile(path, importedAt: place, read)
      loader.indexByPath[path] = file
      for imported in loader.syntaxes[file]?.imports ?? [] {
        guard !imported.value.hasPrefix("/") else {
          loader.report(
            "L008", "an import's path is relative", at: imported.range, label: "begins at the root of the disk",
            help: [Help("write the path from this file's folder, so that the schema can be anywhere")])
          continue
        }
        queue.append((loader.target(of: imported, from: path), imported.range))
      }
    }
    loader.linkImports()
    loader.resolve()
    return loader.loaded
  }

  private mutating func readFile(
    _ path: String, importedAt place: SourceRange?, _ read: (String) throws(ReadFailure) -> [UInt8]
  ) -> Int {
    let bytes: [UInt8]
    do throws(ReadFailure) {
      bytes = try read(path)
    } catch {
      let file = loaded.sources.add(SourceFile(path: path, bytes: []))
      if let place {
        report("L008", "the import cannot be read: \(error.reason)", at: place)
      } else {
        report(
          "L008", error.reason, at: SourceRange(file: file, lower: 0, upper: 0),
          help: error.help.map { [Help($0)] } ?? [])
      }
      return file
    }
    let source = SourceFile(path: path, bytes: bytes)
    let file = loaded.sources.add(source)
    let document = YAMLReader.read(source, file: file)
    loaded.findings += document.findings
    guard let root = document.root else { return file }
    if root.hasKey("cases"), place == nil {
      loaded.fixtureFiles.append((file, root))
      return file
    }
    let parsed = DeclarationParser.parse(root, file: file)
    loaded.findings += parsed.findings
    if parsed.syntax.name != nil { syntaxes[file] = parsed.syntax }
    return file
  }

  private mutating func report(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    help: [Help] = []
  ) {
    loaded.findings.append(Diagnostic(code, message, at: range, label: label, also: also, help: help))
  }

  private func target(of imported: Identifier, from path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return Self.normalized(folder + imported.value)
  }

  /// Resolves `.` and `..` by name, so that one file is read once however it is spelled.
  public static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  // MARK: Imports

  /// Checks what imports lead to: files of the same schema, and never back.
  private mutating func linkImports() {
    for (file, syntax) in syntaxes.sorted(by: { $0.key < $1.key }) {
      for imported in syntax.imports {
        guard let target = indexByPath[self.target(of: imported, from: loaded.sources[file].path)] else { continue }
        imports[file, default: []].append((target, imported.range))
        guard let other = syntaxes[target]?.name, let own = syntax.name, other.value != own.value else { continue }
        report(
          "L009", "the import belongs to another schema, `\(other.value)`", at: imported.range,
          also: [.init(own, "this file is of `\(own.value)`"), .init(other, "that one of `\(other.value)`")],
          help: [Help("files of one schema share the name")])
      }
    }
    reportCycles()
  }

  private mutating func reportCycles() {
    var state: [Int: Int] = [:]  // 1 on the path, 2 done
    for root in syntaxes.keys.sorted() where state[root] == nil {
      var path = [(file: root, next: 0)]
      state[root] = 1
      while let top = path.last {
        let edges = imports[top.file] ?? []
        guard top.next < edges.count else {
          state[top.file] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let edge = edges[top.next]
        if state[edge.file] == nil {
          state[edge.file] = 1
          path.append((edge.file, 0))
        } else if state[edge.file] == 1 {
          let cycle = path.map(\.file).drop { $0 != edge.file } + [edge.file]
          report(
            "L008", "imports form a cycle", at: edge.place,
            label: cycle.map { "`\(loaded.sources[$0].name)`" }.joined(separator: " → "),
            help: [Help("move what both need into a file that imports neither")])
        }
      }
    }
  }

  // MARK: Schemas

  private mutating func resolve() {
    var groups: [String: [FileSyntax]] = [:]
    for (_, syntax) in syntaxes.sorted(by: { $0.key < $1.key }) {
      if let name = syntax.name { groups[name.value, default: []].append(syntax) }
    }
    for (name, files) in groups.sorted(by: { $0.key < $1.key }) {
      let isWhole = files.allSatisfy { file in
        (imports[file.file] ?? []).allSatisfy { syntaxes[$0.file] != nil }
      }
      let imported = files.flatMap { file in
        (imports[file.file] ?? []).map { LoadedSchemas.Import(from: file.file, to: $0.file, source: $0.place) }
      }
      let resolution = isWhole ? SchemaResolver.resolve(files) : nil
      loaded.findings += resolution?.findings ?? []
      let own = Set(files.map(\.file))
      let hasErrors = loaded.findings.contains { $0.severity == .error && own.contains($0.primary.range.file) }
      loaded.schemas.append(
        LoadedSchemas.Schema(
          name: name, files: files, imports: imported, resolution: resolution, hasErrors: hasErrors))
    }
  }
}

extension Diagnostic.Label {
  init(_ name: Identifier, _ text: String) { self.init(name.range, text) }
}

extension SourceFile {
  /// The last part of the path.
  public var name: Substring { path.split(separator: "/").last ?? path[...] }
}

extension Node {
  func hasKey(_ key: String) -> Bool {
    guard case .mapping(let mapping) = self else { return false }
    return mapping.entries.contains { $0.key.text == key }
  }
}
