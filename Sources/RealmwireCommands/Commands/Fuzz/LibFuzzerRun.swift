import FuzzKit
import WireInterpreter

/// One run of libFuzzer on a message: its folder of inputs, its options, what it says, and what it leaves behind.
struct LibFuzzerRun {
  let process: FuzzProcess
  let target: String
  let call: Invocation

  private var folder: String { "\(process.directory)/corpus/\(target)" }
  private var artifacts: String { "\(process.directory)/artifacts/\(target)/" }

  /// Attacks until something fails, or time or inputs are up. Runs of zero have no end.
  func attack(seeds: [[UInt8]], dictionary: [[UInt8]], runs: Int, seconds: Int, seed: Int) throws(Failure)
    -> FuzzProcess.Outcome
  {
    try prepare(seeds, dictionary)
    var outcome = FuzzProcess.Outcome()
    var failure: FuzzFailure?
    var last = ""
    let options = [
      "-runs=\(runs)", "-max_total_time=\(seconds)", "-seed=\(seed)", "-max_len=1024", "-timeout=10",
      "-rss_limit_mb=2048", "-artifact_prefix=\(artifacts)", "-dict=\(process.directory)/\(target).dict",
      "-print_final_stats=1", folder,
    ]
    let status = try process.start(["libfuzzer", target] + options) { line in
      last = line
      if line.hasPrefix("oracle\t") {
        let words = line.split(separator: "\t", maxSplits: 2).map(String.init)
        if words.count == 3, let oracle = Oracle(rawValue: words[1]) { failure = FuzzFailure(oracle, words[2]) }
      } else if line.hasPrefix("stat::number_of_executed_units:") {
        outcome.executions = Int(line.split(separator: " ").last ?? "") ?? 0
      } else if line.hasPrefix("==") || line.hasPrefix("SUMMARY") || line.contains("Fatal error") {
        failure = failure ?? FuzzFailure(.crash, line)
      } else if line.hasPrefix("#") {
        call.console.progress("\(target): \(line.split(separator: " ").joined(separator: " "))")
      }
    }
    call.console.endProgress()
    guard status != 0 else { return outcome }
    guard let (path, oracle) = try artifact() else {
      throw Failure(.internalError, "the attack on `\(target)` ended with \(status): \(printable(last))")
    }
    // A broken promise ends the process, too; what it said before is nearer to the truth.
    let seen = oracle == .crash ? failure : nil
    outcome.failures = [(try process.bytes(path), seen ?? FuzzFailure(oracle, failure?.detail ?? last))]
    return outcome
  }

  /// The fewest of the inputs at hand that reach what all of them reach.
  func kept() throws(Failure) -> [[UInt8]] {
    let merged = "\(process.directory)/merged/\(target)"
    try empty(merged)
    _ = try process.start(["libfuzzer", target, "-merge=1", "-max_len=1024", merged, folder]) { _ in }
    var inputs: [[UInt8]] = []
    for path in try files(merged) { inputs.append(try process.bytes(path)) }
    return inputs
  }

  /// Makes a folder, or takes away what is in it.
  private func empty(_ folder: String) throws(Failure) {
    do throws(FileProblem) {
      try call.files.makeDirectory(folder)
      for path in try call.files.search(folder, [""]).paths { try call.files.remove(path) }
    } catch {
      throw Failure(error)
    }
  }

  private func prepare(_ seeds: [[UInt8]], _ dictionary: [[UInt8]]) throws(Failure) {
    try empty(folder)
    try empty(artifacts)
    for (index, seed) in seeds.enumerated() { try call.replace("\(folder)/seed-\(index)", seed) }
    try call.replace("\(process.directory)/\(target).dict", Array(FuzzDictionary.text(dictionary).utf8))
  }

  /// What libFuzzer left behind, by the beginning of its name.
  private func artifact() throws(Failure) -> (path: String, oracle: Oracle)? {
    guard let path = try files(artifacts).first else { return nil }
    let name = path.split(separator: "/").last ?? ""
    if name.hasPrefix("timeout") { return (path, .hang) }
    return (path, name.hasPrefix("oom") ? .memory : .crash)
  }

  private func files(_ folder: String) throws(Failure) -> [String] {
    do throws(FileProblem) {
      return try call.files.search(folder, [""]).paths
    } catch {
      throw Failure(error)
    }
  }
}
