import SchemaModel

extension WireEncoder {
  /// Writes a value of any wire type.
  mutating func encode(_ value: WireValue, _ type: WireType) throws(WireFault) {
    switch (type, value) {
    case (.scalar(let scalar), _): try encode(value, scalar)
    case (.converted(let scalar, let domain), _):
      let number = try number(value, domain)
      try checkRange(number)
      try write(number, scalar)
    case (.named(let index), _): try encode(value, index, type)
    case (.text(let form), .text(let text)): try encode(Array(text.string.utf8), form)
    case (.bytes(let count), .bytes(let content)):
      try write(length: content.count, count)
      bytes += content
    case (.array(let element, let count), .list(let elements)): try encode(elements, element, count)
    case (.array(let element, let count), .masked(let words, let elements)):
      guard case .mask(let mask) = count.form else { throw fault(.mismatch) }
      try encode(elements, element, mask, words, count.limit)
    case (.map(let key, let value, let count, let anyOrder), .map(let entries)):
      try encode(entries, key, value, count, anyOrder)
    case (.optional, .absent): bytes.append(0)
    case (.optional(let wrapped), _):
      bytes.append(1)
      try encode(value, wrapped)
    default: throw fault(.mismatch)
    }
  }

  private mutating func encode(_ value: WireValue, _ scalar: ScalarType) throws(WireFault) {
    switch (scalar, value) {
    case (.bool, .bool(let isTrue)): bytes.append(isTrue ? 1 : 0)
    case (.float(let bits, _), .float(let pattern, let width)) where bits == width:
      guard policy.floats == .any || WireFloat.isFinite(pattern, width) else { throw fault(.float) }
      try write(Int128(pattern), scalar)
    case (.integer, .integer(let number)), (.variable, .integer(let number)), (.packed64, .integer(let number)):
      try checkRange(number)
      try write(number, scalar)
    default: throw fault(.mismatch)
    }
  }

  private mutating func encode(_ value: WireValue, _ index: TypeIndex, _ type: WireType) throws(WireFault) {
    switch model.types[index].kind {
    case .alias(let variants):
      guard let variant = variants.value(at: revision) else { throw fault(.unsupported) }
      try encode(value, variant)
    case .structure(let definition): try structure(value, definition)
    case .enumeration, .flags, .bits:
      guard let scalar = model.scalar(of: type, at: revision) else { throw fault(.unsupported) }
      let number = try number(value, .type(index))
      try checkRange(number)
      try write(number, scalar)
    case .widened, .external: throw fault(.unsupported)
    }
  }

  /// The number that a value of a conversion's right side is, checked to be such a value.
  private mutating func number(_ value: WireValue, _ domain: WireType.Domain) throws(WireFault) -> Int128 {
    if case .bool(let isTrue) = value, domain == .bool { return isTrue ? 1 : 0 }
    if case .type(let index) = domain, case .bits(let variants) = model.types[index].kind {
      guard let definition = variants.value(at: revision) else { throw fault(.unsupported) }
      return try pack(value, definition)
    }
    guard case .integer(let number) = value, domain != .bool else { throw fault(.mismatch) }
    if let range = model.range(of: domain, at: revision), !range.contains(number) {
      throw fault(.narrowing, wanted: range.bound(near: number), had: number)
    }
    if case .type(let index) = domain, case .enumeration(let definition) = model.types[index].kind,
      !definition.keepsUnknown, !definition.has(number, at: revision)
    {
      throw fault(.enum, had: number)
    }
    return number
  }

  private func pack(_ value: WireValue, _ definition: BitsDefinition) throws(WireFault) -> Int128 {
    guard case .structure(let fields) = value else { throw fault(.mismatch) }
    for field in fields where !definition.fields.contains(where: { $0.name == field.name }) {
      throw fault(.presence, in: field.name, wanted: 0)
    }
    for field in definition.fields {
      guard let part = value[field.name] else { throw fault(.presence, in: field.name, wanted: 1) }
      guard case .integer(let number) = part else { throw fault(.mismatch, in: field.name) }
      guard (0...field.maximum).contains(number) else {
        throw fault(.narrowing, in: field.name, wanted: number < 0 ? 0 : field.maximum, had: number)
      }
    }
    return definition.pack(value) ?? 0
  }

  private func checkRange(_ number: Int128) throws(WireFault) {
    if let range, !range.contains(number) { throw fault(.limit, wanted: range.bound(near: number), had: number) }
  }

  // MARK: Text

  private mutating func encode(_ text: [UInt8], _ form: WireType.TextForm) throws(WireFault) {
    switch form {
    case .counted(let count):
      try write(length: text.count, count)
      bytes += text
    case .countedWithTerminator(let count):
      try write(length: text.count + 1, count)
      bytes += text + [0]
    case .padded(let size):
      try requireNoNul(text)
      guard text.count <= size else { throw fault(.limit, wanted: Int128(size), had: Int128(text.count)) }
      bytes += text + [UInt8](repeating: 0, count: size - text.count)
    case .terminated(let limit):
      try requireNoNul(text)
      guard text.count <= limit else { throw fault(.limit, wanted: Int128(limit), had: Int128(text.count)) }
      bytes += text + [0]
    }
  }

  private func requireNoNul(_ text: [UInt8]) throws(WireFault) {
    if text.contains(0) { throw fault(.unterminated, wanted: 0) }
  }
}
