/// Other programs as commands start them: functions, so that tests can do without any.
struct Processes: Sendable {
  /// A program to run.
  struct Request: Sendable {
    /// The program, looked up in `PATH`, and its arguments.
    var words: [String]
    /// A file to read as standard input; nothing to read without one.
    var input: String?
    /// A file that gets what the program writes to standard output; without one it comes with the errors.
    var output: String?
  }

  /// Runs a program to its end and hands over what it says, piece by piece; returns its exit code.
  var run: @Sendable (_ request: Request, _ heard: ([UInt8]) -> Void) throws(FileProblem) -> Int32
  /// The path of this very tool.
  var toolPath: @Sendable () -> String?
  /// A path with all links followed, from the root on; nil when nothing is there.
  var realPath: @Sendable (_ path: String) -> String?

  /// A world in which nothing can be started.
  static let none = Processes(
    run: { (request, _) throws(FileProblem) in throw FileProblem(request.words.first ?? "", .missing) },
    toolPath: { nil }, realPath: { $0 })
}
