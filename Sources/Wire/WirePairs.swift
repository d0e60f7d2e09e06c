/// A map whose order is kept: what a field `map<K, V>` with `order: any` becomes.
///
/// Keys are unique on the wire; a value with a key twice cannot be encoded.
@frozen public struct WirePairs<Key: WireKey, Value> {
  /// One entry.
  @frozen public struct Pair {
    /// The key.
    public var key: Key
    /// What it stands for.
    public var value: Value

    /// An entry.
    @inlinable public init(key: Key, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The entries, in wire order.
  public var pairs: [Pair]

  /// Entries in this order.
  @inlinable public init(_ pairs: [Pair] = []) {
    self.pairs = pairs
  }

  /// The value of the first entry with this key.
  @inlinable public subscript(key: Key) -> Value? {
    pairs.first { $0.key.identity == key.identity }?.value
  }
}

extension WirePairs: ExpressibleByDictionaryLiteral {
  /// `[2: 7, 1: 9]`, in this order.
  @inlinable public init(dictionaryLiteral elements: (Key, Value)...) {
    self.init(elements.map { Pair(key: $0.0, value: $0.1) })
  }
}

// Not a collection: `pairs[1]` would then mean the second entry to Swift, and the entry of key 1 to its reader.
extension WirePairs: Sequence {
  /// How many entries there are.
  @inlinable public var count: Int { pairs.count }
  /// True when there are none.
  @inlinable public var isEmpty: Bool { pairs.isEmpty }
  /// No need to count.
  @inlinable public var underestimatedCount: Int { pairs.count }

  /// Entries, in wire order.
  @inlinable public func makeIterator() -> IndexingIterator<[Pair]> { pairs.makeIterator() }
}

extension WirePairs.Pair: Equatable where Value: Equatable {
  /// The same key, as peers see it, and the same value.
  @inlinable public static func == (left: Self, right: Self) -> Bool {
    left.key.identity == right.key.identity && left.value == right.value
  }
}

extension WirePairs.Pair: Hashable where Value: Hashable {
  /// Equal entries have equal hashes.
  @inlinable public func hash(into hasher: inout Hasher) {
    hasher.combine(key.identity)
    hasher.combine(value)
  }
}

extension WirePairs.Pair: Sendable where Key: Sendable, Value: Sendable {}
extension WirePairs.Pair: BitwiseCopyable where Key: BitwiseCopyable, Value: BitwiseCopyable {}
extension WirePairs: Equatable where Value: Equatable {}
extension WirePairs: Hashable where Value: Hashable {}
extension WirePairs: Sendable where Key: Sendable, Value: Sendable {}

extension WirePairs {
  /// The place of the first key that came before.
  @inlinable func repeatedKey() -> Int? {
    var index = 1
    while index < pairs.count {
      guard Key.precedes(pairs[index &- 1].key, pairs[index].key) else { return repeatedKey(unsorted: pairs) }
      index &+= 1
    }
    return nil
  }

  @inlinable @inline(never)
  func repeatedKey(unsorted pairs: [Pair]) -> Int? {
    if pairs.count <= 16 {
      return pairs.indices.first { index in
        pairs[..<index].contains { !Key.precedes($0.key, pairs[index].key) && !Key.precedes(pairs[index].key, $0.key) }
      }
    }
    var seen: Set<Key.Identity> = []
    return pairs.firstIndex { !seen.insert($0.key.identity).inserted }
  }
}

/// Notices a key that comes twice, at no cost while keys ascend.
@usableFromInline struct KeyWatch<Key: WireKey> {
  @usableFromInline var seen: Set<Key.Identity>?

  @inlinable init() {}

  /// True for a key that is in no pair yet, once that is more than a comparison with the last one.
  @inlinable @inline(never)
  mutating func isNew<Value>(_ key: Key, in pairs: [WirePairs<Key, Value>.Pair]) -> Bool {
    if pairs.count <= 16 {
      return pairs.allSatisfy { Key.precedes($0.key, key) || Key.precedes(key, $0.key) }
    }
    var keys = seen.take() ?? Set(pairs.map(\.key.identity))
    let isNew = keys.insert(key.identity).inserted
    seen = keys
    return isNew
  }
}
