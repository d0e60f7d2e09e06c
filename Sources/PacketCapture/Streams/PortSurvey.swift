/// Which ports a capture has connections on: what to say to somebody who has not named one.
public struct PortSurvey: Sendable {
  private var opened: [Int: Int] = [:]
  private var used: [Int: Int] = [:]

  /// A survey of nothing yet.
  public init() {}

  /// Notes a packet's ports.
  public mutating func take(_ packet: CapturedPacket) {
    guard case .segment(let segment) = packet.dissection else { return }
    if segment.isSYN, !segment.acknowledges { opened[segment.destination.port, default: 0] += 1 }
    used[segment.source.port, default: 0] += 1
    used[segment.destination.port, default: 0] += 1
  }

  /// The ports that somebody connected to, or else all, the busiest first.
  public var ports: [Int] {
    let known = opened.isEmpty ? used : used.filter { opened[$0.key] != nil }
    return known.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
