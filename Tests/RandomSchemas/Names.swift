/// Names for everything in a schema, some of them chosen to hurt.
struct Names {
  private var taken: Set<String> = []
  private var number = 0

  /// Words of Swift and of generated code: as field or member they must be no more than names.
  static let mines = [
    "self", "init", "default", "reader", "writer", "run", "value", "body", "count", "revision", "type", "size", "some",
    "none", "error", "rules", "opcode", "encode", "decode", "description", "in", "is", "as", "true", "nil", "await",
    "length", "inner", "outer", "start", "known", "words", "element", "offset", "index", "class", "any", "switchValue",
  ]
  private static let plain = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// A new name of a field or member.
  mutating func field(_ random: inout some RandomNumberGenerator) -> String {
    if Int.random(in: 0..<5, using: &random) == 0, let mine = Self.mines.randomElement(using: &random),
      taken.insert(mine).inserted
    {
      return mine
    }
    number += 1
    return "\(Self.plain.randomElement(using: &random) ?? "alpha")\(number)"
  }

  /// A new name of a party. In a header, `opcode` and `size` are never parties.
  mutating func party(_ random: inout some RandomNumberGenerator) -> String {
    let name = field(&random)
    return name == "opcode" || name == "size" ? field(&random) + "Party" : name
  }

  /// A new name of a type or message.
  mutating func type(_ random: inout some RandomNumberGenerator) -> String {
    let mines = ["Value", "Element", "Key", "Error", "Int", "String", "UInt8", "Revision", "Reply", "Array", "Bool"]
    if Int.random(in: 0..<12, using: &random) == 0, let mine = mines.randomElement(using: &random),
      taken.insert(mine).inserted
    {
      return mine
    }
    number += 1
    let word = Self.plain.randomElement(using: &random) ?? "alpha"
    return word.prefix(1).uppercased() + word.dropFirst() + "\(number)"
  }

  /// Names of what stands apart from all others: the fields of another struct, the members of an enum.
  var apart: Names { Names() }
}
