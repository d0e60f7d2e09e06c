import SchemaModel
import WireInterpreter

/// Changes of one value where it stands.
extension PacketMutator {
  /// A number that is on a bound, between members, or just plain wrong.
  mutating func changeNumber(_ draft: inout PacketDraft) -> Bool {
    let numbers = draft.spans.filter { [.value, .derived, .constant, .sentinel].contains($0.role) && $0.length <= 9 }
    guard let span = numbers.randomElement(using: &random) else { return false }
    let book = books[draft.packet.revision]
    let facts = book[span.path]
    guard let scalar = facts?.scalar else { return false }
    let own = facts?.numbers ?? []
    let number =
      !own.isEmpty && !random.once(in: 3)
      ? own[Int.random(in: own.indices, using: &random)] : boundary(span, book)
    draft.replace(span, bytes(number, scalar))
    return true
  }

  /// A count, a length or a mask that lies; one time in three by one.
  mutating func changeCount(_ draft: inout PacketDraft) -> Bool {
    let counts = draft.spans.filter { [.count, .length, .presence, .mask].contains($0.role) }
    guard let span = counts.randomElement(using: &random) else { return false }
    let facts = books[draft.packet.revision][span.path]
    let scalar = facts?.prefix ?? .integer(bits: 8 * min(span.length, 8), signed: false, order: nil)
    let now = number(in: span, of: draft)
    let limit = facts?.limits.randomElement(using: &random) ?? 0
    let left = Int128(draft.packet.body.count - span.range.upperBound)
    let candidates: [Int128] = [
      now - 1, now + 1, now + 1, now * 2, 0, 1, limit - 1, limit, limit + 1, left, left + 1, left / 2,
      (Int128(1) << Int128(8 * min(span.length, 8))) - 1, Int128(Int32.max), Int128(UInt32.max), Int128(Int64.max),
    ]
    draft.replace(span, bytes(candidates.randomElement(using: &random) ?? now + 1, scalar))
    return true
  }

  /// Flags set, cleared, all, none, and some that nobody has named.
  mutating func changeBits(_ draft: inout PacketDraft) -> Bool {
    let book = books[draft.packet.revision]
    let flags = draft.spans.filter { book[$0.path]?.bits.isEmpty == false && $0.length <= 9 }
    guard let span = flags.randomElement(using: &random), let facts = book[span.path], let scalar = facts.scalar else {
      return false
    }
    let now = number(in: span, of: draft)
    let all = facts.bits.reduce(0) { $0 | $1 }
    let bit = facts.bits.randomElement(using: &random) ?? 1
    let some = facts.bits.filter { _ in random.once(in: 2) }.reduce(0) { $0 | $1 }
    let number = [now ^ bit, some, all, 0, ~all, ~0, now | ~all, bit].randomElement(using: &random) ?? bit
    draft.replace(span, bytes(number, scalar))
    return true
  }

  /// Text that is no text: surrogates, overlong forms, cut sequences, NULs.
  mutating func changeText(_ draft: inout PacketDraft) -> Bool {
    let book = books[draft.packet.revision]
    let texts = draft.spans.filter { $0.role == .value && book[$0.path]?.isText == true }
    guard let span = texts.randomElement(using: &random) else { return false }
    let bad = Self.badText.randomElement(using: &random) ?? [0xFF]
    let place = Int.random(in: span.range, using: &random)
    if random.once(in: 3) {
      draft.packet.body.insert(contentsOf: bad, at: place)
    } else {
      let end = min(place + bad.count, span.range.upperBound)
      draft.packet.body.replaceSubrange(place..<end, with: bad.prefix(end - place))
    }
    return true
  }

  private static let badText: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xF8, 0x88], [0],
    [0xEF, 0xBB, 0xBF], [0xF0, 0x9F, 0x92], Array("é".utf8), Array("e\u{301}".utf8), [0xC3],
  ]

  /// NaN of both kinds, infinities, the smallest and the largest number, minus nothing.
  mutating func changeFloat(_ draft: inout PacketDraft) -> Bool {
    let book = books[draft.packet.revision]
    let floats = draft.spans.filter { if case .float = book[$0.path]?.scalar { $0.role == .value } else { false } }
    guard let span = floats.randomElement(using: &random), let scalar = book[span.path]?.scalar else { return false }
    let number = Self.floats.randomElement(using: &random) ?? .nan
    var bits = span.length == 4 ? UInt64(Float(number).bitPattern) : number.bitPattern
    if random.once(in: 3) { bits ^= 1 }
    draft.replace(span, bytes(Int128(bits), scalar))
    return true
  }

  private static let floats: [Double] = [
    .nan, .signalingNaN, .infinity, -.infinity, -0.0, 1e-42, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1,
  ]

  /// A packed guid that announces a byte which is zero: the same number, but not as an encoder writes it.
  mutating func loosenGuid(_ draft: inout PacketDraft) -> Bool {
    let book = books[draft.packet.revision]
    let guids = draft.spans.filter { book[$0.path]?.scalar == .packed64 && $0.role == .value }
    guard let span = guids.randomElement(using: &random) else { return false }
    let bytes = Array(draft.packet.body[span.range])
    var number: UInt64 = 0
    var rest = bytes.dropFirst()
    for bit in 0..<8 where bytes[0] & 1 << UInt8(bit) != 0 {
      number |= UInt64(rest.popFirst() ?? 0) << UInt64(8 * bit)
    }
    let mask = bytes[0] | 1 << UInt8.random(in: 0...7, using: &random)
    draft.replace(span, ScalarBytes.packed(number, mask: mask))
    return true
  }

  /// Garbage where nobody looks.
  mutating func poisonPadding(_ draft: inout PacketDraft) -> Bool {
    let paddings = draft.spans.filter { $0.role == .padding }
    guard !paddings.isEmpty else { return false }
    let poison: UInt8 = [0xAA, 0x55, 0xFF, 0xCC, 1].randomElement(using: &random) ?? 0xAA
    let isEverywhere = random.once(in: 2)
    let chosen = paddings.randomElement(using: &random)
    for span in paddings where isEverywhere || span == chosen {
      draft.replace(span, [UInt8](repeating: poison, count: span.length))
    }
    return true
  }

  // MARK: - Numbers

  func bytes(_ number: Int128, _ scalar: ScalarType) -> [UInt8] {
    ScalarBytes.bytes(number, scalar, linkOrder: interpreter.policy(for: target).order)
  }

  /// The bytes of a span as one little-endian number.
  func number(in span: WireSpan, of draft: PacketDraft) -> Int128 {
    draft.packet.body[span.range].prefix(8).reversed().reduce(0) { $0 << 8 | Int128($1) }
  }

  private mutating func boundary(_ span: WireSpan, _ book: FactBook) -> Int128 {
    if random.once(in: 4), let number = book.numbers.randomElement(using: &random) { return number }
    let bits = Int128(8 * min(span.length, 8))
    let top = Int128(1) << bits
    let candidates: [Int128] = [0, 1, -1, top / 2 - 1, top / 2, top / 2 + 1, top - 1, top - 2, 127, 128, 255, 256]
    if random.once(in: 3) { return Int128(random.next()) & (top - 1) }
    return candidates.randomElement(using: &random) ?? -1
  }
}
