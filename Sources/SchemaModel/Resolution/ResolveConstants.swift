import Diagnostics
import SchemaSyntax

extension Resolver {
  mutating func resolveConstants() {
    var declared: [String: ConstantSyntax] = [:]
    for constant in files.flatMap(\.constants) {
      if let first = declared[constant.name.value] {
        reportTwice("constant", constant.name, first.name.range)
      } else {
        declared[constant.name.value] = constant
      }
    }
    for constant in declared.values.sorted(by: { $0.name.range < $1.name.range }) { resolve(constant, declared) }
  }

  /// Follows a chain `A: B`, `B: C` … to its value and gives it to all of the chain, so that each constant is
  /// visited once. A chain that returns to itself is an error.
  private mutating func resolve(_ constant: ConstantSyntax, _ declared: [String: ConstantSyntax]) {
    var chain: [ConstantSyntax] = []
    var members: Set<String> = []
    var current = constant
    var value: Int128?
    while true {
      let name = current.name.value
      if let known = constants[name]?.value { value = known }
      guard constants[name] == nil, !brokenNames.contains(name) else { break }
      guard members.insert(name).inserted else {
        report("L201", "constant `\(name)` is defined by itself", at: current.value.range)
        break
      }
      chain.append(current)
      if case .literal(let literal) = current.value.value { value = literal }
      guard case .name(let target) = current.value.value else { break }
      usage.constants.insert(target)
      guard let next = declared[target] else {
        reportUnknownConstant(Spelled(target, current.value.range), declared.keys)
        break
      }
      usage.note(from: current.name.range.file, to: next.name.range.file)
      current = next
    }
    for member in chain {
      if let value { constants[member.name.value] = (value, member) } else { brokenNames.insert(member.name.value) }
    }
  }

  private mutating func reportUnknownConstant(_ name: Identifier, _ known: some Swift.Sequence<String>) {
    guard !brokenNames.contains(name.value) else { return }
    report(
      "L201", "unknown constant `\(name.value)`", at: name.range, label: "no `constants` entry has this name",
      help: suggestion(name.value, { _ in known.sorted() }, at: name.range))
  }

  /// The value of an integer as written.
  mutating func value(_ integer: Spelled<IntegerSyntax>) -> Int128? {
    switch integer.value {
    case .literal(let value): return value
    case .name(let name):
      guard let constant = use(constant: name, at: integer.range) else {
        reportUnknownConstant(Spelled(name, integer.range), constants.keys)
        return nil
      }
      return constant
    }
  }

  /// The value of a constant, noting that it is used.
  mutating func use(constant name: String, at range: SourceRange) -> Int128? {
    guard let constant = constants[name] else { return nil }
    usage.constants.insert(name)
    usage.note(from: range.file, to: constant.syntax.name.range.file)
    return constant.value
  }

  /// A number of bytes or elements: from zero to 2⁶²-1.
  mutating func size(_ integer: Spelled<IntegerSyntax>, _ what: String) -> Int? {
    guard let value = value(integer) else { return nil }
    guard value >= 0, value < Int128(SizeBounds.unlimited) else {
      report("L209", "\(value) cannot be \(what)", at: integer.range, label: "from 0 to \(SizeBounds.unlimited - 1)")
      return nil
    }
    return Int(value)
  }

  mutating func reportTwice(_ what: String, _ name: Identifier, _ first: SourceRange) {
    report(
      "L002", "\(what) `\(name.value)` is defined twice", at: name.range, label: "defined again here",
      also: [.init(first, "first defined here")])
  }
}
