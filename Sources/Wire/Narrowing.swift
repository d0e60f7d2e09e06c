/// Why a domain value does not fit the wire: `stackCount: 300 is outside 0...255`.
public struct NarrowingError: Error, Hashable, Sendable, CustomStringConvertible {
  // One reference wide, so that a conversion that does not throw pays nothing for it.
  private final class Details: Sendable {
    let field: String
    let value: Int128
    let lowest: Int128
    let highest: Int128

    init(_ field: String, _ value: Int128, _ lowest: Int128, _ highest: Int128) {
      self.field = field
      self.value = value
      self.lowest = lowest
      self.highest = highest
    }
  }

  private let details: Details

  /// An error of a field.
  @inline(never)
  public init(_ field: StaticString, value: Int128, lowest: Int128, highest: Int128) {
    details = Details(field.description, value, lowest, highest)
  }

  /// The field.
  public var field: String { details.field }
  /// Its value.
  public var value: Int128 { details.value }
  /// The least value the wire can carry.
  public var lowest: Int128 { details.lowest }
  /// The greatest.
  public var highest: Int128 { details.highest }

  /// Field, value and allowed range.
  public var description: String { "\(field): \(value) is outside \(lowest)...\(highest)" }

  /// Errors are equal when they say the same.
  public static func == (left: NarrowingError, right: NarrowingError) -> Bool {
    left.description == right.description
  }

  /// Equal errors have equal hashes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(description)
  }
}

extension FixedWidthInteger {
  /// A domain value as the wire has it: `try UInt8(exactly: data.stackCount, "stackCount")`.
  @inlinable @inline(__always)
  public init<Source: FixedWidthInteger>(exactly value: Source, _ field: StaticString) throws(NarrowingError) {
    guard let narrow = Self(exactly: value) else {
      throw NarrowingError(field, value: Int128(value), lowest: Int128(Self.min), highest: Int128(Self.max))
    }
    self = narrow
  }

  /// The bits of a domain value that this type has no room for, zero when it fits: several values are tested at once.
  ///
  /// `if UInt8.excess(stackCount) | UInt16.excess(durability) != 0 { … }`
  @inlinable @inline(__always)
  public static func excess<Source: FixedWidthInteger>(_ value: Source) -> UInt64 {
    UInt64(truncatingIfNeeded: value ^ Source(truncatingIfNeeded: Self(truncatingIfNeeded: value)))
  }
}

/// A domain type: a struct of the wire with some of its fields widened.
public protocol WireNarrowable {
  /// The struct on the wire.
  associatedtype Narrow: WireFixed
  /// The value as the wire has it.
  func narrowed() throws(NarrowingError) -> Narrow
  /// Writes every byte of the value as the wire has it, without making a value of the wire.
  func encode(into run: WireOutputRun) throws(EncodeError)
}

extension WireWriter {
  /// Domain values as the wire has them, without a list of those in between.
  @inlinable @inline(__always)
  public mutating func narrowing<T: WireNarrowable>(
    _ field: StaticString, _ elements: [T]
  ) throws(EncodeError) {
    let size = T.Narrow.wireSize(at: revision)
    let revision = revision, rules = rules
    let start = claim(elements.count &* size)
    let target = unsafe base + start
    var index = 0
    do throws(EncodeError) {
      while index < elements.count {
        try unsafe elements[index].encode(
          into: WireOutputRun(target + index &* size, count: size, revision: revision, rules: rules))
        index &+= 1
      }
    } catch {
      length = start
      throw error.within(field, index)
    }
  }
}

extension EncodeError {
  /// A value that does not fit, on its way to the wire.
  @inline(never)
  public init(_ error: NarrowingError) {
    self.init(
      .narrowing, wanted: error.value < error.lowest ? error.lowest : error.highest, had: error.value,
      path: WirePath([.name(error.field)]))
  }

  /// That a domain value does not fit: which of its fields is found out now.
  @inline(never)
  public init<Value: WireNarrowable>(narrowing value: Value) {
    do throws(NarrowingError) {
      _ = try value.narrowed()
      self.init(.narrowing)
    } catch {
      self.init(error)
    }
  }
}
