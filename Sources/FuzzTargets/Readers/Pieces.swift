/// Input as it may arrive: in pieces of any size.
struct Pieces: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private let sizes: [Int]
  private var turn = 0

  /// Pieces of these sizes by turns; sizes below one count as one.
  init(_ input: ArraySlice<UInt8>, sizes: [Int]) {
    rest = input
    self.sizes = sizes
  }

  mutating func next() -> [UInt8]? {
    guard !rest.isEmpty else { return nil }
    let piece = rest.prefix(Swift.max(sizes[turn % sizes.count], 1))
    turn += 1
    rest = rest.dropFirst(piece.count)
    return Array(piece)
  }
}
