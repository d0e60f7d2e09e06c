public import JSONText
public import Wire

/// A value as JSON, to be held against a Swift type.
///
/// What does not fit the Swift type is a ``LoadProblem``; whether it fits the wire is for the encoder to say.
public struct LoadSource: Sendable {
  /// The JSON.
  public let json: JSON
  /// Where it stands.
  public let path: WirePath
  /// The session's revision.
  public let revision: WireRevision

  /// A value with the name of its message or type.
  public init(_ json: JSON, named name: String, at revision: WireRevision) {
    self.init(json, WirePath([.name(name)]), revision)
  }

  init(_ json: JSON, _ path: WirePath, _ revision: WireRevision) {
    self.json = json
    self.path = path
    self.revision = revision
  }

  func inside(_ json: JSON, _ step: WirePath.Step) -> LoadSource {
    LoadSource(json, WirePath(path.steps + [step]), revision)
  }

  func problem(_ text: String) -> LoadProblem { LoadProblem(nil, path, text) }

  // MARK: Scalars

  /// The whole number of an integer, an enum, flags or a truth value.
  func number() throws(LoadProblem) -> Int128 {
    switch json {
    case .number(let text), .string(let text):
      guard let number = Int128(text) else { throw problem("expected a whole number, found `\(text)`") }
      return number
    case .bool(let value): return value ? 1 : 0
    case .object:
      if let raw = json["raw"] { return try LoadSource(raw, path, revision).number() }
      throw problem("expected a whole number, found an object")
    default: throw problem("expected a whole number")
    }
  }

  /// A whole number that fits its Swift type.
  public func integer<Number: FixedWidthInteger>(as type: Number.Type = Number.self) throws -> Number {
    let number = try number()
    guard let value = Number(exactly: number) else {
      throw LoadProblem(.narrowing, path, "\(number) is outside \(Number.min)...\(Number.max)")
    }
    return value
  }

  /// A member of an enum, or flags.
  public func member<Member: BridgedEnum>(as type: Member.Type = Member.self) throws -> Member {
    let raw: Member.RawValue = try integer()
    guard let member = Member(rawValue: raw) else {
      throw LoadProblem(.enum, path, "no member has the value \(raw)")
    }
    return member
  }

  /// True or false.
  public func bool() throws -> Bool {
    switch try number() {
    case 0: return false
    case 1: return true
    default: throw problem("expected true or false")
    }
  }

  private func bits() throws -> UInt64 {
    guard case .string(let text)? = json["bits"], text.hasPrefix("0x"), let bits = UInt64(text.dropFirst(2), radix: 16)
    else { throw problem("expected a float with its `bits`") }
    return bits
  }

  /// A float of 4 bytes, from its bits.
  public func float() throws -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: try bits())) }
  /// A float of 8 bytes, from its bits.
  public func double() throws -> Double { Double(bitPattern: try bits()) }

  /// Text.
  public func text() throws -> String {
    guard case .string(let text) = json else { throw problem("expected text") }
    return text
  }

  /// Bytes from hexadecimal digits.
  public func bytes() throws -> [UInt8] {
    guard case .string(let text) = json, let bytes = HexBytes.bytes(text) else { throw problem("expected hex") }
    return bytes
  }

  // MARK: Lists and structs

  /// Another struct or bit fields.
  public func value<Value: BridgedValue>(as type: Value.Type = Value.self) throws -> Value {
    try Value.bridgeLoad(self)
  }

  private func elements() throws -> [JSON] {
    guard case .array(let elements) = json else { throw problem("expected a list") }
    return elements
  }

  /// A list, element by element.
  public func list<Element>(_ load: (LoadSource) throws -> Element) throws -> [Element] {
    try elements().enumerated().map { try load(inside($0.element, .index($0.offset))) }
  }

  /// A list of fixed length, element by element.
  public func list<let count: Int, Element>(
    _ load: (LoadSource) throws -> Element
  ) throws -> FixedArray<count, Element> {
    try fixed(try list(load))
  }

  /// Bytes of fixed length from hexadecimal digits.
  public func bytes<let count: Int>() throws -> FixedArray<count, UInt8> {
    try fixed(try bytes())
  }

  private func fixed<let count: Int, Element>(_ elements: [Element]) throws -> FixedArray<count, Element> {
    guard let list = FixedArray<count, Element>(elements) else {
      throw LoadProblem(.limit, path, "\(elements.count) elements where there are always \(count)")
    }
    return list
  }

  /// Keys and values.
  private func entries<Key: WireKey, Value>(
    key: (LoadSource) throws -> Key, value: (LoadSource) throws -> Value
  ) throws -> [WirePairs<Key, Value>.Pair] {
    try elements().enumerated().map { index, entry in
      guard case .array(let pair) = entry, pair.count == 2 else { throw problem("expected pairs") }
      return WirePairs.Pair(
        key: try key(inside(pair[0], .index(index))), value: try value(inside(pair[1], .index(index))))
    }
  }

  /// A map with its keys in order; Swift keeps no key twice.
  public func map<Key: WireKey, Value>(
    key: (LoadSource) throws -> Key, value: (LoadSource) throws -> Value
  ) throws -> WireMap<Key, Value> {
    var map = WireMap<Key, Value>()
    for (index, entry) in try entries(key: key, value: value).enumerated() {
      guard map[entry.key] == nil else {
        throw LoadProblem(.duplicateKey, inside(.null, .index(index)).path, "the key came before")
      }
      map[entry.key] = entry.value
    }
    return map
  }

  /// A map in the order of the wire.
  public func pairs<Key: WireKey, Value>(
    key: (LoadSource) throws -> Key, value: (LoadSource) throws -> Value
  ) throws -> WirePairs<Key, Value> {
    WirePairs(try entries(key: key, value: value))
  }

  /// A masked array.
  public func masked<Element>(_ load: (LoadSource) throws -> Element) throws -> MaskArray<Element> {
    guard case .object(let object) = json else { throw problem("expected elements by bit") }
    var array = MaskArray<Element>()
    for member in object.members {
      if member.key == "words" {
        array.words = try inside(member.value, .name("words")).integer()
      } else if let bit = Int(member.key) {
        array[bit] = try load(inside(member.value, .index(bit)))
      } else {
        throw problem("expected the number of a bit, found `\(member.key)`")
      }
    }
    return array
  }

  /// An element that may be absent.
  public func optional<Value>(_ load: (LoadSource) throws -> Value) throws -> Value? {
    if case .null = json { return nil }
    return try load(self)
  }
}
