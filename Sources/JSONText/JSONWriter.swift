extension JSON {
  /// The document in one line, without a newline at its end.
  public func compact() -> String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The document for people: two spaces per level, a newline at its end.
  public func pretty() -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indentation: 0)
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the document in one line to text that is being gathered.
  public func write(to bytes: inout [UInt8]) {
    write(to: &bytes, indentation: nil)
  }

  private func write(to bytes: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      Self.writeList("[", elements, "]", to: &bytes, indentation) { element, bytes, inner in
        element.write(to: &bytes, indentation: inner)
      }
    case .object(let object):
      Self.writeList("{", object.members, "}", to: &bytes, indentation) { member, bytes, inner in
        Self.write(member.key, to: &bytes)
        bytes += inner == nil ? [0x3A] : [0x3A, 0x20]
        member.value.write(to: &bytes, indentation: inner)
      }
    }
  }

  private static func writeList<Element>(
    _ open: Unicode.Scalar, _ elements: [Element], _ close: Unicode.Scalar, to bytes: inout [UInt8],
    _ indentation: Int?, _ write: (Element, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    let inner = indentation.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      if let inner { startLine(&bytes, inner) }
      write(element, &bytes, inner)
    }
    if let indentation, !elements.isEmpty { startLine(&bytes, indentation) }
    bytes.append(UInt8(ascii: close))
  }

  private static func startLine(_ bytes: inout [UInt8], _ indentation: Int) {
    bytes.append(0x0A)
    for _ in 0..<indentation { bytes.append(0x20) }
  }

  /// Beside what JSON demands, DEL and the C1 controls are escaped: the text is safe on a terminal.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
      case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
      case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
      case 0x08: bytes += [0x5C, UInt8(ascii: "b")]
      case 0x0C: bytes += [0x5C, UInt8(ascii: "f")]
      case 0x00..<0x20, 0x7F: bytes += escape(byte)
      case 0x80..<0xA0 where previous == 0xC2:
        bytes.removeLast()
        bytes += escape(byte)
      default: bytes.append(byte)
      }
      previous = byte
    }
    bytes.append(0x22)
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
