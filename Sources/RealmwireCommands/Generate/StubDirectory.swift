import Diagnostics
import SchemaModel
import SwiftEmitter

/// The handlers of a directory, and those that it lacks.
struct StubDirectory {
  let stubs: HandlerStubs
  /// Where the missing ones go.
  let paths: [String]

  private let directory: String

  /// Compares the Swift files of a directory with what its handlers should implement.
  init(_ target: StubTarget, of module: GenerateTarget, _ model: SchemaModel, _ call: Invocation) throws(Failure) {
    directory = target.directory
    var files: [(path: String, text: String)] = []
    for path in try GeneratedDirectory.swiftFiles(in: directory, call) {
      files.append((path, String(decoding: try call.read(path), as: UTF8.self)))
    }
    do throws(EmitterProblem) {
      stubs = try HandlerStubs(
        of: model, module: module.access == .internal ? nil : module.module, party: target.party, files,
        EmitterOptions(access: module.access))
    } catch {
      throw Failure(error)
    }
    paths = stubs.missing.map { FileSystem.join(target.directory, $0.name) }
    for path in paths where call.files.exists(path) {
      throw Failure(
        .findings, "`\(printable(path))` stands where a handler's method belongs, and does not have it",
        help: ["put the method there, or move the file; the name is what `realmwire generate` gives to a new one"])
    }
  }

  /// Writes the missing ones.
  func apply(_ call: Invocation) throws(Failure) {
    do throws(FileProblem) {
      if !paths.isEmpty { try call.files.makeDirectory(directory) }
      for (path, file) in zip(paths, stubs.missing) { try call.files.create(path, Array(file.text.utf8)) }
    } catch {
      throw Failure(error)
    }
  }
}
