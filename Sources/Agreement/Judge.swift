import Fixtures
import Inspection
import JSONText
public import WireInterpreter

/// Compares what generated code answered with what the interpreter says.
public struct Judge: Sendable {
  /// The interpreter of the schema.
  public let interpreter: WireInterpreter

  /// A judge for a schema.
  public init(_ interpreter: WireInterpreter) { self.interpreter = interpreter }

  /// Where they part; nil when they agree.
  public func verdict(_ question: Question, _ line: String) -> Disagreement? {
    let expected = answer(to: question)
    if case .value(let body) = expected, case .decode = question.kind {
      // Nearly all answers are the very text that `inspect --lines` would give.
      if InspectionJSON.answer(question.subject(interpreter), body).compact() == line { return nil }
    }
    let answer = CompiledAnswer(line)
    if let fault = answer.faults.first {
      return Disagreement(
        question: question, summary: "generated code contradicts itself", interpreted: words(expected, question),
        compiled: fault)
    }
    return difference(question, expected, answer.outcome)
  }

  private enum Expected {
    case value(WireInterpreter.DecodedBody)
    case bytes([UInt8])
    case fault(WireFault)
  }

  private func answer(to question: Question) -> Expected {
    let (target, revision) = (question.target, question.revision)
    do throws(WireFault) {
      switch question.kind {
      case .decode(let bytes, let isStrict):
        return .value(try interpreter.decode(bytes, as: target, at: revision, strict: isStrict))
      case .encode(let value, let excess):
        return .bytes(try interpreter.encode(value, as: target, at: revision, excess: excess))
      case .widen(let value): return .value(.init(value: value))
      case .narrow(let value):
        guard case .type(let type) = target else { throw WireFault(.mismatch, WirePath(), at: nil) }
        return .value(.init(value: try Narrowing(interpreter.model, type, at: revision).narrow(value)))
      }
    } catch {
      return .fault(error)
    }
  }

  private func difference(
    _ question: Question, _ expected: Expected, _ found: CompiledAnswer.Outcome
  ) -> Disagreement? {
    func disagreement(_ summary: String, path: String = "", _ bytes: ByteComparison? = nil) -> Disagreement {
      Disagreement(
        question: question, summary: summary, path: path, interpreted: words(expected, question),
        compiled: words(found), bytes: bytes)
    }
    switch (expected, found) {
    case (.value(let body), .value(let json, let consumed, let excess)):
      let value: WireValue
      do throws(ValueProblem) {
        value = try interpreter.value(of: json, as: question.target, at: question.revision)
      } catch {
        return disagreement("decodes to what is no value: \(error)")
      }
      if let other = interpreter.difference(
        expected: body.value, found: value, as: question.target, at: question.revision)
      {
        return Disagreement(
          question: question, summary: "decodes to another value", path: other.path.withoutRoot,
          interpreted: other.expected?.summary ?? "absent", compiled: other.found?.summary ?? "absent")
      }
      if body.consumed != consumed { return disagreement("takes \(consumed) bytes, not \(body.consumed)") }
      return body.excess == excess ? nil : disagreement("keeps other bytes after the value")
    case (.bytes(let expected), .bytes(let found)):
      guard expected != found else { return nil }
      let comparison = ByteComparison(expected: expected, found: found)
      let offset = comparison.firstDifference ?? 0
      let trace = interpreter.inspect(expected, as: question.target, at: question.revision)
      let span = trace.spans.first { $0.stream == 0 && $0.offset <= offset && offset < $0.offset + $0.length }
      return disagreement(
        "encodes to other bytes from 0x\(String(offset, radix: 16)) on", path: span?.path.withoutRoot ?? "", comparison)
    case (.fault(let expected), .failed(let found, let isLoading)):
      // What no Swift type can hold has no wire order in which it could be the first thing wrong.
      if isLoading { return nil }
      if expected.kind != found.kind { return disagreement("fails with `\(found.kind.rawValue)`") }
      if expected.offset != found.offset { return disagreement("fails at another byte") }
      let isSamePlace = expected.path.description == found.path.description
      return isSamePlace ? nil : disagreement("fails in another field", path: found.path.withoutRoot)
    case (.fault, .value), (.fault, .bytes): return disagreement("accepts what the interpreter refuses")
    case (_, .failed): return disagreement("refuses what the interpreter accepts")
    default: return disagreement("does not answer")
    }
  }

  // MARK: - Words

  private func words(_ expected: Expected, _ question: Question) -> String {
    switch expected {
    case .value(let body):
      cut(interpreter.describe(body.value, as: question.target, at: question.revision).summary)
    case .bytes(let bytes): cut(Hex.text(bytes))
    case .fault(let fault): "\(fault)"
    }
  }

  private func words(_ found: CompiledAnswer.Outcome) -> String {
    switch found {
    case .value(let json, _, _): cut(json.compact())
    case .bytes(let bytes): cut(Hex.text(bytes))
    case .failed(let fault, _): "\(fault)"
    case .broken(let text): cut(text)
    }
  }

  private func cut(_ text: String) -> String { text.count > 400 ? text.prefix(400) + "…" : text }
}
