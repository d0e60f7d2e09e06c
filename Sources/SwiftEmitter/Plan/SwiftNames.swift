import SchemaModel

/// What the schema's names become where Swift or generated code needs them for something else.
///
/// Names are Swift's as they are written, in backticks where Swift wants them. Where a name would still hide something
/// that generated code refers to, it gets a word more:
///
/// | Name of             | hides                                                         | becomes     |
/// |---------------------|---------------------------------------------------------------|-------------|
/// | a type or message   | a word of Swift, a field, a variable of a codec               | `anyType`   |
/// | a field             | a type, or `hashValue`                                        | `IntField`  |
/// | a member            | a type, or `rawValue`                                         | `IntMember` |
/// | a union's case      | a type                                                        | `IntCase`   |
/// | a message, as case  | a type                                                        | `itemPacket`|
///
/// A schema in the house style, with types in UpperCamel and all else in lowerCamel, meets this only where it says
/// `hashValue` or `rawValue`, or calls a type by one of a dozen names such as `Type` and `Revision`.
struct SwiftNames {
  /// The schema's types, messages and revisions, and all that generated code takes from libraries.
  private let types: Set<String>
  /// The schema's fields and members, and the variables of codecs.
  private let values: Set<String>
  /// Whether a formatter that knows the house style would complain about a name.
  let hasUnusualNames: Bool

  /// Types that generated code declares inside others, and modules: as names of types of the schema they would hide them.
  static let taken: Set<String> = [
    "Any", "Protocol", "RequiredWire", "Reply", "Revision", "Self", "Swift", "Type", "Value", "Wire", "WireZlib",
  ]

  /// What codecs and packets call their variables and functions.
  private static let variables: Set<String> = [
    "allCases", "bits", "body", "bytes", "correlation", "count", "decode", "description", "dispatch", "domain",
    "element", "encode", "encodedSize", "error", "hash", "hashValue", "index", "inflated", "inner", "key", "known",
    "knows", "latest", "length", "maxBody", "minimumSize", "narrowed", "opcode", "outer", "packed", "packet",
    "rawValue", "reader", "receive", "receiveUnknown", "revision", "rules", "run", "self", "size", "start", "validate",
    "value", "wide", "wireName", "wireSize", "words", "writer",
  ]

  init(_ model: SchemaModel) {
    types = Set(model.types.map(\.swiftName) + model.messages.map(\.swiftName)).union(LibraryNames.all)
    let fields = model.types.flatMap(\.valueNames) + model.messages.flatMap { $0.body.fields.map(\.swiftName) }
    values = Set(fields).union(Self.variables)
    hasUnusualNames = fields.contains { $0.contains("_") || $0.first.map { !$0.isLowercase } ?? false }
  }

  /// A type or message.
  func type(_ name: String) -> String {
    let isHiding =
      Self.taken.contains(name) || Identifier.isKeyword(name) || !startsLikeType(name) && values.contains(name)
    return isHiding ? name + "Type" : name
  }

  /// Types and messages, each by a name of its own.
  func types(_ names: [String]) -> [String] {
    // Who can keep the name keeps it.
    var taken = NameSet(Set(names.filter { type($0) == $0 }))
    return names.map { type($0) == $0 ? $0 : taken.claim(type($0)) }
  }

  /// A field of a struct, a message or bits.
  func field(_ name: String) -> String { hides(name) || name == "hashValue" ? name + "Field" : name }

  /// A member of an enum or of flags.
  func member(_ name: String) -> String {
    hides(name) || name == "rawValue" || name == "Element" ? name + "Member" : name
  }

  /// A case of a union.
  func unionCase(_ name: String) -> String { hides(name) ? name + "Case" : name }

  /// A message as a case or constant.
  func message(_ name: String) -> String {
    hides(name) || name == "rawValue" || name == "description" ? name + "Packet" : name
  }

  /// Whether a value of this name would hide a type. A type in lowerCamel gives way to values that codecs use.
  private func hides(_ name: String) -> Bool { name == "Self" || types.contains(name) && type(name) == name }

  private func startsLikeType(_ name: String) -> Bool { name.first?.isUppercase ?? false }
}

extension TypeDefinition {
  /// The names of its fields or members in Swift.
  fileprivate var valueNames: [String] {
    switch kind {
    case .enumeration(let value): value.members.map(\.swiftName)
    case .flags(let value): value.members.map(\.swiftName)
    case .bits(let variants): variants.flatMap { $0.value.fields.map(\.swiftName) }
    case .structure(let body): body.fields.map(\.swiftName)
    case .alias, .widened, .external: []
    }
  }
}
