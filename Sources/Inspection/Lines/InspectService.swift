import Diagnostics
public import JSONText
import WireInterpreter

/// `inspect --lines`: from bytes to values.
///
/// ```
/// {"from":"world","opcode":14,"revision":"2025-11","body":"1147…"}
/// {"ok":true,"message":"SaveInventoryItems","revision":"2025-11","value":{…},"consumed":54}
/// ```
public struct InspectService: LineService {
  private var subjects: SubjectCache
  private let isStrict: Bool

  /// A service for the schemas of a book; the defaults stand in for what requests leave out.
  public init(_ book: AddressBook, defaults: Address = Address(), isStrict: Bool = false) {
    subjects = SubjectCache(book, defaults: defaults)
    self.isStrict = isStrict
  }

  private static let members: Set = ["schema", "link", "from", "revision", "opcode", "message", "body", "strict"]

  /// The value that a request's body holds.
  public mutating func answer(to json: JSON) throws(LineProblem) -> JSON {
    let request = try LineRequest(json, knows: Self.members)
    guard let body = try request.bytes("body") else { throw LineProblem(request: "a request needs a `body`") }
    let isStrict = try request.bool("strict") ?? isStrict
    let subject = try subjects.subject(request.address())
    do throws(WireFault) {
      let decoded = try subject.interpreter.decode(body, as: subject.target, at: subject.revision, strict: isStrict)
      return InspectionJSON.answer(subject, decoded)
    } catch {
      throw LineProblem(error)
    }
  }
}

/// `encode --lines`: from values to bytes. It takes what ``InspectService`` answers.
///
/// ```
/// {"message":"SaveInventoryItems","revision":"2025-11","value":{…}}
/// {"ok":true,"body":"1147…"}
/// ```
public struct EncodeService: LineService {
  private var subjects: SubjectCache

  /// A service for the schemas of a book; the defaults stand in for what requests leave out.
  public init(_ book: AddressBook, defaults: Address = Address()) {
    subjects = SubjectCache(book, defaults: defaults)
  }

  private static let members: Set = [
    "schema", "link", "from", "revision", "opcode", "message", "value", "excess", "ok", "consumed", "error",
  ]

  /// The bytes of a request's value.
  public mutating func answer(to json: JSON) throws(LineProblem) -> JSON {
    let request = try LineRequest(json, knows: Self.members)
    if try request.bool("ok") == false { throw LineProblem(request: "this is the answer to bytes that hold no value") }
    guard let value = request["value"] else { throw LineProblem(request: "a request needs a `value`") }
    let subject = try subjects.subject(request.address())
    let excess = try request.bytes("excess") ?? []
    let interpreter = subject.interpreter
    let wire: WireValue
    do throws(ValueProblem) {
      wire = try interpreter.value(of: value, as: subject.target, at: subject.revision)
    } catch {
      throw LineProblem(error)
    }
    do throws(WireFault) {
      let bytes = try interpreter.encode(wire, as: subject.target, at: subject.revision, excess: excess)
      return ["ok": true, "body": .string(Hex.text(bytes))]
    } catch {
      throw LineProblem(error)
    }
  }
}

extension LineProblem {
  /// A value of another shape than its type.
  init(_ problem: ValueProblem) {
    self.init(request: problem.description, help: problem.help.map(\.text))
    kind = "value"
    path = problem.path
  }
}
