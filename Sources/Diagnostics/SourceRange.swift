/// A half-open range of bytes in one file of a ``SourceSet``.
public struct SourceRange: Hashable, Sendable, Comparable {
  /// The file's index in its ``SourceSet``.
  public var file: Int
  /// The first byte.
  public var lower: Int
  /// The byte after the last.
  public var upper: Int

  /// A range of bytes; an empty one marks a point.
  public init(file: Int, lower: Int, upper: Int) {
    self.file = file
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// Orders by file, then by where the range begins, then by where it ends.
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.lower, left.upper) < (right.file, right.lower, right.upper)
  }

  /// The empty range where this one begins.
  public var start: Self { Self(file: file, lower: lower, upper: lower) }

  /// The empty range where this one ends.
  public var end: Self { Self(file: file, lower: upper, upper: upper) }

  /// The smallest range that holds both.
  public func joined(with other: Self) -> Self {
    Self(file: file, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
