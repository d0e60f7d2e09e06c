import SchemaModel
import WireInterpreter

/// Changes of where things begin and end.
extension PacketMutator {
  /// Ends the body at the edge of a field, or a byte or two beside it.
  mutating func truncate(_ draft: inout PacketDraft) -> Bool {
    guard let span = draft.spans.randomElement(using: &random) else { return false }
    let beside = random.once(in: 2) ? 0 : Int.random(in: -2...2, using: &random)
    let end = span.offset + beside
    guard end >= 0, end < draft.packet.body.count else { return false }
    draft.packet.body.removeLast(draft.packet.body.count - end)
    return true
  }

  /// Puts bytes between two fields, or after the last.
  mutating func insert(_ draft: inout PacketDraft) -> Bool {
    let edges = draft.spans.map(\.offset) + [draft.packet.body.count]
    guard let place = edges.randomElement(using: &random) else { return false }
    let count = [1, 1, 2, 3, 4, 8, 16, 64].randomElement(using: &random) ?? 1
    let filling: UInt8 = [0, 0, 0xFF, 0x80, 0xAA, 1].randomElement(using: &random) ?? 0
    let isNoise = random.once(in: 3)
    let bytes = (0..<count).map { _ in isNoise ? UInt8(truncatingIfNeeded: random.next()) : filling }
    draft.packet.body.insert(contentsOf: bytes, at: place)
    return true
  }

  /// Takes a field away, or an element with all its fields; the count is corrected half of the time.
  mutating func remove(_ draft: inout PacketDraft) -> Bool {
    if random.once(in: 2), let element = anyElement(draft) {
      draft.packet.body.removeSubrange(element.range)
      if random.once(in: 2) { adjust(element.count, by: -1, &draft) }
      return true
    }
    guard let span = draft.spans.randomElement(using: &random) else { return false }
    draft.packet.body.removeSubrange(span.range)
    return true
  }

  /// Writes an element again, once or many times; the count is mostly corrected.
  mutating func repeatElement(_ draft: inout PacketDraft) -> Bool {
    guard let element = anyElement(draft), !element.range.isEmpty else { return false }
    let most = max(1, min(300, (longestBody - draft.packet.body.count) / element.range.count))
    let times = [1, 1, 2, 3, Int.random(in: 1...most, using: &random)].randomElement(using: &random) ?? 1
    let bytes = Array(draft.packet.body[element.range])
    for _ in 0..<min(times, most) { draft.packet.body.insert(contentsOf: bytes, at: element.range.upperBound) }
    if !random.once(in: 4) { adjust(element.count, by: Int128(times), &draft) }
    return true
  }

  /// Takes a field, an element, or everything from a field on from another packet.
  mutating func splice(_ draft: inout PacketDraft) -> Bool {
    guard let donor = donors.randomElement(using: &random), let here = draft.spans.randomElement(using: &random)
    else { return false }
    let other = PacketDraft(donor, trace(of: donor))
    let key = FactBook.key(here.path)
    let alike = other.spans.filter { $0.role == here.role && FactBook.key($0.path) == key }
    guard let there = (alike.isEmpty ? other.spans : alike).randomElement(using: &random) else { return false }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: draft.replace(here, Array(donor.body[there.range]))
    case 1: draft.packet.body.replaceSubrange(here.offset..., with: donor.body[there.offset...])
    default:
      let bytes = anyElement(other).map { Array(donor.body[$0.range]) } ?? Array(donor.body[there.range])
      draft.packet.body.insert(contentsOf: bytes, at: here.offset)
    }
    return true
  }

  /// Flips, overwrites, moves and repeats bytes without a thought.
  @discardableResult
  mutating func changeBytes(_ draft: inout PacketDraft) -> Bool {
    ByteMutation.change(&draft.packet.body, &random)
    return true
  }

  // MARK: - Elements

  /// An element of a list: its bytes, and where its list's count stands.
  struct ElementPlace {
    var range: Range<Int>
    var count: WireSpan?
  }

  /// Some element of some list.
  mutating func anyElement(_ draft: PacketDraft) -> ElementPlace? {
    let inside = draft.spans.filter { $0.path.steps.contains { if case .index = $0 { true } else { false } } }
    guard let span = inside.randomElement(using: &random) else { return nil }
    let depths = span.path.steps.indices.filter { if case .index = span.path.steps[$0] { true } else { false } }
    guard let depth = depths.randomElement(using: &random) else { return nil }
    return PacketShape.element(of: span, depth: depth, among: draft.spans)
  }

  mutating func adjust(_ count: WireSpan?, by number: Int128, _ draft: inout PacketDraft) {
    guard let count, let prefix = books[draft.packet.revision][count.path]?.prefix else { return }
    let now = PacketShape.number(draft.packet.body[count.range], prefix, interpreter.policy(for: target).order)
    draft.replace(count, bytes(now + number, prefix))
  }
}
