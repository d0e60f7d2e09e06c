import Wire

/// A header drawn from two bytes, and a plain reading of it to hold the library against.
struct ProbedHeader {
  /// How many bytes the numbers have; 0 where there is no such number.
  let opcodeWidth: Int
  let sizeWidth: Int
  private let isOpcodeBig: Bool
  private let isSizeBig: Bool
  private let sizeComesFirst: Bool
  private let sizeCoversOpcode: Bool
  private let maxBody: Int
  /// The length of bodies where headers do not say it.
  let bodySize: Int

  init(_ shape: UInt8, _ limits: UInt8) {
    let widths = [1, 2, 4, 8]
    sizeWidth = limits & 0x10 == 0 ? widths[Int(shape >> 2 & 3)] : 0
    opcodeWidth = limits & 0x08 == 0 || sizeWidth == 0 ? widths[Int(shape & 3)] : 0
    isOpcodeBig = shape & 0x10 != 0
    isSizeBig = shape & 0x20 != 0
    sizeComesFirst = shape & 0x40 != 0
    sizeCoversOpcode = shape & 0x80 != 0
    bodySize = Int(limits >> 5)
    let largest = [0, 1, 5, 64, 255, 65_535, 1 << 20, .max][Int(limits & 7)]
    // Headers that do not say the size do not refuse it either; only writers look at it.
    maxBody = sizeWidth == 0 ? max(largest, bodySize) : largest
  }

  /// How many bytes it has.
  var bytes: Int { opcodeWidth + sizeWidth }

  /// What the library is told.
  var format: FrameFormat {
    var fields: [FrameFormat.Field] = []
    if opcodeWidth > 0 { fields.append(.opcode(width: opcodeWidth, bigEndian: isOpcodeBig)) }
    if sizeWidth > 0 {
      fields.insert(.size(width: sizeWidth, bigEndian: isSizeBig), at: sizeComesFirst ? 0 : fields.count)
    }
    return FrameFormat(fields, sizeCoversOpcode: sizeCoversOpcode, maxBody: maxBody)
  }

  /// The frames of a stream, and where the header begins that cannot be followed.
  func cut(_ stream: [UInt8]) -> ExpectedFrames {
    var expected = ExpectedFrames()
    var rest = stream[...]
    while rest.count >= bytes {
      let opcode = number(rest.dropFirst(sizeComesFirst ? sizeWidth : 0).prefix(opcodeWidth), isBig: isOpcodeBig)
      let size = number(rest.dropFirst(sizeComesFirst ? 0 : opcodeWidth).prefix(sizeWidth), isBig: isSizeBig)
      let covered = sizeCoversOpcode ? UInt64(opcodeWidth) : 0
      let body = sizeWidth == 0 ? UInt64(bodySize) : size &- covered
      guard sizeWidth == 0 || size >= covered && body <= UInt64(maxBody) else {
        expected.brokenAt = rest.startIndex
        return expected
      }
      guard UInt64(rest.count - bytes) >= body else { return expected }
      expected.frames.append(.init(opcode: opcode, body: Array(rest.dropFirst(bytes).prefix(Int(body)))))
      rest = rest.dropFirst(bytes + Int(body))
    }
    return expected
  }

  private func number(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> UInt64 {
    (isBig ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// What a stream holds.
struct ExpectedFrames {
  var frames: [FrameReader.Frame] = []
  var brokenAt: Int?
}
