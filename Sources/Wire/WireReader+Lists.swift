extension WireReader {
  /// How many elements or bytes follow, from a number that was just read; `width` 0 when it was read long before.
  ///
  /// `try reader.count("items", reader.u16("items"), limit: 512)`
  @inlinable public mutating func count<Raw: FixedWidthInteger>(
    _ field: StaticString, _ raw: Raw, width: Int = MemoryLayout<Raw>.size, adding: Int = 0, limit: Int = .max
  ) throws(DecodeError) -> Int {
    let (sum, overflow) = Int(clamping: raw).addingReportingOverflow(adding)
    guard !overflow, sum >= 0, sum <= limit, Int(exactly: raw) != nil else {
      let count = Int128(raw) + Int128(adding)
      throw error(.limit, field, at: cursor &- width, wanted: count < 0 ? 0 : Int128(limit), had: count)
    }
    return sum
  }

  /// How many bytes the scope has left for a rest array or rest bytes, before a tail of fixed size.
  @inlinable public func rest(
    _ field: StaticString, tail: Int = 0, limit: Int
  ) throws(DecodeError) -> Int {
    let count = max(remaining &- tail, 0)
    guard count <= limit else { throw error(.limit, field, at: cursor, wanted: Int128(limit), had: Int128(count)) }
    return count
  }

  /// Bytes.
  @inlinable public mutating func bytes(_ field: StaticString, count: Int) throws(DecodeError) -> [UInt8] {
    let start = try take(count, field)
    return unsafe bytes.withUnsafeBytes {
      unsafe [UInt8](filled: UnsafeRawBufferPointer(rebasing: $0[start..<start &+ count]))
    }
  }

  /// Bytes, over a list whose memory is kept.
  @inlinable public mutating func bytes(
    _ field: StaticString, count: Int, into list: inout [UInt8]
  ) throws(DecodeError) {
    let start = try take(count, field)
    list.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBytes {
      unsafe list.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[start..<start &+ count]))
    }
  }

  /// Elements of any kind, their number read or known before; `minimum` is the fewest bytes one can have.
  ///
  /// ```swift
  /// names = try reader.list("names", count: count, minimum: 1) { reader throws(DecodeError) in
  ///   try reader.string("", bytes: Int(reader.u8("")))
  /// }
  /// ```
  @inlinable public mutating func list<Element>(
    _ field: StaticString, count: Int, minimum: Int,
    element: (inout WireReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> [Element] {
    var elements: [Element] = []
    try list(field, count: count, minimum: minimum, into: &elements, element: element)
    return elements
  }

  /// Elements of any kind, over a list whose memory is kept.
  @inlinable public mutating func list<Element>(
    _ field: StaticString, count: Int, minimum: Int, into elements: inout [Element],
    element: (inout WireReader) throws(DecodeError) -> Element
  ) throws(DecodeError) {
    elements.removeAll(keepingCapacity: true)
    // Without the bytes for all of them no memory is taken: reading on only finds which one is cut.
    let fits = holds(count, minimum: minimum)
    // Elements that may have no bytes at all prove nothing about their number.
    if fits, minimum > 0 { elements.reserveCapacity(count) }
    var index = 0
    do throws(DecodeError) {
      while index < count {
        let next = try element(&self)
        if fits { elements.append(next) }
        index &+= 1
      }
    } catch {
      throw error.within(field, index)
    }
  }

  /// Elements up to the end of the scope, or to a tail of fixed size.
  @inlinable public mutating func rest<Element>(
    _ field: StaticString, tail: Int = 0, limit: Int, element: (inout WireReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> [Element] {
    let outer = Scope(end: end)
    end = max(end &- tail, cursor)
    defer { end = outer.end }
    return try elements(field, limit: limit, element: element) { reader throws(DecodeError) in !reader.hasMore }
  }

  /// Elements up to a number that stands where another would begin.
  @inlinable public mutating func until<Element>(
    _ field: StaticString, _ sentinel: UInt64, bytes width: Int, bigEndian: Bool = false, limit: Int,
    element: (inout WireReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> [Element] {
    try elements(field, limit: limit, element: element) { reader throws(DecodeError) in
      try reader.skip(field, sentinel, bytes: width, bigEndian: bigEndian)
    }
  }

  @inlinable mutating func elements<Element>(
    _ field: StaticString, limit: Int, element: (inout WireReader) throws(DecodeError) -> Element,
    isOver: (inout WireReader) throws(DecodeError) -> Bool
  ) throws(DecodeError) -> [Element] {
    var elements: [Element] = []
    while try !isOver(&self) {
      guard elements.count < limit else {
        throw error(.limit, field, at: cursor, wanted: Int128(limit), had: Int128(limit) + 1)
      }
      do throws(DecodeError) {
        elements.append(try element(&self))
      } catch {
        throw error.within(field, elements.count)
      }
    }
    return elements
  }

  /// Passes over a number if it is the next thing.
  @inlinable mutating func skip(
    _ field: StaticString, _ number: UInt64, bytes width: Int, bigEndian: Bool
  ) throws(DecodeError) -> Bool {
    guard remaining >= width else { throw .truncated(field, at: cursor, wanted: width, had: remaining) }
    for index in 0..<width {
      let shift = 8 * (bigEndian ? width - 1 - index : index)
      if byte(at: cursor &+ index) != UInt8(truncatingIfNeeded: number >> UInt64(shift)) { return false }
    }
    cursor &+= width
    return true
  }
}
