public import Wire

/// A connection that carries frames, whatever pieces they arrive in.
///
/// ```swift
/// try await link.receive { frame in try await handler.dispatch(opcode: frame.opcode, body: frame.body, revision: …) }
/// ```
/// There are no time limits: a peer may be silent as long as it likes.
public struct FramedLink: Sendable {
  private let socket: Socket
  private let format: FrameFormat

  /// A link whose peer sends frames of this format.
  public init(_ socket: Socket, receiving format: FrameFormat) {
    self.socket = socket
    self.format = format
  }

  /// Hands over each frame, until the peer sends nothing more.
  nonisolated(nonsending) public func receive(
    _ handle: (FrameReader.Frame) async throws -> Void
  ) async throws {
    var reader = FrameReader(format)
    while true {
      switch try reader.next() {
      case .frame(let frame): try await handle(frame)
      case .needs(let missing):
        let bytes = try socket.receive()
        if bytes.isEmpty {
          let isInside = try reader.nextHeader() != nil || reader.buffered > 0
          guard !isInside else { throw LinkError.endedInside(missing: missing) }
          return
        }
        reader.append(bytes)
      }
    }
  }

  /// Sends whole frames.
  public func send(_ frames: [UInt8]) throws(SocketError) { try socket.send(frames) }

  /// Sends nothing more.
  public func finish() { socket.finish() }
}

/// Why a link is of no more use.
public enum LinkError: Error, CustomStringConvertible {
  /// The peer stopped in the middle of a frame.
  case endedInside(missing: Int)
  /// The peer has gone, and with it the answers that it owed.
  case ended

  /// What happened.
  public var description: String {
    switch self {
    case .endedInside(let missing):
      "the peer stopped in the middle of a frame: at least \(missing) byte\(missing == 1 ? " is" : "s are") missing"
    case .ended: "the peer closed the link"
    }
  }
}
