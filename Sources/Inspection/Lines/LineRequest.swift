import Diagnostics
import JSONText
import WireInterpreter

/// A request as one JSON object, with readers that say what is wrong with a member.
struct LineRequest {
  private let object: JSON.Object

  /// The members of a request. Others are nobody's concern, unless they look like one of these mistyped.
  init(_ json: JSON, knows names: Set<String>) throws(LineProblem) {
    guard case .object(let object) = json else { throw LineProblem(request: "a request is a JSON object") }
    self.object = object
    for member in object.members where !names.contains(member.key) {
      guard let nearest = Spelling.nearest(to: member.key, in: names.sorted()) else { continue }
      throw LineProblem(request: "a request has no `\(member.key)`", help: ["did you mean `\(nearest)`?"])
    }
  }

  /// A member's value; nil when it is missing or null.
  subscript(name: String) -> JSON? {
    for member in object.members where member.key == name {
      if case .null = member.value { return nil }
      return member.value
    }
    return nil
  }

  func text(_ name: String) throws(LineProblem) -> String? {
    switch self[name] {
    case nil: return nil
    case .string(let text): return text
    // Revisions may look like numbers.
    case .number(let text) where name == "revision": return text
    default: throw LineProblem(request: "`\(name)` must be a string")
    }
  }

  /// Bytes as hex.
  func bytes(_ name: String) throws(LineProblem) -> [UInt8]? {
    guard let text = try text(name) else { return nil }
    guard let bytes = Hex.bytes(text) else {
      throw LineProblem(request: "`\(name)` must be pairs of hexadecimal digits")
    }
    return bytes
  }

  func bool(_ name: String) throws(LineProblem) -> Bool? {
    switch self[name] {
    case nil: return nil
    case .bool(let value): return value
    default: throw LineProblem(request: "`\(name)` must be true or false")
    }
  }

  /// The address in a request; an opcode may be a number, or a string such as `0x0E`.
  func address() throws(LineProblem) -> Address {
    var address = Address()
    address.schema = try text("schema")
    address.link = try text("link")
    address.sender = try text("from")
    address.revision = try text("revision")
    address.message = try text("message")
    switch self["opcode"] {
    case nil: break
    case .number(let text)?, .string(let text)?:
      guard let opcode = Integers.read(text).flatMap({ UInt64(exactly: $0) }) else { fallthrough }
      address.opcode = opcode
    default: throw LineProblem(request: "`opcode` must be a whole number, or a string such as \"0x0E\"")
    }
    return address
  }
}

/// Finds subjects, and remembers those that were found.
struct SubjectCache: Sendable {
  private let book: AddressBook
  private let defaults: Address
  private var subjects: [Address: Subject] = [:]

  init(_ book: AddressBook, defaults: Address) {
    self.book = book
    self.defaults = defaults
  }

  mutating func subject(_ address: Address) throws(LineProblem) -> Subject {
    if let subject = subjects[address] { return subject }
    do throws(AddressProblem) {
      let subject = try book.subject(address.completed(by: defaults))
      // Only spellings that work are kept, and of these there are few.
      if subjects.count < 1 << 16 { subjects[address] = subject }
      return subject
    } catch {
      throw LineProblem(error)
    }
  }
}
