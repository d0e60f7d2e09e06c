import Diagnostics
import SchemaSyntax

extension Resolver {
  /// Whether a field of this name can be referred to here.
  func sees(_ name: String) -> Bool { current.visible[name]?.isEmpty == false }

  /// The earlier field of this name, when it is always there at these revisions; otherwise a finding.
  mutating func reference(
    _ name: Identifier, toCount: Bool, at revisions: RevisionRange? = nil
  ) -> FieldReference? {
    let candidates = current.visible[name.value] ?? []
    guard !candidates.isEmpty else {
      reportUnseen(name, toCount: toCount)
      return nil
    }
    if let revisions,
      let missing = revisions.indices.first(where: { revision in
        !candidates.contains { current.drafts[$0].revisions.contains(revision) }
      })
    {
      report(
        "L203", "`\(name.value)` is not there at `\(self.revisions[missing])`", at: name.range,
        label: "referred to \(words(for: revisions))",
        also: candidates.map {
          .init(current.drafts[$0].field.name.range, "there \(words(for: current.drafts[$0].revisions))")
        })
      return nil
    }
    let used = candidates.filter { index in revisions.map { current.drafts[index].revisions.overlaps($0) } ?? true }
    guard used.allSatisfy({ current.drafts[$0].type != nil }) else { return nil }
    return FieldReference(name: name.value, fields: used)
  }

  private mutating func reportUnseen(_ name: Identifier, toCount: Bool) {
    if let place = current.allNames[name.value] {
      let isLater = !current.drafts.contains { $0.field.name.range == place }
      if isLater, place.lower < name.range.lower {
        report("L203", "`\(name.value)` cannot count itself", at: name.range, label: "not an earlier field")
        return
      }
      report(
        "L203", "`\(name.value)` is not \(isLater ? "an earlier field" : "always there")", at: name.range,
        label: isLater ? "read before that field is" : "that field stands in a group that this place is outside of",
        also: [.init(place, isLater ? "it comes later" : "it stands here")])
      return
    }
    let help = suggestion(
      name.value,
      { resolver in
        let fields = resolver.current.visible.filter { !$0.value.isEmpty }.keys.sorted()
        return fields + (toCount ? resolver.constants.keys.sorted() : [])
      }, at: name.range)
    report(
      "L203", "no earlier field is called `\(name.value)`", at: name.range,
      label: toCount ? "neither a field of this struct nor a constant" : "not a field of this struct",
      help: help)
  }

  /// The largest value of a field that counts; nil when it is no whole number.
  func maximum(of reference: FieldReference) -> Int128? {
    var largest: Int128?
    for index in reference.fields {
      let draft = current.drafts[index]
      guard let type = draft.type, case .integer = swiftShape(of: type),
        let range = draft.range ?? domainRange(of: type)
      else { return nil }
      largest = max(largest ?? 0, range.upperBound)
    }
    return largest
  }

  /// The whole numbers that a field of this type can hold on both sides.
  func domainRange(of type: WireType) -> ClosedRange<Int128>? {
    switch type {
    case .scalar(let scalar): return scalar.valueRange
    case .converted(let scalar, let domain):
      guard let wire = scalar.valueRange else { return nil }
      let swift: ClosedRange<Int128>?
      switch domain {
      case .bool: swift = 0...1
      case .integer(let bits, let signed): swift = ScalarType.integer(bits: bits, signed: signed, order: nil).valueRange
      case .type(let index): swift = carrier(of: index, at: typeRevisions[index])?.valueRange
      }
      guard let swift else { return wire }
      return max(
        wire.lowerBound, swift.lowerBound)...max(
          min(wire.upperBound, swift.upperBound), max(wire.lowerBound, swift.lowerBound))
    case .named(let index):
      if case .alias(let variants)? = types[index]?.kind, let first = variants.first {
        return domainRange(of: first.value)
      }
      return carrier(of: index, at: typeRevisions[index])?.valueRange
    default: return nil
    }
  }

  // MARK: Conditions

  /// What a condition or switch may test: the members to name, and whether bits may be tested.
  enum Testable {
    case integer
    case bool
    case enumeration(TypeIndex, EnumDefinition)
    case flags(TypeIndex, FlagsDefinition)
  }

