/// The fewest and the most bytes that something takes on the wire.
///
/// The maximum follows from what the schema *states*: fixed sizes, limits, and counts of up to eight bits. What the
/// schema leaves to a wider count without a limit is bounded by the body alone and sets ``isOpen``.
public struct SizeBounds: Hashable, Sendable {
  /// The fewest bytes.
  public var minimum: Int
  /// The most bytes that the stated limits allow, saturating at ``unlimited``.
  public var maximum: Int
  /// Whether something in it is bounded by the body alone.
  public var isOpen: Bool

  /// Stands for sums that no longer matter.
  public static let unlimited = Int.max / 4

  /// Bounds, saturating.
  public init(_ minimum: Int, _ maximum: Int, isOpen: Bool = false) {
    self.minimum = min(minimum, Self.unlimited)
    self.maximum = min(maximum, Self.unlimited)
    self.isOpen = isOpen
  }

  /// Exactly this many bytes.
  public static func exactly(_ bytes: Int) -> Self { Self(bytes, bytes) }

  /// Whether every value takes the same number of bytes.
  public var isFixed: Bool { minimum == maximum && !isOpen }

  /// One after the other.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      saturatingSum(left.minimum, right.minimum), saturatingSum(left.maximum, right.maximum),
      isOpen: left.isOpen || right.isOpen)
  }

  /// One or the other.
  public func union(_ other: Self) -> Self {
    Self(min(minimum, other.minimum), max(maximum, other.maximum), isOpen: isOpen || other.isOpen)
  }

  /// From `least` to `most` of them.
  public func times(_ least: Int, _ most: Int) -> Self {
    Self(saturatingProduct(minimum, least), saturatingProduct(maximum, most), isOpen: isOpen && most > 0)
  }
}

/// Sizes one after the other: a schema may state ones whose sum no integer holds.
public func saturatingSum(_ left: Int, _ right: Int) -> Int {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? SizeBounds.unlimited : min(sum, SizeBounds.unlimited)
}

/// A size so many times.
public func saturatingProduct(_ left: Int, _ right: Int) -> Int {
  let (product, overflow) = left.multipliedReportingOverflow(by: right)
  return overflow ? SizeBounds.unlimited : min(product, SizeBounds.unlimited)
}
