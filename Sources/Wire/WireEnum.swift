/// An enum or a set of flags that has a number on the wire.
///
/// A closed enum is a Swift enum; one that keeps unknown values, and flags, are structs around their number.
public protocol WireEnum: RawRepresentable, Hashable, Sendable where RawValue: FixedWidthInteger & BitwiseCopyable {
  /// False for a member that this revision does not have.
  func exists(at revision: WireRevision) -> Bool
}

extension WireEnum {
  /// Members are in every revision unless they say otherwise.
  @inlinable public func exists(at revision: WireRevision) -> Bool { true }

  /// The number, if this revision has the member.
  @inlinable public func rawValue(at revision: WireRevision, _ field: StaticString) throws(EncodeError) -> RawValue {
    guard exists(at: revision) else { throw EncodeError(.enum, field, had: Int128(rawValue)) }
    return rawValue
  }
}

/// What a number read at `offset` means: shared by readers and runs.
@usableFromInline enum WireValue {
  @inlinable @inline(__always)
  static func narrow<T: FixedWidthInteger, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int
  ) throws(DecodeError) -> T {
    guard let value = T(exactly: raw) else {
      throw DecodeError(.narrowing, field, at: offset, wanted: Int128(raw < 0 ? T.min : T.max), had: Int128(raw))
    }
    return value
  }

  @inlinable @inline(__always)
  static func member<E: WireEnum, Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int, _ revision: WireRevision
  ) throws(DecodeError) -> E {
    let number: E.RawValue = try narrow(field, raw, at: offset)
    guard let member = E(rawValue: number), member.exists(at: revision) else {
      throw DecodeError(.enum, field, at: offset, had: Int128(raw))
    }
    return member
  }

  @inlinable @inline(__always)
  static func bool<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, at offset: Int, _ rules: WireRules
  ) throws(DecodeError) -> Bool {
    if raw > 1 || raw < 0, rules.strict { throw DecodeError(.noncanonical, field, at: offset, had: Int128(raw)) }
    return raw != 0
  }

  @inlinable @inline(__always)
  static func float<F: BinaryFloatingPoint>(
    _ field: StaticString, _ value: F, at offset: Int, _ rules: WireRules
  ) throws(DecodeError) -> F {
    if !value.isFinite, rules.finiteFloats { throw DecodeError(.float, field, at: offset) }
    return value
  }

  @inlinable @inline(__always)
  static func constant<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, equals constant: Raw, at offset: Int
  ) throws(DecodeError) {
    if raw != constant {
      throw DecodeError(.constant, field, at: offset, wanted: Int128(constant), had: Int128(raw))
    }
  }

  @inlinable @inline(__always)
  static func range<Value: FixedWidthInteger>(
    _ field: StaticString, _ value: Value, _ low: Value, _ high: Value, at offset: Int
  ) throws(DecodeError) {
    if value < low || value > high {
      throw DecodeError(.limit, field, at: offset, wanted: Int128(value < low ? low : high), had: Int128(value))
    }
  }

  @inlinable @inline(__always)
  static func unusedBits<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, used: Int, at offset: Int, _ rules: WireRules
  ) throws(DecodeError) {
    if rules.strict, used < Raw.bitWidth, raw >> used != 0 { throw DecodeError(.noncanonical, field, at: offset) }
  }
}
