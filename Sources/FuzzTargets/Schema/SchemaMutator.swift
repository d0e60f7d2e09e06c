import SchemaSyntax

/// Changes schema text so that it mostly stays YAML: random bytes alone hardly ever get past the reader.
struct SchemaMutator {
  /// Words of the language, from the table that drives the parser, and a few that only people use.
  static let words: [[UInt8]] = {
    let keys = ShapeID.allCases.flatMap { ObjectShape.shape($0).keys.map(\.name) }
    let types = WireName.allSpellings + ["Item", "Missing", "string[u8]", "cstring[<= 64]", "bytes[* <= 9]"]
    let parts = [
      "a", "b", "A", "else", "as", "in", "has", "map", "mask", "bits", "until", "count - 1", "keep", "reject", "any",
    ]
    let numbers = [
      "0", "1", "2", "7", "8", "32", "255", "256", "65536", "0xFFFFFFFF", "4294967296", "1MiB", "-1", "1.5",
    ]
    return (keys + types + parts + numbers).map { Array($0.utf8) }
  }()

  private var random: SplitMix64
  private var bytes: [UInt8]

  /// Some bytes, changed.
  static func mutated(_ bytes: [UInt8], seed: UInt32) -> [UInt8] {
    var mutator = SchemaMutator(random: SplitMix64(state: UInt64(seed)), bytes: bytes)
    for _ in 0...mutator.below(3) {
      if mutator.below(3) == 0 { mutator.changeLine() } else { mutator.changeWord() }
    }
    return mutator.bytes
  }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// Replaces a word by one of the language, by another of the text, or by nothing.
  private mutating func changeWord() {
    let words = ranges { Self.isWord($0) }
    guard !words.isEmpty else { return }
    let target = words[below(words.count)]
    switch below(8) {
    case 0: bytes.removeSubrange(target)
    case 1...3: bytes.replaceSubrange(target, with: Array(bytes[words[below(words.count)]]))
    default: bytes.replaceSubrange(target, with: Self.words[below(Self.words.count)])
    }
  }

  /// Removes, repeats, moves or indents a line, or a line and those below that are indented more.
  private mutating func changeLine() {
    let lines = ranges { $0 != 0x0A }
    guard !lines.isEmpty else { return }
    let first = below(lines.count)
    var last = first
    let indentation = self.indentation(lines[first])
    if below(2) == 0 {
      while last + 1 < lines.count, self.indentation(lines[last + 1]) > indentation { last += 1 }
    }
    let block = lines[first].lowerBound..<lines[last].upperBound
    let text = Array(bytes[block]) + [0x0A]
    switch below(5) {
    case 0: bytes.removeSubrange(block)
    case 1: bytes.insert(contentsOf: text, at: lines[first].lowerBound)
    case 2: bytes.insert(contentsOf: text, at: lines[below(lines.count)].lowerBound)
    case 3: bytes.insert(contentsOf: [0x20, 0x20], at: block.lowerBound)
    default: bytes.removeSubrange(block.lowerBound..<min(block.lowerBound + 2, block.upperBound))
    }
  }

  private func indentation(_ line: Range<Int>) -> Int { bytes[line].prefix { $0 == 0x20 }.count }

  /// The runs of bytes of a kind.
  private func ranges(of isMember: (UInt8) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if isMember(byte) {
        start = start ?? index
      } else if let first = start {
        ranges.append(first..<index)
        start = nil
      }
    }
    if let start { ranges.append(start..<bytes.count) }
    return ranges
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// The same random numbers for the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
