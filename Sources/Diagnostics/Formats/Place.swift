/// A span of source as the machine-readable reports give it: half-open, lines and columns from 1.
struct Place {
  let path: String
  let bytes: Range<Int>
  let start: SourceFile.Position
  let end: SourceFile.Position
  /// A file that is empty or could not be read has no lines to point at.
  let hasSource: Bool

  init(_ range: SourceRange, in sources: SourceSet) {
    let file = sources[range.file]
    let lower = min(max(range.lower, 0), file.bytes.count)
    bytes = lower..<min(max(range.upper, lower), file.bytes.count)
    path = file.path
    start = file.position(at: bytes.lowerBound)
    end = bytes.isEmpty ? start : file.position(at: bytes.upperBound)
    hasSource = !file.bytes.isEmpty
  }
}
