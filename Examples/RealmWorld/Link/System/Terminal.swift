import Glibc

/// The process's own streams, each line written at once: whoever reads a log sees what has happened so far.
public enum Terminal {
  /// Writes a line of the log.
  @Sendable public static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

  /// Writes a line about something that went wrong.
  @Sendable public static func complain(_ line: String) { write("error: " + line, to: STDERR_FILENO) }

  /// Ends the process.
  public static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  private static func write(_ line: String, to descriptor: Int32) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody reads: nothing can be said about it, either.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
