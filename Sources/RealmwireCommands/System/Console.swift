/// The standard streams as commands see them: functions, so that tests can give ones that remember.
struct Console: Sendable {
  /// Writes data, whole.
  var writeOutput: @Sendable ([UInt8]) -> Void
  /// Writes errors and progress, as well as may be.
  var writeError: @Sendable ([UInt8]) -> Void
  /// Standard input to its end, at most so many bytes.
  var readInput: @Sendable (_ limit: Int) throws(FileProblem) -> [UInt8]
  /// Standard input, piece by piece.
  var input: ByteSource
  var outputIsTerminal: Bool
  var errorIsTerminal: Bool
  /// In columns; unknown when no stream is a terminal.
  var terminalWidth: Int?

  /// Writes a line of data.
  func print(_ line: String) {
    writeOutput(Array((line + "\n").utf8))
  }

  /// Writes data as it stands.
  func write(_ text: String) {
    writeOutput(Array(text.utf8))
  }

  /// Writes a line to standard error.
  func complain(_ line: String) {
    writeError(Array((line + "\n").utf8))
  }

  /// Says what takes so long, in a line that the next one replaces; only people at a terminal see it.
  func progress(_ text: String) {
    guard errorIsTerminal else { return }
    let room = max((terminalWidth ?? 80) - 1, 10)
    writeError(Array(("\r\u{1B}[K" + String(text.prefix(room))).utf8))
  }

  /// Takes the progress line away.
  func endProgress() {
    guard errorIsTerminal else { return }
    writeError(Array("\r\u{1B}[K".utf8))
  }
}

/// Bytes that come piece by piece.
struct ByteSource: Sendable {
  /// The next piece, waited for; empty at the end.
  var next: @Sendable () throws(FileProblem) -> [UInt8]
  /// Whether ``next`` would return at once.
  var isReady: @Sendable () -> Bool
}

/// Everything a command may touch that is not its arguments.
struct Environment: Sendable {
  /// Those environment variables that matter to us.
  var variables: [String: String]
  var console: Console
  var files: FileSystem
  var processes = Processes.none

  /// The columns that text for people may fill.
  var textWidth: Int {
    let wanted = variables["COLUMNS"].flatMap { Int($0) } ?? console.terminalWidth ?? 80
    return min(max(wanted, 40), 100)
  }
}

/// When to colour what people read.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether a stream gets colour: the flag decides, then `NO_COLOR` and `TERM`, then what the stream is.
  func isColored(terminal: Bool, variables: [String: String]) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: terminal && (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
    }
  }
}
