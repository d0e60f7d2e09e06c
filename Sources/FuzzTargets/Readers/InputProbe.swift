import Inspection

/// What must hold of the forms in which `inspect` takes bytes: hex, hexdumps, and the bytes themselves.
///
/// The first two bytes of an input say in which pieces the rest arrives.
enum InputProbe {
  static func problem(with input: [UInt8]) -> String? {
    guard input.count > 2 else { return nil }
    let text = input.dropFirst(2)
    let sizes = [Int(input[0]) % 32 + 1, Int(input[1])]
    for form in InputForm.allCases {
      if let problem = problem(Array(text), form, in: sizes) { return "\(form.rawValue): \(problem)" }
    }
    guard InputForm.detected(from: Array(text)) == InputForm.detected(from: Array(text)) else {
      return "the same text is taken for two things"
    }
    return problemOfReadingBack(Array(text.prefix(256)))
  }

  private static func problem(_ text: [UInt8], _ form: InputForm, in sizes: [Int]) -> String? {
    let whole = read(text, form, in: [text.count])
    let pieces = read(text, form, in: sizes)
    switch (whole, pieces) {
    case (.success(let bytes), .success(let other)):
      guard bytes == other else { return "pieces hold other bytes than the whole" }
      return form == .binary && bytes != text ? "not the bytes themselves" : nil
    case (.failure(let problem), .failure(let other)):
      guard problem == other else { return "the whole says: \(problem); pieces: \(other)" }
      return isInside(text, problem) ? nil : "a problem outside the text: \(problem)"
    case (.success, .failure(let problem)): return "pieces are refused: \(problem)"
    case (.failure(let problem), .success): return "the whole is refused, pieces are not: \(problem)"
    }
  }

  private static func read(_ text: [UInt8], _ form: InputForm, in sizes: [Int]) -> Result<[UInt8], InputProblem> {
    var reader = form.reader
    do throws(InputProblem) {
      var bytes: [UInt8] = []
      for piece in Pieces(text[...], sizes: sizes) { bytes += try reader.read(piece) }
      return .success(bytes + (try reader.finish()))
    } catch {
      return .failure(error)
    }
  }

  private static func isInside(_ text: [UInt8], _ problem: InputProblem) -> Bool {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    // A line that is too long is not read to its end.
    return lines.indices.contains(problem.line - 1) && problem.column > 0
      && problem.column <= max(lines[problem.line - 1].count + 1, 1025) && !problem.message.isEmpty
  }

  /// Any bytes, printed as hex and as a hexdump, are read as what they were.
  private static func problemOfReadingBack(_ bytes: [UInt8]) -> String? {
    let pairs = bytes.map { hex(Int($0), digits: 2) }.joined(separator: " ")
    var dump = ""
    for start in stride(from: 0, to: bytes.count, by: 16) {
      let row = bytes[start..<min(start + 16, bytes.count)]
      dump += hex(start, digits: 8) + ":" + row.map { " " + hex(Int($0), digits: 2) }.joined() + "\n"
    }
    for (text, form) in [(pairs, InputForm.hex), (dump, .hexdump)] {
      let text = Array(text.utf8)
      guard (try? read(text, form, in: [7]).get()) == bytes else {
        return "printed as \(form.rawValue), it reads differently"
      }
      if form == .hexdump, !bytes.isEmpty, InputForm.detected(from: text) != form {
        return "a hexdump is not taken for one"
      }
    }
    return nil
  }

  private static func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }
}
