import Glibc

extension Realmwire {
  /// Runs the process's own command line and ends the process.
  public static func main() -> Never {
    exit(run(Array(CommandLine.arguments.dropFirst()), in: .host).rawValue)
  }
}

extension FileSystem {
  /// The real disk.
  static let host = FileSystem(
    readBytes: { (path, limit) throws(FileProblem) in try HostReading.read(path, limit: limit) },
    open: { (path) throws(FileProblem) in try HostReading.open(path).source(path) },
    kind: { (path) throws(FileProblem) in try HostReading.kind(path) },
    search: { (path, endings) throws(FileProblem) in try HostSearch.search(path, endings: endings) },
    replace: { (path, bytes) throws(FileProblem) in try HostWriting.replace(path, with: bytes) },
    create: { (path, bytes) throws(FileProblem) in try HostWriting.create(path, with: bytes) },
    makeDirectory: { (path) throws(FileProblem) in try HostWriting.makeDirectory(path) },
    remove: { (path) throws(FileProblem) in try HostWriting.remove(path) })
}

extension Console {
  /// The real standard streams.
  static let host = Console(
    writeOutput: { bytes in
      let failure = writeAll(bytes, to: STDOUT_FILENO)
      if failure == 0 { return }
      // Whoever read our output has gone (`realmwire … | head`): nobody is left to tell.
      if failure == EPIPE { exit(128 + SIGPIPE) }
      let message = "error: the output cannot be written: \(errorText(failure))\n"
      _ = writeAll(Array(message.utf8), to: STDERR_FILENO)
      exit(ExitCode.internalError.rawValue)
    },
    writeError: { bytes in _ = writeAll(bytes, to: STDERR_FILENO) },
    readInput: { (limit) throws(FileProblem) in
      let name = "standard input"
      let bytes = try HostReading.readAll(of: STDIN_FILENO, expecting: 0, limit: limit, path: name)
      guard bytes.count <= limit else { throw FileProblem(name, .tooLarge(limit: limit)) }
      return bytes
    },
    input: Descriptor(number: STDIN_FILENO).source("standard input"),
    outputIsTerminal: isatty(STDOUT_FILENO) == 1,
    errorIsTerminal: isatty(STDERR_FILENO) == 1,
    terminalWidth: terminalWidth())

  private static func terminalWidth() -> Int? {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    }
    return nil
  }
}

extension Environment {
  /// The process's own environment.
  static var host: Environment {
    var variables: [String: String] = [:]
    let names = [
      "NO_COLOR", "TERM", "COLUMNS", "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "SWIFT", "REALMWIRE_PACKAGE",
    ]
    for name in names {
      guard let value = unsafe getenv(name) else { continue }
      variables[name] = unsafe String(cString: value)
    }
    return Environment(variables: variables, console: .host, files: .host, processes: .host)
  }
}
