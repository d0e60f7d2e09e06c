/// A value of any wire type, as data.
///
/// It holds what a peer means, not how that is written: no counts, constants, pads or presence bytes. The fields of
/// groups (`if`, `switch`, `sized`, `zlib`, `trailing`) stand beside the others.
///
/// ```swift
/// .structure([.init("entry", .integer(1000)), .init("flags", .integer(0x3))])
/// ```
public enum WireValue: Hashable, Sendable {
  /// A whole number, an enum or flags by its number.
  case integer(Int128)
  case bool(Bool)
  /// The IEEE bits, of 32 or 64.
  case float(bits: UInt64, width: Int)
  case text(WireText)
  case bytes([UInt8])
  /// Fields in wire order. Those that are absent are left out. Bit fields are structures, too.
  case structure([Field])
  case list([WireValue])
  /// Ascending, or in the order of the wire where the schema says `order: any`.
  case map([Entry])
  /// The elements whose bit is set. `words` is the mask's length where that is on the wire.
  case masked(words: Int?, [Element])
  /// A list's element that is not there, as in `u8?[3]`; absent fields are left out instead.
  case absent

  /// A field of a structure.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: WireValue

    /// A field.
    public init(_ name: String, _ value: WireValue) {
      self.name = name
      self.value = value
    }
  }

  /// A key of a map, and what it stands for.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var key: WireValue
    /// Its value.
    public var value: WireValue

    /// A pair.
    public init(_ key: WireValue, _ value: WireValue) {
      self.key = key
      self.value = value
    }
  }

  /// An element of a masked array.
  public struct Element: Hashable, Sendable {
    /// Its bit in the mask.
    public var index: Int
    /// Its value.
    public var value: WireValue

    /// An element at a bit.
    public init(_ index: Int, _ value: WireValue) {
      self.index = index
      self.value = value
    }
  }

  /// The value of a field; nil where it is absent or this is no structure.
  public subscript(name: String) -> WireValue? {
    guard case .structure(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  /// What conditions, unions and counts compare: the number, with `false` 0 and `true` 1.
  var number: Int128? {
    switch self {
    case .integer(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }
}

/// Text that is equal only when its bytes are: Swift's strings hold `é` and `e` + accent for the same.
public struct WireText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The text.
  public var string: String

  /// Text.
  public init(_ string: String) { self.string = string }

  /// Text.
  public init(stringLiteral value: String) { string = value }

  /// Equal bytes.
  public static func == (left: Self, right: Self) -> Bool { left.string.utf8.elementsEqual(right.string.utf8) }

  /// Equal bytes have equal hashes.
  public func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension WireValue {
  /// Whether a map key goes before another: numbers by value, text and bytes by bytes.
  func precedes(_ other: WireValue) -> Bool {
    switch (self, other) {
    case (.text(let left), .text(let right)): left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    case (.bytes(let left), .bytes(let right)): left.lexicographicallyPrecedes(right)
    default: (number ?? 0) < (other.number ?? 0)
    }
  }
}
