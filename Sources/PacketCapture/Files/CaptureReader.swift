/// Reads captures, pcap and pcapng, however their bytes arrive. It holds no more than one packet.
///
/// ```swift
/// var reader = CaptureReader()
/// reader.append(bytes)
/// while let packet = try reader.next() { … }
/// try reader.finish()
/// ```
public struct CaptureReader: Sendable {
  /// Why a capture cannot be read any further.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the file.
    public var offset: Int
    /// What is wrong, as a sentence without a full stop.
    public var message: String

    /// `at 0x18: the packet claims 4294967295 bytes`
    public var description: String { "at 0x\(String(offset, radix: 16)): \(message)" }
  }

  /// Packets and blocks that claim more are refused before they are waited for.
  public static let longestPacket = 1 << 20
  static let longestBlock = 16 << 20

  enum Format {
    case undecided
    case pcap(PcapFormat)
    case pcapng(PcapngFormat)
  }

  private var format = Format.undecided
  private var buffer: [UInt8] = []
  private var start = 0
  /// How many packets there were.
  public private(set) var packets = 0
  /// Where the next record begins in the file.
  public private(set) var offset = 0

  /// A reader at the beginning of a capture.
  public init() {}

  /// Whether bytes are the beginning of a capture; nil while there are too few to tell.
  public static func isCapture(_ start: [UInt8]) -> Bool? {
    let magics = PcapFormat.magics + [PcapngFormat.magic]
    if start.count < 4 { return magics.contains { $0.starts(with: start) } ? nil : false }
    if PcapFormat.magics.contains(where: { start.starts(with: $0) }) { return true }
    // Blank lines begin like pcapng: its byte-order mark tells them apart.
    guard start.starts(with: PcapngFormat.magic) else { return false }
    return start.count < 12 ? nil : PcapngFormat.isBigEndian(start[8..<12]) != nil
  }

  /// Takes in what has arrived.
  public mutating func append(_ bytes: [UInt8]) {
    // What has been read is thrown away before the buffer grows.
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next packet, when it is whole.
  public mutating func next() throws(Problem) -> CapturedPacket? {
    while true {
      let view = ByteView(buffer[start...])
      let step: Step?
      switch format {
      case .undecided: step = try begin(view)
      case .pcap(let pcap): step = try pcap.step(view, offset)
      case .pcapng(var pcapng):
        step = try pcapng.step(view, offset)
        format = .pcapng(pcapng)
      }
      guard let step else { return nil }
      start += step.length
      offset += step.length
      guard var packet = step.packet else { continue }
      packets += 1
      packet.number = packets
      return packet
    }
  }

  /// Complains of a file that ends inside a record.
  public func finish() throws(Problem) {
    if case .undecided = format {
      throw Problem(offset: 0, message: buffer.isEmpty ? "there are no bytes" : "this is too short for a capture")
    }
    guard start < buffer.count else { return }
    throw Problem(offset: offset, message: "the capture ends inside a packet, which is left out")
  }

  /// What was read: a packet, or something that is none.
  struct Step {
    let length: Int
    var packet: CapturedPacket?
  }

  private mutating func begin(_ view: ByteView) throws(Problem) -> Step? {
    guard let first = view.slice(at: 0, bytes: 4) else { return nil }
    if first.elementsEqual(PcapngFormat.magic) {
      format = .pcapng(PcapngFormat())
      return Step(length: 0)
    }
    guard PcapFormat.magics.contains(where: { first.elementsEqual($0) }) else {
      throw Problem(offset: 0, message: "this is no capture: it begins neither like pcap nor like pcapng")
    }
    guard let header = view.slice(at: 0, bytes: PcapFormat.headerBytes) else { return nil }
    format = .pcap(try PcapFormat(ByteView(header)))
    return Step(length: PcapFormat.headerBytes)
  }
}
