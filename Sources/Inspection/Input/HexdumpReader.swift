import WireInterpreter

/// Reads hexdumps: each line an offset, up to 256 bytes, and perhaps the same as text.
///
/// A line of `*` stands for copies of the line before it, as `hexdump -C` prints runs of equal lines.
struct HexdumpReader {
  /// What `*` may stand for in all: a few characters must not become a gigabyte.
  static let mostRepeated = 16 << 20
  /// No tool prints longer lines.
  static let longestLine = 2048

  private var line = 0
  private var partial: [UInt8] = []
  /// The offset at which the next line should begin; nil before the first.
  private var expected: UInt64?
  private var last: [UInt8] = []
  private var isRepeating = false
  private var repeated = 0

  mutating func read(_ piece: [UInt8]) throws(InputProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = piece[...]
    while let end = rest.firstIndex(of: 0x0A) {
      bytes += try read(line: partial + rest[..<end])
      partial = []
      rest = rest[(end + 1)...]
    }
    partial += rest
    // A line that never ends must not be gathered.
    if partial.count > Self.longestLine { bytes += try read(line: partial) }
    return bytes
  }

  mutating func finish() throws(InputProblem) -> [UInt8] {
    let bytes = try read(line: partial)
    if isRepeating { throw problem(0, "`*` is the last line: how far it goes is not said") }
    return bytes
  }

  private mutating func read(line text: [UInt8]) throws(InputProblem) -> [UInt8] {
    line += 1
    guard text.count <= Self.longestLine else {
      throw problem(Self.longestLine, "the line is too long for a hexdump")
    }
    let text = text.last == 0x0D ? text.dropLast() : text[...]
    let words = text.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    guard let first = words.first else { return [] }
    if words.count == 1, first.elementsEqual([UInt8(ascii: "*")]), !last.isEmpty {
      isRepeating = true
      return []
    }
    guard let parsed = HexdumpLine(text) else {
      throw problem(0, "this is no line of a hexdump: it begins with an offset, then has up to 256 bytes")
    }
    var bytes: [UInt8] = []
    if isRepeating, let from = expected { bytes = try copies(upTo: parsed.offset, from: from) }
    isRepeating = false
    let begin = (expected ?? parsed.offset) + UInt64(bytes.count)
    let (end, isPastAll) = parsed.offset.addingReportingOverflow(UInt64(parsed.bytes.count))
    guard !isPastAll else { throw problem(0, "this line ends beyond the last offset that there can be") }
    guard parsed.offset == begin else {
      throw problem(
        0, "offset 0x\(String(parsed.offset, radix: 16)) where 0x\(String(begin, radix: 16)) should follow")
    }
    expected = end
    last = parsed.bytes
    return bytes + parsed.bytes
  }

  private mutating func copies(upTo end: UInt64, from start: UInt64) throws(InputProblem) -> [UInt8] {
    guard end >= start, end - start <= UInt64(Self.mostRepeated - repeated), (end - start) % UInt64(last.count) == 0
    else { throw problem(0, "the lines that `*` stands for do not end at this offset, or are too many") }
    repeated += Int(end - start)
    return (0..<Int(end - start) / last.count).flatMap { _ in last }
  }

  private func problem(_ index: Int, _ message: String) -> InputProblem {
    InputProblem(line: line, column: index + 1, message: message)
  }
}

/// One line of a hexdump: `00000010: 1122 3344  .."3D` or `00000010  11 22 33 44  |."3D|`.
struct HexdumpLine {
  let offset: UInt64
  let bytes: [UInt8]

  /// Whether a text whose first line this is, is a hexdump.
  static func isHexdump(_ line: ArraySlice<UInt8>) -> Bool {
    guard let parsed = HexdumpLine(line) else { return false }
    // Without a colon, only an offset of zero tells it from hex.
    return !parsed.bytes.isEmpty && (parsed.hasColon || parsed.offset == 0)
  }

  private let hasColon: Bool

  /// nil when the line is of another kind.
  init?(_ line: ArraySlice<UInt8>) {
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    if rest.starts(with: [0x30, UInt8(ascii: "x")]) { rest = rest.dropFirst(2) }
    let digits = rest.prefix { Hex.value(of: $0) != nil }
    rest = rest.dropFirst(digits.count)
    guard (4...16).contains(digits.count) else { return nil }
    offset = digits.reduce(0) { $0 << 4 | UInt64(Hex.value(of: $1) ?? 0) }
    hasColon = rest.first == UInt8(ascii: ":")
    if hasColon { rest = rest.dropFirst() }
    // The last line of `hexdump -C` and `od` is the size alone. `od -A x -t x1` has one blank after six digits.
    let isFromOd = digits.count == 6 && rest.first == 0x20 && Self.hasSingleBytes(rest)
    guard hasColon || rest.isEmpty || rest.starts(with: [0x20, 0x20]) || isFromOd else { return nil }
    guard let bytes = Self.bytes(rest, endsAtGap: hasColon ? 2 : 3) else { return nil }
    self.bytes = bytes
    if bytes.isEmpty, !rest.allSatisfy({ $0 == 0x20 }) { return nil }
  }

  /// Whether a line is bytes and single blanks throughout.
  private static func hasSingleBytes(_ line: ArraySlice<UInt8>) -> Bool {
    let groups = line.split(separator: 0x20, omittingEmptySubsequences: false).dropFirst()
    return !groups.isEmpty && groups.allSatisfy { $0.count == 2 && $0.allSatisfy { Hex.value(of: $0) != nil } }
  }

  /// The bytes up to the text: a gap of blanks parts them, or a bar. Nil where something else does, for then nobody
  /// knows which of the digits were bytes.
  private static func bytes(_ line: ArraySlice<UInt8>, endsAtGap gap: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    while let next = rest.first, next != UInt8(ascii: "|") {
      let group = rest.prefix { Hex.value(of: $0) != nil }
      rest = rest.dropFirst(group.count)
      guard !group.isEmpty, group.count % 2 == 0, rest.first == nil || rest.first == 0x20,
        let more = Hex.bytes(String(decoding: group, as: UTF8.self)), bytes.count + more.count <= 256
      else { return nil }
      bytes += more
      let blanks = rest.prefix { $0 == 0x20 }.count
      if blanks >= gap { break }
      rest = rest.dropFirst(blanks)
    }
    return bytes
  }
}
