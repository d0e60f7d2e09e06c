import SchemaModel
import SchemaSyntax

extension WireDecoder {
  /// A whole number as it stands on the wire. A bool is 0 or 1.
  mutating func number(_ scalar: ScalarType) throws(WireFault) -> Int128 {
    switch scalar {
    case .integer(let bits, let signed, let order):
      let raw = try unsigned(bits / 8, order)
      guard signed else { return Int128(raw) }
      let shift = UInt64(64 - bits)
      return Int128(Int64(bitPattern: raw << shift) >> Int64(shift))
    case .bool:
      let start = try take(1)
      try require(canonical: bytes[start] <= 1, at: start)
      return bytes[start] == 0 ? 0 : 1
    case .variable(let bits): return try variable(bits)
    case .packed64: return try packed()
    case .float(let bits, let order): return Int128(try unsigned(bits / 8, order))
    }
  }

  private mutating func unsigned(_ count: Int, _ order: WireName.ByteOrder?) throws(WireFault) -> UInt64 {
    let start = try take(count)
    let run = bytes[start..<start + count]
    let isBig = (order ?? policy.order) == .big
    return isBig ? run.reduce(0) { $0 << 8 | UInt64($1) } : run.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// LEB128: seven bits a byte, least significant first, the highest bit set on all bytes but the last.
  private mutating func variable(_ bits: Int) throws(WireFault) -> Int128 {
    let start = position
    let longest = bits == 32 ? 5 : 10
    let maximum = (Int128(1) << Int128(bits)) - 1
    var value: Int128 = 0
    for index in 0..<longest {
      guard start + index < end else {
        throw fault(.truncated, at: start, wanted: Int128(index + 1), had: Int128(index))
      }
      let byte = bytes[start + index]
      value |= Int128(byte & 0x7F) << Int128(7 * index)
      guard byte & 0x80 == 0 else { continue }
      guard value <= maximum else { throw fault(.narrowing, at: start, wanted: maximum, had: value) }
      try require(canonical: byte != 0 || index == 0, at: start)
      position = start + index + 1
      return value
    }
    throw fault(.narrowing, at: start, wanted: maximum, had: max(value, maximum + 1))
  }

  /// A mask byte, then the bytes of a little-endian number that are not zero.
  private mutating func packed() throws(WireFault) -> Int128 {
    let start = position
    guard start < end else { throw fault(.truncated, at: start, wanted: 1, had: 0) }
    let mask = bytes[start]
    _ = try take(1 + mask.nonzeroBitCount)
    var value: UInt64 = 0
    var next = start + 1
    var isShortest = true
    for bit in 0..<8 where mask & (1 << UInt8(bit)) != 0 {
      value |= UInt64(bytes[next]) << UInt64(8 * bit)
      isShortest = isShortest && bytes[next] != 0
      next += 1
    }
    try require(canonical: isShortest, at: start)
    return Int128(value)
  }

  // MARK: Values of one number

  mutating func scalarValue(_ scalar: ScalarType) throws(WireFault) -> WireValue {
    let start = position
    let number = try number(scalar)
    switch scalar {
    case .bool: return .bool(number != 0)
    case .float(let bits, _):
      let pattern = UInt64(truncatingIfNeeded: number)
      guard policy.floats == .any || WireFloat.isFinite(pattern, bits) else { throw fault(.float, at: start) }
      return .float(bits: pattern, width: bits)
    default: return .integer(number)
    }
  }

  /// A number of the wire as the type to the right of `as`.
  func converted(_ number: Int128, _ domain: WireType.Domain, _ start: Int) throws(WireFault) -> WireValue {
    if domain == .bool {
      try require(canonical: number == 0 || number == 1, at: start)
      return .bool(number != 0)
    }
    if let range = model.range(of: domain, at: revision), !range.contains(number) {
      throw fault(.narrowing, at: start, wanted: range.bound(near: number), had: number)
    }
    guard case .type(let index) = domain else { return .integer(number) }
    return try named(number, index, start)
  }

  /// A number as the value of an enum, flags or bit fields.
  func named(_ number: Int128, _ index: TypeIndex, _ start: Int) throws(WireFault) -> WireValue {
    switch model.types[index].kind {
    case .enumeration(let definition):
      guard definition.keepsUnknown || definition.has(number, at: revision) else {
        throw fault(.enum, at: start, had: number)
      }
    case .bits(let variants):
      guard let definition = variants.value(at: revision) else { break }
      try require(canonical: number >> Int128(definition.usedBits) == 0, at: start)
      return definition.unpack(number)
    default: break
    }
    return .integer(number)
  }

  /// Holds a value against its field's constant and range, and notes its bytes, which for counted text begin after
  /// the count.
  mutating func finish(
    _ value: WireValue, _ type: WireType, from start: Int, content: Int? = nil
  ) throws(WireFault) -> WireValue {
    if let constant = field.constant, value != WireValue(constant) {
      let (wanted, had) = value.numbers(besides: constant)
      throw fault(.constant, at: start, wanted: wanted, had: had)
    }
    if let range = field.range, let number = value.number, !range.contains(number) {
      throw fault(.limit, at: start, wanted: range.bound(near: number), had: number)
    }
    if recorder != nil {
      let text = model.describe(value, type, at: revision).summary
      record(field.role, from: content ?? start, text)
    }
    return value
  }
}

extension EnumDefinition {
  /// Whether a member has this value at a revision.
  func has(_ number: Int128, at revision: Int) -> Bool {
    members.contains { $0.value == number && $0.revisions.contains(revision) }
  }
}

extension ClosedRange<Int128> {
  /// The end of the range that a value outside it has crossed.
  func bound(near value: Int128) -> Int128 { value < lowerBound ? lowerBound : upperBound }
}

extension WireValue {
  /// A constant and the value found in its place, as a fault shows them: numbers, or the bits of floats.
  func numbers(besides constant: Literal) -> (wanted: Int128, had: Int128) {
    switch (WireValue(constant), self) {
    case (.float(let wanted, _), .float(let had, _)): (Int128(wanted), Int128(had))
    case (let wanted, let had): (wanted.number ?? 0, had.number ?? 0)
    }
  }
}

enum WireFloat {
  /// Whether an IEEE bit pattern is neither infinite nor NaN.
  static func isFinite(_ pattern: UInt64, _ bits: Int) -> Bool {
    bits == 32 ? Float(bitPattern: UInt32(truncatingIfNeeded: pattern)).isFinite : Double(bitPattern: pattern).isFinite
  }
}
