import Glibc

/// Reading from the real disk.
enum HostReading {
  static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let descriptor = try open(path)
    let status = try descriptor.status(path)
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > limit {
      throw FileProblem(path, .tooLarge(limit: limit))
    }
    let bytes = try readAll(of: descriptor.number, expecting: Int(status.st_size), limit: limit, path: path)
    guard bytes.count <= limit else { throw FileProblem(path, .tooLarge(limit: limit)) }
    return bytes
  }

  /// Opens what can be read: a file, a pipe or a device.
  static func open(_ path: String) throws(FileProblem) -> Descriptor {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let number = unsafe Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw FileProblem(path, errorNumber: errno) }
    let descriptor = Descriptor(number: number)
    guard try descriptor.status(path).st_mode & S_IFMT != S_IFDIR else { throw FileProblem(path, .directory) }
    // From here on the writer of a pipe is waited for.
    _ = fcntl(number, F_SETFL, 0)
    return descriptor
  }

  static func kind(_ path: String) throws(FileProblem) -> FileSystem.Kind {
    let status = try status(path)
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }

  /// What the system knows of a path, symbolic links followed.
  static func status(_ path: String) throws(FileProblem) -> stat {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw FileProblem(path, errorNumber: errno) }
    return status
  }

  /// Everything up to one byte more than the limit: a device never ends, and a file may grow while it is read.
  static func readAll(
    of descriptor: Int32, expecting size: Int, limit: Int, path: String
  ) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(size, 0), limit) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let wanted = min(chunk.count, limit + 1 - bytes.count)
      let count = unsafe Glibc.read(descriptor, &chunk, wanted)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileProblem(path, errorNumber: errno)
      }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
