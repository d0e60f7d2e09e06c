public import Fixtures
public import SchemaModel
public import WireInterpreter

/// Generated code as fixtures are run through it: by answers that it gave before.
public struct RecordedCodec: FixtureCodec {
  private let interpreter: WireInterpreter
  private let answers: [Question: String]

  /// A codec that knows these answers.
  public init(_ interpreter: WireInterpreter, _ answers: [Question: String]) {
    self.interpreter = interpreter
    self.answers = answers
  }

  private func outcome(
    _ target: WireInterpreter.Target, _ revision: Int, _ kind: Question.Kind
  ) throws(WireFault) -> CompiledAnswer.Outcome {
    guard let line = answers[Question(target, at: revision, kind)] else {
      throw WireFault(.unsupported, WirePath([.name(interpreter.name(of: target))]), at: nil)
    }
    let outcome = CompiledAnswer(line).outcome
    if case .failed(let fault, _) = outcome { throw fault }
    return outcome
  }

  private func value(
    _ target: WireInterpreter.Target, _ revision: Int, _ kind: Question.Kind
  ) throws(WireFault) -> WireInterpreter.DecodedBody {
    let outcome = try outcome(target, revision, kind)
    if case .value(let json, let consumed, let excess) = outcome,
      let value = try? interpreter.value(of: json, as: target, at: revision)
    {
      return .init(value: value, excess: excess, consumed: consumed)
    }
    throw WireFault(.mismatch, WirePath([.name(interpreter.name(of: target))]), at: nil)
  }

  /// What the code decoded.
  public func decode(
    _ bytes: [UInt8], as target: WireInterpreter.Target, at revision: Int, strict: Bool
  ) throws(WireFault) -> WireInterpreter.DecodedBody {
    try value(target, revision, .decode(bytes, isStrict: strict))
  }

  /// What the code encoded.
  public func encode(
    _ value: WireValue, as target: WireInterpreter.Target, at revision: Int, excess: [UInt8]
  ) throws(WireFault) -> [UInt8] {
    guard case .bytes(let bytes) = try outcome(target, revision, .encode(value, excess: excess)) else {
      throw WireFault(.mismatch, WirePath([.name(interpreter.name(of: target))]), at: nil)
    }
    return bytes
  }

  /// What the code widened.
  public func widen(_ wire: WireValue, to type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue {
    try value(.type(type), revision, .widen(wire)).value
  }

  /// What the code narrowed.
  public func narrow(_ domain: WireValue, of type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue {
    try value(.type(type), revision, .narrow(domain)).value
  }
}
