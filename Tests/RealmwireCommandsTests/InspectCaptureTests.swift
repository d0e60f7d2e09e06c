import Testing

@testable import RealmwireCommands

@Suite("realmwire inspect, of captures")
struct InspectCaptureTests {
  /// What the keeper's side of port 81 sends: two dishes.
  private static let dishes: [UInt8] = [1, 0, 5, 1, 0, 0, 0, 1, 1, 0, 5, 2, 0, 0, 0, 0]
  private static let order: [UInt8] = [1, 0, 12, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

  /// A packet of a capture: a TCP segment in an IP packet.
  private struct Packet {
    var isFromServer = true
    var sequence = 0
    var isSYN = false
    var payload: ArraySlice<UInt8> = []

    var bytes: [UInt8] {
      let ports: [UInt8] = isFromServer ? [0, 81, 4, 0] : [4, 0, 0, 81]
      let hosts: [UInt8] = isFromServer ? [10, 0, 0, 1, 10, 0, 0, 2] : [10, 0, 0, 2, 10, 0, 0, 1]
      let tcp = ports + [0, 0, 0, UInt8(sequence)] + [0, 0, 0, 0, 0x50, isSYN ? 2 : 16, 0, 0, 0, 0, 0, 0] + payload
      return [0x45, 0, 0, UInt8(20 + tcp.count), 0, 0, 0, 0, 64, 6, 0, 0] + hosts + tcp
    }
  }

  private static func capture(_ packets: [Packet]) -> [UInt8] {
    // Microseconds, little endian, raw IP.
    var bytes: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 101, 0, 0, 0]
    for (index, packet) in packets.enumerated() {
      let size = UInt8(packet.bytes.count)
      bytes += [0, 0, 0, 0, UInt8(index), 0, 0, 0, size, 0, 0, 0, size, 0, 0, 0] + packet.bytes
    }
    return bytes
  }

  private func run(_ options: String, _ packets: [Packet], dropping cut: Int = 0) -> World.Outcome {
    let world = World(
      files: InspectTests.files, binaries: ["a.pcap": Array(Self.capture(packets).dropLast(cut))])
    return world.run("inspect a.pcap \(options)")
  }

  private static let talk = [
    Packet(isFromServer: false, sequence: 9, isSYN: true), Packet(sequence: 20, isSYN: true),
    Packet(isFromServer: false, sequence: 10, payload: order[...]), Packet(sequence: 21, payload: dishes[..<4]),
    Packet(sequence: 29, payload: dishes[8...]), Packet(sequence: 25, payload: dishes[4..<8]),
  ]

