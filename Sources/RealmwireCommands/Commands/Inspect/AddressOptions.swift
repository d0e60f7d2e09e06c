import Diagnostics
import Inspection
import SchemaModel
import WireInterpreter

/// The options by which `inspect` and `encode` learn what bytes are.
enum AddressOptions {
  static let schema = Parameter<[String]>.options(
    "schema", value: "path", completing: .files, "Where the schema is: a file or a directory; Protocol by default.")
  static let message = Parameter<String?>.option(
    "message", short: "m", value: "name", "The message; or a type, for a part of one.")
  static let opcode = Parameter<Opcode?>.option("opcode", value: "number", "The opcode, in place of the message.")
  static let sender = Parameter<String?>.option("from", value: "party", "Who sends it, where both parties could.")
  static let link = Parameter<String?>.option("link", value: "name", "The link, where the schema has several.")
  static let all: [any DeclaredParameter] = [schema, message, opcode, sender, link]

  /// What the command line says of the bytes.
  static func address(_ call: Invocation) -> Address {
    var address = Address()
    address.message = call[message]
    address.opcode = call[opcode]?.value
    address.sender = call[sender]
    address.link = call[link]
    return address
  }

  /// The schemas that the command line names.
  static func book(_ call: Invocation) throws(Failure) -> AddressBook {
    let loaded = SchemaInput.load(call[schema].isEmpty ? ["Protocol"] : call[schema], call)
    try loaded.requireModels(call)
    return AddressBook(loaded.schemas.compactMap(\.model))
  }
}

/// A number in any base: `14`, `0x0e`.
struct Opcode: ArgumentValue {
  let value: UInt64

  init?(argument: String) {
    guard let value = Integers.read(argument).flatMap({ UInt64(exactly: $0) }) else { return nil }
    self.value = value
  }

  static var argumentExpectation: String { "a whole number, such as `14` or `0x0e`" }
  var argumentText: String { AddressBook.hex(value) }
}

extension Failure {
  /// An address that leads nowhere.
  init(_ problem: AddressProblem) {
    self.init(.usage, printable(problem.message), help: problem.help)
  }
}

extension AddressBook {
  /// The message or type that an address means; what is wrong with it ends the command.
  func requireSubject(_ address: Address) throws(Failure) -> Subject {
    do throws(AddressProblem) {
      return try subject(address)
    } catch {
      throw Failure(error)
    }
  }
}
