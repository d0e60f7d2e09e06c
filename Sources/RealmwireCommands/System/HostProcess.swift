import Glibc

extension Processes {
  /// The real machine.
  static let host = Processes(
    run: { (request, heard) throws(FileProblem) in try HostProcess.run(request, heard) },
    toolPath: { HostProcess.realPath("/proc/self/exe") }, realPath: HostProcess.realPath)
}

/// Starting programs on the real machine.
enum HostProcess {
  static func realPath(_ path: String) -> String? {
    guard !path.utf8.contains(0), let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  static func run(_ request: Processes.Request, _ heard: ([UInt8]) -> Void) throws(FileProblem) -> Int32 {
    let name = request.words.first ?? ""
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw FileProblem(name, errorNumber: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do throws(FileProblem) {
      defer { close(ends[1]) }
      child = try spawn(request, heardThrough: ends[1])
    } catch {
      close(ends[0])
      throw error
    }
    listen(to: ends[0], heard)
    close(ends[0])
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw FileProblem(name, errorNumber: errno) }
    }
    // A program that a signal ended is said to exit with 128 and the signal's number, as shells do.
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func listen(to descriptor: Int32, _ heard: ([UInt8]) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      heard(Array(chunk[..<count]))
    }
  }

  private static func spawn(_ request: Processes.Request, heardThrough pipe: Int32) throws(FileProblem) -> pid_t {
    let name = request.words.first ?? ""
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, request.input ?? "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, pipe, STDERR_FILENO)
    if let output = request.output {
      unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    } else {
      unsafe posix_spawn_file_actions_adddup2(&actions, pipe, STDOUT_FILENO)
    }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe request.words.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let failure = unsafe posix_spawnp(&child, name, &actions, nil, &words, environ)
    guard failure == 0 else { throw FileProblem(name, errorNumber: failure) }
    return child
  }
}
