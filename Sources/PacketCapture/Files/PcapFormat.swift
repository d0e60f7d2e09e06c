/// The classic format: one link type, one resolution, packet after packet.
struct PcapFormat: Sendable {
  static let headerBytes = 24
  private static let recordBytes = 16
  /// Microseconds and nanoseconds, each in both byte orders.
  static let magics: [[UInt8]] = [
    [0xA1, 0xB2, 0xC3, 0xD4], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D], [0x4D, 0x3C, 0xB2, 0xA1],
  ]

  private let isBig: Bool
  private let isNano: Bool
  private let link: LinkType

  /// The format that a file's header states.
  init(_ header: ByteView) throws(CaptureReader.Problem) {
    isBig = header[0] == 0xA1
    isNano = header[isBig ? 2 : 1] == 0x3C
    let major = header.number(at: 4, bytes: 2, isBig: isBig) ?? 0
    guard major == 2 else {
      throw CaptureReader.Problem(offset: 4, message: "this is version \(major) of pcap; there is only version 2")
    }
    // The upper bits say whether frames end in a checksum, which no length counts.
    link = LinkType((header.number(at: 20, bytes: 4, isBig: isBig) ?? 0) & 0xFFFF)
  }

  func step(_ view: ByteView, _ offset: Int) throws(CaptureReader.Problem) -> CaptureReader.Step? {
    let numbers = stride(from: 0, to: Self.recordBytes, by: 4).compactMap {
      view.number(at: $0, bytes: 4, isBig: isBig)
    }
    guard numbers.count == 4 else { return nil }
    guard numbers[2] <= CaptureReader.longestPacket else {
      throw CaptureReader.Problem(offset: offset, message: "the packet claims \(numbers[2]) bytes")
    }
    guard let bytes = view.slice(at: Self.recordBytes, bytes: numbers[2]) else { return nil }
    let time = CaptureTime(seconds: numbers[0], nanoseconds: isNano ? numbers[1] : numbers[1] * 1000)
    return CaptureReader.Step(
      length: Self.recordBytes + numbers[2],
      packet: CapturedPacket(number: 0, time: time, link: link, bytes: bytes, wireLength: max(numbers[3], numbers[2])))
  }
}
