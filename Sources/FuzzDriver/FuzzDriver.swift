import CFuzz
public import FuzzKit
public import WireBridge

/// A fuzz process: what `realmwire fuzz` compiles together with a schema's codecs, and talks to.
///
/// ```
/// Fuzz list                                   the names of the targets
/// Fuzz random TARGET SEED RUNS SECONDS        attacks; seeds come in on stdin, a line of hex each
/// Fuzz sprint TARGET SEED RUNS SECONDS        the same, but only decodes and reads, and compares nothing
/// Fuzz replay TARGET                          tries the inputs on stdin
/// Fuzz minimise TARGET                        the simplest input that fails like the one on stdin
/// Fuzz libfuzzer TARGET OPTIONS…              runs libFuzzer
/// ```
/// Answers are lines of words with tabs between: `tried 1000`, `failure ORACLE HEX DETAIL`.
public enum FuzzDriver {
  /// Runs a command line; the schema's files come with the process, and perhaps targets that are about no schema.
  public static func run(
    _ words: [String], schema: [(path: String, text: String)], protocol bridge: BridgedProtocol,
    others: [any FuzzTarget] = []
  ) -> CInt {
    guard let targets = Targets(schema, bridge, others) else {
      Lines.complain("the schema that this process was made of has errors")
      return 3
    }
    guard let verb = words.first, verb != "list" else {
      for name in targets.names { Lines.say(name) }
      return 0
    }
    guard words.count > 1, let target = targets.target(named: words[1]) else {
      Lines.complain("no such target: \(words.dropFirst().first ?? "")")
      return 2
    }
    return run(verb, target, Array(words.dropFirst(2)), targets)
  }

  /// Runs the command line of this process, and ends it.
  public static func main(schema: [(path: String, text: String)], protocol bridge: BridgedProtocol) -> Never {
    let code = run(Array(CommandLine.arguments.dropFirst()), schema: schema, protocol: bridge)
    cfuzz_leave(code)
  }

  private static func run(_ verb: String, _ target: any FuzzTarget, _ words: [String], _ targets: Targets) -> CInt {
    #if REALMWIRE_LIBFUZZER
      if verb == "libfuzzer" { return LibFuzzer.attack(target, options: words) }
    #endif
    guard var judge = Judge() else { return 3 }
    judge.isQuiet = verb == "minimise"
    let verdict: Judge.Verdict
    switch verb {
    case "random", "sprint":
      guard words.count == 3, let seed = UInt64(words[0]), let runs = Int(words[1]), let seconds = Double(words[2])
      else { return 2 }
      let subject: (any FuzzTarget)? = verb == "sprint" ? targets.sprint(over: target) : target
      guard let subject else { return 2 }
      verdict = judge.attack(subject, seeds: Lines.inputs(), seed: seed, runs: runs, seconds: seconds)
    case "replay": return replay(Lines.inputs(), target, judge)
    case "minimise":
      guard let input = Lines.inputs().first else { return 2 }
      return minimise(input, target, judge)
    default: return 2
    }
    Lines.say("tried", String(verdict.tried))
    return report(verdict)
  }

  private static func report(_ verdict: Judge.Verdict) -> CInt {
    guard let (input, failure) = verdict.failure else { return 0 }
    Lines.say(failure, input)
    return 1
  }

  /// Tries inputs one by one, and goes on after those that fail.
  private static func replay(_ inputs: [[UInt8]], _ target: any FuzzTarget, _ judge: Judge) -> CInt {
    var rest = inputs[...]
    var code: CInt = 0
    while !rest.isEmpty {
      let verdict = judge.verdict(target, inputs: Array(rest))
      rest = rest.dropFirst(verdict.failure == nil ? rest.count : max(verdict.tried, 1))
      code = max(code, report(verdict))
    }
    Lines.say("tried", String(inputs.count))
    return code
  }

  private static func minimise(_ input: [UInt8], _ target: any FuzzTarget, _ judge: Judge) -> CInt {
    guard let failure = judge.failure(of: input, target) else {
      Lines.say("sound")
      return 0
    }
    var minimiser = Minimiser(attempts: 1500)
    let least = minimiser.minimised(input, simpler: target.simpler) {
      judge.failure(of: $0, target)?.oracle == failure.oracle
    }
    Lines.say(judge.failure(of: least, target) ?? failure, least)
    return 1
  }
}
