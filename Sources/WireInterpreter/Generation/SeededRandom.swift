/// Random numbers that a seed decides, the same on every machine (SplitMix64).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The sequence of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `times`.
  public mutating func once(in times: Int) -> Bool { Int.random(in: 0..<max(times, 1), using: &self) == 0 }

  /// A number of a range, its ends and the numbers around zero more often than others.
  public mutating func number(in range: ClosedRange<Int128>) -> Int128 {
    let special: [Int128] = [
      range.lowerBound, range.upperBound, range.lowerBound + 1, range.upperBound - 1, 0, 1, 2, 127, 128, 255, 256,
    ]
    if once(in: 2), let number = special.filter(range.contains).randomElement(using: &self) { return number }
    // Small widths as often as large ones.
    let width = UInt64.random(in: 0...63, using: &self)
    let magnitude = Int128(next() >> width)
    let (number, overflow) = range.lowerBound.addingReportingOverflow(magnitude)
    return !overflow && range.contains(number) ? number : Int128.random(in: range, using: &self)
  }
}
