import Diagnostics
import SchemaSyntax

/// Where a type expression stands: only inside a struct may a count name an earlier field.
enum FieldScope {
  case outside, inside
}

extension Resolver {
  /// The wire type of an expression; nil after a finding.
  mutating func wireType(
    _ type: Spelled<TypeExpression>, _ scope: FieldScope, at revisions: RevisionRange, anyOrder: Bool = false
  ) -> WireType? {
    var suffixes = type.value.suffixes[...]
    guard var resolved = base(type.value.base, &suffixes, scope, at: revisions, anyOrder: anyOrder) else { return nil }
    for suffix in suffixes {
      switch suffix.value {
      case .optional: resolved = .optional(resolved)
      case .count(let syntax):
        guard let count = count(syntax, scope, at: revisions) else { return nil }
        if case .until(let value) = count.form,
          !untilFits(value, resolved, at: revisions, syntax.form.value.endMark ?? syntax.form.range)
        {
          return nil
        }
        resolved = .array(resolved, count)
      }
    }
    return resolved
  }

  private mutating func base(
    _ base: Spelled<TypeBase>, _ suffixes: inout ArraySlice<Spelled<TypeSuffix>>, _ scope: FieldScope,
    at revisions: RevisionRange, anyOrder: Bool
  ) -> WireType? {
    switch base.value {
    case .wire(let wire):
      if let scalar = ScalarType(wire) { return .scalar(scalar) }
      return sequence(wire, &suffixes, scope, at: revisions)
    case .name(let name):
      return named(Spelled(name, base.range), at: revisions).map { .named($0) }
    case .converted(let wire, let domain):
      return converted(wire, domain, base.range, at: revisions)
    case .map(let key, let value):
      guard let keyType = wireType(key, .outside, at: revisions),
        let valueType = wireType(value, .outside, at: revisions)
      else { return nil }
      guard case .count(let syntax)? = suffixes.first?.value else {
        report(
          "L004", "a map needs a count", at: base.range, label: "how many entries?",
          help: [Help("write `[u16 <= 64]` after it")])
        return nil
      }
      suffixes = suffixes.dropFirst()
      guard isHashable(keyType, at: revisions) else {
        report("L204", "a map's key must be a whole number, an enum, flags or text", at: key.range)
        return nil
      }
      guard let count = count(syntax, scope, at: revisions) else { return nil }
      switch count.form {
      case .mask, .until:
        report("L004", "a map cannot be counted by a mask or a sentinel", at: syntax.form.range)
        return nil
      default: return .map(key: keyType, value: valueType, count: count, anyOrder: anyOrder)
      }
    }
  }

  private func isHashable(_ key: WireType, at revisions: RevisionRange) -> Bool {
    switch key {
    case .scalar(.float): false
    case .scalar, .converted, .text: true
    case .named(let index):
      switch types[index]?.kind {
      case .enumeration, .flags: true
      case .alias(let variants): variants.allSatisfy { isHashable($0.value, at: revisions) }
      default: false
      }
    default: false
    }
  }

  /// `string`, `stringz`, `cstring`, `bytes`: the first bracket is the length.
  private mutating func sequence(
    _ wire: WireName, _ suffixes: inout ArraySlice<Spelled<TypeSuffix>>, _ scope: FieldScope,
    at revisions: RevisionRange
  ) -> WireType? {
    guard case .count(let syntax)? = suffixes.first?.value else {
      // The parser lets a bare `cstring` through, for the rule on limits to speak of it.
      return .text(.terminated(limit: SizeBounds.unlimited))
    }
    suffixes = suffixes.dropFirst()
    if wire == .cstring {
      guard let limit = syntax.limit.flatMap({ size($0, "a limit") }) else { return nil }
      return .text(.terminated(limit: limit))
    }
    guard let count = count(syntax, scope, at: revisions) else { return nil }
    switch wire {
    case .string: return .text(.counted(count))
    case .bytes: return .bytes(count)
    default:
      if case .fixed(let bytes) = count.form { return .text(.padded(bytes: bytes)) }
      return .text(.countedWithTerminator(count))
    }
  }

