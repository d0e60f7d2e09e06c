/// Cuts a stream into frames, whatever pieces it arrives in.
///
/// ```swift
/// var frames = FrameReader(link.worldFrames)
/// frames.append(received)
/// while case .frame(let frame) = try frames.next() { handle(frame.opcode, frame.body) }
/// ```
/// It never holds more than was received, and refuses a body that is too large as soon as its header is there.
public struct FrameReader: Sendable {
  /// One frame.
  public struct Frame: Hashable, Sendable {
    /// Which packet it is.
    public let opcode: UInt64
    /// Its body.
    public let body: [UInt8]

    /// A frame.
    public init(opcode: UInt64, body: [UInt8]) {
      self.opcode = opcode
      self.body = body
    }
  }

  /// What there is to read.
  public enum Result: Hashable, Sendable {
    /// A whole frame, now taken.
    case frame(Frame)
    /// Nothing yet: at least so many bytes are missing.
    case needs(Int)
  }

  /// The headers of the stream.
  public let format: FrameFormat
  /// Undoes what a link's cipher did to a header, once for each; the identity where there is none.
  public var decipherHeader: (@Sendable (inout [UInt8]) -> Void)?

  private var buffer: [UInt8] = []
  private var start = 0
  private var header: FrameHeader?

  /// A reader at the start of a stream.
  public init(_ format: FrameFormat) {
    self.format = format
  }

  /// Bytes that arrived and are not taken yet.
  public var buffered: Int { buffer.count - start }

  /// Takes in what arrived.
  public mutating func append(_ bytes: RawSpan) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > buffer.count / 2 {
      // Each byte is moved at most once for each byte that was taken before it.
      buffer.removeFirst(start)
      start = 0
    }
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Takes in what arrived.
  public mutating func append(_ bytes: [UInt8]) {
    unsafe append(bytes.span.bytes)
  }

  /// The next frame, if all of it is there; where headers have no size, use ``nextHeader()`` and ``takeBody(_:)``.
  public mutating func next() throws(FrameError) -> Result {
    guard let header = try nextHeader() else { return .needs(format.headerSize - buffered) }
    guard let size = header.bodySize else { return .needs(0) }
    guard let body = takeBody(size) else { return .needs(size - buffered) }
    return .frame(Frame(opcode: header.opcode, body: body))
  }

  /// The header of the next frame, if it is there; it stays the next until its body is taken.
  public mutating func nextHeader() throws(FrameError) -> FrameHeader? {
    if let header { return header }
    guard buffered >= format.headerSize else { return nil }
    var bytes = Array(buffer[start..<start + format.headerSize])
    decipherHeader?(&bytes)
    header = try unsafe format.header(in: bytes.span.bytes)
    start += format.headerSize
    return header
  }

  /// What arrived after the header that is next: the body, and perhaps more.
  public var rest: [UInt8] {
    Array(buffer[start...])
  }

  /// Takes the body of the header that is next, if so many bytes are there.
  public mutating func takeBody(_ size: Int) -> [UInt8]? {
    guard header != nil, size >= 0, buffered >= size else { return nil }
    let body = Array(buffer[start..<start + size])
    start += size
    header = nil
    return body
  }
}
