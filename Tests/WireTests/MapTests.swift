import Testing
import Wire

@Suite("Maps and masks")
struct MapTests {
  func map(_ reader: inout WireReader) throws(DecodeError) -> WireMap<UInt16, UInt8> {
    try reader.map("x", count: reader.count("x", reader.u8("x")), minimum: 3) { reader throws(DecodeError) in
      try reader.u16("")
    } value: { reader throws(DecodeError) in
      try reader.u8("")
    }
  }

  @Test("maps are written in the order of their keys, and read in any")
  func order() throws {
    let bytes: [UInt8] = [2, 1, 0, 7, 0, 1, 9]
    let value: WireMap<UInt16, UInt8> = [256: 9, 1: 7]
    #expect(try read(bytes, map) == value)
    let turned: [UInt8] = [2, 0, 1, 9, 1, 0, 7]
    #expect(try read(turned, map) == value)
    #expect(
      failure(turned, rules: strict, map)?.description
        == "x[1] at 0x4: noncanonical, an encoder writes this differently")
    let back = try written { writer throws(EncodeError) in
      writer.u8(2)
      try writer.map("x", value) { writer, key, value throws(EncodeError) in
        writer.u16(key)
        writer.u8(value)
      }
    }
    #expect(back == bytes)
  }

  @Test("a key that comes twice is an error before its value is read")
  func duplicates() {
    #expect(failure([2, 1, 0, 7, 1, 0], map)?.description == "x[1] at 0x4: duplicateKey, the key came before")
  }

  @Test("maps with text keys: keys are the same only when their bytes are")
  func textKeys() throws {
    func body(_ count: Int) -> (inout WireReader) throws(DecodeError) -> WireMap<String, UInt8> {
      { reader throws(DecodeError) in
        try reader.map("x", count: count, minimum: 2) { reader throws(DecodeError) in
          try reader.string("", bytes: Int(reader.u8("")), prefix: 1)
        } value: { reader throws(DecodeError) in
          try reader.u8("")
        }
      }
    }
    let accents: [UInt8] = [2, 0xC3, 0xA9, 1, 3, 0x65, 0xCC, 0x81, 2]
    let map = try read(accents, body(2))
    #expect(map.count == 2 && map["e\u{301}"] == 2 && map["\u{E9}"] == 1)
    #expect(map.values == [2, 1])
    #expect(failure([1, 0x62, 1, 1, 0x62, 2], body(2))?.kind == .duplicateKey)
  }

  func pairs(_ reader: inout WireReader) throws(DecodeError) -> WirePairs<UInt8, UInt8> {
    try reader.pairs("x", count: reader.count("x", reader.u8("x")), minimum: 2) { reader throws(DecodeError) in
      try reader.u8("")
    } value: { reader throws(DecodeError) in
      try reader.u8("")
    }
  }

  func write(_ pairs: WirePairs<UInt8, UInt8>) throws(EncodeError) -> [UInt8] {
    try written { writer throws(EncodeError) in
      writer.u8(try UInt8(count: pairs.count, "x"))
      try writer.pairs("x", pairs) { writer, key, value throws(EncodeError) in
        writer.u8(key)
        writer.u8(value)
      }
    }
  }

  @Test("pairs keep their order, in any number", arguments: [0, 1, 2, 16, 17, 40])
  func pairs(count: Int) throws {
    let keys = (0..<count).map { UInt8($0 * 37 % 251) }
    let entries = keys.flatMap { [$0, 9] as [UInt8] }
    let bytes = [UInt8(count)] + entries
    let value = try read(bytes, rules: strict, pairs)
    #expect(value.map { $0.key } == keys)
    #expect(try write(value) == bytes)
    for place in 0..<count {
      let again = [UInt8(count + 1)] + entries + [keys[place], 1]
      #expect(
        failure(again, pairs)?.description
          == "x[\(count)] at 0x\(String(again.count - 2, radix: 16)): duplicateKey, the key came before")
      var twice = value
      twice.pairs.append(value.pairs[place])
      #expect(throws: EncodeError(.duplicateKey, path: WirePath([.name("x"), .index(count)]))) { try write(twice) }
    }
  }

  @Test("a map is a sorted dictionary")
  func dictionary() {
    var map: WireMap<UInt16, String> = [5: "e", 1: "a", 3: "c"]
    map[4] = "d"
    map[1] = nil
    map[5] = "E"
    map[9] = nil
    #expect(map.keys == [3, 4, 5] && map.values == ["c", "d", "E"] && map[1] == nil && map[4] == "d")
    #expect(map == WireMap([3: "c", 4: "d", 5: "E"]))
    #expect(Dictionary(map) == [3: "c", 4: "d", 5: "E"])
    #expect(map.map { $0.key } == [3, 4, 5])
  }

  @Test("a map of many entries in any order: of a key that comes twice the last counts")
  func many() {
    let map = WireMap<UInt32, Int>(Dictionary(uniqueKeysWithValues: (0..<200_000).map { (UInt32($0), $0) }))
    #expect(map.keys == Array(0..<200_000) && map[199_999] == 199_999)
    let twice: WireMap<UInt8, String> = [3: "a", 1: "b", 3: "c", 1: "d"]
    #expect(twice.keys == [1, 3] && twice.values == ["d", "c"])
  }

  @Test("text keys are the same when their bytes are, whatever Swift thinks of them")
  func textIdentity() {
    let pairs = WirePairs([.init(key: "e\u{301}", value: 1), .init(key: "\u{E9}", value: 2)])
    #expect(pairs["\u{E9}"] == 2 && pairs["e\u{301}"] == 1)
    #expect(WirePairs([.init(key: "e\u{301}", value: 1)]) != WirePairs([.init(key: "\u{E9}", value: 1)]))
    let one: WireMap<String, Int> = ["e\u{301}": 1]
    #expect(one != ["\u{E9}": 1] && one == ["e\u{301}": 1])
    #expect(Set([one, ["\u{E9}": 1]]).count == 2)
  }

  func masked(_ mask: WireMask, limit: Int = .max) -> (inout WireReader) throws(DecodeError) -> MaskArray<UInt8> {
    { reader throws(DecodeError) in
      try reader.masked("x", mask, limit: limit) { reader throws(DecodeError) in try reader.u8("") }
    }
  }

  func write(_ mask: WireMask, _ elements: MaskArray<UInt8>) throws(EncodeError) -> [UInt8] {
    try written { writer throws(EncodeError) in
      try writer.masked("x", mask, elements) { writer, element throws(EncodeError) in writer.u8(element) }
    }
  }

  @Test("a mask and its elements, in all forms")
  func masks() throws {
    let elements: MaskArray<UInt8> = [9: 2, 0: 1]
    let forms: [(WireMask, [UInt8])] = [
      (WireMask(wordSize: 2), [1, 2, 1, 2]), (WireMask(wordSize: 2, bigEndian: true), [2, 1, 1, 2]),
      (WireMask(bits: 10), [1, 2, 1, 2]), (WireMask(wordSize: 1, words: 2), [1, 2, 1, 2]),
    ]
    for (mask, bytes) in forms {
      #expect(try read(bytes, masked(mask)) == elements)
      #expect(try write(mask, elements) == bytes)
    }
    let wide: [UInt8] = [0, 0, 0, 0, 4, 0, 0, 0, 7]
    #expect(try read(wide, masked(WireMask(wordSize: 4, words: 2))) == [34: 7])
  }

  @Test("masks that are cut, or mean too much")
  func badMasks() {
    #expect(failure([1], masked(WireMask(bits: 10)))?.description == "x at 0x0: truncated, want 2, have 1")
    let words = failure([1, 0, 0, 0, 1], masked(WireMask(wordSize: 4, words: 2)))
    #expect(words?.description == "x at 0x4: truncated, want 4, have 1")
    #expect(failure([0, 4, 1], masked(WireMask(bits: 10)))?.description == "x at 0x0: limit, at most 9, found 10")
    #expect(failure([7, 0, 1, 1, 1], masked(WireMask(bits: 10), limit: 2))?.kind == .limit)
    // A peer may announce more words than an integer can count the bits of.
    let countless = failure([1, 0, 0, 0, 9], masked(WireMask(wordSize: 4, words: .max)))
    #expect(countless?.description == "x at 0x4: truncated, want 4, have 1")
    #expect(failure([0, 2], masked(WireMask(bits: 10)))?.description == "x[9] at 0x2: truncated, want 1, have 0")
    #expect(throws: EncodeError(.limit, "x", wanted: 9, had: 10)) { try write(WireMask(bits: 10), [10: 1]) }
    #expect(throws: EncodeError(.limit, "x", wanted: 9, had: -1)) { try write(WireMask(bits: 10), [-1: 1]) }
  }

  @Test("how many words a mask is sent in is kept when it is more than it needs")
  func words() throws {
    let short = try read([1, 9], masked(WireMask(wordSize: 1, words: 1)))
    #expect(short.words == nil)
    #expect(try short.wordCount("x", wordSize: 1) == 1)
    let long = try read([1, 0, 0, 9], masked(WireMask(wordSize: 1, words: 3)))
    #expect(long.words == 3)
    #expect(try long.wordCount("x", wordSize: 1) == 3)
    var few: MaskArray<UInt8> = [20: 1]
    few.words = 2
    #expect(throws: EncodeError(.limit, "x", wanted: 2, had: 3)) { try few.wordCount("x", wordSize: 1) }
  }

  @Test("mask arrays are sparse lists")
  func sparse() {
    var array: MaskArray<UInt8> = [5: 1, 2: 2]
    #expect(array.bits == [2, 5] && array[2] == 2 && array[3] == nil)
    array[3] = 9
    array[5] = nil
    array[2] = 4
    array[7] = nil
    #expect(array.bits == [2, 3] && array.elements == [4, 9] && array.count == 2)
  }
}
