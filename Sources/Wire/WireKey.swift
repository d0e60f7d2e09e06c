/// What can be the key of a map: something with one order, and one notion of being the same, that all peers agree on.
public protocol WireKey: Hashable {
  /// What makes two keys the same: the key itself, but for text its bytes.
  associatedtype Identity: Hashable = Self
  /// What makes two keys the same.
  var identity: Identity { get }
  /// Numbers by value, text and bytes by bytes.
  static func precedes(_ left: Self, _ right: Self) -> Bool
}

extension WireKey where Identity == Self {
  /// The key itself.
  @inlinable public var identity: Self { self }
}

extension WireKey where Self: Comparable {
  /// Numbers by value.
  @inlinable public static func precedes(_ left: Self, _ right: Self) -> Bool { left < right }
}

extension WireKey where Self: RawRepresentable, RawValue: WireKey {
  /// Enums by number.
  @inlinable public static func precedes(_ left: Self, _ right: Self) -> Bool {
    RawValue.precedes(left.rawValue, right.rawValue)
  }
}

extension UInt8: WireKey {}
extension UInt16: WireKey {}
extension UInt32: WireKey {}
extension UInt64: WireKey {}
extension Int8: WireKey {}
extension Int16: WireKey {}
extension Int32: WireKey {}
extension Int64: WireKey {}

extension Bool: WireKey {
  /// False before true.
  @inlinable public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}

extension String: WireKey {
  /// Swift takes `é` in one scalar and in two for the same; a peer does not.
  @inlinable public var identity: [UInt8] { Array(utf8) }

  /// Text by its bytes.
  @inlinable public static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension [UInt8]: WireKey {
  /// Bytes by bytes.
  @inlinable public static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
