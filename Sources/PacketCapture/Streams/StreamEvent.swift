/// A TCP connection.
public struct Connection: Hashable, Sendable {
  /// Its number in the capture, from 1.
  public let number: Int
  /// Who opened it.
  public let client: Endpoint
  /// The owner of the port.
  public let server: Endpoint
}

/// Something that happened to one direction of a connection.
public struct StreamEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// The next bytes.
    case bytes([UInt8])
    /// So many bytes were sent, but are not in the capture.
    case gap(Int)
    /// Nothing more comes.
    case end(End)
  }

  /// Why nothing more comes.
  public enum End: Hashable, Sendable {
    /// Both sides said so.
    case ended
    case reset
    /// The same ports were used for another connection.
    case replaced
    case captureEnded
    /// There were too many connections at once.
    case givenUp
  }

  /// The connection.
  public let connection: Connection
  /// Whether the owner of the port sent it.
  public let isFromServer: Bool
  /// Whether the beginning of what this side sent is not in the capture.
  public let isMidStream: Bool
  /// When the packet that brought it was captured.
  public let time: CaptureTime?
  /// What happened.
  public let kind: Kind
}

extension StreamEvent {
  init(
    _ piece: StreamAssembler.Piece, _ connection: Connection, _ isFromServer: Bool, _ isMidStream: Bool,
    _ time: CaptureTime?
  ) {
    let kind: Kind =
      switch piece {
      case .bytes(let bytes): .bytes(Array(bytes))
      case .gap(let count): .gap(count)
      }
    self.init(connection: connection, isFromServer: isFromServer, isMidStream: isMidStream, time: time, kind: kind)
  }

  /// Who sent it.
  public var source: Endpoint { isFromServer ? connection.server : connection.client }
  /// To whom.
  public var destination: Endpoint { isFromServer ? connection.client : connection.server }
}

/// How many packets a capture held, and of what kind.
public struct CaptureTally: Hashable, Sendable {
  /// All packets.
  public var packets = 0
  /// TCP segments of the port.
  public var segments = 0
  /// Segments with bytes that had come before.
  public var repeated = 0
  /// TCP segments of other ports.
  public var otherPorts = 0
  /// Other protocols.
  public var others = 0
  /// Parts of IP packets that were cut on their way.
  public var fragments = 0
  /// Packets that end before their TCP header does, or contradict themselves.
  public var damaged = 0
  /// Packets of networks that are not known here, by the number of the link type.
  public var unknownLinks: [Int: Int] = [:]

  /// A capture of these packets.
  public init(packets: Int = 0, otherPorts: Int = 0, others: Int = 0, fragments: Int = 0, damaged: Int = 0) {
    self.packets = packets
    self.otherPorts = otherPorts
    self.others = others
    self.fragments = fragments
    self.damaged = damaged
  }
}
