/// The header that a link's sender puts before each body.
///
/// ```swift
/// let format = FrameFormat([.opcode(width: 1), .size(width: 4)], maxBody: 1 << 20)
/// ```
@frozen public struct FrameFormat: Hashable, Sendable, BitwiseCopyable {
  /// A number of the header.
  public struct Field: Hashable, Sendable {
    /// What it is.
    public enum Meaning: Hashable, Sendable {
      /// Which packet follows.
      case opcode
      /// How many bytes follow.
      case size
    }

    /// What it is.
    public var meaning: Meaning
    /// How many bytes it has.
    public var width: Int
    /// The order of its bytes.
    public var bigEndian: Bool

    /// Which packet follows.
    public static func opcode(width: Int, bigEndian: Bool = false) -> Field {
      Field(meaning: .opcode, width: width, bigEndian: bigEndian)
    }

    /// How many bytes follow.
    public static func size(width: Int, bigEndian: Bool = false) -> Field {
      Field(meaning: .size, width: width, bigEndian: bigEndian)
    }
  }

  /// Where a number stands in the header.
  @usableFromInline @frozen struct Place: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var offset: Int
    @usableFromInline var width: Int
    @usableFromInline var bigEndian: Bool
  }

  /// The largest body; a larger one is refused when its header has been read.
  public let maxBody: Int
  /// How many bytes the header has.
  public let headerSize: Int
  /// True when the size also counts the opcode's bytes.
  public let sizeCoversOpcode: Bool
  @usableFromInline let opcodePlace: Place?
  @usableFromInline let sizePlace: Place?

  /// A header of these numbers, in wire order.
  public init(_ fields: [Field], sizeCoversOpcode: Bool = false, maxBody: Int) {
    var offset = 0
    var opcode: Place?
    var size: Place?
    for field in fields {
      let place = Place(offset: offset, width: field.width, bigEndian: field.bigEndian)
      switch field.meaning {
      case .opcode: opcode = place
      case .size: size = place
      }
      offset += field.width
    }
    self.sizeCoversOpcode = sizeCoversOpcode
    self.maxBody = maxBody
    headerSize = offset
    opcodePlace = opcode
    sizePlace = size
  }

  /// False when bodies end where their messages do.
  public var hasSize: Bool { sizePlace != nil }

  /// What the size on the wire counts besides the body.
  @inlinable var covered: Int { sizeCoversOpcode ? opcodePlace?.width ?? 0 : 0 }

  /// The largest body that both the link and the size's own width allow.
  @inlinable var mostBody: Int {
    guard let sizePlace, sizePlace.width < 8 else { return maxBody }
    return min(maxBody, (1 << (8 * sizePlace.width)) - 1 - covered)
  }

  /// The header at the start of these bytes, or nil while it is not all there.
  public func header(in bytes: RawSpan) throws(FrameError) -> FrameHeader? {
    guard bytes.byteCount >= headerSize else { return nil }
    let opcode = opcodePlace.map { bytes.number(at: $0) } ?? 0
    guard let size = sizePlace.map({ bytes.number(at: $0) }) else { return FrameHeader(opcode: opcode, bodySize: nil) }
    guard size >= UInt64(covered) else { throw FrameError.sizeTooSmall(size, opcode: opcode, least: covered) }
    let body = size - UInt64(covered)
    guard body <= UInt64(maxBody) else { throw FrameError.bodyTooLarge(body, opcode: opcode, most: maxBody) }
    return FrameHeader(opcode: opcode, bodySize: Int(body))
  }
}

extension RawSpan {
  func number(at place: FrameFormat.Place) -> UInt64 {
    (0..<place.width).reduce(0) { number, index in
      let byte = unsafe unsafeLoad(fromByteOffset: place.offset + index, as: UInt8.self)
      return number | UInt64(byte) << UInt64(8 * (place.bigEndian ? place.width - 1 - index : index))
    }
  }
}

/// What a header says.
public struct FrameHeader: Hashable, Sendable {
  /// Which packet follows.
  public let opcode: UInt64
  /// How many bytes follow; nil where headers do not say.
  public let bodySize: Int?

  /// A header.
  public init(opcode: UInt64, bodySize: Int?) {
    self.opcode = opcode
    self.bodySize = bodySize
  }
}

/// Why a stream of frames cannot be followed any further.
public enum FrameError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The size counts less than the header it must count.
  case sizeTooSmall(UInt64, opcode: UInt64, least: Int)
  /// The body would be larger than the link allows.
  case bodyTooLarge(UInt64, opcode: UInt64, most: Int)

  /// What is wrong, with the numbers.
  public var description: String {
    switch self {
    case .sizeTooSmall(let size, let opcode, let least):
      "frame 0x\(String(opcode, radix: 16)): a size of \(size) is less than the \(least) bytes it must cover"
    case .bodyTooLarge(let size, let opcode, let most):
      "frame 0x\(String(opcode, radix: 16)): a body of \(size) bytes, at most \(most) are allowed"
    }
  }
}
