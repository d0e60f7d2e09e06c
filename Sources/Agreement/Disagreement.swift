public import Diagnostics
public import Fixtures
import Inspection
import JSONText
import SchemaModel
public import WireInterpreter

/// Where generated code and interpreter part.
public struct Disagreement: Hashable, Sendable {
  /// What was asked.
  public let question: Question
  /// In one sentence: `decodes to another value`.
  public let summary: String
  /// The field, where one is at fault.
  public var path = ""
  /// What the interpreter says.
  public let interpreted: String
  /// What the generated code says.
  public let compiled: String
  /// The two byte strings, when bytes differ.
  public var bytes: ByteComparison?

  /// The bytes in question: those that were to be decoded, or those that the interpreter writes.
  public func body(_ interpreter: WireInterpreter) -> [UInt8]? {
    switch question.kind {
    case .decode(let bytes, _): bytes
    case .encode(let value, let excess):
      try? interpreter.encode(value, as: question.target, at: question.revision, excess: excess)
    case .widen, .narrow: nil
    }
  }

  /// The value in question, as JSON that `encode --lines` takes.
  public func value(_ interpreter: WireInterpreter) -> String? {
    switch question.kind {
    case .decode: nil
    case .encode(let value, _), .widen(let value), .narrow(let value):
      interpreter.json(of: value, as: question.target, at: question.revision).compact()
    }
  }

  /// The finding, at the message's place in the schema, with all that it takes to see it again.
  public func diagnostic(_ interpreter: WireInterpreter) -> Diagnostic {
    let subject = question.subject(interpreter)
    let revision = subject.revisionName.map { " at \($0)" } ?? ""
    let source =
      switch question.target {
      case .message(let index): interpreter.model.messages[index].source
      case .type(let index): interpreter.model.types[index].source
      }
    var notes = ["the interpreter says: \(interpreted)", "generated code says: \(compiled)"]
    if let bytes { notes.append(bytes.lines.joined(separator: "\n")) }
    let option = subject.revisionName.map { " --revision \($0)" } ?? ""
    if case .decode(let bytes, let isStrict) = question.kind {
      notes.append(
        "realmwire inspect --message \(subject.name)\(option)\(isStrict ? " --strict" : "") \"\(Hex.text(bytes))\"")
    } else if let value = value(interpreter) {
      notes.append("the value is \(value)")
    }
    return Diagnostic(
      "L801", "generated code and interpreter disagree on `\(subject.name)`\(revision): \(summary)", at: source,
      label: path.isEmpty ? "" : "in `\(path)`", notes: notes)
  }
}
