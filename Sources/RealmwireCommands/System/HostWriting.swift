import Glibc

/// Writing to the real disk: whole files or nothing.
enum HostWriting {
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileProblem) -> Bool {
    let target = try followingLinks(path)
    let mode: mode_t?
    do throws(FileProblem) {
      let status = try HostReading.status(target)
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileProblem(path, status.st_mode & S_IFMT == S_IFDIR ? .directory : .other("it is not a plain file"))
      }
      if Int(status.st_size) == bytes.count, try HostReading.read(target, limit: bytes.count) == bytes { return false }
      mode = status.st_mode & 0o7777
    } catch {
      guard error.kind == .missing else { throw FileProblem(path, error.kind) }
      mode = nil
    }
    let (descriptor, temporary) = try openTemporary(beside: target, path: path)
    do throws(FileProblem) {
      defer { close(descriptor) }
      if let mode { fchmod(descriptor, mode) }
      try write(bytes, to: descriptor, path: path)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, target) == 0 else {
      let problem = FileProblem(path, errorNumber: errno)
      unsafe unlink(temporary)
      throw problem
    }
    return true
  }

  static func create(_ path: String, with bytes: [UInt8]) throws(FileProblem) {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileProblem(path, errorNumber: errno) }
    defer { close(descriptor) }
    do throws(FileProblem) {
      try write(bytes, to: descriptor, path: path)
    } catch {
      unsafe unlink(path)
      throw error
    }
  }

  static func makeDirectory(_ path: String) throws(FileProblem) {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    var end = path.utf8.startIndex
    while end < path.utf8.endIndex {
      let next = path.utf8.index(after: end)
      end = path.utf8[next...].firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let prefix = String(path[..<end])
      if unsafe mkdir(prefix, 0o777) != 0, errno != EEXIST { throw FileProblem(path, errorNumber: errno) }
    }
    guard try HostReading.kind(path) == .directory else { throw FileProblem(path, .notDirectory) }
  }

  static func remove(_ path: String) throws(FileProblem) {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    guard unsafe unlink(path) == 0 else { throw FileProblem(path, errorNumber: errno) }
  }

  /// Where a symbolic link leads: replacing the link itself would cut it.
  private static func followingLinks(_ path: String) throws(FileProblem) -> String {
    guard !path.utf8.contains(0) else { throw FileProblem(path, .nameWithNul) }
    guard let resolved = unsafe realpath(path, nil) else {
      if errno == ENOENT { return path }
      throw FileProblem(path, errorNumber: errno)
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func openTemporary(beside target: String, path: String) throws(FileProblem) -> (Int32, String) {
    let slash = target.lastIndex(of: "/")
    let directory = slash.map { String(target[...$0]) } ?? ""
    for attempt in 0..<100 {
      let candidate = "\(directory).realmwire-\(getpid())-\(attempt).tmp"
      let descriptor = unsafe open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, candidate) }
      if errno != EEXIST { throw FileProblem(path, errorNumber: errno) }
    }
    throw FileProblem(path, .other("its directory is full of abandoned `.realmwire-*.tmp` files"))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileProblem) {
    let failure = writeAll(bytes, to: descriptor)
    if failure != 0 { throw FileProblem(path, errorNumber: failure) }
  }
}

/// Writes everything; the error number if that fails, otherwise 0.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var done = 0
  while done < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
    }
    if count < 0 {
      if errno == EINTR { continue }
      return errno
    }
    done += count
  }
  return 0
}
