public import JSONText

extension WireInterpreter {
  /// A value as JSON: what `inspect --lines` prints.
  ///
  /// Whole numbers of 64 bits are decimal strings, for JSON's readers keep 53; bytes are hex; floats have their bits
  /// beside them; maps are lists of pairs; masked arrays are objects by bit.
  public func json(of value: WireValue, as target: Target, at revision: Int) -> JSON {
    describe(value, as: target, at: revision).json
  }
}

extension DescribedValue {
  /// The value as JSON.
  public var json: JSON {
    switch self {
    case .integer(let number, let isWide): return Self.number(number, isWide)
    case .bool(let value): return .bool(value)
    case .float(let bits, let width):
      let text = WireFloat.text(bits, width)
      let value: JSON = WireFloat.isFinite(bits, width) ? .number(text) : .string(text)
      return ["value": value, "bits": .string(WireFloat.bitsText(bits, width))]
    case .text(let text): return .string(text.string)
    case .bytes(let bytes): return .string(Hex.text(bytes))
    case .member(let number, let isWide, let name):
      return ["raw": Self.number(number, isWide), "name": name.map { .string($0) } ?? .null]
    case .flags(let number, let isWide, let names, _):
      return ["raw": Self.number(number, isWide), "names": .array(names.map { .string($0) })]
    case .structure(let fields): return .object(.init(fields.map { .init($0.name, $0.value.json) }))
    case .list(let elements): return .array(elements.map(\.json))
    case .map(let entries): return .array(entries.map { [$0.key.json, $0.value.json] })
    case .masked(let words, let elements):
      let length = words.map { [JSON.Object.Member("words", JSON($0))] } ?? []
      return .object(.init(length + elements.map { .init(String($0.index), $0.value.json) }))
    case .absent: return .null
    }
  }

  private static func number(_ number: Int128, _ isWide: Bool) -> JSON {
    isWide ? .string(String(number)) : JSON(number)
  }
}
