/// Puts the segments of one direction of a connection in order: each byte once, and what never came as a gap.
///
/// Of bytes that come twice the first count, as with most receivers. Sequence numbers may wrap.
struct StreamAssembler: Sendable {
  /// What comes next in the stream.
  enum Piece: Hashable {
    case bytes(ArraySlice<UInt8>)
    /// So many bytes were on the network, but are not in the capture.
    case gap(Int)
  }

  /// Segments that wait for earlier ones: beyond this the earlier ones are given up.
  static let mostHeldBytes = 256 << 10
  static let mostHeldSegments = 1024
  /// No window is larger: numbers further ahead belong to something else.
  private static let furthestAhead = 1 << 30

  private struct Held {
    /// The place of the first byte in the stream.
    var offset: Int
    var bytes: ArraySlice<UInt8>
    /// Bytes after these, which the capture did not keep.
    var missing: Int
    var end: Int { offset + bytes.count + missing }
  }

  /// The number of the next byte; nil before the first segment.
  private var next: UInt32?
  /// How many bytes of the stream have been passed on, gaps included.
  private(set) var position = 0
  /// Whether the capture began after the connection did.
  private(set) var isMidStream = false
  private(set) var heldBytes = 0
  /// Segments that were there already, in whole or in part.
  private(set) var repeated = 0
  /// The end of the stream, once that is known.
  private var end: Int?
  private var held: [Held] = []

  /// Whether all bytes up to the end of the stream have been passed on.
  var isComplete: Bool { end.map { position >= $0 } ?? false }

  /// Whether a SYN with this number begins another stream than this one.
  func isOther(syn sequence: UInt32) -> Bool {
    guard let next else { return false }
    let first = next &- UInt32(truncatingIfNeeded: position)
    return isMidStream || sequence &+ 1 != first
  }

  /// Takes in a segment; gives what is in order now.
  mutating func take(_ segment: TCPSegment) -> [Piece] {
    let first = segment.isSYN ? segment.sequence &+ 1 : segment.sequence
    if next == nil {
      next = first
      isMidStream = !segment.isSYN
    }
    let ahead = Int(Int32(bitPattern: first &- (next ?? first)))
    guard ahead <= Self.furthestAhead else { return [] }
    let offset = position + ahead
    let length = segment.payload.count + segment.missing
    if segment.isFIN, end == nil { end = offset + length }
    guard length > 0 else { return [] }
    if offset < position { repeated += 1 }
    // A copy: a slice would keep the whole piece of the file that it was read with.
    hold(Held(offset: offset, bytes: Array(segment.payload)[...], missing: segment.missing))
    var pieces = drain()
    while heldBytes > Self.mostHeldBytes || held.count > Self.mostHeldSegments { pieces += passGap() + drain() }
    return pieces
  }

  /// Gives what is left, with the gaps in it.
  mutating func finish() -> [Piece] {
    var pieces: [Piece] = []
    while !held.isEmpty { pieces += passGap() + drain() }
    if let end, end > position { pieces += pass(end - position) }
    return pieces
  }

  private mutating func hold(_ segment: Held) {
    guard segment.end > position else { return }
    let place = held.lastIndex { $0.offset <= segment.offset }.map { $0 + 1 } ?? 0
    held.insert(segment, at: place)
    heldBytes += segment.bytes.count
  }

  private mutating func drain() -> [Piece] {
    var pieces: [Piece] = []
    while let first = held.first, first.offset <= position {
      held.removeFirst()
      heldBytes -= first.bytes.count
      let fresh = first.bytes.dropFirst(position - first.offset)
      if !fresh.isEmpty {
        pieces.append(.bytes(fresh))
        advance(fresh.count)
      }
      // What one packet has lost another may have kept.
      if first.end > position { pieces += lose(upTo: first.end) }
    }
    return pieces
  }

  /// Passes over bytes that were not kept, unless a segment that waits has them.
  private mutating func lose(upTo end: Int) -> [Piece] {
    let known = held.first { $0.offset > position || $0.offset + $0.bytes.count > position }?.offset ?? end
    return known > position ? pass(min(known, end) - position) : []
  }

  private mutating func passGap() -> [Piece] {
    held.first.map { $0.offset > position ? pass($0.offset - position) : [] } ?? []
  }

  private mutating func pass(_ count: Int) -> [Piece] {
    advance(count)
    return [.gap(count)]
  }

  private mutating func advance(_ count: Int) {
    position += count
    next = next.map { $0 &+ UInt32(truncatingIfNeeded: count) }
  }
}