  /// What can be tested of a field; nil for floats, text, arrays and structs.
  func testable(_ type: WireType) -> Testable? {
    switch type {
    case .scalar(.bool), .converted(_, .bool): return .bool
    case .scalar(.float): return nil
    case .scalar, .converted(_, .integer): return .integer
    case .converted(_, .type(let index)), .named(let index):
      switch types[index]?.kind {
      case .enumeration(let value): return .enumeration(index, value)
      case .flags(let value): return .flags(index, value)
      case .alias(let variants): return variants.first.flatMap { testable($0.value) }
      default: return nil
      }
    default: return nil
    }
  }

  mutating func condition(_ syntax: Spelled<ConditionSyntax>, at revisions: RevisionRange) -> Condition? {
    let condition = syntax.value
    guard let reference = reference(condition.field, toCount: false, at: revisions), let first = reference.fields.first,
      let type = current.drafts[first].type
    else { return nil }
    guard let testable = testable(type) else {
      report(
        "L405", "`\(condition.field.value)` cannot be tested", at: condition.field.range,
        label: "a condition tests a whole number, a bool, an enum or flags",
        also: [.init(current.drafts[first].field.type?.range ?? condition.field.range, "its type")])
      return nil
    }
    if condition.test == .hasAnyOf, !testable.hasBits {
      report(
        "L405", "`has` tests bits, and `\(condition.field.value)` has none", at: condition.field.range,
        label: "not flags", help: [Help("compare with `==` or `in [a, b]`")])
      return nil
    }
    var values: [Int128] = []
    for value in condition.values {
      guard let raw = self.value(value, of: testable, type, "L405", at: revisions) else { return nil }
      if condition.test == .hasAnyOf { checkBits(raw, value, testable) }
      values.append(raw)
    }
    let test = condition.test.words
    let names = condition.values.map(\.value.spelling).joined(separator: ", ")
    let isList = condition.test == .isOneOf || condition.values.count > 1
    return Condition(
      field: reference, test: condition.test, values: values,
      text: "\(condition.field.value) \(test) \(isList ? "[\(names)]" : names)", source: syntax.range)
  }

  private mutating func checkBits(_ raw: Int128, _ value: Spelled<LiteralSyntax>, _ testable: Testable) {
    guard raw.nonzeroBitCount != 1 else { return }
    findings.append(
      Diagnostic(
        "L403", .warning, "`has \(value.value.spelling)` tests \(raw.nonzeroBitCount) bits", at: value.range,
        label: raw == 0 ? "never true: it has no bit" : "true when any of them is set",
        help: singleBits(raw, value, testable)))
  }

  /// The members of one bit that a member of several is made of.
  private func singleBits(_ raw: Int128, _ value: Spelled<LiteralSyntax>, _ testable: Testable) -> [Help] {
    guard raw != 0, case .flags(_, let definition) = testable else { return [] }
    let singles = definition.members.filter { $0.value.nonzeroBitCount == 1 && raw & $0.value != 0 }
    guard singles.reduce(0, { $0 | $1.value }) == raw else { return [] }
    return [Help("name the bits that are meant: " + listInWords(singles.map { "`\($0.name)`" }))]
  }

  /// The raw value of a member, number or bool that a field is held against.
  private mutating func value(
    _ literal: Spelled<LiteralSyntax>, of testable: Testable, _ type: WireType, _ code: String,
    at revisions: RevisionRange
  ) -> Int128? {
    switch (literal.value, testable) {
    case (.name("true"), .bool): return 1
    case (.name("false"), .bool): return 0
    case (.integer(let value), .integer), (.integer(let value), .enumeration), (.integer(let value), .flags):
      if let range = domainRange(of: type), !range.contains(value) {
        report(
          code, "\(value) is outside of what the field can hold", at: literal.range,
          label: "it holds \(range.lowerBound) to \(range.upperBound)")
        return nil
      }
      if case .enumeration(let index, let definition) = testable, !definition.keepsUnknown,
        !definition.members.contains(where: { $0.value == value })
      {
        guard !partialTypes.contains(index) else { return nil }
        report(
          code, "`\(typeNames[index])` has no member with the value \(value)", at: literal.range,
          also: [.init(definitionPlace(index), "rejects unknown values")])
        return nil
      }
      return value
    case (.name(let name), .enumeration(let index, let definition)):
      return member(name, of: index, definition.members, literal.range, code, at: revisions)
    case (.name(let name), .flags(let index, let definition)):
      return member(name, of: index, definition.members, literal.range, code, at: revisions)
    case (.name(let name), .integer):
      if let value = use(constant: name, at: literal.range) {
        return self.value(Spelled(.integer(value), literal.range), of: testable, type, code, at: revisions)
      }
      report(
        code, "`\(name)` is not a value of the field", at: literal.range, label: "no constant has this name",
        help: suggestion(name, { $0.constants.keys.sorted() }, at: literal.range))
      return nil
    default:
      report(
        code, "\(literal.value.spelling) is not a value of the field", at: literal.range,
        label: "expected \(testable.words)", help: helpWithQuotes(literal, testable))
      return nil
    }
  }

