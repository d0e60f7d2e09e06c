public import SchemaModel
import SchemaSyntax

/// A frame: a header, and the body that it announces.
public struct Frame: Hashable, Sendable {
  /// Where it begins in the stream.
  public var offset: Int
  /// The header as it stands.
  public var header: [UInt8]
  /// The opcode in the header.
  public var opcode: UInt64
  /// The message.
  public var body: [UInt8]
}

/// Cuts what one party sends into frames, however the bytes arrive. It holds no more than one frame.
///
/// ```swift
/// cutter.append(bytes)
/// while let frame = try cutter.next() { … }
/// cutter.unread  // the beginning of a frame of which the rest has not come
/// ```
public struct FrameCutter: Sendable {
  /// Why a stream cannot be cut any further.
  public struct Problem: Error, Hashable, Sendable {
    /// Where the frame begins.
    public var offset: Int
    /// What is wrong, as a sentence without a full stop.
    public var message: String
  }

  /// How long the body of a frame is whose header does not say.
  public enum BodyLength: Hashable, Sendable {
    case bytes(Int)
    /// More bytes must come first.
    case unknownYet
    /// It cannot be told.
    case broken
  }

  private let header: Link.Header
  private let sizeCoversOpcode: Bool
  private let maximumBody: Int
  /// Finds the end of a body whose frame does not say how long it is.
  private let measure: @Sendable (_ opcode: UInt64, _ available: ArraySlice<UInt8>) -> BodyLength

  private var buffer: [UInt8] = []
  private var start = 0
  /// Where the next frame begins in the stream.
  public private(set) var offset = 0

  /// A cutter of what a party sends on a link.
  public init(
    _ link: Link, sender: Int, measure: @escaping @Sendable (UInt64, ArraySlice<UInt8>) -> BodyLength
  ) {
    header = link.headers[sender]
    sizeCoversOpcode = link.sizeCoversOpcode
    maximumBody = link.maximumBody(from: sender)
    self.measure = measure
  }

  /// Takes in what has arrived.
  public mutating func append(_ bytes: [UInt8]) {
    // What has been cut is thrown away before the buffer grows.
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The bytes of a frame that is not whole yet.
  public var unread: ArraySlice<UInt8> { buffer[start...] }

  /// The size of the frame that is not whole yet, header and all, when its header has come.
  public var unreadSize: Int? { announced.map { header.bytes + $0 } }

  /// The opcode of the frame that is not whole yet, and what its header says of the body's size.
  var unreadHeader: (opcode: UInt64, body: Int?)? {
    guard unread.count >= header.bytes else { return nil }
    return (header.opcode.map(number) ?? 0, announced)
  }

  /// Passes over bytes of the stream, whether they have come or not.
  mutating func jump(over count: Int) {
    start = min(start + count, buffer.count)
    offset += count
  }

  /// The next frame, when it is whole.
  public mutating func next() throws(Problem) -> Frame? {
    guard let frame = try peek() else { return nil }
    jump(over: frame.header.count + frame.body.count)
    return frame
  }

  /// The next frame, which stays.
  func peek() throws(Problem) -> Frame? {
    guard unread.count >= header.bytes else { return nil }
    let opcode = header.opcode.map(number) ?? 0
    guard let length = try bodyLength(opcode), unread.count - header.bytes >= length else { return nil }
    let body = start + header.bytes
    return Frame(
      offset: offset, header: Array(buffer[start..<body]), opcode: opcode, body: Array(buffer[body..<body + length]))
  }

  private func bodyLength(_ opcode: UInt64) throws(Problem) -> Int? {
    guard let size = header.size else {
      switch measure(opcode, unread.dropFirst(header.bytes)) {
      case .bytes(let count): return count
      case .unknownYet: return nil
      case .broken:
        throw Problem(
          offset: offset,
          message: "frames of this link do not say how long they are, and the end of this one cannot be found")
      }
    }
    let stated = number(size)
    let covered = sizeCoversOpcode ? UInt64(header.opcode?.bytes ?? 0) : 0
    guard stated >= covered else {
      throw Problem(offset: offset, message: "the frame's size, \(stated), is less than the opcode that it counts")
    }
    guard stated - covered <= UInt64(maximumBody) else {
      throw Problem(
        offset: offset,
        message: "the frame announces a body of \(stated - covered) bytes, but the link allows \(maximumBody)")
    }
    return Int(stated - covered)
  }

  /// The size of the body that the header at hand announces, right or wrong.
  private var announced: Int? {
    guard unread.count >= header.bytes, let size = header.size else { return nil }
    return Int(clamping: number(size)) - (sizeCoversOpcode ? header.opcode?.bytes ?? 0 : 0)
  }

  private func number(_ field: Link.Header.Field) -> UInt64 {
    var place = start
    for other in header.fields {
      if other == field { break }
      place += other.bytes
    }
    let run = buffer[place..<place + field.bytes]
    return field.order == .big
      ? run.reduce(0) { $0 << 8 | UInt64($1) } : run.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Link {
  /// The bytes of a frame; nil when the body is too long for the header or the link.
  public func frame(opcode: UInt64, body: [UInt8], from sender: Int) -> [UInt8]? {
    let header = headers[sender]
    guard body.count <= maximumBody(from: sender) else { return nil }
    let size = UInt64(body.count + (sizeCoversOpcode ? header.opcode?.bytes ?? 0 : 0))
    var bytes: [UInt8] = []
    for field in header.fields {
      let number = field.role == .opcode ? opcode : size
      let places = field.order == .big ? Array((0..<field.bytes).reversed()) : Array(0..<field.bytes)
      bytes += places.map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }
    return bytes + body
  }
}
