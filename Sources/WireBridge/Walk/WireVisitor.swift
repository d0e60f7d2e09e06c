public import Wire

/// What is told of every field of a value, in wire order.
///
/// Generated code walks; a visitor listens:
/// ```swift
/// var checksum = Checksum()
/// message.bridgeWalk(&checksum, at: revision)  // every byte of every field has been read
/// ```
public protocol WireVisitor {
  /// A struct, a message or bit fields begin.
  mutating func beginStructure()
  /// The field whose value comes next. Fields that are absent are not told of.
  mutating func field(_ name: StaticString)
  /// The struct is over.
  mutating func endStructure()

  /// A list of so many elements begins; a map is a list of entries.
  mutating func beginList(count: Int)
  /// The list, map or entry is over.
  mutating func endList()
  /// An entry of a map begins: its key, then its value.
  mutating func beginEntry()

  /// A masked array begins; `words` is the length of its mask where that is on the wire.
  mutating func beginMasked(words: Int?)
  /// The bit whose element comes next.
  mutating func bit(_ index: Int)
  /// The masked array is over.
  mutating func endMasked()

  /// A whole number; wide ones have more than 32 bits on the wire or in Swift.
  mutating func integer<Number: FixedWidthInteger>(_ value: Number, isWide: Bool)
  /// An enum or flags.
  mutating func member<Member: BridgedEnum>(_ value: Member, isWide: Bool, at revision: WireRevision)
  /// True or false.
  mutating func bool(_ value: Bool)
  /// A float of 4 bytes.
  mutating func float(_ value: Float)
  /// A float of 8 bytes.
  mutating func double(_ value: Double)
  /// Text.
  mutating func text(_ value: String)
  /// Bytes.
  mutating func bytes(_ value: [UInt8])
  /// An element that is not there, as in `u8?[3]`.
  mutating func absent()
}

/// What generated walks are made of.
extension WireVisitor {
  /// Another struct or bit fields.
  @inlinable @inline(__always)
  public mutating func value<Value: BridgedValue>(_ value: Value, at revision: WireRevision) {
    value.bridgeWalk(&self, at: revision)
  }

  /// A list, element by element.
  @inlinable @inline(__always)
  public mutating func list<Element>(_ elements: [Element], _ visit: (inout Self, Element) -> Void) {
    beginList(count: elements.count)
    for element in elements { visit(&self, element) }
    endList()
  }

  /// A list of fixed length, element by element.
  @inlinable @inline(__always)
  public mutating func list<let count: Int, Element>(
    _ elements: FixedArray<count, Element>, _ visit: (inout Self, Element) -> Void
  ) {
    beginList(count: count)
    for element in elements { visit(&self, element) }
    endList()
  }

  /// Bytes of fixed length.
  @inlinable @inline(__always)
  public mutating func bytes<let count: Int>(_ value: FixedArray<count, UInt8>) {
    bytes(Array(value))
  }

  /// A map, its keys ascending.
  @inlinable @inline(__always)
  public mutating func map<Key, Value>(
    _ map: WireMap<Key, Value>, key: (inout Self, Key) -> Void, value: (inout Self, Value) -> Void
  ) {
    beginList(count: map.count)
    for entry in map {
      beginEntry()
      key(&self, entry.key)
      value(&self, entry.value)
      endList()
    }
    endList()
  }

  /// A map in the order of the wire.
  @inlinable @inline(__always)
  public mutating func map<Key, Value>(
    _ map: WirePairs<Key, Value>, key: (inout Self, Key) -> Void, value: (inout Self, Value) -> Void
  ) {
    beginList(count: map.count)
    for entry in map {
      beginEntry()
      key(&self, entry.key)
      value(&self, entry.value)
      endList()
    }
    endList()
  }

  /// A masked array. `wordBits` are those of a word of its mask, where the number of words is on the wire.
  @inlinable @inline(__always)
  public mutating func masked<Element>(
    _ array: MaskArray<Element>, wordBits: Int? = nil, _ visit: (inout Self, Element) -> Void
  ) {
    let words = wordBits.map { bits in array.words ?? array.bits.last.map { $0 / bits + 1 } ?? 0 }
    beginMasked(words: words)
    for (index, element) in zip(array.bits, array.elements) {
      bit(index)
      visit(&self, element)
    }
    endMasked()
  }

  /// An element that may be absent.
  @inlinable @inline(__always)
  public mutating func optional<Value>(_ value: Value?, _ visit: (inout Self, Value) -> Void) {
    if let value { visit(&self, value) } else { absent() }
  }
}
