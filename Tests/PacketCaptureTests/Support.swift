import PacketCapture

/// Captures made by hand.
struct CaptureFile {
  var isBig = false
  var isNano = false
  var link = LinkType.ethernet

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBig ? little.reversed() : little
  }

  /// A pcap file of packets, a millisecond apart; of each at most `snap` bytes.
  func pcap(_ packets: [[UInt8]], snap: Int = 65535) -> [UInt8] {
    var bytes = number(isNano ? 0xA1B2_3C4D : 0xA1B2_C3D4, 4) + number(2, 2) + number(4, 2) + number(0, 8)
    bytes += number(snap, 4) + number(link.number, 4)
    for (index, packet) in packets.enumerated() {
      let kept = packet.prefix(snap)
      bytes += number(1_762_026_300, 4) + number(index * (isNano ? 1_000_001 : 1000), 4)
      bytes += number(kept.count, 4) + number(packet.count, 4) + kept
    }
    return bytes
  }

  func block(_ type: Int, _ body: [UInt8]) -> [UInt8] {
    let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    return number(type, 4) + number(padded.count + 12, 4) + padded + number(padded.count + 12, 4)
  }

  var section: [UInt8] {
    block(0x0A0D_0D0A, number(0x1A2B_3C4D, 4) + number(1, 2) + number(0, 2) + [UInt8](repeating: 0xFF, count: 8))
  }

  /// An interface whose clock has this resolution.
  func interface(resolution: UInt8? = nil, offset: Int? = nil) -> [UInt8] {
    var body = number(link.number, 2) + number(0, 2) + number(0, 4)
    // A comment of three bytes comes first, so that options have to be passed over.
    body += number(1, 2) + number(3, 2) + [0x61, 0x62, 0x63, 0]
    if let resolution { body += number(9, 2) + number(1, 2) + [resolution, 0, 0, 0] }
    if let offset { body += number(14, 2) + number(8, 2) + number(offset, 8) }
    return block(1, body + number(0, 4))
  }

  func enhanced(_ packet: [UInt8], ticks: Int = 0, interface: Int = 0) -> [UInt8] {
    block(
      6,
      number(interface, 4) + number(ticks >> 32, 4) + number(ticks & 0xFFFF_FFFF, 4) + number(packet.count, 4)
        + number(packet.count, 4) + packet)
  }

  func simple(_ packet: [UInt8]) -> [UInt8] { block(3, number(packet.count, 4) + packet) }
}

/// A TCP segment as it is on the network.
struct Segment {
  static let client = 40000
  static let server = 8130

  var isFromServer = false
  var sequence: UInt32 = 1
  var flags: UInt8 = 0x10
  var payload: [UInt8] = []
  var clientPort = Segment.client

  static let syn: UInt8 = 0x02
  static let fin: UInt8 = 0x11
  static let reset: UInt8 = 0x04

  var tcp: [UInt8] {
    let (from, to) = isFromServer ? (Self.server, clientPort) : (clientPort, Self.server)
    return big(from, 2) + big(to, 2) + big(Int(sequence), 4) + big(0, 4) + [0x50, flags]
      + [UInt8](repeating: 0, count: 6) + payload
  }

  func ipv4(options: Int = 0, total: Int? = nil, fragment: Int = 0) -> [UInt8] {
    let (from, to) = isFromServer ? (1, 2) : (2, 1)
    let header = 20 + options
    return [UInt8(0x40 + header / 4), 0] + big(total ?? header + tcp.count, 2) + big(0, 2) + big(fragment, 2)
      + [64, 6, 0, 0, 10, 0, 0, UInt8(from), 10, 0, 0, UInt8(to)] + [UInt8](repeating: 0, count: options) + tcp
  }

  /// With extension headers: each a number and its bytes, of which the first is to be the next one's number.
  func ipv6(_ extensions: [(number: UInt8, bytes: [UInt8])] = []) -> [UInt8] {
    let (from, to) = isFromServer ? (1, 2) : (2, 1)
    let numbers = extensions.map(\.number) + [6]
    let chain = zip(extensions, numbers.dropFirst()).flatMap { [$1] + $0.bytes.dropFirst() }
    let address: [UInt8] = [0xFE, 0x80] + [UInt8](repeating: 0, count: 13)
    return [0x60, 0, 0, 0] + big(chain.count + tcp.count, 2) + [numbers[0], 64] + address + [UInt8(from)] + address
      + [UInt8(to)] + chain + tcp
  }

  var ethernet: [UInt8] { Self.ethernet(0x0800, ipv4()) }

  static func ethernet(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 2, count: 12) + big(type, 2) + payload
  }
}

func big(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The packets of a capture that comes in pieces of a size.
func packets(in file: [UInt8], pieces: Int = 1 << 20) throws -> [CapturedPacket] {
  var reader = CaptureReader()
  var packets: [CapturedPacket] = []
  for start in stride(from: 0, to: file.count, by: pieces) {
    reader.append(Array(file[start..<min(start + pieces, file.count)]))
    while let packet = try reader.next() { packets.append(packet) }
  }
  try reader.finish()
  return packets
}
