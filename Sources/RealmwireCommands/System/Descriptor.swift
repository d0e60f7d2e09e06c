import Glibc

/// An open file, closed when nobody holds it any more; the standard streams stay open.
final class Descriptor: Sendable {
  let number: Int32

  init(number: Int32) { self.number = number }

  deinit {
    if number > STDERR_FILENO { close(number) }
  }

  func status(_ path: String) throws(FileProblem) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw FileProblem(path, errorNumber: errno) }
    return status
  }

  /// What can be read from it, piece by piece.
  func source(_ path: String) -> ByteSource {
    ByteSource(
      next: { () throws(FileProblem) in
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          let count = unsafe read(self.number, &chunk, chunk.count)
          if count >= 0 { return Array(chunk[..<count]) }
          if errno != EINTR { throw FileProblem(path, errorNumber: errno) }
        }
      },
      isReady: {
        var request = pollfd(fd: self.number, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, 0) > 0
      })
  }
}
