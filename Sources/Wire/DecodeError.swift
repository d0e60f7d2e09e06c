/// Why bytes could not be decoded: `SaveInventoryItems.items[3].flags at 0x57: truncated, want 4, have 1`.
///
/// The error is that of the first field, in wire order, that cannot be read. It is one reference wide, so that a
/// decoder that throws none pays nothing for it; all of it is built on the way up from the failure.
public struct DecodeError: Error, Hashable, Sendable, CustomStringConvertible {
  private final class Details: Sendable {
    let kind: WireErrorKind
    let offset: Int
    let wanted: Int128
    let had: Int128
    let path: WirePath

    init(_ kind: WireErrorKind, at offset: Int, wanted: Int128, had: Int128, path: WirePath) {
      self.kind = kind
      self.offset = offset
      self.wanted = wanted
      self.had = had
      self.path = path
    }
  }

  private let details: Details

  /// An error at a byte of the body.
  public init(
    _ kind: WireErrorKind, at offset: Int, wanted: Int128 = 0, had: Int128 = 0, path: WirePath = WirePath()
  ) {
    details = Details(kind, at: offset, wanted: wanted, had: had, path: path)
  }

  @inline(never)
  @usableFromInline init(
    _ kind: WireErrorKind, _ field: StaticString, at offset: Int, wanted: Int128 = 0, had: Int128 = 0
  ) {
    self.init(kind, at: offset, wanted: wanted, had: had, path: WirePath(field))
  }

  @inline(never)
  @usableFromInline static func truncated(
    _ field: StaticString, at offset: Int, wanted: Int, had: Int
  ) -> DecodeError {
    DecodeError(.truncated, field, at: offset, wanted: Int128(wanted), had: Int128(max(had, 0)))
  }

  /// A list of elements of a size, in bytes that end inside it.
  @inline(never)
  @usableFromInline static func truncated(
    _ field: StaticString, from start: Int, left: Int, size: Int
  ) -> DecodeError {
    let index = left / size
    return truncated("", at: start + index * size, wanted: size, had: left % size).within(field, index)
  }

  /// What went wrong.
  public var kind: WireErrorKind { details.kind }
  /// The first byte of the value that failed, from the start of the body (inside `zlib`: of the inflated bytes).
  public var offset: Int { details.offset }
  /// Bytes needed, the highest count allowed, the constant, the bound that was crossed.
  public var wanted: Int128 { details.wanted }
  /// Bytes left, the count, the value found.
  public var had: Int128 { details.had }
  /// Message and field.
  public var path: WirePath { details.path }

  /// The same error, seen from the field or message that holds the one that failed.
  @inline(never)
  public func within(_ name: StaticString) -> DecodeError {
    name.utf8CodeUnitCount == 0 ? self : within(.name(name.description))
  }

  /// The same error, seen from the list that holds the element that failed.
  @inline(never)
  public func within(_ field: StaticString, _ index: Int) -> DecodeError {
    within(.index(index)).within(field)
  }

  private func within(_ step: WirePath.Step) -> DecodeError {
    DecodeError(kind, at: offset, wanted: wanted, had: had, path: path.within(step))
  }

  /// Path, offset, kind and numbers on one line.
  public var description: String {
    let place = path.steps.isEmpty ? "" : "\(path) "
    return "\(place)at 0x\(String(offset, radix: 16)): \(kind.rawValue)\(kind.numbers(wanted: wanted, had: had))"
  }

  /// Errors are equal when they say the same.
  public static func == (left: DecodeError, right: DecodeError) -> Bool {
    left.kind == right.kind && left.offset == right.offset && left.wanted == right.wanted && left.had == right.had
      && left.path == right.path
  }

  /// Equal errors have equal hashes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(offset)
    hasher.combine(path)
  }
}

extension WireErrorKind {
  /// What the numbers of an error of this kind mean, in words.
  func numbers(wanted: Int128, had: Int128) -> String {
    switch self {
    case .truncated: ", want \(wanted), have \(had)"
    case .excess: ", \(had) byte\(had == 1 ? "" : "s") left over"
    case .limit: had < 0 ? ", the count is \(had)" : ", at most \(wanted), found \(had)"
    // A constant text, or an element that would read as the end of its list: no two numbers tell them apart.
    case .constant where wanted == had: ", not what the schema says"
    case .constant: ", want \(wanted), found \(had)"
    case .enum: ", no member has the value \(had)"
    case .narrowing: had < wanted ? ", \(had) is below \(wanted)" : ", \(had) is above \(wanted)"
    case .utf8: ", the text is not UTF-8"
    case .float: ", the number is not finite"
    case .opcode: ", 0x\(String(had, radix: 16)) is unknown"
    case .zlib: ", the stream should inflate to \(wanted) byte\(wanted == 1 ? "" : "s")"
    case .presence: wanted == 1 ? ", the value is missing" : ", the value should be absent"
    case .unterminated: wanted == 1 ? ", no NUL ends the text" : ", the text holds a NUL"
    case .duplicateKey: ", the key came before"
    case .noncanonical: ", an encoder writes this differently"
    }
  }
}
