import PacketCapture

/// How bytes may be given.
public enum InputForm: String, CaseIterable, Sendable {
  /// Pairs of hexadecimal digits, with blanks and `#` comments.
  case hex
  /// What `xxd`, `hexdump -C`, `tcpdump -x` and Wireshark print.
  case hexdump
  /// The bytes themselves.
  case binary
  /// What `tcpdump -w` and Wireshark save: pcap or pcapng.
  case capture

  /// The form that input has, by how it begins.
  ///
  /// Text that is neither hex nor a hexdump is taken for hex, so that the digit that is wrong is named.
  public static func detected(from start: [UInt8]) -> InputForm {
    if CaptureReader.isCapture(start) == true { return .capture }
    let isText = start.allSatisfy { (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) || $0 >= 0x80 }
    guard isText, String(validating: start.withoutCutCharacter, as: UTF8.self) != nil else { return .binary }
    let lines = start.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    let first = lines.first { line in line.contains { $0 != 0x20 && $0 != 0x09 } }
    guard let first else { return .hex }
    return HexdumpLine.isHexdump(first) ? .hexdump : .hex
  }

  /// Whether input that begins so may turn out to be of another form than it seems.
  public static func isOpen(_ start: [UInt8]) -> Bool { CaptureReader.isCapture(start) == nil }

  /// A reader of this form; a capture's bytes are its packets' yet to be.
  public var reader: InputReader {
    switch self {
    case .hex: InputReader(.hex(HexReader()))
    case .hexdump: InputReader(.hexdump(HexdumpReader()))
    case .binary, .capture: InputReader(.binary)
    }
  }
}

extension [UInt8] {
  /// Without the beginning of a character that a cut at the end has left.
  fileprivate var withoutCutCharacter: ArraySlice<UInt8> {
    guard let lead = suffix(3).lastIndex(where: { (0xC2...0xF4).contains($0) }) else { return self[...] }
    let width = self[lead] >= 0xF0 ? 4 : self[lead] >= 0xE0 ? 3 : 2
    return lead + width > count ? self[..<lead] : self[...]
  }
}

/// What is wrong with input that should stand for bytes.
public struct InputProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in bytes.
  public var column: Int
  /// What is wrong, as a sentence without a full stop.
  public var message: String

  /// `line 2, column 7: ‘g’ is no hexadecimal digit`
  public var description: String { "line \(line), column \(column): \(message)" }
}

/// Turns input of any form into bytes, piece by piece.
public struct InputReader: Sendable {
  enum Form {
    case hex(HexReader)
    case hexdump(HexdumpReader)
    case binary
  }

  private var form: Form

  init(_ form: Form) { self.form = form }

  /// The bytes that a piece of input holds, as far as they are whole.
  public mutating func read(_ piece: [UInt8]) throws(InputProblem) -> [UInt8] {
    switch form {
    case .binary: return piece
    case .hex(var reader):
      // The reader must not be held twice, or it would be copied.
      form = .binary
      defer { form = .hex(reader) }
      return try reader.read(piece)
    case .hexdump(var reader):
      form = .binary
      defer { form = .hexdump(reader) }
      return try reader.read(piece)
    }
  }

  /// What is left at the end of the input.
  public mutating func finish() throws(InputProblem) -> [UInt8] {
    switch form {
    case .binary: return []
    case .hex(let reader):
      try reader.finish()
      return []
    case .hexdump(var reader): return try reader.finish()
    }
  }

  /// The bytes of a whole input.
  public static func bytes(of input: [UInt8], as form: InputForm) throws(InputProblem) -> [UInt8] {
    var reader = form.reader
    return try reader.read(input) + reader.finish()
  }
}
