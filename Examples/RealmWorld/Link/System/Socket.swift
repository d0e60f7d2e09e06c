import Glibc

/// Why a socket cannot go on, in the system's words.
public struct SocketError: Error, CustomStringConvertible {
  /// What was attempted: `connect to port 8130`.
  public let attempt: String
  /// What the system says.
  public let reason: String

  init(_ attempt: String, errorNumber: Int32 = errno) {
    self.attempt = attempt
    reason = unsafe String(cString: strerror(errorNumber))
  }

  /// `cannot connect to port 8130: Connection refused`.
  public var description: String { "cannot \(attempt): \(reason)" }
}

/// A TCP connection on this machine. Calls wait until they are done.
public final class Socket: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = close(descriptor)
  }

  /// Connects to a port of this machine.
  public convenience init(port: UInt16) throws(SocketError) {
    self.init(try Self.open())
    var address = Self.address(port)
    let result = unsafe Self.withGeneric(&address) { unsafe connect(descriptor, $0, $1) }
    guard result == 0 else { throw SocketError("connect to port \(port)") }
  }

  /// Sends all of the bytes.
  public func send(_ bytes: [UInt8]) throws(SocketError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A peer that has gone is an error, not a signal.
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SocketError("send") }
      rest = rest.dropFirst(count)
    }
  }

  /// Whatever has arrived, at least a byte; nothing at the end.
  public func receive() throws(SocketError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SocketError("receive") }
      return Array(buffer[..<count])
    }
  }

  /// Sends nothing more, and tells the peer so.
  public func finish() {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  // MARK: Addresses

  static func open() throws(SocketError) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SocketError("open a socket") }
    return descriptor
  }

  static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// The address as system calls take it.
  static func withGeneric(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    let size = MemoryLayout<sockaddr_in>.size
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, socklen_t(size)) }
    }
  }
}
