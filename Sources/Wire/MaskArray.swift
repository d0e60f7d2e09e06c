/// Elements by bit number, of which only those that are there are sent, after a mask that says which.
///
/// ```swift
/// var fields: MaskArray<UInt32> = [4: 100, 37: 1]
/// fields[4] = nil
/// ```
public struct MaskArray<Element> {
  /// Bit numbers, ascending.
  public private(set) var bits: [Int]
  /// An element for each bit.
  public private(set) var elements: [Element]
  /// How many words the mask is sent in, where their number is on the wire; nil for as few as the elements need.
  public var words: Int?

  /// No elements.
  public init(words: Int? = nil) {
    bits = []
    elements = []
    self.words = words
  }

  @usableFromInline init(sortedBits: [Int], elements: [Element], _ mask: WireMask) {
    bits = sortedBits
    self.elements = elements
    let sent = mask.byteCount / mask.wordSize
    words = mask.isWhole || sent == fewestWords(of: mask.wordSize) ? nil : sent
  }

  private func fewestWords(of wordSize: Int) -> Int {
    bits.last.map { $0 / (wordSize * 8) + 1 } ?? 0
  }

  /// How many words of so many bytes the mask is sent in.
  public func wordCount(_ field: StaticString, wordSize: Int) throws(EncodeError) -> Int {
    let fewest = fewestWords(of: wordSize)
    guard let words else { return fewest }
    guard words >= fewest else { throw EncodeError(.limit, field, wanted: Int128(words), had: Int128(fewest)) }
    return words
  }

  /// The element of a bit.
  public subscript(bit: Int) -> Element? {
    get {
      let place = place(of: bit)
      return place < bits.count && bits[place] == bit ? elements[place] : nil
    }
    set {
      let place = place(of: bit)
      let isThere = place < bits.count && bits[place] == bit
      switch (newValue, isThere) {
      case (let element?, true): elements[place] = element
      case (let element?, false):
        bits.insert(bit, at: place)
        elements.insert(element, at: place)
      case (nil, true):
        bits.remove(at: place)
        elements.remove(at: place)
      case (nil, false): break
      }
    }
  }

  private func place(of bit: Int) -> Int {
    sortedPlace(in: bits.count) { bits[$0] < bit }
  }
}

extension MaskArray: ExpressibleByDictionaryLiteral {
  /// `[4: 100, 37: 1]`; of a bit that is named twice the last counts.
  public init(dictionaryLiteral elements: (Int, Element)...) {
    self.init()
    for (bit, element) in elements { self[bit] = element }
  }
}

extension MaskArray {
  /// How many elements there are.
  public var count: Int { bits.count }
}

extension MaskArray: Equatable where Element: Equatable {}
extension MaskArray: Hashable where Element: Hashable {}
extension MaskArray: Sendable where Element: Sendable {}
