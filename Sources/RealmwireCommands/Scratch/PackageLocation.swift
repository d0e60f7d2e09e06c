/// Where the realmwire package with the sources of Wire is: what compiled code is built against.
///
/// In this order: `--package`, `REALMWIRE_PACKAGE`, the folders around this tool, the folders around the working directory.
enum PackageLocation {
  static let option = Parameter<String?>.option(
    "package", value: "directory", completing: .directories,
    "The realmwire package to build against; by default the one that this tool was built in, or that is around here.")

  /// The package's directory, from the root on.
  static func find(_ call: Invocation) throws(Failure) -> String {
    for (source, path) in [("--package", call[option]), ("REALMWIRE_PACKAGE", call.variables["REALMWIRE_PACKAGE"])] {
      guard let path, !path.isEmpty else { continue }
      guard let found = call.absolute(path), isPackage(found, call) else {
        throw Failure(
          .usage, "`\(source)`: `\(printable(path))` is not the realmwire package",
          help: ["name the directory with its `Package.swift` and `Sources/Wire`"])
      }
      return found
    }
    for start in [call.processes.toolPath(), call.absolute(".")] {
      if let start, let found = above(start, call) { return found }
    }
    throw Failure(
      .usage, "the realmwire package, against which generated code is compiled, cannot be found",
      help: ["say where its sources are: `--package DIR`, or `REALMWIRE_PACKAGE=DIR`"])
  }

  private static func above(_ path: String, _ call: Invocation) -> String? {
    var directory = Substring(path)
    while true {
      if isPackage(String(directory), call) { return String(directory) }
      guard let slash = directory.lastIndex(of: "/"), slash > directory.startIndex else { return nil }
      directory = directory[..<slash]
    }
  }

  private static func isPackage(_ directory: String, _ call: Invocation) -> Bool {
    ["Package.swift", "Sources/Wire/WireVersion.swift", "Sources/WireBridge"].allSatisfy {
      // Below a file, which the tool's own path ends in, nothing can be.
      (try? call.files.kind(FileSystem.join(directory, $0))) != nil
    }
  }
}

extension Invocation {
  /// A path from the root on, with links followed; nil when nothing is there.
  func absolute(_ path: String) -> String? { processes.realPath(fromHere(path)) }

  /// A path as other programs need it, who do not know of `-C`.
  func fromHere(_ path: String) -> String { self[GlobalOptions.directory].map { FileSystem.join($0, path) } ?? path }
}
