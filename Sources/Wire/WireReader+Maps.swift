extension WireReader {
  /// A map, in any order unless decoding is strict; a key that comes twice is an error.
  ///
  /// ```swift
  /// ranks = try reader.map("ranks", count: count, minimum: 5) { reader throws(DecodeError) in
  ///   try reader.u32("")
  /// } value: { reader throws(DecodeError) in
  ///   try reader.u8("")
  /// }
  /// ```
  @inlinable public mutating func map<Key: WireKey, Value>(
    _ field: StaticString, count: Int, minimum: Int,
    key: (inout WireReader) throws(DecodeError) -> Key, value: (inout WireReader) throws(DecodeError) -> Value
  ) throws(DecodeError) -> WireMap<Key, Value> {
    var isSorted = true
    var entries = try entries(
      field, count: count, minimum: minimum, sorted: true, isSorted: &isSorted, key: key, value: value)
    if !isSorted { entries.sort { Key.precedes($0.key, $1.key) } }
    return WireMap(sorted: entries)
  }

  /// A map whose order is kept; a key that comes twice is an error.
  @inlinable public mutating func pairs<Key: WireKey, Value>(
    _ field: StaticString, count: Int, minimum: Int,
    key: (inout WireReader) throws(DecodeError) -> Key, value: (inout WireReader) throws(DecodeError) -> Value
  ) throws(DecodeError) -> WirePairs<Key, Value> {
    var isSorted = true
    return WirePairs(
      try entries(field, count: count, minimum: minimum, sorted: false, isSorted: &isSorted, key: key, value: value))
  }

  /// Entries as they come. When they should be `sorted`, strict decoding wants them so.
  @inlinable mutating func entries<Key: WireKey, Value>(
    _ field: StaticString, count: Int, minimum: Int, sorted: Bool, isSorted: inout Bool,
    key: (inout WireReader) throws(DecodeError) -> Key, value: (inout WireReader) throws(DecodeError) -> Value
  ) throws(DecodeError) -> [WirePairs<Key, Value>.Pair] {
    var pairs: [WirePairs<Key, Value>.Pair] = []
    var watch = KeyWatch<Key>()
    if holds(count, minimum: max(minimum, 1)) { pairs.reserveCapacity(count) }
    var index = 0
    do throws(DecodeError) {
      while index < count {
        let start = cursor
        let next = try key(&self)
        let isNext = pairs.isEmpty || Key.precedes(pairs[pairs.count &- 1].key, next)
        if !isNext || !isSorted {
          guard watch.isNew(next, in: pairs) else { throw error(.duplicateKey, "", at: start) }
          if sorted, !isNext { try requireCanonical(false, "", at: start) }
          isSorted = false
        }
        pairs.append(WirePairs.Pair(key: next, value: try value(&self)))
        index &+= 1
      }
    } catch {
      throw error.within(field, index)
    }
    return pairs
  }
}
