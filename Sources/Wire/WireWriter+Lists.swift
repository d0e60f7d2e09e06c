extension WireWriter {
  /// Integers, least significant byte first.
  @inlinable public mutating func scalars<T: FixedWidthInteger & BitwiseCopyable>(_ elements: [T]) {
    unsafe elements.withUnsafeBytes { unsafe append($0) }
  }

  /// Integers, most significant byte first.
  @inlinable public mutating func scalarsBE<T: FixedWidthInteger & BitwiseCopyable>(_ elements: [T]) {
    reserve(elements.count &* MemoryLayout<T>.size)
    for element in elements { store(element.bigEndian) }
  }

  /// Elements of any kind.
  ///
  /// ```swift
  /// try writer.list("names", names) { writer, name throws(EncodeError) in
  ///   writer.u8(try UInt8(count: name.utf8.count, ""))
  ///   writer.string(name)
  /// }
  /// ```
  @inlinable public mutating func list<Element>(
    _ field: StaticString, _ elements: [Element],
    element write: (inout WireWriter, Element) throws(EncodeError) -> Void
  ) throws(EncodeError) {
    var index = 0
    do throws(EncodeError) {
      while index < elements.count {
        try write(&self, elements[index])
        index &+= 1
      }
    } catch {
      throw error.within(field, index)
    }
  }

  /// A map, its keys ascending.
  @inlinable public mutating func map<Key: WireKey, Value>(
    _ field: StaticString, _ map: WireMap<Key, Value>,
    entry write: (inout WireWriter, Key, Value) throws(EncodeError) -> Void
  ) throws(EncodeError) {
    try list(field, map.entries) { writer, entry throws(EncodeError) in try write(&writer, entry.key, entry.value) }
  }

  /// A map in its own order; a key that comes twice is an error.
  @inlinable public mutating func pairs<Key: WireKey, Value>(
    _ field: StaticString, _ pairs: WirePairs<Key, Value>,
    entry write: (inout WireWriter, Key, Value) throws(EncodeError) -> Void
  ) throws(EncodeError) {
    if let index = pairs.repeatedKey() { throw EncodeError(.duplicateKey).within(field, index) }
    try list(field, pairs.pairs) { writer, entry throws(EncodeError) in try write(&writer, entry.key, entry.value) }
  }

  /// Elements of any kind, and a number that ends them, with which none may begin.
  @inlinable public mutating func until<Element>(
    _ field: StaticString, _ elements: [Element], _ sentinel: UInt64, bytes width: Int, bigEndian: Bool = false,
    limit: Int, element write: (inout WireWriter, Element) throws(EncodeError) -> Void
  ) throws(EncodeError) {
    try EncodeError.requireCount(elements.count, atMost: limit, field)
    try list(field, elements) { writer, element throws(EncodeError) in
      let start = writer.count
      try write(&writer, element)
      if writer.number(at: start, width: width, bigEndian: bigEndian) == sentinel {
        throw EncodeError(.constant, wanted: Int128(sentinel), had: Int128(sentinel))
      }
    }
    pad(width)
    overwrite(sentinel, at: length - width, width: width, bigEndian: bigEndian)
  }

  /// A mask of a known number of bits, and the elements of the bits that are set.
  @inlinable public mutating func masked<Element>(
    _ field: StaticString, _ mask: WireMask, _ elements: MaskArray<Element>, limit: Int = .max,
    element write: (inout WireWriter, Element) throws(EncodeError) -> Void
  ) throws(EncodeError) {
    try EncodeError.requireCount(elements.count, atMost: limit, field)
    try self.mask(field, mask, bits: elements.bits)
    var index = 0
    do throws(EncodeError) {
      while index < elements.count {
        try write(&self, elements.elements[index])
        index &+= 1
      }
    } catch {
      throw error.within(field, elements.bits[index])
    }
  }

  @usableFromInline mutating func mask(_ field: StaticString, _ mask: WireMask, bits: [Int]) throws(EncodeError) {
    let start = length
    pad(mask.byteCount)
    for bit in bits {
      guard bit >= 0, bit < mask.bits else {
        throw EncodeError(.limit, field, wanted: Int128(mask.bits - 1), had: Int128(bit))
      }
      let place = mask.place(of: bit)
      unsafe (base + start + place.byte).assumingMemoryBound(to: UInt8.self).pointee |= place.value
    }
  }
}
