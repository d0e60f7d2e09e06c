public import SchemaModel
public import WireInterpreter

/// A value that does not come back as it went.
public struct RoundTripFailure: Hashable, Sendable {
  /// The message or type.
  public var target: WireInterpreter.Target
  /// The revision.
  public var revision: Int
  /// The value; nil when none could be drawn.
  public var value: WireValue?
  /// What went wrong, as a sentence.
  public var reason: String
}

/// Values that go through bytes and come back.
public struct RoundTrip: Sendable {
  /// The interpreter of the schema.
  public let interpreter: WireInterpreter

  /// Round trips of a schema's values.
  public init(_ model: SchemaModel) { interpreter = WireInterpreter(model) }

  /// Every message at every revision that has it.
  public var targets: [(target: WireInterpreter.Target, revision: Int)] {
    interpreter.model.messages.flatMap { message in
      message.revisions.indices.map { (.message(message.index), $0) }
    }
  }

  /// The first value that is not the same after encoding and decoding.
  ///
  /// `count` values of every message at every revision, the same for the same seed.
  public func firstFailure(count: Int, seed: UInt64) -> RoundTripFailure? {
    for (target, revision) in targets {
      var generator = ValueGenerator(interpreter, seed: seed)
      for _ in 0..<count {
        guard let value = generator.value(of: target, at: revision) else {
          return RoundTripFailure(target: target, revision: revision, value: nil, reason: "no value could be drawn")
        }
        if let reason = problem(value, target, revision) {
          return RoundTripFailure(target: target, revision: revision, value: value, reason: reason)
        }
      }
    }
    return nil
  }

  /// What is wrong with how a value is encoded and decoded.
  public func problem(_ value: WireValue, _ target: WireInterpreter.Target, _ revision: Int) -> String? {
    do throws(WireFault) {
      let bytes = try interpreter.encode(value, as: target, at: revision)
      let decoded = try interpreter.decode(bytes, as: target, at: revision, strict: true)
      if let difference = interpreter.difference(expected: value, found: decoded.value, as: target, at: revision) {
        return difference.description
      }
      guard try interpreter.encode(decoded.value, as: target, at: revision) == bytes else {
        return "encoded again, the bytes differ"
      }
      return sizeProblem(bytes.count, target, revision)
    } catch {
      return error.description
    }
  }

  /// The model's sizes bound every value.
  private func sizeProblem(_ count: Int, _ target: WireInterpreter.Target, _ revision: Int) -> String? {
    guard case .message(let index) = target, let size = interpreter.model.messages[index].sizes[revision] else {
      return nil
    }
    if count < size.minimum { return "\(count) bytes, but the model says \(size.minimum) at least" }
    if count > size.maximum, !size.isOpen { return "\(count) bytes, but the model says \(size.maximum) at most" }
    return nil
  }
}