  /// A type by name, when it exists at all of these revisions.
  mutating func named(_ name: Identifier, at revisions: RevisionRange) -> TypeIndex? {
    guard let index = typeIndex[name.value] else {
      if brokenNames.contains(name.value) { return nil }
      reportUnknownType(name)
      return nil
    }
    usage.types.insert(name.value)
    usage.note(from: name.range.file, to: definitionPlace(index).file)
    if let missing = revisions.indices.first(where: { !exists(index, at: $0) }) {
      report(
        "L502", "`\(name.value)` does not exist at `\(self.revisions[missing])`", at: name.range,
        label: "used \(words(for: revisions))",
        also: [.init(definitionPlace(index), "there \(words(for: typeRevisions[index]))")])
      return nil
    }
    guard let type = types[index] else { return nil }
    if case .widened = type.kind {
      report(
        "L204", "`\(name.value)` is a domain type: it is never on the wire", at: name.range,
        also: [.init(definitionPlace(index), "widens another type")],
        help: [Help("use the type that it widens")])
      return nil
    }
    return index
  }

  private mutating func reportUnknownType(_ name: Identifier) {
    if let message = messagePlaces[name.value] {
      report(
        "L201", "`\(name.value)` is a message, not a type", at: name.range,
        also: [.init(message, "defined here")],
        help: [Help("define what both share as a struct under `types`")])
      return
    }
    let help =
      WireName.nameElsewhere[name.value.lowercased()].map {
        [Help("here it is called `\($0)`", edits: [TextEdit(name.range, $0)])]
      } ?? suggestion(name.value, { $0.typeNames + WireName.allSpellings }, at: name.range)
    report("L201", "unknown type `\(name.value)`", at: name.range, label: "no definition has this name", help: help)
  }

  func exists(_ type: TypeIndex, at revision: Int) -> Bool {
    variantRanges[type].contains { $0.contains(revision) }
  }

  // MARK: as

  private mutating func converted(
    _ wire: Spelled<TypeBase>, _ target: Spelled<TypeBase>, _ range: SourceRange, at revisions: RevisionRange
  ) -> WireType? {
    guard case .wire(let name) = wire.value, let scalar = ScalarType(name) else {
      report(
        "L204", "only a scalar wire type can be converted", at: wire.range, label: "the left of `as` is a wire width")
      return nil
    }
    guard scalar.valueRange != nil, scalar != .bool else {
      report("L204", "`\(name.spelling)` cannot be converted", at: range, label: "only whole numbers are converted")
      return nil
    }
    guard let domain = domain(target, at: revisions) else { return nil }
    if case .integer(_, let signed)? = Optional(domain), signed != scalar.isSigned {
      report(
        "L204", "`\(name.spelling)` and `\(target.value.spelling)` differ in sign", at: range,
        help: [Help("convert between widths of one sign: `\(signed ? "i" : "u")` on both sides")])
      return nil
    }
    let changesNothing =
      switch (scalar, domain) {
      case (.integer(let bits, let signed, nil), .integer(let otherBits, let otherSigned)):
        bits == otherBits && signed == otherSigned
      case (.packed64, .integer(64, false)), (.variable(64), .integer(64, false)), (.variable(32), .integer(32, false)):
        true
      case (_, .type(let index)): carrier(of: index, at: revisions) == scalar
      default: false
      }
    if changesNothing {
      let spelling = target.value.spelling
      report(
        "L204", "`as \(spelling)` changes nothing", at: range, label: "it already is `\(name.spelling)` on the wire",
        help: [Help("write `\(spelling)`", edits: [TextEdit(range, spelling)])])
      return nil
    }
    return .converted(scalar, domain)
  }

