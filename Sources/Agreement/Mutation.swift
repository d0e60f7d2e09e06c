public import WireInterpreter

/// Bytes that are nearly those of a packet: what a broken or hostile peer sends.
public enum Mutation {
  /// As many variants of a body; the same seed gives the same ones.
  ///
  /// Cuts, bytes too many, flipped bits, numbers that lie, parts twice or left out.
  public static func variants(of body: [UInt8], _ count: Int, _ random: inout SeededRandom) -> [[UInt8]] {
    (0..<count).map { _ in variant(of: body, &random) }
  }

  /// Every beginning of a body, the whole left out.
  public static func cuts(of body: [UInt8]) -> [[UInt8]] { body.indices.map { Array(body[..<$0]) } }

  private static let liars: [UInt64] = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, .max]

  private static func variant(of body: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = body
    guard !bytes.isEmpty else { return [UInt8(truncatingIfNeeded: random.next())] }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes += (0..<Int.random(in: 1...4, using: &random)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case 2, 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 4: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 5:
      // A count, a length or an enum that says something else.
      var number = liars.randomElement(using: &random) ?? 0
      for offset in 0..<[1, 2, 4, 8][Int.random(in: 0..<4, using: &random)] where place + offset < bytes.count {
        bytes[place + offset] = UInt8(truncatingIfNeeded: number)
        number >>= 8
      }
    case 6:
      let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...4, using: &random)))
    }
    return bytes
  }
}
