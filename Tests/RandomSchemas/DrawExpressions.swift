/// Type expressions.
extension Sketcher {
  /// A type expression of at most `room` bytes at these revisions.
  mutating func expression(_ revisions: Range<Int>, room: Int, depth: Int = 0) -> Expression {
    switch number(0...99) {
    case 0..<38: return scalar()
    case 38..<60: return named(revisions, room: room) ?? scalar()
    case 60..<68: return converted(revisions) ?? scalar()
    case 68..<80: return text(room: room) ?? scalar()
    case 80..<84: return bytes(room: room) ?? scalar()
    case 84..<94 where depth < 2: return array(revisions, room: room, depth: depth) ?? scalar()
    case 94..<97 where depth < 2: return map(revisions, room: room, depth: depth) ?? scalar()
    case 97..<100 where depth < 2: return optional(expression(revisions, room: room - 1, depth: depth + 1))
    default: return scalar()
    }
  }

  func optional(_ inner: Expression) -> Expression {
    guard !inner.text.hasSuffix("?"), !inner.isOpen else { return inner }
    return Expression(text: inner.text + "?", bytes: Bytes(1, 1 + inner.bytes.most))
  }

  // MARK: Scalars

  mutating func scalar() -> Expression {
    switch number(0...19) {
    case 0, 1: return Expression(text: "bool", bytes: Bytes(1), shape: .bool, memory: memory(1))
    case 2: return variable(bits: 32)
    case 3: return variable(bits: 64)
    case 4:
      return Expression(
        text: "packed64", bytes: Bytes(1, 9), shape: Self.integer(64, false))
    case 5, 6:
      let bits = pick([32, 64])
      return Expression(
        text: "f\(bits)" + suffix(bits), bytes: Bytes(bits / 8), shape: .float, memory: memory(bits / 8))
    default: return integer()
    }
  }

  private func variable(bits: Int) -> Expression {
    Expression(text: "var\(bits)", bytes: Bytes(1, bits / 32 * 5), shape: Self.integer(bits, false))
  }

  mutating func integer(isSigned: Bool? = nil, widths: [Int] = [8, 8, 16, 16, 24, 32, 32, 40, 48, 56, 64]) -> Expression
  {
    let bits = pick(widths)
    let isSigned = isSigned ?? once(in: 3)
    let shape = Self.integer(bits, isSigned)
    guard case .integer(_, _, let range) = shape else { return scalar() }
    return Expression(
      text: (isSigned ? "i" : "u") + "\(bits)" + suffix(bits), bytes: Bytes(bits / 8), shape: shape, first: range,
      memory: [8, 16, 32, 64].contains(bits) ? memory(bits / 8) : nil)
  }

  static func integer(_ bits: Int, _ isSigned: Bool) -> Shape {
    let range: ClosedRange<Int128> =
      isSigned
      ? -(Int128(1) << Int128(bits - 1))...(Int128(1) << Int128(bits - 1)) - 1 : 0...(Int128(1) << Int128(bits)) - 1
    return .integer(bits: [8, 16, 32].first { $0 >= bits } ?? 64, isSigned: isSigned, range: range)
  }

  private mutating func suffix(_ bits: Int) -> String {
    guard bits > 8, once(in: 4) else { return "" }
    return pick(["be", "le"])
  }

  private func memory(_ size: Int) -> [(size: Int, alignment: Int)] { allRevisions.map { _ in (size, size) } }

  // MARK: Names

  private mutating func named(_ revisions: Range<Int>, room: Int) -> Expression? {
    let fitting = types.filter { type in
      type.order == order && !type.expression.isOpen && type.expression.bytes.most <= room
        && type.revisions.lowerBound <= revisions.lowerBound && revisions.upperBound <= type.revisions.upperBound
        && !type.expression.text.isEmpty
    }
    return fitting.isEmpty ? nil : pick(fitting).expression
  }

  /// `u32 as u8`, `u16 as Kind`.
  mutating func converted(_ revisions: Range<Int>) -> Expression? {
    let wire = once(in: 5) ? variable(bits: pick([32, 64])) : integer()
    guard case .integer(let bits, let isSigned, let range) = wire.shape else { return nil }
    func result(_ name: String, _ shape: Shape) -> Expression {
      Expression(
        text: "\(wire.text) as \(name)", bytes: wire.bytes, shape: shape, first: wire.first, memory: wire.memory)
    }
    switch number(0...3) {
    case 0 where !isSigned: return result("bool", .bool)
    case 1:
      let other = pick([8, 16, 32, 64].filter { $0 != bits })
      guard case .integer(_, _, let domain) = Self.integer(other, isSigned) else { return nil }
      return result(
        "\(isSigned ? "i" : "u")\(other)", .integer(bits: other, isSigned: isSigned, range: domain.clamped(to: range)))
    default:
      let fitting = types.filter { type in
        guard let carrier = type.carrier else { return false }
        return type.order == order && carrier.isSigned == isSigned && carrier.bits != bits && carrier.bits <= bits
          && type.revisions.lowerBound <= revisions.lowerBound && revisions.upperBound <= type.revisions.upperBound
      }
      guard !fitting.isEmpty else { return nil }
      let type = pick(fitting)
      return result(type.name, type.expression.shape)
    }
  }

  // MARK: Text and bytes

