import Foundation

/// The repository that these tests were compiled from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A source file: its path from the root, and its lines.
  struct File: CustomStringConvertible {
    let path: String
    let lines: [Substring]

    var description: String { path }

    /// The folder below `Sources`, `Tests` or `Generated`, which names the module.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules it imports.
    var imports: [String] {
      lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, !line.hasPrefix(" "), !line.hasPrefix("/") else {
          return nil
        }
        // `import struct M.T` imports M, too.
        return words.last?.split(separator: ".").first.map(String.init)
      }
    }
  }

  /// The Swift files below a folder of the root; none when there is no such folder.
  static func swiftFiles(below folder: String) throws -> [File] {
    let start = root.appending(path: folder)
    guard let found = FileManager.default.enumerator(atPath: start.path) else { return [] }
    return try found.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }.sorted()
      .map { name in
        let text = try String(contentsOf: start.appending(path: name), encoding: .utf8)
        return File(path: folder + "/" + name, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
      }
  }
}
