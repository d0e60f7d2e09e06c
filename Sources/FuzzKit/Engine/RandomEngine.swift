import WireInterpreter

/// Inputs for an attack without the help of coverage: a target's seeds, and then what becomes of them.
///
/// The same target, seeds and seed give the same inputs.
public struct RandomInputs {
  private var target: any FuzzTarget
  private var random: SeededRandom
  private var pool: [[UInt8]]
  private let seeds: Int
  private var turn = 0
  private let limit: Int

  /// Inputs no longer than `limit`, from the target's own seeds and others.
  public init(_ target: any FuzzTarget, seeds: [[UInt8]] = [], seed: UInt64, limit: Int = 4096) {
    self.target = target
    self.limit = limit
    pool = target.seeds + seeds
    if pool.isEmpty { pool = [[]] }
    self.seeds = pool.count
    random = SeededRandom(seed: seed)
  }

  /// The next input; there is no last.
  public mutating func next() -> [UInt8] {
    defer { turn += 1 }
    guard turn >= seeds else { return pool[turn] }
    let input = target.mutated(
      pool[Int.random(in: pool.indices, using: &random)], limit: limit, seed: random.next())
    // What has been changed is changed again: changes add up.
    if random.once(in: 16) {
      if pool.count < 4 * seeds + 64 {
        pool.append(input)
      } else {
        pool[Int.random(in: seeds..<pool.count, using: &random)] = input
      }
    }
    return input
  }
}

/// Attacks a target in this process.
public struct RandomEngine: Sendable {
  /// What an attack came to.
  public struct Outcome: Sendable {
    /// How many inputs were tried.
    public var executions = 0
    /// The input that failed, and how; nil when none did.
    public var failure: (input: [UInt8], failure: FuzzFailure)?
  }

  /// Where the random numbers begin.
  public var seed: UInt64
  /// How many inputs are tried.
  public var runs: Int

  /// An engine.
  public init(seed: UInt64, runs: Int) {
    self.seed = seed
    self.runs = runs
  }

  /// Tries inputs until one fails; `isOver` is asked now and then, with the number of inputs so far.
  public func attack(
    _ target: any FuzzTarget, seeds: [[UInt8]] = [], isOver: (Int) -> Bool = { _ in false }
  ) -> Outcome {
    var outcome = Outcome()
    var inputs = RandomInputs(target, seeds: seeds, seed: seed)
    while outcome.executions < runs {
      if outcome.executions % 64 == 0, isOver(outcome.executions) { break }
      let input = inputs.next()
      outcome.executions += 1
      if let failure = target.failure(of: input) {
        outcome.failure = (input, failure)
        break
      }
    }
    return outcome
  }
}
