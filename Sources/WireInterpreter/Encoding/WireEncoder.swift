import SchemaModel
import SchemaSyntax

/// Writes one value in its canonical bytes. After a fault it is of no further use.
struct WireEncoder {
  let model: SchemaModel
  let revision: Int
  let policy: WirePolicy

  /// What has been written: of the body, or inside a group of that group.
  var bytes: [UInt8] = []
  var path: [WirePath.Step]
  /// The structs being written, outermost first.
  var structs: [StructProgress] = []
  /// The range that the field being written must be in.
  var range: ClosedRange<Int128>?

  /// A struct as far as it has been written.
  struct StructProgress {
    let definition: StructDefinition
    let values: [WireValue.Field]
    /// The fields that conditions, unions and counts may ask for.
    var numbers: [(field: FieldIndex, number: Int128)] = []

    func value(of name: String) -> WireValue? {
      values.first { $0.name == name && $0.value != .absent }?.value
    }
  }

  init(model: SchemaModel, revision: Int, policy: WirePolicy, name: String) {
    self.model = model
    self.revision = revision
    self.policy = policy
    path = [.name(name)]
  }

  func fault(_ kind: WireFault.Kind, wanted: Int128 = 0, had: Int128 = 0) -> WireFault {
    WireFault(kind, WirePath(path), at: nil, wanted: wanted, had: had)
  }

  /// A fault of another field than the one being written.
  func fault(
    _ kind: WireFault.Kind, in field: String, wanted: Int128 = 0, had: Int128 = 0
  ) -> WireFault {
    WireFault(kind, WirePath(path + [.name(field)]), at: nil, wanted: wanted, had: had)
  }

  /// Writes a whole body.
  mutating func body(
    _ value: WireValue, _ target: WireInterpreter.Target, _ excess: [UInt8]
  ) throws(WireFault) -> [UInt8] {
    switch target {
    case .type(let index): try encode(value, .named(index))
    case .message(let index):
      let message = model.messages[index]
      guard message.opcode(at: revision) != nil else { throw fault(.opcode) }
      try structure(value, message.body)
    }
    guard excess.isEmpty || policy.excess == .keep else { throw fault(.excess, had: Int128(excess.count)) }
    bytes += excess
    if case .message(let index) = target, bytes.count > model.messages[index].maxBody {
      throw fault(.limit, wanted: Int128(model.messages[index].maxBody), had: Int128(bytes.count))
    }
    return bytes
  }

  // MARK: Numbers

  /// Writes a whole number; one that does not fit is never cut.
  mutating func write(_ number: Int128, _ scalar: ScalarType) throws(WireFault) {
    if let range = scalar.valueRange, !range.contains(number) {
      throw fault(.narrowing, wanted: range.bound(near: number), had: number)
    }
    let raw = UInt64(truncatingIfNeeded: number)
    switch scalar {
    case .integer(let bits, _, let order), .float(let bits, let order): write(raw, bits / 8, order)
    case .bool: bytes.append(UInt8(raw))
    case .variable: writeVariable(raw)
    case .packed64:
      let content = (0..<8).map { UInt8(truncatingIfNeeded: raw >> UInt64(8 * $0)) }
      bytes.append(content.enumerated().reduce(0) { $1.element == 0 ? $0 : $0 | 1 << UInt8($1.offset) })
      bytes += content.filter { $0 != 0 }
    }
  }

  private mutating func write(_ raw: UInt64, _ count: Int, _ order: WireName.ByteOrder?) {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: raw >> UInt64(8 * $0)) }
    bytes += (order ?? policy.order) == .big ? little.reversed() : little
  }

  private mutating func writeVariable(_ raw: UInt64) {
    var rest = raw
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Writes a count, a mask's length or a group's size: one that does not fit is over a limit.
  mutating func write(count: Int128, _ scalar: ScalarType) throws(WireFault) {
    if let range = scalar.valueRange, !range.contains(count) {
      throw fault(.limit, wanted: range.bound(near: count), had: count)
    }
    try write(count, scalar)
  }
}
