import PacketCapture
import Testing

@Suite("Connections put together")
struct ConnectionTests {
  /// What each side of the connections on the server's port sent, gaps as `-3-`, ends as `|`.
  func streams(_ segments: [Segment], snap: Int = 65535, finish: Bool = true) throws -> (
    client: String, server: String, tally: CaptureTally
  ) {
    var tracker = ConnectionTracker(port: Segment.server)
    var events: [StreamEvent] = []
    for packet in try packets(in: CaptureFile().pcap(segments.map(\.ethernet), snap: snap)) {
      events += tracker.take(packet)
    }
    if finish { events += tracker.finish() }
    func text(_ isFromServer: Bool) -> String {
      events.filter { $0.isFromServer == isFromServer }.map { event in
        switch event.kind {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .gap(let count): "-\(count)-"
        case .end: "|"
        }
      }.joined()
    }
    return (text(false), text(true), tracker.tally)
  }

  private func data(_ text: String, _ sequence: UInt32, isFromServer: Bool = false) -> Segment {
    Segment(isFromServer: isFromServer, sequence: sequence, payload: Array(text.utf8))
  }

  private let syn = Segment(sequence: 99, flags: Segment.syn)

  @Test("both sides are told apart, whoever is captured first")
  func sides() throws {
    let found = try streams([
      syn, Segment(isFromServer: true, sequence: 499, flags: 0x12), data("abc", 100),
      data("xyz", 500, isFromServer: true), data("de", 103),
    ])
    #expect(found.client == "abcde|" && found.server == "xyz|")
    #expect(try streams([data("xyz", 5, isFromServer: true), data("abc", 1)]).server == "xyz|")
  }

  @Test("segments come in any order, again, and overlapping")
  func order() throws {
    #expect(try streams([syn, data("def", 103), data("abc", 100)]).client == "abcdef|")
    #expect(try streams([syn, data("ghi", 106), data("def", 103), data("abc", 100)]).client == "abcdefghi|")
    let again = try streams([syn, data("abc", 100), data("abc", 100), data("bcd", 101), data("a", 100)])
    #expect(again.client == "abcd|")
    #expect(again.tally.repeated == 3)
    // Of what comes twice the first counts.
    #expect(try streams([syn, data("abc", 100), data("XYZd", 100)]).client == "abcd|")
    #expect(try streams([syn, data("cd", 102), data("bcde", 101), data("a", 100)]).client == "abcde|")
    #expect(try streams([syn, syn, data("abc", 100)]).client == "abc|")
  }

  @Test("every order of the same segments gives the same stream")
  func everyOrder() throws {
    let parts = [data("ab", 100), data("bcd", 101), data("e", 104), data("defg", 103)]
    func permutations(_ rest: [Segment]) -> [[Segment]] {
      rest.isEmpty
        ? [[]]
        : rest.indices.flatMap { index in
          var others = rest
          let first = others.remove(at: index)
          return permutations(others).map { [first] + $0 }
        }
    }
    for order in permutations(parts) { #expect(try streams([syn] + order).client == "abcdefg|") }
  }

  @Test("sequence numbers wrap")
  func wrap() throws {
    let last = UInt32.max
    let found = try streams([
      Segment(sequence: last - 2, flags: Segment.syn), data("abc", last - 1), data("fg", 3), data("de", 1),
    ])
    #expect(found.client == "abcdefg|")
  }

  @Test("what never came is a gap, in its place")
  func gaps() throws {
    #expect(try streams([syn, data("abc", 100), data("ghi", 106)]).client == "abc-3-ghi|")
    #expect(try streams([syn, data("abc", 101)]).client == "-1-abc|")
    #expect(
      try streams([syn, data("abc", 100), Segment(sequence: 110, flags: Segment.fin)]).client == "abc-7-|")
  }

  @Test("a gap is given up when too much waits behind it")
  func patience() throws {
    let block = String(repeating: "x", count: 1000)
    let behind = (0..<400).map { data(block, 200 + UInt32($0) * 1000) }
    let found = try streams([syn, data("abc", 100)] + behind, finish: false)
    #expect(found.client.hasPrefix("abc-97-xxx"))
    #expect(found.client.utf8.count > 200_000)
  }

  @Test("packets that were kept in part leave gaps that need no waiting for")
  func snap() throws {
    // 54 bytes of headers.
    let found = try streams([syn, data("abcdef", 100), data("ghi", 106)], snap: 58, finish: false)
    #expect(found.client == "abcd-2-ghi")
    let again = try streams([syn, data("abcdef", 100), data("ef", 104), data("ghi", 106)], snap: 58)
    #expect(again.client == "abcd-2-ghi|")
    #expect(try streams([syn, data("ef", 104), data("abcdef", 100)], snap: 58).client == "abcdef|")
  }

  @Test("a capture may begin in the midst of a connection")
  func midStream() throws {
    var tracker = ConnectionTracker(port: Segment.server)
    let events = try packets(in: CaptureFile().pcap([data("abc", 7000).ethernet])).flatMap { tracker.take($0) }
    #expect(events.map(\.isMidStream) == [true])
    #expect(events.map(\.kind) == [.bytes(Array("abc".utf8))])
  }

  @Test("a connection ends with both FINs or a reset, and its ports may be used again")
  func ends() throws {
    let found = try streams(
      [
        syn, data("abc", 100), Segment(sequence: 103, flags: Segment.fin),
        Segment(isFromServer: true, sequence: 500, flags: Segment.fin), data("late", 103),
        Segment(sequence: 8000, flags: Segment.syn), data("new", 8001), Segment(sequence: 8004, flags: Segment.reset),
        Segment(sequence: 9, flags: Segment.syn), data("3", 10), Segment(sequence: 77, flags: Segment.syn),
        data("4", 78),
      ])
    #expect(found.client == "abc|new|3|4|")
  }

  @Test("a number far outside the window does not move the stream")
  func farAway() throws {
    #expect(try streams([syn, data("abc", 100), data("zzz", 0x7000_0000), data("def", 103)]).client == "abcdef|")
  }

  @Test("a great many connections are followed in bounded memory")
  func many() {
    var tracker = ConnectionTracker(port: Segment.server)
    var ends = 0
    for index in 0..<10_000 {
      let segment = Segment(sequence: 1, payload: [1], clientPort: 10_000 + index)
      let packet = CapturedPacket(
        number: index + 1, time: nil, link: .raw, bytes: segment.ipv4()[...], wireLength: segment.ipv4().count)
      ends += tracker.take(packet).count { if case .end = $0.kind { true } else { false } }
    }
    let last = tracker.finish().count
    #expect(last <= 2 * 4096 && last > 2 * 3000)
    #expect(ends + last == 2 * 10_000)
  }

  @Test("other ports and protocols are counted")
  func tally() throws {
    var tracker = ConnectionTracker(port: 9)
    var udp = data("abc", 1).ipv4()
    udp[9] = 17
    let bytes = CaptureFile().pcap([
      data("abc", 1).ethernet, Segment.ethernet(0x0800, udp), Segment.ethernet(0x0800, Segment().ipv4(fragment: 3)),
      [1, 2],
    ])
    for packet in try packets(in: bytes) { #expect(tracker.take(packet).isEmpty) }
    #expect(tracker.tally == CaptureTally(packets: 4, otherPorts: 1, others: 1, fragments: 1, damaged: 1))
  }
}
