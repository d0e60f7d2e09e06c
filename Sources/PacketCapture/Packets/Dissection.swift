/// What a captured packet carries.
public enum Dissection: Hashable, Sendable {
  case segment(TCPSegment)
  /// A part of an IP packet that was cut on its way; its TCP bytes are lost to us.
  case fragment
  /// Another protocol.
  case other
  /// Cut or damaged before the end of the TCP header.
  case damaged
  /// A kind of network that is not known here.
  case unknownLink(LinkType)
}

/// A piece of a TCP stream.
public struct TCPSegment: Hashable, Sendable {
  /// Who sent it.
  public var source: Endpoint
  /// To whom.
  public var destination: Endpoint
  /// The number of the first byte, or of the SYN before it.
  public var sequence: UInt32
  /// Whether it opens its side of a connection.
  public var isSYN = false
  /// Whether it is the last of its side.
  public var isFIN = false
  /// Whether it breaks the connection off.
  public var isReset = false
  /// Whether it answers something: the first segment of a connection does not.
  public var acknowledges = false
  /// The bytes of the stream, as far as they were captured.
  public var payload: ArraySlice<UInt8>
  /// How many more there were on the network: captures may keep only the beginning of each packet.
  public var missing = 0
}

extension CapturedPacket {
  /// Takes the packet apart down to TCP.
  public var dissection: Dissection { Dissector(wireLength: wireLength).link(ByteView(bytes), link) }
}

/// Takes packets apart. It believes no length before it has looked.
private struct Dissector {
  let wireLength: Int

  private enum Protocols {
    static let ipv4 = 0x0800
    static let ipv6 = 0x86DD
    /// Tags of virtual networks: 802.1Q, 802.1ad, and the one before it.
    static let tags = [0x8100, 0x88A8, 0x9100]
    static let tcp: UInt8 = 6
  }

  // MARK: - Links

  func link(_ view: ByteView, _ link: LinkType) -> Dissection {
    switch link {
    case .ethernet: return ethernet(view)
    case .linuxCooked: return payload(view, 16, type: view.number(at: 14, bytes: 2))
    case .linuxCooked2: return payload(view, 20, type: view.number(at: 0, bytes: 2))
    // 12 and 14 are what some systems wrote for raw.
    case .raw, .ipv4, .ipv6, LinkType(12), LinkType(14): return ip(ByteView(view.suffix(from: 0)), 0)
    // The family's number differs by system, so the packet itself is asked.
    case .null, .loop: return ip(ByteView(view.suffix(from: 4)), 4)
    default: return .unknownLink(link)
    }
  }

  private func ethernet(_ view: ByteView) -> Dissection {
    var place = 12
    var type = view.number(at: place, bytes: 2)
    while let tag = type, Protocols.tags.contains(tag), place < 12 + 4 * 4 {
      place += 4
      type = view.number(at: place, bytes: 2)
    }
    return payload(view, place + 2, type: type)
  }

  private func payload(_ view: ByteView, _ offset: Int, type: Int?) -> Dissection {
    guard let type else { return .damaged }
    guard type == Protocols.ipv4 || type == Protocols.ipv6 else { return .other }
    return ip(ByteView(view.suffix(from: offset)), offset)
  }

  // MARK: - IP

  /// `before` are the bytes of the packet that precede it.
  private func ip(_ view: ByteView, _ before: Int) -> Dissection {
    switch view[0].map({ $0 >> 4 }) {
    case 4: return ipv4(view, before)
    case 6: return ipv6(view, before)
    case nil: return .damaged
    default: return .other
    }
  }

  private func ipv4(_ view: ByteView, _ before: Int) -> Dissection {
    guard let first = view[0], let kind = view[9], let fragment = view.number(at: 6, bytes: 2),
      let stated = view.number(at: 2, bytes: 2), let source = view.number(at: 12, bytes: 4),
      let destination = view.number(at: 16, bytes: 4)
    else { return .damaged }
    guard kind == Protocols.tcp else { return .other }
    // An offset, or more fragments to come.
    guard fragment & 0x3FFF == 0 else { return .fragment }
    let header = Int(first & 0x0F) * 4
    // Packets that the network card cuts up itself say 0.
    let total = stated == 0 ? wireLength - before : stated
    guard header >= 20, total >= header else { return .damaged }
    return tcp(
      view, header, length: total - header, .v4(UInt32(truncatingIfNeeded: source)),
      .v4(UInt32(truncatingIfNeeded: destination)))
  }

  private func ipv6(_ view: ByteView, _ before: Int) -> Dissection {
    guard let stated = view.number(at: 4, bytes: 2), var kind = view[6], let source = address(view, 8),
      let destination = address(view, 24)
    else { return .damaged }
    let total = stated == 0 ? wireLength - before - 40 : stated
    var place = 40
    // Nobody needs more; a packet may claim hundreds.
    for _ in 0..<16 {
      if kind == Protocols.tcp { return tcp(view, place, length: total - (place - 40), source, destination) }
      guard Self.extensions.contains(kind) else { return .other }
      guard let next = view[place], let length = view[place + 1] else { return .damaged }
      switch kind {
      case 44:
        guard let fragment = view.number(at: place + 2, bytes: 2) else { return .damaged }
        guard fragment & 0xFFF9 == 0 else { return next == Protocols.tcp ? .fragment : .other }
        place += 8
      case 51: place += (Int(length) + 2) * 4
      default: place += (Int(length) + 1) * 8
      }
      kind = next
    }
    return .damaged
  }

  /// Hop-by-hop, routing, fragment, authentication, destination, mobility, host identity, shim.
  private static let extensions: [UInt8] = [0, 43, 44, 51, 60, 135, 139, 140]

  private func address(_ view: ByteView, _ offset: Int) -> IPAddress? {
    let groups = stride(from: offset, to: offset + 16, by: 2).compactMap { view.number(at: $0, bytes: 2) }
    return groups.count == 8 ? .v6(groups.map { UInt16(truncatingIfNeeded: $0) }) : nil
  }

  // MARK: - TCP

  private func tcp(
    _ view: ByteView, _ place: Int, length: Int, _ source: IPAddress, _ destination: IPAddress
  ) -> Dissection {
    guard let from = view.number(at: place, bytes: 2), let to = view.number(at: place + 2, bytes: 2),
      let sequence = view.number(at: place + 4, bytes: 4), let size = view[place + 12], let flags = view[place + 13]
    else { return .damaged }
    let header = Int(size >> 4) * 4
    guard header >= 20, length >= header else { return .damaged }
    let payload = view.suffix(from: place + header).prefix(length - header)
    return .segment(
      TCPSegment(
        source: Endpoint(source, port: from), destination: Endpoint(destination, port: to),
        sequence: UInt32(truncatingIfNeeded: sequence), isSYN: flags & 2 != 0, isFIN: flags & 1 != 0,
        isReset: flags & 4 != 0, acknowledges: flags & 16 != 0, payload: payload,
        missing: length - header - payload.count))
  }
}
