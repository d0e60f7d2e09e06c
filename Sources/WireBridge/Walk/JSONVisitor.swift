import JSONText
public import Wire

/// Writes a value as JSON: exactly what `inspect --lines` says of the same bytes.
///
/// Whole numbers of 64 bits are decimal strings, bytes are hex, floats have their bits beside them, enums and flags their
/// names, maps are lists of pairs, masked arrays objects by bit.
public struct JSONVisitor: WireVisitor {
  /// The text so far.
  public private(set) var json: [UInt8] = []

  /// A visitor that has written nothing.
  public init() {}

  /// A comma, unless what comes is the first in its list, or the value of a member.
  private mutating func separate() {
    switch json.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: json.append(UInt8(ascii: ","))
    }
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    json.append(UInt8(ascii: bracket))
  }

  private mutating func close(_ bracket: Unicode.Scalar) { json.append(UInt8(ascii: bracket)) }

  private mutating func write(_ value: JSON) {
    separate()
    value.write(to: &json)
  }

  private mutating func key(_ name: String) {
    write(.string(name))
    json.append(UInt8(ascii: ":"))
  }

  /// `{`
  public mutating func beginStructure() { open("{") }
  /// `"name":`
  public mutating func field(_ name: StaticString) { key(name.description) }
  /// `}`
  public mutating func endStructure() { close("}") }
  /// `[`
  public mutating func beginList(count: Int) { open("[") }
  /// `]`
  public mutating func endList() { close("]") }
  /// `[`
  public mutating func beginEntry() { open("[") }
  /// `{"words":2`
  public mutating func beginMasked(words: Int?) {
    open("{")
    guard let words else { return }
    key("words")
    write(JSON(words))
  }
  /// `"37":`
  public mutating func bit(_ index: Int) { key(String(index)) }
  /// `}`
  public mutating func endMasked() { close("}") }

  /// A number, or a string of digits when it is wide.
  public mutating func integer<Number: FixedWidthInteger>(_ value: Number, isWide: Bool) {
    write(isWide ? .string(String(value)) : JSON(value))
  }

  /// `{"raw":1,"name":"female"}`, or `{"raw":3,"names":["a","b"]}`
  public mutating func member<Member: BridgedEnum>(_ value: Member, isWide: Bool, at revision: WireRevision) {
    let number = Int128(value.rawValue)
    let members = Member.bridgeMembers.filter { $0.exists(at: revision) }
    open("{")
    key("raw")
    integer(value.rawValue, isWide: isWide)
    if Member.bridgeIsFlags {
      key("names")
      let names = members.filter { $0.value != 0 && $0.value & number == $0.value }.map(\.name)
      write(.array(names.map { .string($0) }))
    } else {
      key("name")
      write(members.first { $0.value == number }.map { .string($0.name) } ?? .null)
    }
    close("}")
  }

  /// `true`, `false`
  public mutating func bool(_ value: Bool) { write(.bool(value)) }

  /// `{"value":1.5,"bits":"0x3fc00000"}`
  public mutating func float(_ value: Float) {
    float(value.description, value.isFinite, bits: UInt64(value.bitPattern), digits: 8)
  }

  /// `{"value":1.5,"bits":"0x3ff8000000000000"}`
  public mutating func double(_ value: Double) {
    float(value.description, value.isFinite, bits: value.bitPattern, digits: 16)
  }

  private mutating func float(_ text: String, _ isFinite: Bool, bits: UInt64, digits: Int) {
    let hex = String(bits, radix: 16)
    write([
      "value": isFinite ? .number(text) : .string(text),
      "bits": .string("0x" + String(repeating: "0", count: digits - hex.utf8.count) + hex),
    ])
  }

  /// A string.
  public mutating func text(_ value: String) { write(.string(value)) }
  /// Hexadecimal digits.
  public mutating func bytes(_ value: [UInt8]) { write(.string(HexBytes.text(value))) }
  /// `null`
  public mutating func absent() { write(.null) }
}
