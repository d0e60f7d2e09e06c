import PacketCapture

/// What must hold of the reader of captures, and of what follows the connections in them.
///
/// The first two bytes of an input say in which pieces the rest arrives.
enum CaptureProbe {
  static func problem(with input: [UInt8]) -> String? {
    guard input.count > 2 else { return nil }
    let file = input.dropFirst(2)
    let whole = Reading(file, sizes: [file.count])
    for sizes in [[1], [Int(input[0]) % 64 + 1, Int(input[1])]] where Reading(file, sizes: sizes) != whole {
      return "pieces are read differently"
    }
    if let problem = whole.problem, !(0...file.count).contains(problem.offset) || problem.message.isEmpty {
      return "a problem outside the file: \(problem)"
    }
    guard whole.packets.reduce(0, { $0 + $1.bytes.count }) <= file.count else { return "more bytes than the file has" }
    for (index, packet) in whole.packets.enumerated() {
      guard packet.number == index + 1 else { return "packets are not counted one by one" }
      guard packet.wireLength >= packet.bytes.count else { return "a packet has more bytes than it had" }
      if let time = packet.time, time.description.isEmpty { return "a time without text" }
    }
    return problemOfFollowing(whole.packets)
  }

  private struct Reading: Hashable {
    var packets: [CapturedPacket] = []
    var problem: CaptureReader.Problem?

    init(_ file: ArraySlice<UInt8>, sizes: [Int]) {
      var reader = CaptureReader()
      do throws(CaptureReader.Problem) {
        for piece in Pieces(file, sizes: sizes) {
          reader.append(piece)
          while let packet = try reader.next() { packets.append(packet) }
        }
        try reader.finish()
      } catch {
        problem = error
      }
    }
  }

  /// Connections are followed to their end, and show no more bytes than were captured.
  private static func problemOfFollowing(_ packets: [CapturedPacket]) -> String? {
    var survey = PortSurvey()
    for packet in packets { survey.take(packet) }
    for port in survey.ports.prefix(3) {
      var tracker = ConnectionTracker(port: port)
      var events: [StreamEvent] = []
      for packet in packets { events += tracker.take(packet) }
      events += tracker.finish()
      var shown = 0
      var over: Set<Side> = []
      for event in events {
        let side = Side(connection: event.connection.number, isFromServer: event.isFromServer)
        guard !over.contains(side) else { return "something comes after the end of a stream" }
        switch event.kind {
        case .bytes(let bytes):
          if bytes.isEmpty { return "nothing is shown as something" }
          shown += bytes.count
        case .gap(let count): if count <= 0 { return "a gap of \(count) bytes" }
        case .end: over.insert(side)
        }
      }
      guard over.count % 2 == 0 else { return "one side of a connection ends, the other does not" }
      let captured = packets.reduce(0) { $0 + $1.bytes.count }
      guard shown <= captured else { return "\(shown) bytes are shown, \(captured) were captured" }
      let tally = tracker.tally
      let sum = tally.segments + tally.otherPorts + tally.others + tally.fragments + tally.damaged
      guard sum + tally.unknownLinks.values.reduce(0, +) <= tally.packets, tally.packets == packets.count else {
        return "the tally does not add up"
      }
    }
    return nil
  }

  private struct Side: Hashable {
    let connection: Int
    let isFromServer: Bool
  }
}
