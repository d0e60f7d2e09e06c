import Diagnostics
public import SchemaModel
public import WireInterpreter

/// Finds what addresses mean in one schema or several.
public struct AddressBook: Sendable {
  /// The schemas' interpreters.
  public let interpreters: [WireInterpreter]

  /// A book of these schemas.
  public init(_ models: [SchemaModel]) {
    interpreters = models.map { WireInterpreter($0) }
  }

  /// One direction of a link.
  public struct Direction: Sendable {
    /// The interpreter of the link's schema.
    public let interpreter: WireInterpreter
    /// The link, as a position in the schema.
    public let index: Int
    /// The party that sends; nil when nobody said.
    public var sender: Int?

    /// The link.
    public var link: Link { interpreter.model.links[index] }
  }

  // MARK: - Messages

  /// The message or type that an address means.
  public func subject(_ address: Address) throws(AddressProblem) -> Subject {
    if let message = address.message { return try named(message, address) }
    guard let opcode = address.opcode else {
      throw AddressProblem("nothing says what the bytes are: name the message, or its opcode and sender")
    }
    var direction = try direction(address)
    let model = direction.interpreter.model
    let revision = try revision(address, model)
    if direction.sender == nil {
      let senders = direction.link.parties.indices.filter {
        model.message(link: direction.index, sender: $0, opcode: opcode, revision: revision) != nil
      }
      guard senders.count <= 1 else { throw senderMissing(direction.link) }
      direction.sender = senders.first ?? 0
    }
    let sender = direction.sender ?? 0
    guard let message = model.message(link: direction.index, sender: sender, opcode: opcode, revision: revision) else {
      throw unknownOpcode(opcode, direction, sender, revision, isSenderKnown: address.sender != nil)
    }
    return Subject(direction.interpreter, .message(message.index), at: revision, sender: sender)
  }

  private func named(_ name: String, _ address: Address) throws(AddressProblem) -> Subject {
    let schemas = try schemas(address)
    let found = schemas.compactMap { interpreter in interpreter.target(named: name).map { (interpreter, $0) } }
    guard let (interpreter, target) = found.first else {
      let known = schemas.flatMap { $0.model.messages.map(\.name) + $0.model.types.map(\.name) }
      throw AddressProblem("there is no message or type `\(name)`", help: Self.suggestion(name, known))
    }
    guard found.count == 1 else {
      let names = found.map { "`\($0.0.model.name)`" }.joined(separator: ", ")
      throw AddressProblem("several schemas have a `\(name)`: \(names)", help: ["name the schema, too"])
    }
    let model = interpreter.model
    guard case .message(let index) = target else {
      let type = Subject(interpreter, target, at: 0)
      return type.at(try revision(address, model) { type.revisions.contains($0) })
    }
    let message = model.messages[index]
    var sender = message.senders.count == 1 ? message.senders.first : nil
    if address.link != nil || address.sender != nil {
      var place = address
      place.link = address.link ?? model.links[message.link].name
      let direction = try direction(place)
      guard direction.index == message.link, direction.interpreter.model.name == model.name else {
        throw AddressProblem(
          "`\(name)` travels on `\(model.links[message.link].name)`, not on `\(direction.link.name)`")
      }
      if let stated = direction.sender {
        guard message.senders.contains(stated) else {
          let others = message.senders.map { "`\(direction.link.parties[$0])`" }.joined(separator: " and ")
          throw AddressProblem("`\(name)` is sent by \(others), not by `\(direction.link.parties[stated])`")
        }
        sender = stated
      }
    }
    let revision = try revision(address, model) { message.revisions.contains($0) }
    if let stated = address.opcode, let opcode = message.opcode(at: revision), stated != opcode {
      let place = model.hasRevisions ? " at \(model.revisions[revision])" : ""
      throw AddressProblem("`\(name)` has opcode \(Self.hex(opcode))\(place), not \(Self.hex(stated))")
    }
    return Subject(interpreter, target, at: revision, sender: sender)
  }