  private mutating func text(room: Int) -> Expression? {
    let room = min(room, 200)
    guard room >= 16 else { return nil }
    func result(_ text: String, _ prefix: Bytes, _ length: Bytes) -> Expression {
      Expression(text: text, bytes: prefix + length, shape: .text(length))
    }
    let limit = number(1...min(room - 9, 60))
    switch number(0...6) {
    case 0: return result("string[\(limit)]", Bytes(0), Bytes(limit))
    case 1: return result("stringz[\(limit)]", Bytes(0), Bytes(limit))
    case 2: return result("cstring[<= \(limit)]", Bytes(1), Bytes(0, limit))
    case 3:
      let prefix = counter()
      return result("stringz[\(prefix.text) <= \(limit + 1)]", prefix.bytes + Bytes(1), Bytes(0, limit))
    default:
      let prefix = counter()
      return result("string[\(prefix.text) <= \(limit)]", prefix.bytes, Bytes(0, limit))
    }
  }

  private mutating func bytes(room: Int) -> Expression? {
    guard room >= 12 else { return nil }
    let limit = number(1...min(room - 9, 60))
    if once(in: 2) { return Expression(text: "bytes[\(limit)]", bytes: Bytes(limit)) }
    let prefix = counter()
    return Expression(text: "bytes[\(prefix.text) <= \(limit)]", bytes: prefix.bytes + Bytes(0, limit))
  }

  /// What a number of elements may be on the wire.
  mutating func counter() -> Expression {
    if once(in: 6) { return variable(bits: pick([32, 64])) }
    return integer(isSigned: false, widths: [8, 8, 8, 16, 16, 24, 32, 32, 40, 48, 64])
  }

  // MARK: Lists

  private mutating func array(_ revisions: Range<Int>, room: Int, depth: Int) -> Expression? {
    var element = expression(revisions, room: room / 3, depth: depth + 1)
    if element.text.contains("map<"), once(in: 2) { element = scalar() }
    let most = min(12, (room - 9) / max(element.bytes.most, 1))
    guard most >= 1, element.bytes.least >= 1, !element.isOpen else { return nil }
    let limit = number(1...most)
    let all = Bytes(0, limit * element.bytes.most)
    func result(_ count: String, _ bytes: Bytes) -> Expression {
      Expression(text: "\(element.text)[\(count)]", bytes: bytes)
    }
    switch number(0...11) {
    case 0, 1:
      let memory = element.memory.map { $0.map { (size: limit * $0.size, alignment: $0.alignment) } }
      return Expression(
        text: "\(element.text)[\(limit)]", bytes: Bytes(limit * element.bytes.least, limit * element.bytes.most),
        memory: memory)
    case 2:
      let constant = pick(constants.filter { $0.value <= most } + [("\(limit)", limit)])
      return result(
        constant.name, Bytes(constant.value * element.bytes.least, constant.value * element.bytes.most))
    case 3, 4:
      guard let first = element.first else { return nil }
      let sentinel = pick([first.lowerBound, first.upperBound, 0, 1].filter(first.contains))
      let end = element.bytes.least
      return result("until \(sentinel) <= \(limit)", Bytes(1, 8 + end) + all)
    case 5: return masked(element, most: most)
    default:
      let prefix = counter()
      if prefix.text == "u8", 255 * element.bytes.most < room {
        return result("u8", Bytes(1, 1 + 255 * element.bytes.most))
      }
      return result("\(prefix.text) <= \(limit)", prefix.bytes + all)
    }
  }

  private mutating func masked(_ element: Expression, most: Int) -> Expression? {
    func result(_ mask: String, _ own: Bytes, _ limit: Int) -> Expression {
      Expression(
        text: "\(element.text)[mask(\(mask))" + (limit < most ? " <= \(limit)]" : "]"),
        bytes: own + Bytes(0, limit * element.bytes.most))
    }
    switch number(0...2) {
    case 0:
      let word = integer(isSigned: false)
      return result(word.text, word.bytes, min(number(1...most), most - 1))
    case 1:
      let bits = number(1...40)
      let limit = bits <= most && once(in: 2) ? most : min(number(1...most), most - 1)
      return result("bits \(bits)", Bytes((bits + 7) / 8), limit)
    default:
      let word = integer(isSigned: false, widths: [8, 16, 32])
      return result("\(word.text)[u8]", Bytes(1, 1 + 255 * word.bytes.most), min(number(1...most), most - 1))
    }
  }

  private mutating func map(_ revisions: Range<Int>, room: Int, depth: Int) -> Expression? {
    let key = expression(revisions, room: 20, depth: 2)
    let value = expression(revisions, room: room / 4, depth: depth + 1)
    let entry = key.bytes + value.bytes
    let most = min(8, (room - 9) / max(entry.most, 1))
    guard let variety = key.shape.variety, most >= 1, entry.least >= 1, !value.isOpen, !key.text.contains("?") else {
      return nil
    }
    let limit = number(1...most)
    let text = "map<\(key.text), \(value.text)>"
    if variety > 100, once(in: 5) {
      return Expression(text: "\(text)[\(limit)]", bytes: Bytes(limit * entry.least, limit * entry.most))
    }
    let prefix = counter()
    return Expression(
      text: "\(text)[\(prefix.text) <= \(limit)]", bytes: prefix.bytes + Bytes(0, limit * entry.most))
  }
}
