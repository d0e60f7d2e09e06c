/// The wire types that have names of their own.
public enum WireName: Hashable, Sendable {
  /// `u8` … `u64`, `i8` … `i64`, with the byte order where it is written.
  case integer(bits: Int, signed: Bool, order: ByteOrder?)
  /// `f32`, `f64`
  case float(bits: Int, order: ByteOrder?)
  case bool
  /// `var32`, `var64`
  case variable(bits: Int)
  case packed64
  case string, stringz, cstring, bytes

  /// `le` or `be`.
  public enum ByteOrder: String, Hashable, Sendable {
    case little = "le"
    case big = "be"
  }

  /// The wire type of this name, if it is one.
  public init?(_ text: some StringProtocol) {
    switch text {
    case "bool": self = .bool
    case "var32": self = .variable(bits: 32)
    case "var64": self = .variable(bits: 64)
    case "packed64": self = .packed64
    case "string": self = .string
    case "stringz": self = .stringz
    case "cstring": self = .cstring
    case "bytes": self = .bytes
    default:
      var digits = text.dropFirst()
      var order: ByteOrder?
      if let stated = ByteOrder(rawValue: String(digits.suffix(2))) {
        order = stated
        digits = digits.dropLast(2)
      }
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let bits = Int(digits) else { return nil }
      switch text.first {
      case "u", "i":
        guard [8, 16, 24, 32, 40, 48, 56, 64].contains(bits) else { return nil }
        self = .integer(bits: bits, signed: text.first == "i", order: order)
      case "f":
        guard bits == 32 || bits == 64 else { return nil }
        self = .float(bits: bits, order: order)
      default: return nil
      }
    }
  }

  /// What other languages call these types, in small letters.
  public static let nameElsewhere: [String: String] = [
    "uint8": "u8", "uint16": "u16", "uint32": "u32", "uint64": "u64", "int8": "i8", "int16": "i16", "int32": "i32",
    "int64": "i64", "uint8_t": "u8", "uint16_t": "u16", "uint32_t": "u32", "uint64_t": "u64", "int8_t": "i8",
    "int16_t": "i16", "int32_t": "i32", "int64_t": "i64", "byte": "u8", "ushort": "u16", "short": "i16",
    "uint": "u32", "int": "i32", "ulong": "u64", "long": "i64", "float": "f32", "float32": "f32", "double": "f64",
    "float64": "f64", "boolean": "bool", "varint": "var32", "leb128": "var32",
  ]

  /// The name as the language spells it.
  public var spelling: String {
    switch self {
    case .integer(let bits, let signed, let order): "\(signed ? "i" : "u")\(bits)\(order?.rawValue ?? "")"
    case .float(let bits, let order): "f\(bits)\(order?.rawValue ?? "")"
    case .bool: "bool"
    case .variable(let bits): "var\(bits)"
    case .packed64: "packed64"
    case .string: "string"
    case .stringz: "stringz"
    case .cstring: "cstring"
    case .bytes: "bytes"
    }
  }

  /// Every wire type's name, for suggestions and completion.
  public static let allSpellings: [String] = {
    let widths = [8, 16, 24, 32, 40, 48, 56, 64]
    let integers = widths.flatMap { bits in
      ["", "be", "le"].filter { bits > 8 || $0.isEmpty }.flatMap { ["u\(bits)\($0)", "i\(bits)\($0)"] }
    }
    let floats = ["f32", "f64", "f32be", "f64be", "f32le", "f64le"]
    return integers + floats + ["bool", "var32", "var64", "packed64", "string", "stringz", "cstring", "bytes"]
  }()

  /// An unsigned integer or a varint: what can be a count or a length.
  public var isCount: Bool {
    switch self {
    case .integer(_, let signed, _): !signed
    case .variable: true
    default: false
    }
  }

  /// Whether the type needs a length in brackets.
  public var needsLength: Bool {
    switch self {
    case .string, .stringz, .cstring, .bytes: true
    default: false
    }
  }
}
