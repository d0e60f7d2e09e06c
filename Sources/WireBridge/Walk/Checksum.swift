public import Wire

/// Folds a value into 64 bits, so that every byte of every field has been read: what decoders under attack are asked.
///
/// Equal values have equal checksums, NaNs of equal bits included; it is no hash for keeping secrets.
@frozen public struct Checksum: WireVisitor, Hashable, Sendable {
  @usableFromInline var state: UInt64

  /// A checksum of nothing.
  @inlinable public init() { state = 0x9E37_79B9_7F4A_7C15 }

  /// What came out so far.
  @inlinable public var value: UInt64 { state }

  /// Takes in 64 bits.
  @inlinable @inline(__always)
  public mutating func fold(_ bits: UInt64) {
    let mixed = (state ^ bits) &* 0xBF58_476D_1CE4_E5B9
    state = mixed ^ mixed >> 29
  }

  /// Takes in some bytes and their number.
  @inlinable public mutating func fold(bytes: some Collection<UInt8>) {
    fold(UInt64(truncatingIfNeeded: bytes.count))
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (8 * filled)
      filled += 1
      if filled == 8 {
        fold(word)
        word = 0
        filled = 0
      }
    }
    if filled > 0 { fold(word) }
  }

  /// A struct begins: nothing to read.
  @inlinable public mutating func beginStructure() {}
  /// That a field is there counts, and its place.
  @inlinable public mutating func field(_ name: StaticString) { fold(UInt64(name.utf8CodeUnitCount)) }
  /// A struct ends.
  @inlinable public mutating func endStructure() { fold(1) }
  /// The number of elements.
  @inlinable public mutating func beginList(count: Int) { fold(UInt64(truncatingIfNeeded: count)) }
  /// Nothing more.
  @inlinable public mutating func endList() {}
  /// Nothing more.
  @inlinable public mutating func beginEntry() {}
  /// The number of words.
  @inlinable public mutating func beginMasked(words: Int?) { fold(UInt64(truncatingIfNeeded: words ?? -1)) }
  /// The number of the bit.
  @inlinable public mutating func bit(_ index: Int) { fold(UInt64(truncatingIfNeeded: index)) }
  /// The end of the bits.
  @inlinable public mutating func endMasked() { fold(2) }
  /// The number.
  @inlinable public mutating func integer<Number: FixedWidthInteger>(_ value: Number, isWide: Bool) {
    fold(UInt64(truncatingIfNeeded: value))
  }
  /// The number.
  @inlinable public mutating func member<Member: BridgedEnum>(
    _ value: Member, isWide: Bool, at revision: WireRevision
  ) {
    fold(UInt64(truncatingIfNeeded: value.rawValue))
  }
  /// One or zero.
  @inlinable public mutating func bool(_ value: Bool) { fold(value ? 1 : 0) }
  /// The bits.
  @inlinable public mutating func float(_ value: Float) { fold(UInt64(value.bitPattern)) }
  /// The bits.
  @inlinable public mutating func double(_ value: Double) { fold(value.bitPattern) }
  /// The bytes.
  @inlinable public mutating func text(_ value: String) { fold(bytes: value.utf8) }
  /// The bytes.
  @inlinable public mutating func bytes(_ value: [UInt8]) { fold(bytes: value) }
  /// That there is none.
  @inlinable public mutating func absent() { fold(3) }
}
