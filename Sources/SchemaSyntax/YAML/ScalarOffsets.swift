/// Maps each byte of an unescaped YAML scalar back to the byte of the file that it comes from.
enum ScalarOffsets {
  /// Offsets for the text between the quotes at `content`, plus one for its end.
  static func map(_ bytes: [UInt8], _ content: Range<Int>, isDouble: Bool) -> [Int] {
    var offsets: [Int] = []
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = bytes[index]
      if isDouble, byte == UInt8(ascii: "\\"), index + 1 < content.upperBound {
        let (width, produced) = escape(bytes, index, content.upperBound)
        offsets.append(contentsOf: repeatElement(index, count: produced))
        index += width
      } else if !isDouble, byte == UInt8(ascii: "'") {
        offsets.append(index)
        index += 2
      } else {
        offsets.append(index)
        index += 1
      }
    }
    offsets.append(content.upperBound)
    return offsets
  }

  /// How many bytes an escape takes in the file, and how many UTF-8 bytes it stands for.
  private static func escape(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (width: Int, produced: Int) {
    let digits: Int
    switch bytes[index + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    default: return (2, 1)
    }
    let last = min(index + 2 + digits, end)
    let value = UInt32(String(decoding: bytes[index + 2..<last], as: UTF8.self), radix: 16) ?? 0
    let produced = Unicode.Scalar(value).map { UTF8.width($0) } ?? 3
    return (last - index, produced)
  }
}
