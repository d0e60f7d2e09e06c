extension WireReader {
  /// A struct.
  @inlinable public mutating func value<T: WireStruct>(
    _ field: StaticString, as: T.Type = T.self
  ) throws(DecodeError) -> T {
    do throws(DecodeError) {
      return try T(from: &self)
    } catch {
      throw error.within(field)
    }
  }

  /// A struct, over one that is there.
  @inlinable public mutating func value<T: WireStruct>(_ field: StaticString, into value: inout T) throws(DecodeError) {
    do throws(DecodeError) {
      try value.decode(from: &self)
    } catch {
      throw error.within(field)
    }
  }

  /// The next bytes of the scope, as many as there are of `size`.
  @_lifetime(copy self)
  @inlinable @inline(__always)
  func run(_ size: Int, at offset: Int = 0) -> WireRun {
    WireRun(bytes, start: cursor &+ offset, count: size, revision: revision, rules: rules)
  }

  /// A fixed-size struct: one check for all its fields, and field by field only to find the one that is cut.
  @inlinable mutating func fixed<T: WireFixed>() throws(DecodeError) -> T {
    let size = T.wireSize(at: revision)
    let value = try T(run: run(min(size, remaining)))
    cursor &+= size
    return value
  }

  /// Elements, their number read or known before.
  ///
  /// Nothing is allocated before the bytes for `count` elements are known to be there.
  @inlinable public mutating func array<T: WireStruct>(
    _ field: StaticString, count: Int, of: T.Type = T.self
  ) throws(DecodeError) -> [T] {
    var elements: [T] = []
    try array(field, count: count, into: &elements)
    return elements
  }

  /// Elements of one size.
  @inlinable public mutating func array<T: WireFixed>(
    _ field: StaticString, count: Int, of: T.Type = T.self
  ) throws(DecodeError) -> [T] {
    var elements: [T] = []
    try array(field, count: count, into: &elements)
    return elements
  }

  /// Elements, over a list whose memory is kept.
  @inlinable public mutating func array<T: WireStruct>(
    _ field: StaticString, count: Int, into elements: inout [T]
  ) throws(DecodeError) {
    let minimum = T.minimumSize(at: revision)
    guard holds(count, minimum: minimum) else { throw firstCutElement(field, count: count, of: T.self) }
    // Elements that may have no bytes at all prove nothing about their number.
    if minimum > 0 { elements.reserveCapacity(count) }
    var index = 0
    do throws(DecodeError) {
      while index < count {
        if index < elements.count {
          try elements[index].decode(from: &self)
        } else {
          elements.append(try T(from: &self))
        }
        index &+= 1
      }
    } catch {
      throw error.within(field, index)
    }
    if elements.count > count { elements.removeLast(elements.count &- count) }
  }

  /// Elements, over a list whose memory is kept.
  @inlinable public mutating func array<T: WireFixed>(
    _ field: StaticString, count: Int, into elements: inout [T]
  ) throws(DecodeError) {
    let size = T.wireSize(at: revision)
    guard holds(count, minimum: size) else { throw firstCutElement(field, count: count, of: T.self) }
    try arrayOfRuns(field, count: count, size: size, into: &elements)
  }

  @inlinable @inline(never)
  mutating func arrayOfRuns<T: WireFixed>(
    _ field: StaticString, count: Int, size: Int, into elements: inout [T]
  ) throws(DecodeError) {
    elements.removeAll(keepingCapacity: true)
    elements.reserveCapacity(count)
    let bytes = bytes, start = cursor, revision = revision, rules = rules
    try elements.append(addingCapacity: count) { (output: inout OutputSpan<T>) throws(DecodeError) in
      var index = 0
      do throws(DecodeError) {
        while index < count {
          output.append(
            try T(run: WireRun(bytes, start: start &+ index &* size, count: size, revision: revision, rules: rules)))
          index &+= 1
        }
      } catch {
        throw error.within(field, index)
      }
    }
    cursor = start &+ count &* size
  }

  /// True when `count` elements of at least `minimum` bytes can be in what is left.
  @inlinable @inline(__always)
  func holds(_ count: Int, minimum: Int) -> Bool {
    precondition(count >= 0, "nothing is read backwards")
    let (needed, overflow) = count.multipliedReportingOverflow(by: minimum)
    return !overflow && needed <= remaining
  }

  /// The error of the element that the scope ends in, found by reading the elements before it and keeping none.
  @inlinable @inline(never)
  mutating func firstCutElement<T: WireStruct>(_ field: StaticString, count: Int, of: T.Type) -> DecodeError {
    for index in 0..<count {
      do throws(DecodeError) {
        _ = try T(from: &self)
      } catch {
        return error.within(field, index)
      }
    }
    return .truncated(field, at: cursor, wanted: count, had: remaining)
  }
}
