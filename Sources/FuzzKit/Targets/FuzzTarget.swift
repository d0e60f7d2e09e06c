/// Something that can be attacked with bytes.
public protocol FuzzTarget: Sendable {
  /// What people call it: `SaveInventoryItems`, `frames`.
  var name: String { get }
  /// Inputs to begin with.
  var seeds: [[UInt8]] { get }
  /// Runs of bytes that mean something to it.
  var dictionary: [[UInt8]] { get }

  /// Does everything with an input; says what does not hold.
  func failure(of input: [UInt8]) -> FuzzFailure?
  /// An input changed by somebody who knows what it is.
  mutating func mutated(_ input: [UInt8], limit: Int, seed: UInt64) -> [UInt8]
  /// Inputs that are a little simpler, simplest first.
  func simpler(_ input: [UInt8]) -> [[UInt8]]
  /// The input as people read it.
  func description(of input: [UInt8]) -> String
}

extension FuzzTarget {
  /// Few inputs need words.
  public var dictionary: [[UInt8]] { [] }

  /// Pieces left out: large ones first.
  public func simpler(_ input: [UInt8]) -> [[UInt8]] { Simplification.shorter(input) }

  /// Hexadecimal digits.
  public func description(of input: [UInt8]) -> String { HexRows.text(input) }

  /// Bytes changed without a thought.
  public mutating func mutated(_ input: [UInt8], limit: Int, seed: UInt64) -> [UInt8] {
    ByteMutation.mutated(input, limit: limit, seed: seed)
  }
}