  private mutating func domain(_ target: Spelled<TypeBase>, at revisions: RevisionRange) -> WireType.Domain? {
    switch target.value {
    case .wire(.bool): return .bool
    case .wire(.integer(let bits, let signed, nil)) where [8, 16, 32, 64].contains(bits):
      return .integer(bits: bits, signed: signed)
    case .name(let name):
      guard let index = named(Spelled(name, target.range), at: revisions) else { return nil }
      if let domain = domain(index) { return domain }
      report(
        "L204", "`\(name)` is not a number, so no integer converts to it", at: target.range,
        also: [.init(definitionPlace(index), variants[name]?.first?.form.kindInWords ?? "")],
        help: [Help("the right of `as` is an enum, flags, `bool` or an integer type")])
    default:
      report(
        "L204", "no integer converts to `\(target.value.spelling)`", at: target.range,
        help: [Help("the right of `as` is an enum, flags, `bool` or one of `u8` … `i64`")])
    }
    return nil
  }

  /// What an integer becomes that is converted to a named type; nil when the type is no number.
  private func domain(_ index: TypeIndex) -> WireType.Domain? {
    switch types[index]?.kind {
    case .enumeration, .flags, .bits: return .type(index)
    case .alias(let variants):
      if case .named(let next)? = variants.first?.value { return domain(next) }
      guard case .integer(let bits, let signed) = swiftShape(of: .named(index)) else { return nil }
      let isPlain = variants.allSatisfy { if case .scalar = $0.value { true } else { false } }
      return isPlain ? .type(index) : .integer(bits: bits, signed: signed)
    default: return nil
    }
  }

