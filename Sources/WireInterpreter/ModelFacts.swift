import SchemaModel

/// What both directions ask of the model.
extension SchemaModel {
  /// The whole numbers that a conversion's right side holds.
  func range(of domain: WireType.Domain, at revision: Int) -> ClosedRange<Int128>? {
    switch domain {
    case .bool: 0...1
    case .integer(let bits, let signed): ScalarType.integer(bits: bits, signed: signed, order: nil).valueRange
    case .type(let index): scalar(of: .named(index), at: revision)?.valueRange
    }
  }

  /// The scalar that a type is on the wire; nil for structs, text, lists.
  func scalar(of type: WireType, at revision: Int) -> ScalarType? {
    switch resolved(type, at: revision) {
    case .scalar(let scalar), .converted(let scalar, _): return scalar
    case .named(let index):
      switch types[index].kind {
      case .enumeration(let definition): return definition.carriers.value(at: revision)
      case .flags(let definition): return definition.carriers.value(at: revision)
      case .bits(let variants): return variants.value(at: revision)?.carrier
      default: return nil
      }
    default: return nil
    }
  }

  /// The first number of a value, as ``firstScalar(of:at:)`` would read it.
  func firstNumber(of value: WireValue, _ type: WireType, at revision: Int) -> Int128? {
    if let number = value.number { return number }
    guard case .structure(let fields) = value else { return nil }
    let index: TypeIndex
    switch resolved(type, at: revision) {
    case .named(let type), .converted(_, .type(let type)): index = type
    default: return nil
    }
    switch types[index].kind {
    case .bits(let variants): return variants.value(at: revision)?.pack(value)
    case .structure(let definition):
      guard case .field(let first)? = definition.items.first(where: { $0.revisions.contains(revision) })?.kind else {
        return nil
      }
      let field = definition.fields[first]
      if case .constant(let literal) = field.role { return WireValue(literal).number }
      guard let value = fields.first(where: { $0.name == field.name })?.value else { return nil }
      return firstNumber(of: value, field.type, at: revision)
    default: return nil
    }
  }
}

extension ScalarType {
  /// How many bits a mask of this type has.
  var maskBits: Int {
    guard case .integer(let bits, _, _) = self else { return 0 }
    return bits
  }
}

extension BitsDefinition {
  /// How many bits are in use.
  var usedBits: Int { fields.reduce(0) { max($0, $1.shift + $1.width) } }

  /// The fields of a packed number.
  func unpack(_ number: Int128) -> WireValue {
    .structure(fields.map { .init($0.name, .integer(number >> Int128($0.shift) & $0.maximum)) })
  }

  /// The number that fields make, when each of them is there and a number.
  func pack(_ value: WireValue) -> Int128? {
    var number: Int128 = 0
    for field in fields {
      guard let part = value[field.name]?.number else { return nil }
      number |= (part & field.maximum) << Int128(field.shift)
    }
    return number
  }
}

extension BitsDefinition.Field {
  /// The largest value that fits.
  var maximum: Int128 { (1 << Int128(width)) - 1 }
}

extension WireValue {
  /// A value that the schema states.
  init(_ literal: Literal) {
    switch literal {
    case .integer(let value): self = .integer(value)
    case .bool(let value): self = .bool(value)
    case .float(let bits, let width): self = .float(bits: bits, width: width)
    case .text(let text): self = .text(WireText(text))
    }
  }
}

extension Item {
  /// Every field in the item, groups inside it included.
  var allFields: [FieldIndex] {
    switch kind {
    case .field(let index): [index]
    case .pad: []
    case .conditional(_, let then, let otherwise): (then + otherwise).flatMap(\.allFields)
    case .union(let union): union.arms.flatMap { $0.items.flatMap(\.allFields) }
    case .trailing(let items), .sized(_, let items), .zlib(_, let items): items.flatMap(\.allFields)
    }
  }
}
