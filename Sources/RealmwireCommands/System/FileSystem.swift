/// The disk as commands see it: a handful of functions, so that tests can give one that lives in memory.
///
/// Relative paths start at the directory that `-C` names; problems show paths as the user wrote them.
struct FileSystem: Sendable {
  /// No schema or fixture is larger; what is, is refused before it is read.
  static let sizeLimit = 16 << 20

  enum Kind: Hashable, Sendable {
    case file, directory
    /// A pipe or a device: readable, but nothing to search a directory for.
    case other
  }

  /// What a search found, and what it could not look into.
  struct Listing: Hashable, Sendable {
    var paths: [String] = []
    var problems: [FileProblem] = []
  }

  /// The bytes of the file at a path, at most so many.
  var readBytes: @Sendable (_ path: String, _ limit: Int) throws(FileProblem) -> [UInt8]
  /// The bytes of the file at a path, piece by piece, however many there are.
  var open: @Sendable (_ path: String) throws(FileProblem) -> ByteSource
  /// What is at a path, symbolic links followed.
  var kind: @Sendable (_ path: String) throws(FileProblem) -> Kind
  /// The files below a directory whose names end in one of the given ways, sorted by path. Names that begin with a
  /// dot are passed over.
  var search: @Sendable (_ directory: String, _ endings: [String]) throws(FileProblem) -> Listing
  /// Replaces a file's contents in one step, or leaves it untouched when they are the same already; says whether
  /// anything changed. A file that existed keeps its mode.
  var replace: @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileProblem) -> Bool
  /// Writes a file that must not exist yet.
  var create: @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileProblem) -> Void
  /// Makes a directory and those above it; it may exist.
  var makeDirectory: @Sendable (_ path: String) throws(FileProblem) -> Void
  /// Removes a file.
  var remove: @Sendable (_ path: String) throws(FileProblem) -> Void

  /// The bytes of the file at a path, at most ``sizeLimit``.
  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    try readBytes(path, Self.sizeLimit)
  }

  /// Whether something is at a path.
  func exists(_ path: String) -> Bool {
    do throws(FileProblem) {
      _ = try kind(path)
      return true
    } catch {
      return error.kind != .missing && error.kind != .nameTooLong
    }
  }

  /// The schema files that paths name: a file stands for itself, a directory for the `.yaml` and `.yml` files below it.
  func schemaFiles(at paths: [String]) -> Listing {
    var found = Listing()
    var seen: Set<String> = []
    for path in paths {
      do throws(FileProblem) {
        let part =
          try kind(path) == .directory ? search(path, [".yaml", ".yml"]) : Listing(paths: [path])
        found.problems += part.problems
        for path in part.paths where seen.insert(path).inserted { found.paths.append(path) }
        if part.paths.isEmpty, part.problems.isEmpty {
          found.problems.append(FileProblem(path, .nothingToRead))
        }
      } catch {
        found.problems.append(error)
      }
    }
    return found
  }

  /// The same disk, with relative paths counted from `directory`.
  func from(_ directory: String) -> FileSystem {
    let inner = self
    @Sendable func outer(_ path: String) -> String { Self.join(directory, path) }
    @Sendable func asWritten<Value>(
      _ path: String, _ body: (String) throws(FileProblem) -> Value
    ) throws(FileProblem) -> Value {
      do throws(FileProblem) {
        return try body(outer(path))
      } catch {
        throw error.path == outer(path) ? FileProblem(path, error.kind) : error
      }
    }
    return FileSystem(
      readBytes: { (path, limit) throws(FileProblem) in
        try asWritten(path) { (path) throws(FileProblem) in try inner.readBytes(path, limit) }
      },
      open: { (path) throws(FileProblem) in try asWritten(path, inner.open) },
      kind: { (path) throws(FileProblem) in try asWritten(path, inner.kind) },
      search: { (path, endings) throws(FileProblem) in
        let listing = try asWritten(path) { (path) throws(FileProblem) in try inner.search(path, endings) }
        let cut = outer(path).utf8.count
        func shown(_ found: String) -> String { path + String(decoding: found.utf8.dropFirst(cut), as: UTF8.self) }
        return Listing(
          paths: listing.paths.map(shown),
          problems: listing.problems.map { FileProblem(shown($0.path), $0.kind) })
      },
      replace: { (path, bytes) throws(FileProblem) in
        try asWritten(path) { (path) throws(FileProblem) in try inner.replace(path, bytes) }
      },
      create: { (path, bytes) throws(FileProblem) in
        try asWritten(path) { (path) throws(FileProblem) in try inner.create(path, bytes) }
      },
      makeDirectory: { (path) throws(FileProblem) in try asWritten(path, inner.makeDirectory) },
      remove: { (path) throws(FileProblem) in try asWritten(path, inner.remove) })
  }

  /// `path` as seen from `directory`.
  static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") || directory.isEmpty { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }
}
