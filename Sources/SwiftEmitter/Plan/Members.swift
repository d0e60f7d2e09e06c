import SchemaModel
import SchemaSyntax

/// Members of enums and flags, as Swift spells them.
extension ModulePlan {
  /// The members of an enum or of flags.
  func members(of index: TypeIndex) -> [Member] {
    switch model.types[index].kind {
    case .enumeration(let value): value.members
    case .flags(let value): value.members
    default: []
    }
  }

  /// Whether an enum is a Swift enum: other values are errors.
  func isClosed(_ index: TypeIndex) -> Bool {
    if case .enumeration(let value) = model.types[index].kind { return !value.keepsUnknown }
    return false
  }

  /// Whether some member is not there at all revisions, so that writing one has to be checked.
  func changesMembers(_ index: TypeIndex) -> Bool {
    isClosed(index) && members(of: index).contains { !$0.revisions.contains(model.types[index].revisions) }
  }

  /// The Swift type of an enum's or flags' raw value: the widest of its carriers.
  func rawType(of index: TypeIndex) -> IntegerType {
    let carriers: [Variant<ScalarType>] =
      switch model.types[index].kind {
      case .enumeration(let value): value.carriers
      case .flags(let value): value.carriers
      default: []
      }
    let types = carriers.map { IntegerType($0.value) }
    return types.max { $0.bits < $1.bits } ?? IntegerType(bits: 8, isSigned: false)
  }

  /// The names of an enum's or flags' members in Swift, each once; a number that has several names keeps its first.
  func memberNames(of index: TypeIndex) -> [(member: Member, name: String, isAlias: Bool)] {
    var names = NameSet()
    var values: Set<Int128> = []
    var seen: Set<String> = []
    return members(of: index).compactMap { member in
      // A member that left and came back under its old number is one.
      guard seen.insert("\(member.swiftName) \(member.value)").inserted else { return nil }
      let name = names.claim(self.names.member(member.swiftName))
      return (member, Identifier.escaped(name), !values.insert(member.value).inserted)
    }
  }

  /// The name of the member with a value.
  func memberName(of index: TypeIndex, _ value: Int128) -> String? {
    memberNames(of: index).first { $0.member.value == value }?.name
  }

  /// `.female`, or `Gender(rawValue: 2)`; with the type's name where Swift would take it for an optional's case.
  func member(_ index: TypeIndex, _ value: Int128) -> String {
    guard let name = memberName(of: index, value) else {
      return "\(typeNames[index])(rawValue: \(LiteralText.integer(value)))"
    }
    return name == "none" || name == "some" ? "\(typeNames[index]).\(name)" : ".\(name)"
  }

  /// A literal of a field's type.
  func literal(_ literal: Literal, of type: WireType, at revision: Int) -> String {
    switch literal {
    case .integer(let value):
      switch form(of: type, at: revision, .little) {
      case .member(let index, _):
        if memberName(of: index, value) == nil, !isClosed(index), value == 0 {
          return "\(typeNames[index])(rawValue: 0)"
        }
        return member(index, value)
      default: return LiteralText.integer(value)
      }
    case .bool(let value): return value ? "true" : "false"
    case .float(let bits, let width): return LiteralText.float(bits: bits, width: width)
    case .text(let text): return LiteralText.text(text)
    }
  }

  /// The name of a union's case.
  func caseName(of arm: Union.Arm, _ discriminator: Field?) -> String {
    guard !arm.isElse else { return "other" }
    let names = arm.labels.map { label -> String in
      if let discriminator,
        case .member(let index, _) = form(of: discriminator.type, at: discriminator.revisions.lower, .little),
        let name = memberName(of: index, label.value)
      {
        return name.filter { $0 != "`" }
      }
      // A constant is SHOUTED in the schema.
      if let name = label.name { return name.contains(where: \.isLowercase) ? name : Identifier.lowered(name) }
      return label.value < 0 ? "minus\(label.value.magnitude)" : "value\(label.value)"
    }
    return names.dropFirst().reduce(names[0]) { $0 + "Or" + Identifier.upperCamel($1) }
  }
}
