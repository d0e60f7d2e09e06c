import PacketCapture
import Testing

@Suite("Packets taken apart")
struct DissectionTests {
  private static let segment = Segment(sequence: 7, payload: [1, 2, 3])

  private func dissect(_ bytes: [UInt8], _ link: LinkType, kept: Int? = nil) -> Dissection {
    CapturedPacket(
      number: 1, time: nil, link: link, bytes: bytes.prefix(kept ?? bytes.count), wireLength: bytes.count
    ).dissection
  }

  private func payload(_ dissection: Dissection) -> [UInt8]? {
    guard case .segment(let segment) = dissection, segment.sequence == 7 else { return nil }
    return Array(segment.payload)
  }

  @Test("every kind of network leads to the same segment")
  func links() {
    let ip = Self.segment.ipv4()
    let tag: [UInt8] = [0, 5]
    let cooked = [UInt8](repeating: 0, count: 14) + big(0x0800, 2)
    let cooked2 = big(0x0800, 2) + [UInt8](repeating: 0, count: 18)
    let packets: [(LinkType, [UInt8])] = [
      (.ethernet, Segment.ethernet(0x0800, ip)),
      (.ethernet, Segment.ethernet(0x8100, tag + big(0x0800, 2) + ip)),
      (.ethernet, Segment.ethernet(0x88A8, tag + big(0x8100, 2) + tag + big(0x0800, 2) + ip)),
      (.linuxCooked, cooked + ip), (.linuxCooked2, cooked2 + ip), (.raw, ip), (.ipv4, ip),
      (.null, [2, 0, 0, 0] + ip), (.loop, [0, 0, 0, 2] + ip),
      (.ethernet, Segment.ethernet(0x86DD, Self.segment.ipv6())), (.ipv6, Self.segment.ipv6()),
      (.null, [30, 0, 0, 0] + Self.segment.ipv6()),
    ]
    for (link, bytes) in packets { #expect(payload(dissect(bytes, link)) == [1, 2, 3], "\(link) \(bytes)") }
    #expect(dissect(ip, LinkType(147)) == .unknownLink(LinkType(147)))
  }

  @Test("addresses and ports are told")
  func endpoints() {
    guard case .segment(let four) = dissect(Self.segment.ipv4(), .raw),
      case .segment(let six) = dissect(Self.segment.ipv6(), .raw)
    else {
      Issue.record("no segments")
      return
    }
    #expect("\(four.source) → \(four.destination)" == "10.0.0.2:40000 → 10.0.0.1:8130")
    #expect("\(six.source) → \(six.destination)" == "[fe80::2]:40000 → [fe80::1]:8130")
    #expect("\(IPAddress.v6([0, 0, 0, 0, 0, 0, 0, 1]))" == "::1")
    #expect("\(IPAddress.v6([1, 0, 2, 0, 0, 3, 0, 0]))" == "1:0:2::3:0:0")
    #expect("\(IPAddress.v6([1, 2, 3, 4, 5, 6, 7, 8]))" == "1:2:3:4:5:6:7:8")
  }

  @Test("options and extension headers are passed over")
  func headers() {
    #expect(payload(dissect(Self.segment.ipv4(options: 8), .raw)) == [1, 2, 3])
    #expect(payload(dissect(Self.segment.withOptions, .raw)) == [1, 2, 3])
    let chain: [(UInt8, [UInt8])] = [
      (0, [0, 0, 0, 0, 0, 0, 0, 0]), (43, [0, 1] + [UInt8](repeating: 0, count: 14)), (44, [0, 0, 0, 0, 0, 0, 0, 9]),
      (51, [0, 1] + [UInt8](repeating: 0, count: 10)), (60, [0, 0, 0, 0, 0, 0, 0, 0]),
    ]
    #expect(payload(dissect(Self.segment.ipv6(chain), .raw)) == [1, 2, 3])
  }

  @Test("fragments, other protocols and damage are told apart")
  func others() {
    #expect(dissect(Self.segment.ipv4(fragment: 0x2000), .raw) == .fragment)
    #expect(dissect(Self.segment.ipv4(fragment: 1), .raw) == .fragment)
    #expect(payload(dissect(Self.segment.ipv4(fragment: 0x4000), .raw)) == [1, 2, 3])
    #expect(dissect(Self.segment.ipv6([(44, [0, 0, 0, 9, 0, 0, 0, 0])]), .raw) == .fragment)
    var udp = Self.segment.ipv4()
    udp[9] = 17
    #expect(dissect(udp, .raw) == .other)
    #expect(dissect(Segment.ethernet(0x0806, [0, 1]), .ethernet) == .other)
    #expect(dissect(Self.segment.ipv4(total: 30), .raw) == .damaged)
    #expect(dissect([], .raw) == .damaged)
    for length in 0..<40 { #expect(dissect(Self.segment.ipv4(), .raw, kept: length) != .fragment) }
  }

  @Test("what follows the packet is no payload, and what a short capture lacks is counted")
  func lengths() {
    #expect(payload(dissect(Self.segment.ethernet + [0, 0, 0, 0, 0, 0], .ethernet)) == [1, 2, 3])
    guard case .segment(let cut) = dissect(Self.segment.ipv4(), .raw, kept: 41) else {
      Issue.record("no segment")
      return
    }
    #expect(Array(cut.payload) == [1] && cut.missing == 2)
    // A length of 0 is what a network card is given to cut up itself.
    #expect(payload(dissect(Self.segment.ipv4(total: 0), .raw)) == [1, 2, 3])
  }
}

extension Segment {
  /// With 12 bytes of TCP options.
  fileprivate var withOptions: [UInt8] {
    var bytes = ipv4(total: 40 + 12 + payload.count)
    bytes[20 + 12] = 0x80
    bytes.insert(contentsOf: [UInt8](repeating: 1, count: 12), at: 40)
    return bytes
  }
}
