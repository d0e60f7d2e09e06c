// The checks that an encoder makes before it writes. Nothing is ever cut to fit.

extension FixedWidthInteger {
  /// A number in a type that may not hold it: `try UInt8(narrowing: stackCount, "stackCount")`.
  @inlinable @inline(__always)
  public init<Source: FixedWidthInteger>(narrowing value: Source, _ field: StaticString) throws(EncodeError) {
    guard let narrow = Self(exactly: value) else {
      throw EncodeError(.narrowing, field, wanted: Int128(value < 0 ? Self.min : Self.max), had: Int128(value))
    }
    self = narrow
  }

  /// A count as it goes before its elements: `try UInt16(count: items.count, "items", limit: 512)`.
  ///
  /// `adding` is what the number on the wire has on top of the count.
  @inlinable @inline(__always)
  public init(
    count: Int, _ field: StaticString, adding: Int = 0, limit: Int = .max
  ) throws(EncodeError) {
    let (sum, overflow) = count.addingReportingOverflow(adding)
    guard count <= limit, !overflow, let number = Self(exactly: sum) else {
      throw EncodeError(
        .limit, field, wanted: Swift.min(Int128(limit), Int128(Self.max) - Int128(adding)), had: Int128(count))
    }
    self = number
  }
}

extension Optional {
  /// The value of a field whose condition holds.
  @inlinable public func required(_ field: StaticString) throws(EncodeError) -> Wrapped {
    guard let self else { throw EncodeError(.presence, field, wanted: 1) }
    return self
  }
}

extension EncodeError {
  /// Throws unless a field whose condition does not hold, or that the revision lacks, is nil or has its default.
  ///
  /// `try EncodeError.requireAbsent(pitch == nil, "pitch")`
  @inlinable @inline(__always)
  public static func requireAbsent(_ isAbsent: Bool, _ field: StaticString) throws(EncodeError) {
    if !isAbsent { throw EncodeError(.presence, field, wanted: 0) }
  }

  /// Throws unless a list of fixed length has it.
  @inlinable @inline(__always)
  public static func requireCount(_ count: Int, equals wanted: Int, _ field: StaticString) throws(EncodeError) {
    if count != wanted { throw EncodeError(.limit, field, wanted: Int128(wanted), had: Int128(count)) }
  }

  /// Throws when a list is longer than its limit.
  @inlinable @inline(__always)
  public static func requireCount(_ count: Int, atMost limit: Int, _ field: StaticString) throws(EncodeError) {
    if count > limit { throw EncodeError(.limit, field, wanted: Int128(limit), had: Int128(count)) }
  }

  /// Throws when a number is outside the range that its field states.
  @inlinable @inline(__always)
  public static func requireRange<T: FixedWidthInteger>(
    _ value: T, _ low: T, _ high: T, _ field: StaticString
  ) throws(EncodeError) {
    if value < low || value > high {
      throw EncodeError(.limit, field, wanted: Int128(value < low ? low : high), had: Int128(value))
    }
  }

  /// Throws when a packed number has more bits than its field.
  @inlinable @inline(__always)
  public static func requireBits<T: FixedWidthInteger & UnsignedInteger>(
    _ value: T, _ bits: Int, _ field: StaticString
  ) throws(EncodeError) {
    if bits < T.bitWidth, value >> bits != 0 {
      throw EncodeError(.narrowing, field, wanted: (Int128(1) << bits) - 1, had: Int128(value))
    }
  }
}

extension EncodeError {
  /// A value whose error is seen from the field that holds it: `try EncodeError.inside("when", when.packed())`.
  @inlinable @inline(__always)
  public static func inside<Value>(
    _ field: StaticString, _ value: @autoclosure () throws(EncodeError) -> Value
  ) throws(EncodeError) -> Value {
    do throws(EncodeError) { return try value() } catch { throw error.within(field) }
  }
}
