public import SchemaModel
public import WireInterpreter

/// What fixtures are run through: the interpreter, or compiled code.
public protocol FixtureCodec: Sendable {
  /// Decodes a whole body.
  func decode(
    _ bytes: [UInt8], as target: WireInterpreter.Target, at revision: Int, strict: Bool
  ) throws(WireFault) -> WireInterpreter.DecodedBody
  /// The bytes of a value.
  func encode(
    _ value: WireValue, as target: WireInterpreter.Target, at revision: Int, excess: [UInt8]
  ) throws(WireFault) -> [UInt8]
  /// A struct's value as its domain type has it.
  func widen(_ wire: WireValue, to type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue
  /// A domain type's value as the struct has it.
  func narrow(_ domain: WireValue, of type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue
}

/// The interpreter, as fixtures are run through it.
public struct InterpretedCodec: FixtureCodec {
  private let interpreter: WireInterpreter

  /// The codec of an interpreter.
  public init(_ interpreter: WireInterpreter) { self.interpreter = interpreter }

  /// Decodes a whole body.
  public func decode(
    _ bytes: [UInt8], as target: WireInterpreter.Target, at revision: Int, strict: Bool
  ) throws(WireFault) -> WireInterpreter.DecodedBody {
    try interpreter.decode(bytes, as: target, at: revision, strict: strict)
  }

  /// The bytes of a value.
  public func encode(
    _ value: WireValue, as target: WireInterpreter.Target, at revision: Int, excess: [UInt8]
  ) throws(WireFault) -> [UInt8] {
    try interpreter.encode(value, as: target, at: revision, excess: excess)
  }

  /// Numbers have no width here, so a struct's value is its domain type's, too.
  public func widen(_ wire: WireValue, to type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue { wire }

  /// The same numbers, when each fits.
  public func narrow(_ domain: WireValue, of type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue {
    try Narrowing(interpreter.model, type, at: revision).narrow(domain)
  }
}
