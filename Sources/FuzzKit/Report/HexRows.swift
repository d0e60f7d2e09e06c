import WireInterpreter

/// Bytes of which nothing is known, sixteen on a line.
enum HexRows {
  static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 16) {
      let row = bytes[start..<min(start + 16, bytes.count)]
      let letters = row.map { $0 >= 0x20 && $0 < 0x7F ? String(UnicodeScalar($0)) : "." }.joined()
      let hex = row.map { Hex.text([$0]) }.joined(separator: " ")
      let padding = String(repeating: " ", count: 48 - hex.count)
      text += "  \(Hex.text(UInt64(start), digits: 4))  \(hex)\(padding)\(letters)\n"
    }
    return text.isEmpty ? "  no bytes\n" : text
  }
}