  @Test("both sides' frames are shown, with time and ends, and put in order")
  func both() {
    let outcome = run("--port 81 --brief", Self.talk)
    #expect(
      outcome.output == """
        #1 1970-01-01T00:00:00.000002Z 10.0.0.2:1024 → 10.0.0.1:81 at 0x0: Order, guest → keeper, 2, opcode 0x01, 12 bytes
        #2 1970-01-01T00:00:00.000005Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
        #3 1970-01-01T00:00:00.000005Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x8: Serve, keeper → guest, 2, opcode 0x01, 5 bytes

        """)
    #expect(outcome.error == "6 packets, 6 on the port\n")
    #expect(outcome.exitCode == .clean)
  }

  @Test("one party's frames alone, side by side or as JSON")
  func one() {
    let text = run("--port 81 --from keeper --server keeper --quiet", Self.talk)
    #expect(
      text.output.hasPrefix(
        """
        #1 1970-01-01T00:00:00.000005Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
          0x0000  01 00 00 00              order  1
        """))
    #expect(text.error == "")
    let json = run("--port 81 --from guest --format json", Self.talk)
    #expect(
      json.output == """
        {"frame":1,"time":"1970-01-01T00:00:00.000002Z","connection":1,"source":"10.0.0.2:1024","destination":"10.0.0.1:81","offset":0,"opcode":1,"ok":true,"message":"Order","revision":"2","value":{"guest":"7","mood":{"raw":0,"name":"glad"},"dishes":[],"tip":0},"consumed":12}

        """)
  }

  @Test("missing bytes cost the frames that they are of, and no more")
  func gap() {
    // Bytes 5 and 6 of the first frame are gone.
    let packets = [
      Packet(sequence: 0, isSYN: true), Packet(sequence: 1, payload: Self.dishes[..<5]),
      Packet(sequence: 8, payload: Self.dishes[7...]),
    ]
    let outcome = run("--port 81 --brief --server keeper", packets)
    #expect(
      outcome.output == """
        -- 10.0.0.1:81 → 10.0.0.2:1024 at 0x5: 2 bytes of the stream are not in the capture
        -- 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: a frame of 8 bytes cannot be read, because some of them are missing
        #1 10.0.0.1:81 → 10.0.0.2:1024 at 0x8: Serve, keeper → guest, 2, opcode 0x01, 5 bytes

        """)
    #expect(outcome.error == "3 packets, 3 on the port\nerror: 2 bytes are missing\n")
    #expect(outcome.exitCode == .findings)
  }

  @Test("where a frame begins is searched for after a gap, and in the midst of a connection")
  func search() {
    let packets = [
      Packet(sequence: 1, payload: Self.dishes[3...]), Packet(sequence: 30, payload: [0xFF, 0xFF] + Self.dishes[...]),
    ]
    let outcome = run("--port 81 --brief --server keeper", packets)
    #expect(
      outcome.output == """
        -- 1970-01-01T00:00:00.000000Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: 5 bytes passed over: no frame that reads cleanly begins there
        #1 1970-01-01T00:00:00.000000Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x5: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
        -- 10.0.0.1:81 → 10.0.0.2:1024 at 0xd: 16 bytes of the stream are not in the capture
        -- 10.0.0.1:81 → 10.0.0.2:1024 at 0x1d: 2 bytes passed over: no frame that reads cleanly begins there
        #2 10.0.0.1:81 → 10.0.0.2:1024 at 0x1f: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
        #3 10.0.0.1:81 → 10.0.0.2:1024 at 0x27: Serve, keeper → guest, 2, opcode 0x01, 5 bytes

        """)
  }

  @Test("a frame that cannot be one is reported, and the next one found")
  func broken() {
    let payload: [UInt8] = [1, 0xFF, 0xFF, 9] + Self.dishes
    let packets = [Packet(sequence: 0, isSYN: true), Packet(sequence: 1, payload: payload[...])]
    let outcome = run("--port 81 --brief --server keeper", packets)
    #expect(
      outcome.output == """
        -- 1970-01-01T00:00:00.000001Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: the frame announces a body of 65535 bytes, but the link allows 1024
        -- 1970-01-01T00:00:00.000001Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x0: 4 bytes passed over: no frame that reads cleanly begins there
        #1 1970-01-01T00:00:00.000001Z 10.0.0.1:81 → 10.0.0.2:1024 at 0x4: Serve, keeper → guest, 2, opcode 0x01, 5 bytes
        #2 1970-01-01T00:00:00.000001Z 10.0.0.1:81 → 10.0.0.2:1024 at 0xc: Serve, keeper → guest, 2, opcode 0x01, 5 bytes

        """)
    #expect(outcome.error.hasSuffix("error: 1 frame could not be cut\n"))
  }

  @Test("what is asked wrongly, or not there, is said")
  func complaints() {
    #expect(
      run("", Self.talk).error == """
        error: a capture needs `--port`, the port that one party listens on
        help: it has connections on 81, 1024

        """)
    #expect(
      run("--port 82", Self.talk).error.hasSuffix("nothing was sent on port 82\nhelp: it has connections on 81, 1024\n")
    )
    #expect(run("--port 0", Self.talk).error == "error: `--port` is a number from 1 to 65535\n")
    #expect(run("--port 81 --server cook", Self.talk).error.contains("`cook` is no party of"))
    #expect(
      run("--message Serve", Self.talk).error == """
        error: `a.pcap` is a capture, which holds frames
        help: leave `--message` and `--opcode` out

        """)
    let odd = [Packet(sequence: 0, isSYN: true), Packet(sequence: 1, payload: [9, 0, 0])]
    #expect(
      run("--port 81", odd).error == """
        error: the frames do not tell which party listens on port 81
        help: say `--server guest` or `--server keeper`

        """)
    let cut = run("--port 81 --brief", Self.talk, dropping: 1)
    #expect(cut.output.hasPrefix("#1 "))
    #expect(cut.error.contains("the capture ends inside a packet, which is left out"))
    #expect(cut.exitCode == .findings)
    let world = World(files: InspectTests.files)
    #expect(
      world.run("inspect --port 81 010005").error
        == "error: `--port` and `--server` are about captures, but the argument is hex\n")
  }
}
