import SchemaModel

/// A value with what its type knows of it: names and widths. JSON, YAML and traces are written from it.
public enum DescribedValue: Hashable, Sendable {
  /// A whole number; wide ones have 64 bits on the wire or in Swift.
  case integer(Int128, isWide: Bool)
  case bool(Bool)
  case float(bits: UInt64, width: Int)
  case text(WireText)
  case bytes([UInt8])
  /// An enum: the number, and the member of that number.
  case member(Int128, isWide: Bool, name: String?)
  /// Flags: the number, the members that are set, and whether these are all that is set.
  case flags(Int128, isWide: Bool, names: [String], isComplete: Bool)
  case structure([Field])
  case list([DescribedValue])
  case map([Entry])
  case masked(words: Int?, [Element])
  case absent

  /// A field of a structure.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: DescribedValue
  }

  /// A key of a map, and what it stands for.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public let key: DescribedValue
    /// Its value.
    public let value: DescribedValue
  }

  /// An element of a masked array.
  public struct Element: Hashable, Sendable {
    /// Its bit in the mask.
    public let index: Int
    /// Its value.
    public let value: DescribedValue
  }

  /// The value in a few words: `1000`, `male (0)`, `"Kyoril"`.
  public var summary: String {
    switch self {
    case .integer(let value, _): return String(value)
    case .bool(let value): return String(value)
    case .float(let bits, let width): return WireFloat.text(bits, width)
    case .text(let text): return Quoting.quoted(text.string)
    case .bytes(let bytes): return bytes.count > 32 ? Hex.text(bytes.prefix(32)) + "…" : Hex.text(bytes)
    case .member(let value, _, let name): return name.map { "\($0) (\(value))" } ?? "\(value)"
    case .flags(let value, _, let names, _):
      return "0x" + String(value, radix: 16) + (names.isEmpty ? "" : " " + names.joined(separator: ", "))
    case .structure(let fields):
      return "{" + fields.map { "\($0.name): \($0.value.summary)" }.joined(separator: ", ") + "}"
    case .list(let elements): return elements.count == 1 ? "1 element" : "\(elements.count) elements"
    case .map(let entries): return entries.count == 1 ? "1 entry" : "\(entries.count) entries"
    case .masked(_, let elements): return elements.count == 1 ? "1 element" : "\(elements.count) elements"
    case .absent: return "absent"
    }
  }
}

extension WireInterpreter {
  /// A value with the names and widths that its type knows. Total: what does not fit the type is described by itself.
  public func describe(_ value: WireValue, as target: Target, at revision: Int) -> DescribedValue {
    switch target {
    case .message(let index): model.describe(value, TypedBody(model.messages[index].body), at: revision)
    case .type(let index): model.describe(value, .named(index), at: revision)
    }
  }
}

extension SchemaModel {
  func describe(_ value: WireValue, _ type: WireType, at revision: Int) -> DescribedValue {
    let type = resolved(type, at: revision)
    switch (type, value) {
    case (.named(let index), .integer(let number)), (.converted(_, .type(let index)), .integer(let number)):
      return describe(number, index, isWide: isWide(type, at: revision), at: revision)
    case (_, .integer(let number)): return .integer(number, isWide: isWide(type, at: revision))
    case (_, .bool(let value)): return .bool(value)
    case (_, .float(let bits, let width)): return .float(bits: bits, width: width)
    case (_, .text(let text)): return .text(text)
    case (_, .bytes(let bytes)): return .bytes(bytes)
    case (_, .absent): return .absent
    case (.optional(let wrapped), _): return describe(value, wrapped, at: revision)
    case (.named(let index), .structure(let fields)), (.converted(_, .type(let index)), .structure(let fields)):
      if let body = body(of: index) { return describe(value, body, at: revision) }
      guard case .bits(let variants) = types[index].kind, let bits = variants.value(at: revision) else { break }
      return .structure(
        fields.map { field in
          let width = bits.fields.first { $0.name == field.name }?.width ?? 0
          return .init(name: field.name, value: .integer(field.value.number ?? 0, isWide: width > 32))
        })
    case (.array(let element, _), .list(let elements)):
      return .list(elements.map { describe($0, element, at: revision) })
    case (.array(let element, _), .masked(let words, let elements)):
      return .masked(
        words: words, elements.map { .init(index: $0.index, value: describe($0.value, element, at: revision)) })
    case (.map(let key, let value, _, _), .map(let entries)):
      return .map(
        entries.map {
          .init(key: describe($0.key, key, at: revision), value: describe($0.value, value, at: revision))
        })
    default: break
    }
    return .list([])
  }

  func describe(_ value: WireValue, _ body: TypedBody, at revision: Int) -> DescribedValue {
    guard case .structure(let fields) = value else { return .list([]) }
    return .structure(
      fields.map { field in
        guard let declared = body.field(named: field.name, at: revision) else {
          return .init(name: field.name, value: .list([]))
        }
        let value = describe(field.value, body.type(of: declared), at: declared.revision(near: revision))
        return .init(name: field.name, value: value)
      })
  }

  private func describe(_ number: Int128, _ index: TypeIndex, isWide: Bool, at revision: Int) -> DescribedValue {
    switch types[index].kind {
    case .alias(let variants):
      guard case .named(let next)? = variants.value(at: revision) else { break }
      return describe(number, next, isWide: isWide, at: revision)
    case .enumeration(let definition):
      let member = definition.members.first { $0.value == number && $0.revisions.contains(revision) }
      return .member(number, isWide: isWide, name: member?.name)
    case .flags(let definition):
      let set = definition.members(at: revision).filter { $0.value != 0 && $0.value & number == $0.value }
      let isComplete = set.reduce(0) { $0 | $1.value } == number
      return .flags(number, isWide: isWide, names: set.map(\.name), isComplete: isComplete)
    default: break
    }
    return .integer(number, isWide: isWide)
  }

  /// Whether a whole number has 64 bits, on the wire or in Swift.
  private func isWide(_ type: WireType, at revision: Int) -> Bool {
    var ranges = [scalar(of: type, at: revision)?.valueRange]
    if case .converted(_, let domain) = type { ranges.append(range(of: domain, at: revision)) }
    return ranges.contains { ($0?.upperBound ?? 0) > 1 << 32 }
  }

  /// The fields of a struct, or of a domain type that widens one.
  func body(of index: TypeIndex) -> TypedBody? {
    switch types[index].kind {
    case .structure(let definition): return TypedBody(definition)
    case .widened(let widened):
      guard case .structure(let definition) = types[widened.base].kind else { return nil }
      var body = TypedBody(definition)
      for field in widened.fields {
        body.widened[field.name] = .scalar(.integer(bits: field.bits, signed: field.isSigned, order: nil))
      }
      return body
    default: return nil
    }
  }
}

/// The fields of a struct, with the types of those that a domain type widens.
struct TypedBody {
  let definition: StructDefinition
  var widened: [String: WireType] = [:]

  init(_ definition: StructDefinition) { self.definition = definition }

  func type(of field: Field) -> WireType { widened[field.name] ?? field.type }

  /// The field of this name at a revision, or else at any.
  func field(named name: String, at revision: Int) -> Field? {
    definition.fields.first { $0.name == name && $0.revisions.contains(revision) }
      ?? definition.fields.first { $0.name == name }
  }
}

extension Field {
  /// The revision itself where it has the field, or else one that has: types must be looked up somewhere.
  func revision(near revision: Int) -> Int {
    revisions.contains(revision) || revisions.isEmpty ? revision : revisions.lower
  }
}
