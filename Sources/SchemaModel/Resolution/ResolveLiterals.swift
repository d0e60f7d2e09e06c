import Diagnostics
import SchemaSyntax

extension Resolver {
  /// A constant or default held against its type; nil after a finding.
  mutating func literal(
    _ literal: Spelled<LiteralSyntax>, for type: WireType, at revisions: RevisionRange, _ what: String
  ) -> Literal? {
    switch (literal.value, type) {
    case (_, .optional(let wrapped)): return self.literal(literal, for: wrapped, at: revisions, what)
    case (.text(let text), .text(let form)): return self.text(text, form, literal.range)
    case (.integer(let value), .scalar(.float(let bits, _))): return float("\(value)", bits)
    case (.decimal(let text), .scalar(.float(let bits, _))): return float(text, bits)
    case (.name(let name), .text(let form)): return self.text(name, form, literal.range)
    default: break
    }
    if let testable = testable(type) { return number(literal, testable, type, at: revisions, what) }
    if case .named(let index) = type, case .alias(let variants)? = types[index]?.kind, let first = variants.first {
      return self.literal(literal, for: first.value, at: revisions, what)
    }
    report(
      "L209", "\(what) cannot be given for this type", at: literal.range,
      label: "only numbers, bools, enums, flags and text have literals")
    return nil
  }

  private mutating func number(
    _ literal: Spelled<LiteralSyntax>, _ testable: Testable, _ type: WireType, at revisions: RevisionRange,
    _ what: String
  ) -> Literal? {
    switch (literal.value, testable) {
    case (.name("true"), .bool): return .bool(true)
    case (.name("false"), .bool): return .bool(false)
    case (.integer(let value), .integer), (.integer(let value), .enumeration), (.integer(let value), .flags):
      return fitting(value, type, literal.range, what)
    case (.list(let names), .flags(let index, let definition)):
      var value: Int128 = 0
      for name in names {
        guard case .name(let name) = name, let member = definition.members.named(name, at: revisions) else {
          report("L209", "`\(typeNames[index])` has no member \(name.spelling)", at: literal.range)
          return nil
        }
        value |= member.value
      }
      return .integer(value)
    case (.name(let name), .enumeration(let index, let definition)):
      return member(name, index, definition.members, literal.range, at: revisions)
    case (.name(let name), .flags(let index, let definition)):
      return member(name, index, definition.members, literal.range, at: revisions)
    case (.name(let name), .integer):
      guard let value = use(constant: name, at: literal.range) else {
        report(
          "L201", "unknown constant `\(name)`", at: literal.range,
          help: suggestion(name, { $0.constants.keys.sorted() }, at: literal.range))
        return nil
      }
      return fitting(value, type, literal.range, what)
    default:
      report("L209", "\(literal.value.spelling) does not fit", at: literal.range, label: "expected \(testable.words)")
      return nil
    }
  }

  private mutating func member(
    _ name: String, _ index: TypeIndex, _ members: [Member], _ place: SourceRange, at revisions: RevisionRange
  ) -> Literal? {
    if let member = members.named(name, at: revisions) { return .integer(member.value) }
    if let value = use(constant: name, at: place) { return .integer(value) }
    report(
      "L209", "`\(typeNames[index])` has no member `\(name)`", at: place,
      also: [.init(definitionPlace(index), "defined here")],
      help: suggestion(name, { _ in members.map(\.name) }, at: place))
    return nil
  }

  private mutating func fitting(
    _ value: Int128, _ type: WireType, _ place: SourceRange, _ what: String
  ) -> Literal? {
    guard let range = domainRange(of: type), range.contains(value) else {
      report(
        "L209", "\(value) does not fit", at: place,
        label: domainRange(of: type).map { "the type holds \($0.lowerBound) to \($0.upperBound)" } ?? "")
      return nil
    }
    return .integer(value)
  }

  private func float(_ text: String, _ bits: Int) -> Literal? {
    if bits == 32 { return Float(text).map { .float(bits: UInt64($0.bitPattern), width: 32) } }
    return Double(text).map { .float(bits: $0.bitPattern, width: 64) }
  }

  private mutating func text(_ text: String, _ form: WireType.TextForm, _ place: SourceRange) -> Literal? {
    let most: Int
    var hasTerminator = true
    switch form {
    case .counted(let count):
      most = count.maximum
      hasTerminator = false
    case .countedWithTerminator(let count): most = max(count.maximum - 1, 0)
    case .padded(let bytes): most = bytes
    case .terminated(let limit): most = limit
    }
    if text.utf8.count > most {
      report("L209", "the text takes \(text.utf8.count) bytes", at: place, label: "at most \(most) fit")
      return nil
    }
    if hasTerminator, text.utf8.contains(0) {
      report("L209", "a text that ends at NUL cannot hold one", at: place)
      return nil
    }
    return .text(text)
  }
}

extension [Member] {
  /// The member of this name at some of these revisions, or else at any.
  fileprivate func named(_ name: String, at revisions: RevisionRange) -> Member? {
    first { $0.name == name && $0.revisions.overlaps(revisions) } ?? first { $0.name == name }
  }
}
