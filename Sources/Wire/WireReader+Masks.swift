/// How a mask stands on the wire.
@frozen public struct WireMask: Hashable, Sendable {
  /// Bytes of one word of the mask; a mask of a number of bits is made of single bytes.
  public let wordSize: Int
  /// The order of the bytes in a word.
  public let bigEndian: Bool
  /// How many bits mean something.
  public let bits: Int
  /// True when the mask is read as a whole, not word by word.
  @usableFromInline let isWhole: Bool

  /// One number, or as many as a prefix says: any number, for the prefix is a peer's word.
  @inlinable public init(wordSize: Int, bigEndian: Bool = false, words: Int = 1) {
    self.wordSize = wordSize
    self.bigEndian = bigEndian
    // More than any body has is as good as this many, and whatever is worked out from it stays within an `Int`.
    bits = wordSize * 8 * min(max(words, 0), 1 << 40)
    isWhole = false
  }

  /// As many bytes as these bits need.
  @inlinable public init(bits: Int) {
    wordSize = 1
    bigEndian = false
    self.bits = bits
    isWhole = true
  }

  /// How many bytes the mask takes.
  @inlinable public var byteCount: Int {
    let word = wordSize * 8
    return (bits + word - 1) / word * wordSize
  }

  /// The byte of the mask that has a bit, and the bit in it.
  @inlinable func place(of bit: Int) -> (byte: Int, value: UInt8) {
    let word = bit / (wordSize * 8)
    let byte = bit / 8 % wordSize
    return (word * wordSize + (bigEndian ? wordSize - 1 - byte : byte), 1 << UInt8(bit % 8))
  }
}

extension WireReader {
  /// A mask, and an element for each of its bits.
  ///
  /// ```swift
  /// changes = try reader.masked("changes", WireMask(bits: 613)) { reader throws(DecodeError) in
  ///   try reader.u32("")
  /// }
  /// ```
  @inlinable public mutating func masked<Element>(
    _ field: StaticString, _ mask: WireMask, limit: Int = .max,
    element: (inout WireReader) throws(DecodeError) -> Element
  ) throws(DecodeError) -> MaskArray<Element> {
    let bits = try setBits(field, mask, limit: limit)
    var elements: [Element] = []
    for bit in bits {
      do throws(DecodeError) {
        elements.append(try element(&self))
      } catch {
        throw error.within(field, bit)
      }
    }
    return MaskArray(sortedBits: bits, elements: elements, mask)
  }

  @usableFromInline mutating func setBits(
    _ field: StaticString, _ mask: WireMask, limit: Int
  ) throws(DecodeError) -> [Int] {
    let start = cursor
    if mask.isWhole {
      _ = try take(mask.byteCount, field)
    } else {
      for _ in 0..<mask.byteCount / mask.wordSize { _ = try take(mask.wordSize, field) }
    }
    var bits: [Int] = []
    for bit in 0..<mask.byteCount * 8 {
      let place = mask.place(of: bit)
      guard byte(at: start + place.byte) & place.value != 0 else { continue }
      guard bit < mask.bits else {
        throw error(.limit, field, at: start, wanted: Int128(mask.bits - 1), had: Int128(bit))
      }
      bits.append(bit)
    }
    guard bits.count <= limit else {
      throw error(.limit, field, at: start, wanted: Int128(limit), had: Int128(bits.count))
    }
    return bits
  }
}
