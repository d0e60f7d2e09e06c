import Diagnostics

/// The comments of a file that have no place in the layout yet, in their order.
struct PendingComments {
  private let all: [Comment]
  private var position = 0

  init(_ comments: [Comment]) { all = comments }

  /// The one to be placed next.
  var next: Comment? { position < all.count ? all[position] : nil }

  /// The next one was placed.
  mutating func drop() { position += 1 }

  /// Takes the next ones as long as `isWanted` says so.
  mutating func take(while isWanted: (Comment) -> Bool) -> [Comment] {
    let start = position
    while let next, isWanted(next) { position += 1 }
    return Array(all[start..<position])
  }

  /// The first comment at or after an offset, placed or not.
  func first(from offset: Int) -> Comment? {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low < all.count ? all[low] : nil
  }

  /// Whether a comment stands in this range.
  func isAny(in range: SourceRange) -> Bool { first(from: range.lower).map { $0.offset < range.upper } ?? false }
}
