import WireInterpreter

/// Changes of bytes of which nothing is known.
enum ByteMutation {
  /// Some bytes, changed once to four times.
  static func mutated(_ input: [UInt8], limit: Int, seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var bytes = input
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes, &random) }
    if bytes.count > limit { bytes.removeLast(bytes.count - limit) }
    return bytes
  }

  static func change(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else {
      bytes.append(UInt8(truncatingIfNeeded: random.next()))
      return
    }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &random) ?? 0
    case 3: bytes.remove(at: place)
    case 4: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 5: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
    default:
      let end = Int.random(in: place..<bytes.count, using: &random) + 1
      bytes.insert(contentsOf: bytes[place..<end].prefix(64), at: place)
    }
  }
}
