/// A map with its keys in order: what a field `map<K, V>` becomes.
///
/// ```swift
/// var ranks: WireMap<UInt32, UInt8> = [12: 2, 7: 1]
/// ranks[7] = 3
/// for (key, rank) in ranks { … } // 7, then 12
/// ```
/// An array within, which reads and writes several times faster than a dictionary and finds a key in as many steps as its
/// length has bits. Text keys are the same when their bytes are.
@frozen public struct WireMap<Key: WireKey, Value> {
  /// The entries, their keys ascending.
  @usableFromInline var entries: [WirePairs<Key, Value>.Pair]

  /// No entries.
  @inlinable public init() {
    entries = []
  }

  @inlinable init(sorted entries: [WirePairs<Key, Value>.Pair]) {
    self.entries = entries
  }

  /// The entries of a dictionary.
  @inlinable public init(_ dictionary: [Key: Value]) {
    self.init(dictionary.map { WirePairs.Pair(key: $0.key, value: $0.value) })
  }

  /// Entries in any order; of a key that comes twice the last counts.
  @inlinable init(_ entries: [WirePairs<Key, Value>.Pair]) {
    self.init()
    self.entries.reserveCapacity(entries.count)
    for index in Self.ascending(entries) {
      if let last = self.entries.last, !Key.precedes(last.key, entries[index].key) { self.entries.removeLast() }
      self.entries.append(entries[index])
    }
  }

  /// The places of entries in the order of their keys; where a key comes twice, in the order that they have.
  @inlinable static func ascending(_ entries: [WirePairs<Key, Value>.Pair]) -> [Int] {
    entries.indices.sorted { left, right in
      if Key.precedes(entries[left].key, entries[right].key) { return true }
      return left < right && !Key.precedes(entries[right].key, entries[left].key)
    }
  }

  /// The keys, ascending.
  @inlinable public var keys: [Key] { entries.map(\.key) }
  /// The values, in the order of their keys.
  @inlinable public var values: [Value] { entries.map(\.value) }

  /// The value of a key; nil takes it out.
  @inlinable public subscript(key: Key) -> Value? {
    get {
      let place = place(of: key)
      return has(key, at: place) ? entries[place].value : nil
    }
    set {
      let place = place(of: key)
      switch (newValue, has(key, at: place)) {
      case (let value?, true): entries[place].value = value
      case (let value?, false): entries.insert(WirePairs.Pair(key: key, value: value), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  @inlinable func has(_ key: Key, at place: Int) -> Bool {
    place < entries.count && !Key.precedes(key, entries[place].key)
  }

  /// Where a key is, or would be.
  @inlinable func place(of key: Key) -> Int {
    sortedPlace(in: entries.count) { Key.precedes(entries[$0].key, key) }
  }
}

/// How many of `count` ascending elements come before something.
@inlinable func sortedPlace(in count: Int, precedes: (Int) -> Bool) -> Int {
  var low = 0
  var high = count
  while low < high {
    let middle = (low + high) / 2
    if precedes(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}

extension WireMap: ExpressibleByDictionaryLiteral {
  /// `[12: 2, 7: 1]`, in any order.
  @inlinable public init(dictionaryLiteral elements: (Key, Value)...) {
    self.init(elements.map { WirePairs.Pair(key: $0.0, value: $0.1) })
  }
}

// Not a collection: `map[1]` would then mean the second entry to Swift, and the entry of key 1 to its reader.
extension WireMap: Sequence {
  /// How many entries there are.
  @inlinable public var count: Int { entries.count }
  /// True when there are none.
  @inlinable public var isEmpty: Bool { entries.isEmpty }
  /// No need to count.
  @inlinable public var underestimatedCount: Int { entries.count }

  /// Keys and values, by key.
  @inlinable public func makeIterator() -> AnyIterator<(key: Key, value: Value)> {
    var rest = entries.makeIterator()
    return AnyIterator { rest.next().map { (key: $0.key, value: $0.value) } }
  }
}

extension WireMap: Equatable where Value: Equatable {}
extension WireMap: Hashable where Value: Hashable {}
extension WireMap: Sendable where Key: Sendable, Value: Sendable {}

extension Dictionary where Key: WireKey {
  /// The entries of a map; of text keys that a dictionary takes for the same, the last.
  @inlinable public init(_ map: WireMap<Key, Value>) {
    self.init(map.entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }
}
