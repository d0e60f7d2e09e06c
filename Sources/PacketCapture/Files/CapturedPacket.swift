/// One packet of a capture: the bytes as they were on a network.
public struct CapturedPacket: Hashable, Sendable {
  /// Its number in the capture, from 1, as other tools count.
  public var number: Int
  /// When it was captured, where the capture says so.
  public var time: CaptureTime?
  /// What its bytes begin with.
  public var link: LinkType
  /// The bytes that were kept.
  public var bytes: ArraySlice<UInt8>
  /// How many bytes there were on the network.
  public var wireLength: Int

  /// A packet.
  public init(number: Int, time: CaptureTime?, link: LinkType, bytes: ArraySlice<UInt8>, wireLength: Int) {
    self.number = number
    self.time = time
    self.link = link
    self.bytes = bytes
    self.wireLength = wireLength
  }
}

/// What the bytes of packets begin with, by the numbers of the capture formats (`LINKTYPE_…`).
public struct LinkType: Hashable, Sendable {
  /// The number.
  public var number: Int

  /// A link type by its number.
  public init(_ number: Int) { self.number = number }

  /// BSD loopback: an address family in the byte order of the machine that captured.
  public static let null = LinkType(0)
  /// Ethernet, with or without tags of virtual networks.
  public static let ethernet = LinkType(1)
  /// An IP packet and nothing before it.
  public static let raw = LinkType(101)
  /// OpenBSD loopback: an address family in network order.
  public static let loop = LinkType(108)
  /// Linux, capturing on all interfaces.
  public static let linuxCooked = LinkType(113)
  /// An IPv4 packet and nothing before it.
  public static let ipv4 = LinkType(228)
  /// An IPv6 packet and nothing before it.
  public static let ipv6 = LinkType(229)
  /// Linux, capturing on all interfaces, as newer tools write it.
  public static let linuxCooked2 = LinkType(276)
}

/// A moment, in seconds since 1970 and a part of a second.
public struct CaptureTime: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Whole seconds since 1970.
  public var seconds: Int
  /// The part of a second.
  public var nanoseconds: Int

  /// A moment; whole seconds among the nanoseconds are carried over.
  public init(seconds: Int, nanoseconds: Int) {
    let carried = nanoseconds / 1_000_000_000
    self.seconds = seconds.addingReportingOverflow(carried).partialValue
    self.nanoseconds = nanoseconds - carried * 1_000_000_000
  }

  /// Earlier comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// `2025-11-01T19:45:00.123456Z`, with nine digits where six would not do.
  public var description: String {
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86400)
    let day = second < 0 ? days - 1 : days
    let inDay = second < 0 ? second + 86400 : second
    let date = Self.date(ofDay: day)
    let isMicro = nanoseconds % 1000 == 0
    let part = Self.padded(isMicro ? nanoseconds / 1000 : nanoseconds, isMicro ? 6 : 9)
    let clock = [inDay / 3600, inDay / 60 % 60, inDay % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    return
      "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))T\(clock).\(part)Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(width - text.utf8.count, 0)) + text
  }

  /// The Gregorian date of a day, counted from 1970-01-01.
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    // Years that begin in March have their odd day last; 400 of them have 146,097 days.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }
}
