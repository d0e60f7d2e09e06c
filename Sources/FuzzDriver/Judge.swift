import CFuzz
import FuzzKit

/// Tries inputs in a process of its own, so that one that crashes or hangs is a failure like others.
@safe struct Judge {
  /// What came of some inputs.
  struct Verdict {
    /// How many were tried.
    var tried: Int
    /// The input that failed, and how; nil when none did.
    var failure: (input: [UInt8], failure: FuzzFailure)?
  }

  /// How many seconds an input may take.
  var patience: UInt32 = 10
  /// Whether the process that tries says nothing on stderr, not even why it crashed.
  var isQuiet = true

  private let board: UnsafeMutablePointer<cfuzz_board>

  /// A judge; nil where processes cannot share memory.
  init?() {
    guard let board = unsafe cfuzz_board_make() else { return nil }
    unsafe self.board = unsafe board
  }

  /// Tries inputs until one fails. `next` makes them in the other process: nil when there are no more.
  func verdict(_ target: any FuzzTarget, next: @escaping () -> [UInt8]?) -> Verdict {
    unsafe board.pointee.turn = 0
    let work = Work { [self] in
      var turn: UInt64 = 0
      while let input = next() {
        turn += 1
        unsafe cfuzz_board_post(board, turn, input, input.count)
        guard let failure = target.failure(of: input) else { continue }
        unsafe cfuzz_board_say(board, failure.detail)
        return Self.code(of: failure.oracle)
      }
      return 0
    }
    var code: CInt = 0
    let end = withExtendedLifetime(work) {
      unsafe cfuzz_apart(
        { context in
          guard let context = unsafe context else { return 0 }
          return unsafe Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().run()
        }, Unmanaged.passUnretained(work).toOpaque(), board, patience, isQuiet ? 1 : 0, &code)
    }
    let tried = unsafe Int(board.pointee.turn)
    guard let failure = failure(end, code) else { return Verdict(tried: tried, failure: nil) }
    return Verdict(tried: tried, failure: (posted, failure))
  }

  /// What becomes of one input.
  func failure(of input: [UInt8], _ target: any FuzzTarget) -> FuzzFailure? {
    var inputs = [input]
    return verdict(target) { inputs.popLast() }.failure?.failure
  }

  // MARK: - How it ended

  private final class Work {
    let run: () -> CInt
    init(_ run: @escaping () -> CInt) { self.run = run }
  }

  private static let firstCode: CInt = 100

  private static func code(of oracle: Oracle) -> CInt {
    firstCode + CInt(Oracle.allCases.firstIndex(of: oracle) ?? 0)
  }

  private func failure(_ end: cfuzz_end, _ code: CInt) -> FuzzFailure? {
    switch end {
    case CFUZZ_HUNG: return FuzzFailure(.hang, "no answer for \(patience) seconds")
    case CFUZZ_SIGNALLED: return FuzzFailure(.crash, "the process was ended by signal \(code)")
    case CFUZZ_FAILED: return FuzzFailure(.crash, "no process could be started")
    default: break
    }
    guard code != 0 else { return nil }
    let index = Int(code - Self.firstCode)
    guard Oracle.allCases.indices.contains(index) else {
      return FuzzFailure(.crash, "the process ended itself with \(code), as sanitizers do")
    }
    return FuzzFailure(Oracle.allCases[index], words)
  }

  private var posted: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: cfuzz_board_input(board), count: Int(board.pointee.count)))
  }

  private var words: String { unsafe String(cString: cfuzz_board_words(board)) }
}

extension Judge {
  /// Tries inputs in a row.
  func verdict(_ target: any FuzzTarget, inputs: [[UInt8]]) -> Verdict {
    var rest = inputs[...]
    return verdict(target) { rest.popFirst() }
  }

  /// Attacks with random inputs; what grows out of seeds is the same for the same seed.
  func attack(
    _ target: any FuzzTarget, seeds: [[UInt8]], seed: UInt64, runs: Int, seconds: Double
  ) -> Verdict {
    var stream = RandomInputs(target, seeds: seeds, seed: seed)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    var left = runs
    return verdict(target) {
      guard left > 0 else { return nil }
      left -= 1
      guard left % 256 != 0 || clock.now < end else { return nil }
      return stream.next()
    }
  }
}
