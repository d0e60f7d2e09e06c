import SchemaModel
import WireInterpreter

/// Changes of what is compressed.
extension PacketMutator {
  /// A stream that is cut, that is none, that becomes far more than was said, or that holds something else.
  mutating func changeStream(_ draft: inout PacketDraft) -> Bool {
    let streams = draft.spans.filter { $0.role == .stream }
    guard let span = streams.randomElement(using: &random), let place = streams.firstIndex(of: span),
      let content = draft.trace.inflated.filter({ !$0.isEmpty }).dropFirst(place).first
    else { return false }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let kept = Int.random(in: 0..<span.length, using: &random)
      draft.packet.body.removeSubrange(span.offset + kept..<span.range.upperBound)
    case 1: replaceStream(span, with: [UInt8](repeating: 0, count: 1 << 20), isHonest: false, &draft)
    case 2: draft.packet.body.insert(contentsOf: [0, 0, 0xFF, 0xFF], at: span.range.upperBound)
    case 3:
      let noise = (0..<span.length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      draft.replace(span, noise)
    default: replaceStream(span, with: changed(content), isHonest: !random.once(in: 4), &draft)
    }
    return true
  }

  /// Content with a byte or two that are different, more or fewer.
  private mutating func changed(_ content: [UInt8]) -> [UInt8] {
    var content = content
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...content.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: content.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
      case 1 where place < content.count: content.remove(at: place)
      case 2: content.removeLast(content.count - place)
      default: if place < content.count { content[place] = UInt8(truncatingIfNeeded: random.next()) }
      }
    }
    return content
  }

  private func replaceStream(
    _ span: WireSpan, with content: [UInt8], isHonest: Bool, _ draft: inout PacketDraft
  ) {
    guard let stream = Inflation.deflate(content) else { return }
    draft.replace(span, stream)
    let length = draft.spans.last { $0.role == .length && $0.range.upperBound <= span.offset }
    guard isHonest, let length, let prefix = books[draft.packet.revision][length.path]?.prefix else { return }
    draft.replace(length, bytes(Int128(content.count), prefix))
  }
}
