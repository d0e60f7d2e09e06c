/// The difference of two texts in the format of `diff -u`, which `patch` applies.
///
/// ```
/// --- loot.yaml
/// +++ loot.yaml (formatted)
/// @@ -1,2 +1,2 @@
///  messages:
/// -    - Loot: {}
/// +  - Loot: {}
/// ```
public enum UnifiedDiff {
  /// The difference between two texts; empty when they are the same.
  ///
  /// Takes time about linear in the texts, however they differ: where they hardly agree, a region is replaced as a
  /// whole.
  public static func text(
    from old: [UInt8], to new: [UInt8], oldPath: String, newPath: String, context: Int = 3
  ) -> String {
    guard old != new else { return "" }
    let (before, after) = (lines(of: old), lines(of: new))
    let changes = LineDifference.changes(from: before, to: after)
    var result = Array("--- \(oldPath)\n+++ \(newPath)\n".utf8)
    var rest = changes[...]
    while let first = rest.first {
      // Changes that share context share a hunk.
      var last = first
      var hunk: [LineDifference.Change] = []
      while let next = rest.first, hunk.isEmpty || next.old.lowerBound - last.old.upperBound <= 2 * context {
        hunk.append(next)
        last = next
        rest.removeFirst()
      }
      append(hunk, before, after, context, to: &result)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func append(
    _ hunk: [LineDifference.Change], _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>], _ context: Int,
    to result: inout [UInt8]
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let lead = min(context, first.old.lowerBound)
    let tail = min(context, before.count - last.old.upperBound)
    let old = first.old.lowerBound - lead..<last.old.upperBound + tail
    let new = first.new.lowerBound - lead..<last.new.upperBound + tail
    result += "@@ -\(numbers(old)) +\(numbers(new)) @@\n".utf8
    var line = old.lowerBound
    for change in hunk {
      for line in before[line..<change.old.lowerBound] { append(line, " ", to: &result) }
      for line in before[change.old] { append(line, "-", to: &result) }
      for line in after[change.new] { append(line, "+", to: &result) }
      line = change.old.upperBound
    }
    for line in before[line..<old.upperBound] { append(line, " ", to: &result) }
  }

  private static func append(_ line: ArraySlice<UInt8>, _ sign: Unicode.Scalar, to result: inout [UInt8]) {
    result.append(UInt8(ascii: sign))
    result += line
    if line.last != 0x0A { result += "\n\\ No newline at end of file\n".utf8 }
  }

  /// `first,count`; the count of one line is not written, and no lines are numbered by the line before them.
  private static func numbers(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  /// Lines with their terminators, so that a last line without one differs from the same line with it.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