  /// A member in quotes is text.
  private func helpWithQuotes(_ literal: Spelled<LiteralSyntax>, _ testable: Testable) -> [Help] {
    guard case .text(let name) = literal.value else { return [] }
    switch testable {
    case .enumeration(_, let definition) where definition.members.contains { $0.name == name }: break
    case .flags(_, let definition) where definition.members.contains { $0.name == name }: break
    default: return []
    }
    return [Help("members stand without quotes", edits: [TextEdit(literal.range, name)])]
  }

  private mutating func member(
    _ name: String, of index: TypeIndex, _ members: [Member], _ place: SourceRange, _ code: String,
    at revisions: RevisionRange
  ) -> Int128? {
    if let member = members.first(where: { $0.name == name && $0.revisions.overlaps(revisions) }) {
      return member.value
    }
    if let value = use(constant: name, at: place) { return value }
    guard !partialTypes.contains(index) else { return nil }
    let other = members.first { $0.name == name }
    var help = other == nil ? suggestion(name, { _ in members.map(\.name) }, at: place) : []
    if other == nil, help.isEmpty, !members.isEmpty {
      help = [Help("it has " + listInWords(members.map { "`\($0.name)`" }))]
    }
    report(
      code, "`\(typeNames[index])` has no member `\(name)`" + (other == nil ? "" : " \(words(for: revisions))"),
      at: place,
      also: [
        .init(
          other?.source ?? definitionPlace(index),
          other == nil ? "defined here" : "there \(words(for: other?.revisions ?? revisions))")
      ],
      help: help)
    return nil
  }

  // MARK: Switches

  /// The labels of each arm, checked against the discriminator's values; nil after a finding that leaves no sense.
  mutating func labels(
    of syntax: UnionSyntax, _ reference: FieldReference, at revisions: RevisionRange
  ) -> [[Union.Arm.Label]]? {
    guard let first = reference.fields.first, let type = current.drafts[first].type else { return nil }
    guard let testable = testable(type), !testable.isFlags else {
      report(
        "L405", "`\(syntax.discriminator.value)` cannot select a case", at: syntax.discriminator.range,
        label: "a switch takes an enum, a whole number or a bool")
      return nil
    }
    var seen: [Int128: SourceRange] = [:]
    var arms: [[Union.Arm.Label]] = []
    var isWhole = true
    for arm in syntax.arms {
      var labels: [Union.Arm.Label] = []
      for label in arm.labels {
        let number = numberElsewhere(label.value, testable, at: revisions)
        guard let value = number ?? value(label, of: testable, type, "L401", at: revisions) else {
          isWhole = false
          continue
        }
        if let range = current.drafts[first].range, !range.contains(value) {
          report(
            "L401", "the range of `\(syntax.discriminator.value)` leaves out \(label.value.spelling)", at: label.range,
            label: "never selected: it is \(range.lowerBound) to \(range.upperBound)")
        }
        if let earlier = seen[value] {
          report(
            "L401", "`\(label.value.spelling)` selects two cases", at: label.range,
            also: [.init(earlier, "already selected here")])
          isWhole = false
        }
        seen[value] = label.range
        labels.append(Union.Arm.Label(value: value, name: label.value.name))
      }
      arms.append(labels)
    }
    guard isWhole else { return nil }
    if !syntax.arms.contains(where: { $0.labels.isEmpty }) {
      checkComplete(syntax, testable, Set(seen.keys), at: revisions)
    }
    return arms
  }

