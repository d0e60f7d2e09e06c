/// Bytes as pairs of hexadecimal digits.
enum HexBytes {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var units: [UInt8] = []
    units.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      units.append(digits[Int(byte >> 4)])
      units.append(digits[Int(byte & 15)])
    }
    return String(decoding: units, as: UTF8.self)
  }

  /// Nil when something else than pairs of digits is there.
  static func bytes(_ text: String) -> [UInt8]? {
    let units = Array(text.utf8)
    guard units.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count / 2)
    for index in stride(from: 0, to: units.count, by: 2) {
      guard let high = digit(units[index]), let low = digit(units[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ unit: UInt8) -> UInt8? {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): unit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
