import WireInterpreter

extension Judge {
  /// The shortest body found on which interpreter and generated code still part; others than decoding stay as they are.
  ///
  /// `ask` puts lines to the generated code, an answer for each.
  public func shrunk<Problem: Error>(
    _ disagreement: Disagreement, ask: ([String]) throws(Problem) -> [String]
  ) throws(Problem) -> Disagreement {
    var best = disagreement
    // Each round at least removes a byte or makes one zero; few are needed.
    for _ in 0..<64 {
      guard case .decode(let bytes, let isStrict) = best.question.kind else { return best }
      let smaller = Self.simpler(bytes).map {
        Question(best.question.target, at: best.question.revision, .decode($0, isStrict: isStrict))
      }
      let answers = try ask(smaller.map { $0.line(interpreter) })
      guard let next = zip(smaller, answers).lazy.compactMap({ verdict($0, $1) }).first else { return best }
      best = next
    }
    return best
  }

  /// Bodies that are simpler than one, the simplest first: without a part, without all that follows a number which is then
  /// zero, with zeros for a part.
  private static func simpler(_ bytes: [UInt8]) -> [[UInt8]] {
    var shorter: [[UInt8]] = []
    var plainer: [[UInt8]] = []
    var size = bytes.count
    while size > 0, shorter.count < 300 {
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(start + size, bytes.count)
        let zeros = [UInt8](repeating: 0, count: end - start)
        shorter.append(Array(bytes[..<start] + bytes[end...]))
        if bytes[start..<end].contains(where: { $0 != 0 }) {
          plainer.append(Array(bytes[..<start]) + zeros + bytes[end...])
        }
      }
      size /= 2
    }
    for place in bytes.indices.prefix(100) {
      for width in [1, 2, 4] where place + width < bytes.count {
        shorter.append(Array(bytes[..<place]) + [UInt8](repeating: 0, count: width))
      }
    }
    return shorter + plainer
  }
}
