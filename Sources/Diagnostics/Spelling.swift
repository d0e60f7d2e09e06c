/// "Did you mean": the known name that a mistyped one is closest to.
///
/// ```swift
/// Spelling.nearest(to: "flaot", in: ["f32", "float", "flag"])   // "float"
/// Spelling.nearest(to: "maxbody", in: ["maxBody", "maxCount"])  // "maxBody": case alone costs next to nothing
/// Spelling.nearest(to: "banana", in: ["f32", "float", "flag"])  // nil
/// ```
public enum Spelling {
  /// The candidate with the fewest edits from `name`, if so few that it is worth asking.
  ///
  /// A third of the letters may be wrong, at least one and at most four; letter case counts for nothing. Of equals
  /// one with the same first letter is taken (people rarely miss that), then the one that also agrees in case, then the
  /// first of the alphabet, so that the answer never depends on the order of the candidates. A hundred thousand
  /// candidates take a moment.
  public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let exact = name.unicodeScalars.map(\.value)
    let folded = exact.map(foldCase)
    // Nobody means a name when writing a novel; and of a single letter, one edit leaves nothing.
    guard !exact.isEmpty, exact.count <= 64 else { return nil }
    var limit = exact.count == 1 ? 0 : min(max(exact.count / 3, 1), 4)
    var best: (candidate: String, folded: Int, start: Int, exact: Int)?
    var distance = BoundedDistance()

    for candidate in candidates {
      // A scalar has at most four bytes: this refuses most candidates without decoding them.
      let byteCount = candidate.utf8.count
      guard byteCount >= exact.count - limit, byteCount <= 4 * (exact.count + limit) else { continue }
      let scalars = candidate.unicodeScalars.map(\.value)
      guard let near = distance.between(folded, scalars.map(foldCase), limit: limit) else { continue }
      let nearExact = distance.between(exact, scalars, limit: exact.count + scalars.count) ?? .max
      let start = scalars.first.map(foldCase) == folded.first ? 0 : 1
      if let best, (best.folded, best.start, best.exact, best.candidate) <= (near, start, nearExact, candidate) {
        continue
      }
      best = (candidate, near, start, nearExact)
      limit = near
    }
    return best?.candidate
  }
}

private func foldCase(_ scalar: UInt32) -> UInt32 {
  (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar
}

/// Damerau–Levenshtein distance (neighbours swap at most once) within a band: time is length × limit.
private struct BoundedDistance {
  private var beforeLast: [Int] = []
  private var last: [Int] = []
  private var current: [Int] = []

  mutating func between(_ a: [UInt32], _ b: [UInt32], limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    let tooFar = limit + 1
    // Cells outside the band count as too far.
    beforeLast = Array(repeating: tooFar, count: b.count + 1)
    last = (0...b.count).map { min($0, tooFar) }
    current = beforeLast

    for i in 0..<a.count {
      let low = max(0, i - limit)
      let high = min(b.count, i + limit + 1)
      var nearest = tooFar
      current[low] = low == 0 ? min(i + 1, tooFar) : tooFar
      if low == 0 { nearest = current[0] }
      for j in low..<max(low, high) {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        current[j + 1] = min(cost, tooFar)
        nearest = min(nearest, cost)
      }
      // A swap may still reach back over one bad row, never over two.
      if nearest > limit, (last.min() ?? 0) > limit { return nil }
      if high < b.count { current[high + 1] = tooFar }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
