/// The newer format: sections of blocks, each section with interfaces and a byte order of its own.
struct PcapngFormat: Sendable {
  static let magic: [UInt8] = [0x0A, 0x0D, 0x0D, 0x0A]
  private static let mostInterfaces = 4096

  private struct Interface {
    var link: LinkType
    /// The most bytes that were kept of a packet; 0 for all.
    var snapLength: Int
    var clock = Clock()
  }

  private enum BlockType {
    static let section = 0x0A0D_0D0A
    static let interface = 1
    /// Not written any more.
    static let packet = 2
    static let simplePacket = 3
    static let enhancedPacket = 6
  }

  private var isBig = false
  private var hasSection = false
  private var interfaces: [Interface] = []

  /// The byte order that a section's mark stands for; nil when it is none.
  static func isBigEndian(_ mark: ArraySlice<UInt8>) -> Bool? {
    if mark.elementsEqual([0x1A, 0x2B, 0x3C, 0x4D]) { return true }
    return mark.elementsEqual([0x4D, 0x3C, 0x2B, 0x1A]) ? false : nil
  }

  mutating func step(_ view: ByteView, _ offset: Int) throws(CaptureReader.Problem) -> CaptureReader.Step? {
    guard let mark = view.slice(at: 8, bytes: 4) else { return nil }
    // The type of a section reads the same in both orders.
    let isSection = view.number(at: 0, bytes: 4) == BlockType.section
    if isSection {
      guard let order = Self.isBigEndian(mark) else { throw problem(offset + 8, "the section has no byte-order mark") }
      isBig = order
      interfaces = []
      hasSection = true
    }
    guard hasSection else { throw problem(offset, "the file does not begin with a section") }
    guard let type = view.number(at: 0, bytes: 4, isBig: isBig), let length = view.number(at: 4, bytes: 4, isBig: isBig)
    else { return nil }
    guard length >= 12, length % 4 == 0, length <= CaptureReader.longestBlock else {
      throw problem(offset + 4, "a block claims \(length) bytes")
    }
    guard let block = view.slice(at: 0, bytes: length).map(ByteView.init) else { return nil }
    guard block.number(at: length - 4, bytes: 4, isBig: isBig) == length else {
      throw problem(offset + length - 4, "a block of \(length) bytes ends with another length")
    }
    let body = ByteView(block.slice(at: 8, bytes: length - 12) ?? [])
    var step = CaptureReader.Step(length: length)
    switch type {
    case BlockType.interface: try addInterface(body, offset)
    case BlockType.enhancedPacket: step.packet = try packet(body, offset, interfaceBytes: 4)
    case BlockType.packet: step.packet = try packet(body, offset, interfaceBytes: 2)
    case BlockType.simplePacket: step.packet = try simplePacket(body, offset)
    // Names, statistics, secrets and whatever else is to come.
    default: break
    }
    return step
  }

  // MARK: - Blocks

  private mutating func addInterface(_ body: ByteView, _ offset: Int) throws(CaptureReader.Problem) {
    guard let link = body.number(at: 0, bytes: 2, isBig: isBig), let snap = body.number(at: 4, bytes: 4, isBig: isBig)
    else { throw problem(offset, "an interface is too short") }
    guard interfaces.count < Self.mostInterfaces else { throw problem(offset, "there are too many interfaces") }
    interfaces.append(Interface(link: LinkType(link), snapLength: snap, clock: Clock(options: body, isBig: isBig)))
  }

  private func packet(
    _ body: ByteView, _ offset: Int, interfaceBytes: Int
  ) throws(CaptureReader.Problem) -> CapturedPacket {
    let numbers = stride(from: 4, to: 20, by: 4).compactMap { body.number(at: $0, bytes: 4, isBig: isBig) }
    guard let index = body.number(at: 0, bytes: interfaceBytes, isBig: isBig), numbers.count == 4 else {
      throw problem(offset, "a packet's block is too short")
    }
    guard interfaces.indices.contains(index) else {
      throw problem(offset, "a packet names interface \(index), which is not there")
    }
    guard numbers[2] <= CaptureReader.longestPacket, let bytes = body.slice(at: 20, bytes: numbers[2]) else {
      throw problem(offset, "a packet claims \(numbers[2]) bytes, more than its block has")
    }
    let ticks = UInt64(numbers[0]) << 32 | UInt64(numbers[1])
    return CapturedPacket(
      number: 0, time: interfaces[index].clock.time(at: ticks), link: interfaces[index].link, bytes: bytes,
      wireLength: max(numbers[3], numbers[2]))
  }

  private func simplePacket(_ body: ByteView, _ offset: Int) throws(CaptureReader.Problem) -> CapturedPacket {
    guard let wireLength = body.number(at: 0, bytes: 4, isBig: isBig), let interface = interfaces.first else {
      throw problem(offset, "a packet's block is too short, or no interface comes before it")
    }
    let kept = min(wireLength, interface.snapLength > 0 ? interface.snapLength : wireLength, body.count - 4)
    return CapturedPacket(
      number: 0, time: nil, link: interface.link, bytes: body.slice(at: 4, bytes: kept) ?? [], wireLength: wireLength)
  }

  private func problem(_ offset: Int, _ message: String) -> CaptureReader.Problem {
    CaptureReader.Problem(offset: offset, message: message)
  }
}

/// How an interface counts time.
struct Clock: Sendable {
  /// Ticks in a second; nil when they are too fine to be counted.
  private var ticksPerSecond: UInt64? = 1_000_000
  private var offset = 0

  init() {}

  /// The clock that an interface's options describe.
  init(options body: ByteView, isBig: Bool) {
    var place = 8
    while let code = body.number(at: place, bytes: 2, isBig: isBig), code != 0,
      let length = body.number(at: place + 2, bytes: 2, isBig: isBig),
      let value = body.slice(at: place + 4, bytes: length)
    {
      switch (code, length) {
      case (9, 1): ticksPerSecond = Self.ticksPerSecond(value.first ?? 6)
      case (14, 8):
        let ordered = isBig ? Array(value) : value.reversed()
        offset = Int(truncatingIfNeeded: ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      default: break
      }
      place += 4 + (length + 3) / 4 * 4
    }
  }

  /// A power of ten; of two, when the highest bit is set.
  private static func ticksPerSecond(_ resolution: UInt8) -> UInt64? {
    let power = Int(resolution & 0x7F)
    if resolution & 0x80 != 0 { return power < 64 ? 1 << UInt64(power) : nil }
    return power < 20 ? (0..<power).reduce(1) { ticks, _ in ticks * 10 } : nil
  }

  func time(at ticks: UInt64) -> CaptureTime? {
    guard let ticksPerSecond else { return nil }
    let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: ticksPerSecond)
    let (high, low) = rest.multipliedFullWidth(by: 1_000_000_000)
    let nanoseconds = ticksPerSecond.dividingFullWidth((high, low)).quotient
    return CaptureTime(
      seconds: Int(clamping: seconds).addingReportingOverflow(offset).partialValue, nanoseconds: Int(nanoseconds))
  }
}
