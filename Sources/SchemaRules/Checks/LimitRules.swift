import Diagnostics
import SchemaModel
import SchemaSyntax

/// L301, L304, L305.
extension Linter {
  mutating func checkLimits() {
    for (_, _, body, _) in bodies {
      for field in body.fields where !field.isConstant { checkLimits(of: field.type, field, body) }
      checkGroups(body.items)
    }
    for type in model.types {
      guard case .alias(let variants) = type.kind else { continue }
      for variant in variants {
        checkLimits(of: variant.value, at: type.source, type.source, variant.revisions, in: nil)
      }
    }
  }

  private mutating func checkLimits(of type: WireType, _ field: Field, _ body: StructDefinition) {
    checkLimits(of: type, at: field.source, field.typeSource, field.revisions, in: (field, body))
  }

  private mutating func checkLimits(
    of type: WireType, at place: SourceRange, _ typePlace: SourceRange, _ revisions: RevisionRange,
    in owner: (field: Field, body: StructDefinition)?
  ) {
    func visit(_ inner: WireType) { checkLimits(of: inner, at: place, typePlace, revisions, in: owner) }
    switch type {
    case .scalar, .converted, .named, .text(.padded): break
    case .text(.terminated(let limit)):
      if limit == SizeBounds.unlimited {
        report(
          "L301", "\(subject(owner, place)) has no limit on its length", at: place,
          label: "a text without its NUL would be read to the end of the body",
          help: [Help("state the longest: `cstring[<= 64]`")])
      }
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count):
      checkLimit(count, .length, element: .exactly(1), at: place, typePlace, owner)
    case .array(let element, let count):
      let size = revisions.indices.map { model.size(of: element, at: $0) }.reduce(nil) { $0?.union($1) ?? $1 }
      checkLimit(count, .elements, element: size ?? .exactly(0), at: place, typePlace, owner)
      checkZeroSize(size ?? .exactly(1), count, typePlace)
      visit(element)
    case .map(let key, let value, let count, _):
      let size = revisions.indices.map { model.size(of: key, at: $0) + model.size(of: value, at: $0) }.first
      checkLimit(count, .entries, element: size ?? .exactly(0), at: place, typePlace, owner)
      visit(key)
      visit(value)
    case .optional(let wrapped): visit(wrapped)
    }
  }

  private func subject(_ owner: (field: Field, body: StructDefinition)?, _ place: SourceRange) -> String {
    if let owner { return "field `\(owner.field.name)`" }
    return model.types.first { $0.source == place }.map { "type `\($0.name)`" } ?? "the type"
  }

  /// What a count counts.
  private enum Counted: String {
    case length, elements, entries

    var noun: String { self == .length ? "length" : "number of \(rawValue)" }
    var unit: String { self == .length ? "bytes" : rawValue }
  }

  private mutating func checkLimit(
    _ count: Count, _ counted: Counted, element: SizeBounds, at place: SourceRange, _ typePlace: SourceRange,
    _ owner: (field: Field, body: StructDefinition)?
  ) {
    guard count.limit == nil else { return }
    let what = "\(subject(owner, place)) has no limit on its \(counted.noun)"
    switch count.form {
    case .fixed, .mask(.word), .mask(.bits): return
    case .rest:
      report(
        "L301", what, at: place, label: "it takes all that the body holds",
        help: [Help("state the most that the peer sends: `[* <= 64]`")])
    case .until:
      report(
        "L301", what, at: place,
        label: "it ends where its sentinel stands, if ever", help: [Help("put `<= n` behind the sentinel")])
    case .prefix(let scalar):
      checkCounter(scalar, count, element, what, at: place, [.init(typePlace, countedBy(scalar, counted))])
    case .mask(.words(_, let counter)):
      checkCounter(counter, count, element, what, at: place, [.init(typePlace, countedBy(counter, counted))])
    case .field(let reference, let offset):
      // Where the counter changed with the revision, the newest one is shown.
      guard let owner, let newest = reference.fields.last else { return }
      let counter = owner.body.fields[newest]
      let maximum = Int128(count.maximum) - Int128(offset)
      let bits: Int = [8, 16, 32].first(where: { maximum < 1 << Int128($0) }) ?? 64
      checkCounter(
        .integer(bits: bits, signed: false, order: nil), count, element, what, at: place,
        [.init(counter.typeSource, "counted by this: up to \(maximum) \(counted.unit)")])
    }
  }

  private func countedBy(_ scalar: ScalarType, _ counted: Counted) -> String {
    guard let range = scalar.valueRange else { return "" }
    return "counted by this: up to \(range.upperBound) \(counted.unit)"
  }

  private mutating func checkCounter(
    _ scalar: ScalarType, _ count: Count, _ element: SizeBounds, _ what: String, at place: SourceRange,
    _ also: [Diagnostic.Label]
  ) {
    guard let range = scalar.valueRange, range.upperBound > 0xFF else { return }
    let most = count.maximum
    let memory = bytesInWords(
      most >= SizeBounds.unlimited / max(element.minimum, 1) ? SizeBounds.unlimited : most * max(element.minimum, 1))
    let isWide = range.upperBound > 0xFFFF
    findings.append(
      Diagnostic(
        isWide ? "L301" : "L305", isWide ? .error : .warning, what, at: place,
        label: isWide
          ? "\(bytesInWords(scalar.size.maximum)) could ask for \(memory)"
          : "up to \(memory), as far as the count can say",
        also: also, help: [Help("state the most that the peer sends with `<= n` inside the brackets")]))
  }

  private mutating func checkZeroSize(_ element: SizeBounds, _ count: Count, _ place: SourceRange) {
    guard element.minimum == 0 else { return }
    if case .fixed = count.form, element.maximum > 0 { return }
    report(
      "L304", "an array whose elements may take no bytes", at: place,
      label: "\(count.maximum == .max ? "any number" : "\(count.maximum)") of them in no bytes at all",
      help: [Help("count × minimum size ≤ bytes left is what keeps decoders safe: give the element at least one byte")])
  }

  private mutating func checkGroups(_ items: [Item]) {
    for item in items {
      switch item.kind {
      case .field, .pad: break
      case .zlib(let prefix, let inner):
        if prefix.limit == nil {
          report(
            "L301", "the `zlib` group has no limit on its inflated size", at: item.source,
            label: "it could inflate to \(bytesInWords(prefix.largestGroup))",
            help: [Help("state the most that the peer sends: `zlib: u32 <= 65536`")])
        }
        checkGroups(inner)
      case .conditional(_, let then, let otherwise): checkGroups(then + otherwise)
      case .union(let union): for arm in union.arms { checkGroups(arm.items) }
      case .trailing(let inner), .sized(_, let inner): checkGroups(inner)
      }
    }
  }
}

/// `96 GiB`, `640 KiB`, `12 bytes`.
func bytesInWords(_ bytes: Int) -> String {
  if bytes >= SizeBounds.unlimited { return "more than any machine has" }
  var value = Double(bytes)
  var unit = 0
  while value >= 1024, unit < 6 {
    value /= 1024
    unit += 1
  }
  let name = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"][unit]
  if unit == 0 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 || tenths >= 100 ? "\((tenths + 5) / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
}
