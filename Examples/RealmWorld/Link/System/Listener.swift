import Glibc

/// A port of this machine that peers connect to.
public struct Listener: Sendable {
  /// The port; the system has chosen it if none was wished for.
  public let port: UInt16
  private let socket: Socket
  private let descriptor: Int32

  /// Listens on a port; 0 for any that is free.
  public init(port: UInt16) throws(SocketError) {
    descriptor = try Socket.open()
    socket = Socket(descriptor)
    var yes: Int32 = 1
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let descriptor = descriptor
    var address = Socket.address(port)
    guard unsafe Socket.withGeneric(&address, { unsafe bind(descriptor, $0, $1) }) == 0, listen(descriptor, 16) == 0
    else { throw SocketError("listen on port \(port)") }
    let result = unsafe Socket.withGeneric(&address) { pointer, size in
      var size = size
      return unsafe getsockname(descriptor, pointer, &size)
    }
    guard result == 0 else { throw SocketError("ask for the port") }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// The next peer, waited for.
  public func accept() throws(SocketError) -> Socket {
    while true {
      let peer = Glibc.accept(descriptor, nil, nil)
      if peer >= 0 { return Socket(peer) }
      guard errno == EINTR || errno == ECONNABORTED else { throw SocketError("accept a peer") }
    }
  }
}
