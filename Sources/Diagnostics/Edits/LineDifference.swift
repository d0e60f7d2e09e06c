/// Finds which lines to replace so that one list of lines becomes another.
///
/// Regions that differ little are compared by Myers' algorithm, which finds the shortest script. Where that would cost
/// too much, lines that occur once on either side split the region (patience diff), and what has none is replaced as a
/// whole. So the time is bounded by a constant per line.
struct LineDifference {
  /// Lines that give way to others. Of two ranges one may be empty, never both.
  struct Change: Hashable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// A line of the old text and one of the new that are the same.
  private typealias Match = (old: Int, new: Int)

  /// Edits that Myers' algorithm may look for in a region.
  private static let maximumEdits = 256
  /// How often a region may be split.
  private static let maximumDepth = 8

  /// The lines as numbers, which compare faster.
  private let old: [Int]
  private let new: [Int]
  private var changes: [Change] = []

  /// The changes that turn `old` into `new`, in order, with equal lines between any two.
  static func changes(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Change] {
    var difference = LineDifference(old, new)
    difference.compare(0..<old.count, 0..<new.count, depth: 0)
    return difference.changes
  }

  private init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    for line in [old, new].joined() where numbers[line] == nil { numbers[line] = numbers.count }
    self.old = old.map { numbers[$0] ?? 0 }
    self.new = new.map { numbers[$0] ?? 0 }
  }

  private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>, depth: Int) {
    let head = zip(old[oldRange], new[newRange]).prefix { $0 == $1 }.count
    var (a, b) = (oldRange.dropFirst(head), newRange.dropFirst(head))
    let tail = zip(old[a].reversed(), new[b].reversed()).prefix { $0 == $1 }.count
    (a, b) = (a.dropLast(tail), b.dropLast(tail))

    if a.isEmpty || b.isEmpty {
      add(a, b)
    } else if let matches = shortestScript(a, b) {
      splitting(a, b, at: matches) { $0.add($1, $2) }
    } else {
      let matches = depth < Self.maximumDepth ? uniqueMatches(a, b) : []
      splitting(a, b, at: matches) { this, a, b in
        if matches.isEmpty { this.add(a, b) } else { this.compare(a, b, depth: depth + 1) }
      }
    }
  }

  private mutating func add(_ a: Range<Int>, _ b: Range<Int>) {
    if !a.isEmpty || !b.isEmpty { changes.append(Change(old: a, new: b)) }
  }

  /// Visits what lies between the matches.
  private mutating func splitting(
    _ a: Range<Int>, _ b: Range<Int>, at matches: [Match],
    _ visit: (inout LineDifference, Range<Int>, Range<Int>) -> Void
  ) {
    var (i, j) = (a.lowerBound, b.lowerBound)
    for match in matches {
      visit(&self, i..<match.old, j..<match.new)
      (i, j) = (match.old + 1, match.new + 1)
    }
    visit(&self, i..<a.upperBound, j..<b.upperBound)
  }

  // MARK: Myers

  /// The matches of the shortest script; nil when it has too many edits.
  private func shortestScript(_ a: Range<Int>, _ b: Range<Int>) -> [Match]? {
    // `reach[middle + k]` is how far along `a` the paths on diagonal k got.
    let middle = Self.maximumEdits + 1
    var reach = Array(repeating: 0, count: 2 * middle + 1)
    var history: [ArraySlice<Int>] = []
    for edits in 0...Self.maximumEdits {
      history.append(reach[middle - edits - 1...middle + edits + 1])
      for k in stride(from: -edits, through: edits, by: 2) {
        let goesDown = k == -edits || (k != edits && reach[middle + k - 1] < reach[middle + k + 1])
        var x = goesDown ? reach[middle + k + 1] : reach[middle + k - 1] + 1
        while x < a.count, x - k < b.count, old[a.lowerBound + x] == new[b.lowerBound + x - k] { x += 1 }
        reach[middle + k] = x
        if x >= a.count, x - k >= b.count { return walkBack(history, middle, a, b) }
      }
    }
    return nil
  }

  private func walkBack(_ history: [ArraySlice<Int>], _ middle: Int, _ a: Range<Int>, _ b: Range<Int>) -> [Match] {
    var matches: [Match] = []
    var (x, y) = (a.count, b.count)
    for (edits, reach) in history.enumerated().reversed() {
      let k = x - y
      let goesDown = k == -edits || (k != edits && reach[middle + k - 1] < reach[middle + k + 1])
      let from = goesDown ? k + 1 : k - 1
      let fromX = edits == 0 ? 0 : reach[middle + from]
      let fromY = edits == 0 ? 0 : fromX - from
      while x > fromX, y > fromY {
        (x, y) = (x - 1, y - 1)
        matches.append((a.lowerBound + x, b.lowerBound + y))
      }
      (x, y) = (fromX, fromY)
    }
    return matches.reversed()
  }

  // MARK: Patience

  /// Lines that occur once in either region, as many as keep their order.
  private func uniqueMatches(_ a: Range<Int>, _ b: Range<Int>) -> [Match] {
    let inNew = Self.places(of: new, b)
    let matches = Self.places(of: old, a).compactMap { line, place -> Match? in
      guard let place, case .some(.some(let other)) = inNew[line] else { return nil }
      return (place, other)
    }
    return Self.longestRising(matches.sorted { $0.old < $1.old })
  }

  /// Where each line occurs; nil when it does more than once.
  private static func places(of lines: [Int], _ range: Range<Int>) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for index in range { places[lines[index]] = .some(places[lines[index]] == nil ? index : nil) }
    return places
  }

  /// The longest subsequence whose new lines rise.
  private static func longestRising(_ matches: [Match]) -> [Match] {
    // The last match of the best subsequence of each length, and what precedes each match.
    var ends: [Int] = []
    var previous = Array(repeating: -1, count: matches.count)
    for index in matches.indices {
      var low = 0
      var high = ends.count
      while low < high {
        let half = (low + high) / 2
        if matches[ends[half]].new < matches[index].new { low = half + 1 } else { high = half }
      }
      if low > 0 { previous[index] = ends[low - 1] }
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: [Match] = []
    var index = ends.last ?? -1
    while index >= 0 {
      result.append(matches[index])
      index = previous[index]
    }
    return result.reversed()
  }
}
