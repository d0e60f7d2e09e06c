public import Fixtures
public import SchemaModel
public import WireInterpreter

/// All that is to be asked about a schema, drawn bit by bit: thousands of messages make millions of questions.
///
/// ```swift
/// var inquiry = Inquiry(interpreter, cases, random: 10, seed: 1)
/// while let batch = inquiry.next() { … }
/// ```
public struct Inquiry: Sendable {
  /// How much is asked.
  public struct Effort: Hashable, Sendable {
    /// Random values for each message and revision.
    public var values: Int
    /// Broken variants of each body.
    public var variants: Int
    /// Whether bodies are cut at every byte.
    public var cutsEverywhere: Bool

    /// An effort.
    public init(values: Int, variants: Int, cutsEverywhere: Bool = false) {
      self.values = values
      self.variants = variants
      self.cutsEverywhere = cutsEverywhere
    }
  }

  private enum Source: Sendable {
    case fixture(FixtureCase)
    case message(MessageIndex, revision: Int)
  }

  private let interpreter: WireInterpreter
  private let effort: Effort
  private let seed: UInt64
  private let sources: [Source]
  private var position = 0

  /// Everything about some fixtures, and about random values of every message, or of some, at every revision.
  public init(
    _ interpreter: WireInterpreter, _ cases: [FixtureCase], messages: Set<MessageIndex>? = nil, _ effort: Effort,
    seed: UInt64
  ) {
    self.interpreter = interpreter
    self.effort = effort
    self.seed = seed
    var sources = cases.map { Source.fixture($0) }
    for message in interpreter.model.messages where effort.values > 0 && messages?.contains(message.index) ?? true {
      for revision in message.revisions.indices { sources.append(.message(message.index, revision: revision)) }
    }
    self.sources = sources
  }

  /// How much of everything has been drawn, in percent.
  public var progress: Int { sources.isEmpty ? 100 : position * 100 / sources.count }

  /// Some more questions; nil when all have been drawn.
  public mutating func next() -> [Question]? {
    var questions: [Question] = []
    while position < sources.count, questions.count < 4096 {
      // Each source has its own numbers, so that what one draws changes nothing for the others.
      var random = SeededRandom(seed: seed &+ UInt64(position) &* 0x9E37_79B9)
      questions += self.questions(sources[position], &random)
      position += 1
    }
    return questions.isEmpty ? nil : questions
  }

  private func questions(_ source: Source, _ random: inout SeededRandom) -> [Question] {
    switch source {
    case .fixture(let fixture):
      return Self.questions(about: fixture, interpreter)
        + variants(of: fixture.bytes, fixture.target, at: fixture.revision, &random)
    case .message(let index, let revision):
      var generator = ValueGenerator(interpreter, seed: random.next())
      let values = (0..<effort.values).compactMap { _ in generator.value(of: .message(index), at: revision) }
      return values.flatMap { self.questions(about: $0, index, revision, &random) }
        + mistakes(in: values, .message(index), at: revision, &random)
    }
  }

  /// Values with something wrong in them, which encoders must refuse alike.
  private func mistakes(
    in values: [WireValue], _ target: WireInterpreter.Target, at revision: Int, _ random: inout SeededRandom
  ) -> [Question] {
    (0..<values.count * effort.variants / 2).compactMap { _ in
      guard let value = values.randomElement(using: &random), let other = values.randomElement(using: &random) else {
        return nil
      }
      let wrong = ValueMutation.variant(of: value, with: other, &random)
      // As it is read from JSON, with what follows from the rest filled in.
      let json = interpreter.json(of: wrong, as: target, at: revision)
      guard let value = try? interpreter.value(of: json, as: target, at: revision) else { return nil }
      return Question(target, at: revision, .encode(value, excess: []))
    }
  }

  private func questions(
    about value: WireValue?, _ index: MessageIndex, _ revision: Int, _ random: inout SeededRandom
  ) -> [Question] {
    guard let value else { return [] }
    let encode = Question(.message(index), at: revision, .encode(value, excess: []))
    guard let body = try? interpreter.encode(value, as: .message(index), at: revision) else { return [encode] }
    let decode = Question(.message(index), at: revision, .decode(body, isStrict: true))
    return [encode, decode] + variants(of: body, .message(index), at: revision, &random)
  }

  private func variants(
    of body: [UInt8], _ target: WireInterpreter.Target, at revision: Int, _ random: inout SeededRandom
  ) -> [Question] {
    guard case .message = target else { return [] }
    var bodies = Mutation.variants(of: body, effort.variants, &random)
    if effort.cutsEverywhere { bodies += Mutation.cuts(of: body) }
    return bodies.map { Question(target, at: revision, .decode($0, isStrict: random.once(in: 4))) }
  }

  /// What a case asks.
  public static func questions(about fixture: FixtureCase, _ interpreter: WireInterpreter) -> [Question] {
    func question(_ kind: Question.Kind) -> Question { Question(fixture.target, at: fixture.revision, kind) }
    switch fixture.expectation {
    case .value(_, let canonical):
      let decode = question(.decode(fixture.bytes, isStrict: false))
      guard canonical != nil,
        let body = try? interpreter.decode(fixture.bytes, as: fixture.target, at: fixture.revision)
      else { return [decode] }
      return [decode, question(.encode(body.value, excess: body.excess))]
    case .undecodable: return [question(.decode(fixture.bytes, isStrict: fixture.isStrict))]
    case .unencodable(let value, _): return [question(.encode(value, excess: []))]
    case .conversion(let wire, let domain): return [question(.widen(wire)), question(.narrow(domain))]
    case .unconvertible(let domain, _): return [question(.narrow(domain))]
    }
  }
}
