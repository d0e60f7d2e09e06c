import Diagnostics
import SwiftEmitter

/// What has to happen to a directory so that it holds these generated files and no others.
///
/// Files that do not bear our header are not ours: they are never overwritten and never removed.
struct GeneratedDirectory {
  /// A file that is not as it should be.
  struct Change {
    enum Kind: String { case missing, stale, orphan }

    let path: String
    let kind: Kind
    let old: [UInt8]
    let new: [UInt8]
  }

  private(set) var changes: [Change] = []
  /// How many files are as they should be.
  private(set) var unchanged = 0

  /// Compares a directory with what it should hold; one that is shared may hold other generated files, too.
  init(_ directory: String, isShared: Bool = false, _ files: [GeneratedFile], _ call: Invocation) throws(Failure) {
    var expected = Set<String>()
    for file in files {
      let path = FileSystem.join(directory, file.name)
      expected.insert(path)
      let new = Array(file.text.utf8)
      guard call.files.exists(path) else {
        changes.append(Change(path: path, kind: .missing, old: [], new: new))
        continue
      }
      let old = try call.read(path)
      if old == new {
        unchanged += 1
        continue
      }
      guard Self.isOurs(old) else {
        throw Failure(
          .findings, "`\(printable(path))` was not generated and stands where a generated file belongs",
          help: ["move it, or generate into another directory"])
      }
      changes.append(Change(path: path, kind: .stale, old: old, new: new))
    }
    for path in isShared ? [] : try Self.swiftFiles(in: directory, call) where !expected.contains(path) {
      let old = try call.read(path)
      if Self.isOurs(old) { changes.append(Change(path: path, kind: .orphan, old: old, new: [])) }
    }
    changes.sort { $0.path < $1.path }
  }

  private static func isOurs(_ bytes: [UInt8]) -> Bool { bytes.starts(with: SwiftEmitter.headerMark.utf8) }

  /// The Swift files below a directory; none when there is no such directory.
  static func swiftFiles(in directory: String, _ call: Invocation) throws(Failure) -> [String] {
    guard call.files.exists(directory) else { return [] }
    do throws(FileProblem) {
      return try call.files.search(directory, [".swift"]).paths
    } catch {
      throw Failure(error)
    }
  }

  /// Makes the changes.
  func apply(_ directory: String, _ call: Invocation) throws(Failure) {
    do throws(FileProblem) {
      try call.files.makeDirectory(directory)
      for change in changes {
        switch change.kind {
        case .missing, .stale: _ = try call.files.replace(change.path, change.new)
        case .orphan: try call.files.remove(change.path)
        }
      }
    } catch {
      throw Failure(error)
    }
  }
}
