import PacketCapture
import Testing

@Suite("Captures")
struct CaptureReaderTests {
  @Test("pcap is read in both byte orders and resolutions", arguments: [false, true], [false, true])
  func pcap(isBig: Bool, isNano: Bool) throws {
    let file = CaptureFile(isBig: isBig, isNano: isNano).pcap([[1, 2, 3], [4], []])
    let found = try packets(in: file)
    #expect(found.map { Array($0.bytes) } == [[1, 2, 3], [4], []])
    #expect(found.map(\.number) == [1, 2, 3])
    #expect(found[0].time?.description == "2025-11-01T19:45:00.000000Z")
    #expect(found[2].time?.description == (isNano ? "2025-11-01T19:45:00.002000002Z" : "2025-11-01T19:45:00.002000Z"))
    #expect(found.allSatisfy { $0.link == .ethernet })
  }

  @Test("pieces of any size give the same packets", arguments: [1, 2, 7, 16, 100])
  func pieces(size: Int) throws {
    let capture = CaptureFile(isBig: true)
    let pcap = capture.pcap([[1, 2, 3], [4]])
    #expect(try packets(in: pcap, pieces: size) == packets(in: pcap))
    let pcapng = capture.section + capture.interface() + capture.enhanced([1, 2, 3]) + capture.simple([4])
    #expect(try packets(in: pcapng, pieces: size).map { Array($0.bytes) } == [[1, 2, 3], [4]])
  }

  @Test("pcapng is read in both byte orders, even in one file, and unknown blocks are passed over")
  func pcapng() throws {
    let little = CaptureFile()
    let big = CaptureFile(isBig: true, link: .raw)
    let file =
      little.section + little.interface() + little.block(5, [1, 2, 3]) + little.enhanced([1, 2, 3])
      + big.section + big.block(0xBAD, [9]) + big.interface() + big.simple([4, 5])
    let found = try packets(in: file)
    #expect(found.map { Array($0.bytes) } == [[1, 2, 3], [4, 5]])
    #expect(found.map(\.link) == [.ethernet, .raw])
    #expect(found[1].time == nil)
  }

  @Test(
    "an interface says how it counts time",
    arguments: [
      (nil, nil, 1_762_026_300_000_001, "2025-11-01T19:45:00.000001Z"),
      (9, nil, 1_762_026_300_000_000_001, "2025-11-01T19:45:00.000000001Z"),
      (3, nil, 1_762_026_300_007, "2025-11-01T19:45:00.007000Z"),
      (0x81, nil, 3, "1970-01-01T00:00:01.500000Z"),
      (0, 1_762_026_300, 5, "2025-11-01T19:45:05.000000Z"),
      (0, -1, 0, "1969-12-31T23:59:59.000000Z"),
    ] as [(UInt8?, Int?, Int, String)])
  func clocks(resolution: UInt8?, offset: Int?, ticks: Int, text: String) throws {
    let capture = CaptureFile()
    let file =
      capture.section + capture.interface(resolution: resolution, offset: offset)
      + capture.enhanced([1], ticks: ticks)
    #expect(try packets(in: file).first?.time?.description == text)
  }

  @Test("a resolution beyond counting leaves the time out")
  func resolution() throws {
    let capture = CaptureFile()
    for resolution in [20, 127, 0xC0, 0xFF] as [UInt8] {
      let file = capture.section + capture.interface(resolution: resolution) + capture.enhanced([1], ticks: 1)
      #expect(try packets(in: file).map(\.time) == [nil])
    }
  }

  @Test("what is damaged says where, after all that could be read")
  func damage() throws {
    let capture = CaptureFile()
    let good = capture.pcap([[1, 2, 3]])
    let pcapng = capture.section + capture.interface()
    let cases: [([UInt8], Int, String)] = [
      ([], 0, "there are no bytes"),
      ([0xD4, 0xC3], 0, "too short"),
      ([1, 2, 3, 4, 5], 0, "no capture"),
      (good.dropLast(), 24, "ends inside a packet"),
      (good + [0], 43, "ends inside a packet"),
      (good.prefix(24) + [0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0], 24, "claims 4294967295 bytes"),
      (good.prefix(4) + [3] + good.dropFirst(5), 4, "version 3"),
      (pcapng + capture.enhanced([1], interface: 1), 60, "interface 1"),
      (capture.section + capture.simple([1]), 28, "no interface"),
      (Array(capture.section.dropLast(4)) + [1, 0, 0, 0], 24, "another length"),
      (pcapng + [6, 0, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0], 64, "claims 13 bytes"),
      (pcapng + [6, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0], 64, "claims 268435456 bytes"),
      (pcapng + capture.block(6, [0, 0, 0, 0]), 60, "too short"),
      (
        pcapng + capture.block(6, [UInt8](repeating: 0, count: 12) + [9, 0, 0, 0, 9, 0, 0, 0, 1]), 60, "claims 9 bytes"
      ),
    ]
    for (file, offset, words) in cases {
      let problem = #expect(throws: CaptureReader.Problem.self) { _ = try packets(in: Array(file)) }
      #expect(
        problem?.message.contains(words) == true && problem?.offset == offset, "\(problem?.description ?? "") \(words)")
    }
  }

  @Test("a capture is told from other input by its first bytes")
  func detection() {
    #expect(CaptureReader.isCapture(CaptureFile().pcap([])) == true)
    #expect(CaptureReader.isCapture(CaptureFile(isBig: true, isNano: true).pcap([])) == true)
    #expect(CaptureReader.isCapture(CaptureFile().section) == true)
    #expect(CaptureReader.isCapture([0x0A, 0x0D, 0x0D, 0x0A]) == nil)
    #expect(CaptureReader.isCapture([0x0A, 0x0D, 0x0D, 0x0A, 0x30, 0x31, 0, 0, 1, 2, 3, 4]) == false)
    #expect(CaptureReader.isCapture([0xD4]) == nil)
    #expect(CaptureReader.isCapture(Array("0102".utf8)) == false)
  }

  @Test("no file of random bytes behind a good head makes the reader fail otherwise than with a problem")
  func random() {
    var random = Fixed(state: 1)
    let capture = CaptureFile()
    for head in [Array(capture.pcap([]).prefix(24)), capture.section + capture.interface()] {
      for _ in 0..<200 {
        let length = Int.random(in: 0..<400, using: &random)
        let tail = (0..<length).map { _ in UInt8.random(in: 0...0x1F, using: &random) }
        let found = (try? packets(in: head + tail)) ?? []
        for packet in found { _ = packet.dissection }
      }
    }
  }
}

/// The same numbers every time.
private struct Fixed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}
