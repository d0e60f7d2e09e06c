/// An IP address.
public enum IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four bytes.
  case v4(UInt32)
  /// Eight groups of two bytes.
  case v6([UInt16])

  /// `10.0.0.1`, or `fe80::1`: the longest run of zero groups is left out.
  public var description: String {
    switch self {
    case .v4(let number):
      return stride(from: 24, through: 0, by: -8).map { String(number >> UInt32($0) & 0xFF) }.joined(separator: ".")
    case .v6(let groups):
      let zeros = Self.longestZeros(groups)
      guard zeros.count > 1 else { return Self.hex(groups[...]) }
      return Self.hex(groups[..<zeros.lowerBound]) + "::" + Self.hex(groups[zeros.upperBound...])
    }
  }

  private static func hex(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start > longest.count { longest = start..<index }
      start = index + 1
    }
    return longest
  }
}

/// One end of a connection.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// The address.
  public var address: IPAddress
  /// The port.
  public var port: Int

  /// An end of a connection.
  public init(_ address: IPAddress, port: Int) {
    self.address = address
    self.port = port
  }

  /// `10.0.0.1:8130`, `[::1]:8130`
  public var description: String {
    switch address {
    case .v4: "\(address):\(port)"
    case .v6: "[\(address)]:\(port)"
    }
  }
}
