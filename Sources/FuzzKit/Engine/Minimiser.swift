/// Finds the simplest input that still fails in the same way.
public struct Minimiser: Sendable {
  /// How many inputs are tried at most.
  public var attempts = 2000
  /// How many have been tried.
  public private(set) var tried = 0

  /// A minimiser.
  public init(attempts: Int = 2000) { self.attempts = attempts }

  /// The simplest input for which `fails` holds.
  ///
  /// `simpler` names inputs that are a little simpler. The first that fails takes the place of the one before, until
  /// none does.
  public mutating func minimised(
    _ input: [UInt8], simpler: ([UInt8]) -> [[UInt8]], fails: ([UInt8]) -> Bool
  ) -> [UInt8] {
    var best = input
    var seen: Set<[UInt8]> = [input]
    var progresses = true
    while progresses {
      progresses = false
      for candidate in simpler(best) where seen.insert(candidate).inserted {
        guard tried < attempts else { return best }
        tried += 1
        guard fails(candidate) else { continue }
        best = candidate
        progresses = true
        break
      }
    }
    return best
  }
}
