import Inspection

extension Invocation {
  /// Answers the requests on standard input until it ends.
  ///
  /// Answers are held back only while more requests are there to be read: a peer that waits for each answer gets it.
  func serve(_ service: some LineService) throws(Failure) -> ExitCode {
    var server = LineServer(service)
    var output = GatheredOutput(console)
    while true {
      let piece: [UInt8]
      do throws(FileProblem) {
        piece = try console.input.next()
      } catch {
        output.flush()
        throw Failure(error)
      }
      guard !piece.isEmpty else { break }
      server.read(piece, answers: &output.bytes)
      if console.input.isReady() { output.writeIfFull() } else { output.flush() }
    }
    server.finish(answers: &output.bytes)
    output.flush()
    return .clean
  }
}
