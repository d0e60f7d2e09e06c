import SchemaModel
import SchemaSyntax

/// Numbers as bytes, whether or not they fit: an attacker does not check.
enum ScalarBytes {
  /// A number as a scalar stands on the wire, cut to its width.
  static func bytes(_ number: Int128, _ scalar: ScalarType, linkOrder: WireName.ByteOrder) -> [UInt8] {
    let raw = UInt64(truncatingIfNeeded: number)
    switch scalar {
    case .integer(let bits, _, let order), .float(let bits, let order):
      return fixed(raw, bits / 8, order ?? linkOrder)
    case .bool: return [UInt8(truncatingIfNeeded: raw)]
    case .variable(let bits): return variable(bits == 32 ? raw & 0xFFFF_FFFF : raw)
    case .packed64: return packed(raw, mask: nil)
    }
  }

  /// So many bytes of a number.
  static func fixed(_ raw: UInt64, _ count: Int, _ order: WireName.ByteOrder) -> [UInt8] {
    let little = (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: raw >> UInt64(8 * $0)) : 0 }
    return order == .big ? little.reversed() : little
  }

  /// A packed number with the bytes that a mask announces; without a mask, those that are not zero.
  static func packed(_ raw: UInt64, mask: UInt8?) -> [UInt8] {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: raw >> UInt64(8 * $0)) }
    let mask = mask ?? bytes.indices.reduce(UInt8(0)) { bytes[$1] == 0 ? $0 : $0 | 1 << UInt8($1) }
    return [mask] + bytes.indices.filter { mask & 1 << UInt8($0) != 0 }.map { bytes[$0] }
  }

  private static func variable(_ raw: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = raw
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
