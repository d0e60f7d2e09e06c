/// How a link reads and writes what a schema leaves to it.
@frozen public struct WireRules: Hashable, Sendable {
  /// Bytes left after a message.
  @frozen public enum Excess: UInt8, Hashable, Sendable {
    /// An error.
    case reject
    /// Passed over.
    case ignore
    /// Part of the message.
    case keep
  }

  // One byte for all: every reader carries the rules, and Swift moves what has more than seven parts by calls.
  @usableFromInline var bits: UInt8

  /// Rules; those left out are the language's defaults.
  @inlinable public init(
    excess: Excess = .reject, finiteFloats: Bool = false, repairsText: Bool = false, strict: Bool = false
  ) {
    bits = excess.rawValue | (finiteFloats ? 4 : 0) | (repairsText ? 8 : 0) | (strict ? 16 : 0)
  }

  /// What is done with bytes after a message.
  @inlinable public var excess: Excess {
    get { Excess(rawValue: bits & 3) ?? .reject }
    set { bits = bits & ~3 | newValue.rawValue }
  }

  /// Infinities and NaN are errors, on both sides.
  @inlinable public var finiteFloats: Bool {
    get { bits & 4 != 0 }
    set { set(4, newValue) }
  }

  /// Text that is not UTF-8 is repaired with U+FFFD; otherwise it is an error.
  @inlinable public var repairsText: Bool {
    get { bits & 8 != 0 }
    set { set(8, newValue) }
  }

  /// Bytes that an encoder would not have written are errors.
  @inlinable public var strict: Bool {
    get { bits & 16 != 0 }
    set { set(16, newValue) }
  }

  @inlinable mutating func set(_ bit: UInt8, _ isOn: Bool) {
    bits = isOn ? bits | bit : bits & ~bit
  }

  /// The same rules, and nothing but canonical bytes.
  @inlinable public var canonical: WireRules {
    var rules = self
    rules.strict = true
    return rules
  }
}