  private func unknownOpcode(
    _ opcode: UInt64, _ direction: Direction, _ sender: Int, _ revision: Int, isSenderKnown: Bool
  ) -> AddressProblem {
    let model = direction.interpreter.model
    let who = isSenderKnown ? "`\(direction.link.parties[sender])`" : "nobody"
    let verb = isSenderKnown ? "sends no message with" : "sends a message with"
    let place = model.hasRevisions ? " at \(model.revisions[revision])" : ""
    var problem = AddressProblem("\(who) \(verb) opcode \(Self.hex(opcode)) on `\(direction.link.name)`\(place)")
    problem.isUnknownOpcode = true
    for other in model.revisions.indices {
      if let message = model.message(link: direction.index, sender: sender, opcode: opcode, revision: other) {
        problem.help.append("at \(model.revisions[other]) it is `\(message.name)`")
      }
    }
    for party in direction.link.parties.indices where party != sender {
      if let message = model.message(link: direction.index, sender: party, opcode: opcode, revision: revision) {
        problem.help.append("from `\(direction.link.parties[party])` it is `\(message.name)`")
      }
    }
    return problem
  }

  // MARK: - Schemas, links, parties, revisions

  private func schemas(_ address: Address) throws(AddressProblem) -> [WireInterpreter] {
    guard let name = address.schema else { return interpreters }
    let found = interpreters.filter { $0.model.name == name }
    guard found.isEmpty else { return found }
    throw AddressProblem(
      "there is no schema `\(name)`", help: Self.suggestion(name, interpreters.map(\.model.name)))
  }

  /// The link of an address, and who sends on it.
  public func direction(_ address: Address) throws(AddressProblem) -> Direction {
    let all = try schemas(address).flatMap { interpreter in
      interpreter.model.links.indices.map { Direction(interpreter: interpreter, index: $0) }
    }
    var direction = try choose(address.link, all)
    let link = direction.link
    if let sender = address.sender {
      guard let party = link.parties.firstIndex(of: sender) else {
        let known = link.parties.map { "`\($0)`" }.joined(separator: " and ")
        let help = Self.suggestion(sender, link.parties)
        throw AddressProblem(
          "`\(sender)` is no party of `\(link.name)`", help: help.isEmpty ? ["its parties are \(known)"] : help)
      }
      direction.sender = party
    } else if direction.sender == nil {
      let senders = Set(
        direction.interpreter.model.messages.filter { $0.link == direction.index }.flatMap(\.senders))
      if senders.count == 1 { direction.sender = senders.first }
    }
    return direction
  }

  private func choose(_ name: String?, _ all: [Direction]) throws(AddressProblem) -> Direction {
    let names = all.map { "`\($0.link.name)`" }.joined(separator: ", ")
    guard let name else {
      guard let only = all.first, all.count == 1 else {
        throw AddressProblem(
          all.isEmpty ? "the schema has no links" : "there are several links", help: ["name one of \(names)"])
      }
      return only
    }
    let found = all.filter { $0.link.name == name }
    if let link = found.first, found.count == 1 { return link }
    // By its parties, the sender first.
    let parties = name.split(whereSeparator: { $0 == "_" || $0 == "-" }).map(String.init)
    let named = all.filter { parties == $0.link.parties || parties == $0.link.parties.reversed() }
    if found.isEmpty, var link = named.first, named.count == 1 {
      link.sender = link.link.parties.firstIndex(of: parties[0])
      return link
    }
    let help = Self.suggestion(name, all.map(\.link.name))
    throw AddressProblem(
      found.isEmpty ? "there is no link `\(name)`" : "several schemas have a link `\(name)`",
      help: help.isEmpty || !found.isEmpty ? ["the links are \(names)"] : help)
  }

  /// The revision of an address; without one, the newest that will do.
  public func revision(
    _ address: Address, _ model: SchemaModel, where suits: (Int) -> Bool = { _ in true }
  ) throws(AddressProblem) -> Int {
    guard let name = address.revision else {
      return model.revisions.indices.last(where: suits) ?? max(model.revisions.count - 1, 0)
    }
    if let revision = model.revision(named: name) { return revision }
    guard model.hasRevisions else {
      throw AddressProblem("`\(model.name)` has no revisions, so no revision `\(name)`")
    }
    let help = Self.suggestion(name, model.revisions)
    throw AddressProblem(
      "there is no revision `\(name)`",
      help: help.isEmpty ? ["the revisions are \(model.revisions.map { "`\($0)`" }.joined(separator: ", "))"] : help)
  }

  private func senderMissing(_ link: Link) -> AddressProblem {
    AddressProblem(
      "both parties of `\(link.name)` send this",
      help: ["say who did: \(link.parties.map { "`\($0)`" }.joined(separator: " or "))"])
  }

  private static func suggestion(_ name: String, _ known: [String]) -> [String] {
    Spelling.nearest(to: name, in: known).map { ["did you mean `\($0)`?"] } ?? []
  }

  /// `0x0e`
  public static func hex(_ opcode: UInt64) -> String { Hex.text(opcode, digits: 2) }
}
