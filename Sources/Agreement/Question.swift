import Inspection
import JSONText
import SchemaModel
public import WireInterpreter

/// Something that interpreter and generated code must answer alike.
public struct Question: Hashable, Sendable {
  /// What is asked.
  public enum Kind: Hashable, Sendable {
    /// What bytes hold.
    case decode([UInt8], isStrict: Bool)
    /// The bytes of a value, with others after it where the link keeps them.
    case encode(WireValue, excess: [UInt8])
    /// The value of a domain type that a struct's value becomes.
    case widen(WireValue)
    /// The struct's value that a domain type's becomes.
    case narrow(WireValue)
  }

  /// The message or type.
  public let target: WireInterpreter.Target
  /// The revision.
  public let revision: Int
  /// What is asked.
  public let kind: Kind

  /// A question.
  public init(_ target: WireInterpreter.Target, at revision: Int, _ kind: Kind) {
    self.target = target
    self.revision = revision
    self.kind = kind
  }

  /// The question as a line for a program with the compiled code.
  public func line(_ interpreter: WireInterpreter) -> String {
    let subject = subject(interpreter)
    var members: [JSON.Object.Member] = [.init("message", .string(subject.name)), .init("check", true)]
    if let revision = subject.revisionName { members.append(.init("revision", .string(revision))) }
    func json(_ value: WireValue) -> JSON { interpreter.json(of: value, as: target, at: revision) }
    switch kind {
    case .decode(let bytes, let isStrict):
      members.append(.init("body", .string(Hex.text(bytes))))
      if isStrict { members.append(.init("strict", true)) }
    case .encode(let value, let excess):
      members.append(.init("value", json(value)))
      if !excess.isEmpty { members.append(.init("excess", .string(Hex.text(excess)))) }
    case .widen(let value): members.append(.init("widen", json(value)))
    case .narrow(let value): members.append(.init("narrow", json(value)))
    }
    return JSON.object(JSON.Object(members)).compact()
  }

  func subject(_ interpreter: WireInterpreter) -> Subject { Subject(interpreter, target, at: revision) }
}
