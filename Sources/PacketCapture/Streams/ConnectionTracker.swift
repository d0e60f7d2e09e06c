/// Follows all TCP connections of a port, and gives what each side sends in the order in which it was sent.
///
/// ```swift
/// var tracker = ConnectionTracker(port: 8130)
/// for event in tracker.take(packet) { … }
/// tracker.finish()
/// ```
/// Memory is bounded: the connection that has been silent longest is given up when there are too many, or when all
/// together hold too much.
public struct ConnectionTracker: Sendable {
  static let mostConnections = 4096
  static let mostHeldBytes = 32 << 20

  /// The two ends of a connection, the one that owns the port apart.
  struct Key: Hashable {
    let client: Endpoint
    let server: Endpoint
  }

  struct State {
    var connection: Connection
    var fromClient = StreamAssembler()
    var fromServer = StreamAssembler()
    /// The number of the last packet.
    var lastPacket: Int
    var isOver = false
    var heldBytes: Int { fromClient.heldBytes + fromServer.heldBytes }
  }

  private let port: Int
  private var states: [Key: State] = [:]
  private var heldBytes = 0
  private var connections = 0
  /// What the capture held.
  public private(set) var tally = CaptureTally()

  /// A tracker of the connections of a port.
  public init(port: Int) { self.port = port }

  /// Takes in a packet; gives what it brings forth.
  public mutating func take(_ packet: CapturedPacket) -> [StreamEvent] {
    tally.packets += 1
    switch packet.dissection {
    case .segment(let segment):
      guard segment.source.port == port || segment.destination.port == port else {
        tally.otherPorts += 1
        return []
      }
      return take(segment, of: packet)
    case .fragment: tally.fragments += 1
    case .other: tally.others += 1
    case .damaged: tally.damaged += 1
    case .unknownLink(let link): tally.unknownLinks[link.number, default: 0] += 1
    }
    return []
  }

  /// What is left when the capture ends.
  public mutating func finish() -> [StreamEvent] {
    states.keys.sorted { number($0) < number($1) }.flatMap { close($0, time: nil, .captureEnded) }
  }

  private func number(_ key: Key) -> Int { states[key]?.connection.number ?? 0 }

  // MARK: - One segment

  private mutating func take(_ segment: TCPSegment, of packet: CapturedPacket) -> [StreamEvent] {
    var key = Key(client: segment.source, server: segment.destination)
    var isFromServer = false
    if segment.source.port == port, segment.destination.port != port || states[key.reversed] != nil {
      key = key.reversed
      isFromServer = true
    }
    var events: [StreamEvent] = []
    if segment.isSYN, let old = states[key], old.isOver || old.stream(isFromServer).isOther(syn: segment.sequence) {
      // The same ports, another connection.
      events += close(key, time: packet.time, .replaced)
      states[key] = nil
    }
    if states[key] == nil {
      guard segment.isSYN || !segment.payload.isEmpty || segment.missing > 0 else { return events }
      events += makeRoom(packet.time)
      connections += 1
      states[key] = State(
        connection: Connection(number: connections, client: key.client, server: key.server), lastPacket: packet.number)
    }
    tally.segments += 1
    // Taken out, so that it is changed in place.
    guard states[key]?.isOver == false, var state = states.removeValue(forKey: key) else { return events }
    let before = state.heldBytes
    let repeated = state.stream(isFromServer).repeated
    let pieces = isFromServer ? state.fromServer.take(segment) : state.fromClient.take(segment)
    tally.repeated += state.stream(isFromServer).repeated - repeated
    heldBytes += state.heldBytes - before
    state.lastPacket = packet.number
    let isMidStream = state.stream(isFromServer).isMidStream
    events += pieces.map { StreamEvent($0, state.connection, isFromServer, isMidStream, packet.time) }
    let isOver = segment.isReset || state.fromClient.isComplete && state.fromServer.isComplete
    states[key] = state
    if isOver { events += close(key, time: packet.time, segment.isReset ? .reset : .ended) }
    while heldBytes > Self.mostHeldBytes { events += giveUpOldest(packet.time) }
    return events
  }

  private mutating func close(_ key: Key, time: CaptureTime?, _ end: StreamEvent.End) -> [StreamEvent] {
    guard var state = states[key], !state.isOver else { return [] }
    heldBytes -= state.heldBytes
    var events: [StreamEvent] = []
    for isFromServer in [false, true] {
      let pieces = isFromServer ? state.fromServer.finish() : state.fromClient.finish()
      let isMidStream = state.stream(isFromServer).isMidStream
      events += pieces.map { StreamEvent($0, state.connection, isFromServer, isMidStream, time) }
      events.append(
        StreamEvent(
          connection: state.connection, isFromServer: isFromServer, isMidStream: isMidStream, time: time,
          kind: .end(end)))
    }
    // What comes late is then known for what it is.
    state.isOver = true
    state.fromClient = StreamAssembler()
    state.fromServer = StreamAssembler()
    states[key] = state
    return events
  }

  // MARK: - Room

  private mutating func makeRoom(_ time: CaptureTime?) -> [StreamEvent] {
    guard states.count >= Self.mostConnections else { return [] }
    return giveUpOldest(time)
  }

  /// Gives up a quarter of the connections at once: looking for the oldest takes its time.
  private mutating func giveUpOldest(_ time: CaptureTime?) -> [StreamEvent] {
    let byAge = states.sorted {
      ($0.value.isOver ? 0 : 1, $0.value.lastPacket) < ($1.value.isOver ? 0 : 1, $1.value.lastPacket)
    }
    return byAge.prefix(max(states.count / 4, 1)).flatMap { key, _ in
      defer { states[key] = nil }
      return close(key, time: time, .givenUp)
    }
  }
}

extension ConnectionTracker.State {
  func stream(_ isFromServer: Bool) -> StreamAssembler { isFromServer ? fromServer : fromClient }
}

extension ConnectionTracker.Key {
  var reversed: Self { Self(client: server, server: client) }
}
