import Inspection
import JSONText

/// What must hold of `inspect --lines` and `encode --lines`: a line gets one answer, and what one service says the
/// other understands.
///
/// The first two bytes of an input say in which pieces the rest arrives.
enum LinesProbe {
  private static let book = AddressBook([ProbeSchema.model])

  static func problem(with input: [UInt8]) -> String? {
    guard input.count > 2 else { return nil }
    let text = input.dropFirst(2)
    let sizes = [Int(input[0]) % 32 + 1, Int(input[1])]
    for service in [InspectService(book) as any LineService, EncodeService(book)] {
      let answers = answers(to: text, service, in: [text.count])
      guard answers == self.answers(to: text, service, in: sizes) else { return "pieces are answered differently" }
      let lines = answers.split(separator: 0x0A)
      let asked = text.count { $0 == 0x0A } + (text.last == 0x0A ? 0 : 1)
      guard lines.count == asked else { return "\(lines.count) answers to \(asked) lines" }
      for line in lines {
        guard let answer = try? JSON(parsing: Array(line)), case .bool(let isOK)? = answer["ok"] else {
          return "an answer that is no answer: \(String(decoding: line, as: UTF8.self))"
        }
        if isOK, let problem = problemOfReturning(answer) { return problem }
      }
    }
    return nil
  }

  private static func answers(to text: ArraySlice<UInt8>, _ service: any LineService, in sizes: [Int]) -> [UInt8] {
    var server = LineServer(service)
    var answers: [UInt8] = []
    for piece in Pieces(text, sizes: sizes) { server.read(piece, answers: &answers) }
    server.finish(answers: &answers)
    return answers
  }

  /// What was decoded is encoded, and then decoded to the same.
  private static func problemOfReturning(_ answer: JSON) -> String? {
    guard let value = answer["value"], let message = answer["message"], let revision = answer["revision"] else {
      return nil
    }
    var inspect = InspectService(book)
    var encode = EncodeService(book)
    let request: JSON = [
      "message": message, "revision": revision, "value": value, "excess": answer["excess"] ?? .null,
    ]
    do throws(LineProblem) {
      let body = try encode.answer(to: request)["body"] ?? .null
      let again = try inspect.answer(to: ["message": message, "revision": revision, "body": body])
      return again["value"] == value && again["excess"] == answer["excess"]
        ? nil : "another value comes back: \(again.compact()) for \(answer.compact())"
    } catch {
      // Text that is repaired may outgrow its limit; every other value can be written.
      return error.kind == "limit" ? nil : "what was read is refused: \(error.text), of \(answer.compact())"
    }
  }
}