  /// The number of a member that only other revisions of a switch have, where these revisions have none like it: the case
  /// keeps its place, and nothing selects it.
  private func numberElsewhere(
    _ label: LiteralSyntax, _ testable: Testable, at revisions: RevisionRange
  ) -> Int128? {
    guard let whole, let name = label.name, case .enumeration(_, let definition) = testable,
      !definition.keepsUnknown
    else { return nil }
    let present = definition.members.filter { $0.revisions.overlaps(revisions) }
    guard !present.contains(where: { $0.name == name }),
      let member = definition.members.first(where: { $0.name == name && $0.revisions.overlaps(whole) }),
      !present.contains(where: { $0.value == member.value })
    else { return nil }
    return member.value
  }

  private mutating func checkComplete(
    _ syntax: UnionSyntax, _ testable: Testable, _ labels: Set<Int128>, at revisions: RevisionRange
  ) {
    let place = syntax.discriminator.range
    switch testable {
    case .integer, .flags: break
    case .bool:
      for (value, name) in [(Int128(0), "false"), (1, "true")] where !labels.contains(value) {
        report(
          "L401", "the switch misses `\(name)`", at: place, label: "no case for it",
          help: [Help("add `\(name): []` or `else: []`")])
      }
    case .enumeration(let index, let definition):
      if definition.keepsUnknown {
        report(
          "L402", "a switch on `\(typeNames[index])` needs `else`", at: place,
          label: "the enum keeps unknown values, which no case takes",
          also: [.init(definitionPlace(index), "`unknown: keep`")],
          help: [Help("add `else: []`, or let the enum reject unknown values")])
        return
      }
      let missing = definition.members.filter { $0.revisions.overlaps(revisions) && !labels.contains($0.value) }
        .filter { current.knowledge.allows($0.value, of: syntax.discriminator.value) }
      guard !missing.isEmpty, !partialTypes.contains(index) else { return }
      let names = missing.map { "`\($0.name)`" }
      report(
        "L401", "the switch misses \(listInWords(names))", at: place,
        label: "\(missing.count) of \(definition.members.count) members of `\(typeNames[index])` have no case",
        also: [.init(missing[0].source, "a member without a case")], help: [Help("add a case for it, or `else: []`")])
    }
  }

  /// All values of a field, when they are few.
  func finiteDomain(of reference: FieldReference, at revisions: RevisionRange) -> Set<Int128>? {
    guard let first = reference.fields.first else { return nil }
    let draft = current.drafts[first]
    if case .integer(let value)? = draft.constant { return [value] }
    guard let type = draft.type else { return nil }
    switch testable(type) {
    case .bool: return [0, 1]
    case .enumeration(_, let definition) where !definition.keepsUnknown:
      return Set(definition.members.filter { $0.revisions.overlaps(revisions) }.map(\.value))
    default:
      guard let range = draft.range, range.upperBound - range.lowerBound < 256 else { return nil }
      return Set(range)
    }
  }
}

/// `a`, `a and b`, `a, b and 3 more`.
func listInWords(_ words: [String]) -> String {
  switch words.count {
  case 0: ""
  case 1: words[0]
  case 2...4: words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  default: words.prefix(3).joined(separator: ", ") + " and \(words.count - 3) more"
  }
}

extension Resolver.Testable {
  var hasBits: Bool {
    switch self {
    case .flags, .integer: true
    case .bool, .enumeration: false
    }
  }

  var isFlags: Bool {
    if case .flags = self { return true }
    return false
  }

  var words: String {
    switch self {
    case .integer: "a whole number or a constant"
    case .bool: "`true` or `false`"
    case .enumeration: "a member or a whole number"
    case .flags: "a member or a whole number"
    }
  }
}

extension ConditionSyntax.Test {
  var words: String {
    switch self {
    case .equals: "=="
    case .differs: "!="
    case .isOneOf: "in"
    case .hasAnyOf: "has"
    }
  }
}

extension LiteralSyntax {
  /// The literal as it is written.
  var spelling: String {
    switch self {
    case .integer(let value): "\(value)"
    case .name(let name): name
    case .decimal(let text): text
    case .text(let text): "\"\(text)\""
    case .list(let values): "[" + values.map(\.spelling).joined(separator: ", ") + "]"
    }
  }

  /// The member's name, where one is written.
  var name: String? {
    if case .name(let name) = self { return name }
    return nil
  }
}
