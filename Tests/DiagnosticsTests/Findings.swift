import Diagnostics

/// Source files with spans marked in the text: `«1:items»` marks `items` as span 1.
///
/// Marks keep the expectations of the renderers' tests free of byte offsets.
struct Findings {
  private(set) var sources = SourceSet()
  private var ranges: [Character: SourceRange] = [:]

  /// Files in order, as path and marked text.
  init(_ files: (path: String, text: String)...) {
    for (path, text) in files {
      var bytes: [UInt8] = []
      var open: [(name: Character, lower: Int)] = []
      var characters = Array(text.unicodeScalars)[...]
      while let scalar = characters.popFirst() {
        switch scalar {
        case "«":
          let name = Character(characters.removeFirst())
          characters.removeFirst()
          open.append((name, bytes.count))
        case "»":
          let (name, lower) = open.removeLast()
          ranges[name] = SourceRange(file: sources.files.count, lower: lower, upper: bytes.count)
        default: bytes += Array(String(scalar).utf8)
        }
      }
      _ = sources.add(SourceFile(path: path, bytes: bytes))
    }
  }

  /// One file of bytes that text cannot spell.
  init(path: String, bytes: [UInt8]) {
    _ = sources.add(SourceFile(path: path, bytes: bytes))
  }

  /// The span marked with this name.
  subscript(name: Character) -> SourceRange {
    guard let range = ranges[name] else { preconditionFailure("no span is marked \(name)") }
    return range
  }

  /// The text of these findings.
  func text(_ diagnostics: Diagnostic..., inColor: Bool = false) -> String {
    Report(diagnostics).text(in: sources, inColor: inColor)
  }
}