  /// The scalar that a type is on the wire, when it is one throughout these revisions.
  func carrier(of index: TypeIndex, at revisions: RevisionRange) -> ScalarType? {
    guard let type = types[index] else { return nil }
    func single<Value>(_ variants: [Variant<Value>]) -> Value? {
      let values = variants.filter { $0.revisions.overlaps(revisions) }
      return values.count == 1 ? values[0].value : nil
    }
    switch type.kind {
    case .enumeration(let value): return single(value.carriers)
    case .flags(let value): return single(value.carriers)
    case .bits(let variants): return single(variants)?.carrier
    case .alias(let variants):
      switch single(variants) {
      case .scalar(let scalar)?: return scalar
      case .named(let next)?: return carrier(of: next, at: revisions)
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: Counts

  private mutating func count(
    _ syntax: CountSyntax, _ scope: FieldScope, at revisions: RevisionRange
  ) -> Count? {
    var limit: Int?
    if let stated = syntax.limit {
      guard let value = size(stated, "a limit") else { return nil }
      limit = value
    }
    func counted(_ form: Count.Form, upTo natural: Int128) -> Count {
      let natural = natural < Int128(Int.max) ? Int(natural) : Int.max
      return Count(form: form, limit: limit, maximum: min(limit ?? Int.max, natural))
    }
    switch syntax.form.value {
    case .fixed(let value):
      checkLimit(syntax, limit.map { Int128($0) }, least: value)
      guard let size = size(Spelled(.literal(value), syntax.form.range), "a count") else { return nil }
      return counted(.fixed(size), upTo: value)
    case .name(let name, let offset):
      if scope == .outside || !sees(name.value), offset == nil, let value = use(constant: name.value, at: name.range) {
        guard let size = size(Spelled(.literal(value), name.range), "a count") else { return nil }
        return counted(.fixed(size), upTo: value)
      }
      guard scope == .inside else {
        if brokenNames.contains(name.value) { return nil }
        report(
          "L203", "`\(name.value)` is neither a constant nor an earlier field", at: name.range,
          help: suggestion(name.value, { $0.constants.keys.sorted() }, at: name.range))
        return nil
      }
      if !sees(name.value), brokenNames.contains(name.value) { return nil }
      guard let reference = reference(name, toCount: true, at: revisions) else { return nil }
      guard let maximum = maximum(of: reference) else {
        report("L203", "`\(name.value)` is not a whole number, so it cannot count", at: name.range)
        return nil
      }
      guard let amount = self.offset(offset) else { return nil }
      guard maximum + Int128(amount) >= 0 else {
        report(
          "L209", "this count is always negative", at: syntax.form.range,
          label: "`\(name.value)` is \(maximum) at most")
        return nil
      }
      return counted(.field(reference, offset: amount), upTo: maximum + Int128(amount))
    case .prefix(let wire):
      guard let scalar = ScalarType(wire), let range = scalar.valueRange else { return nil }
      return counted(.prefix(scalar), upTo: range.upperBound)
    case .rest: return counted(.rest, upTo: Int128(Int.max))
    case .until(let integer):
      guard let value = value(integer) else { return nil }
      return counted(.until(value), upTo: Int128(Int.max))
    case .mask(let mask): return self.mask(mask).map { counted(.mask($0.0), upTo: $0.bits) }
    case .limitOnly: return nil
    }
  }

  /// What is added to a count or a length: 0 where nothing is.
  mutating func offset(_ syntax: OffsetSyntax?) -> Int? {
    guard let syntax else { return 0 }
    let amount = syntax.amount
    if case .name(let name) = amount.value, constants[name] == nil, current.allNames[name] != nil {
      report("L004", "expected a number, found `\(name)`", at: amount.range, label: "a field, and counts are not added")
      return nil
    }
    guard let value = value(amount) else { return nil }
    guard (0...Int128(Int32.max)).contains(value) else {
      report("L004", "`\(value)` is too far to add to a count", at: amount.range, label: "at most \(Int32.max)")
      return nil
    }
    return syntax.isNegative ? -Int(value) : Int(value)
  }

  /// A fixed count above its own limit is not what was meant.
  private mutating func checkLimit(_ syntax: CountSyntax, _ limit: Int128?, least: Int128) {
    guard let limit, let place = syntax.limit?.range, limit < least else { return }
    report(
      "L209", "the limit \(limit) does not fit the count", at: place, label: "the count is \(least)",
      also: [.init(syntax.form.range, "the count")])
  }

  private mutating func mask(_ mask: MaskSyntax) -> (Count.Mask, bits: Int128)? {
    func fixedWidth(_ wire: WireName) -> (ScalarType, Int128)? {
      guard case .integer(let bits, _, _) = wire, let scalar = ScalarType(wire) else { return nil }
      return (scalar, Int128(bits))
    }
    switch mask {
    case .word(let wire):
      guard let (scalar, bits) = fixedWidth(wire) else { return nil }
      return (.word(scalar), bits)
    case .words(let wire, let counter):
      guard let (scalar, bits) = fixedWidth(wire), let count = ScalarType(counter), let range = count.valueRange else {
        return nil
      }
      return (.words(scalar, count: count), range.upperBound > 1 << 40 ? 1 << 60 : bits * range.upperBound)
    case .bits(let integer):
      guard let bits = size(integer, "a number of bits") else { return nil }
      return (.bits(bits), Int128(bits))
    }
  }

  /// Whether a sentinel fits the scalar that elements begin with.
  private mutating func untilFits(
    _ value: Int128, _ element: WireType, at revisions: RevisionRange, _ place: SourceRange
  ) -> Bool {
    for revision in revisions.indices {
      guard let scalar = firstScalar(of: element, at: revision), let range = scalar.valueRange else {
        report(
          "L004", "the element does not begin with a whole number, so nothing can end the list", at: place,
          label: "`until` compares the element's first scalar")
        return false
      }
      guard range.contains(value) else {
        report(
          "L209", "\(value) does not fit the element's first scalar", at: place,
          label: "it holds \(range.lowerBound) to \(range.upperBound)")
        return false
      }
    }
    return true
  }
}

extension ScalarType {
  /// Whether it can be negative.
  var isSigned: Bool {
    if case .integer(_, let signed, _) = self { return signed }
    return false
  }

  /// The scalar of this name; nil for text and bytes.
  init?(_ wire: WireName) {
    switch wire {
    case .integer(let bits, let signed, let order): self = .integer(bits: bits, signed: signed, order: order)
    case .float(let bits, let order): self = .float(bits: bits, order: order)
    case .bool: self = .bool
    case .variable(let bits): self = .variable(bits: bits)
    case .packed64: self = .packed64
    case .string, .stringz, .cstring, .bytes: return nil
    }
  }
}

extension TypeBase {
  /// The base as it is written.
  var spelling: String {
    switch self {
    case .wire(let wire): wire.spelling
    case .name(let name): name
    case .converted(let wire, let domain): "\(wire.value.spelling) as \(domain.value.spelling)"
    case .map: "map"
    }
  }
}
