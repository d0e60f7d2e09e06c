import Diagnostics
import Fixtures
import FuzzKit
import SchemaModel
import WireInterpreter

/// The attack on a schema's messages as a command line asks for it.
struct FuzzAttack {
  private let interpreter: WireInterpreter
  private let cases: [FixtureCase]
  /// Nil when nothing is compiled.
  private let process: FuzzProcess?
  private let call: Invocation

  init(_ model: SchemaModel, _ cases: [FixtureCase], _ sources: SourceSet, _ call: Invocation) throws(Failure) {
    interpreter = WireInterpreter(model)
    self.cases = cases
    self.call = call
    let engine = call[FuzzCommand.engine]
    let build: FuzzProcess.Build? =
      switch engine {
      case .interpreter: nil
      case .random: .plain
      case .libfuzzer: call[FuzzCommand.sprint] ? .sanitized : .libFuzzer
      }
    process = if let build { try FuzzProcess(model, sources, build, call) } else { nil }
  }

  /// What becomes of a message.
  func result(of message: Message) throws(Failure) -> FuzzFindings.Result {
    call.console.progress("attacking \(message.name)")
    let clock = ContinuousClock()
    let began = clock.now
    let revisions = message.revisions.indices
    let corpus = try packets(message, below: "corpus")
    let kept = corpus + (try packets(message, below: "failures"))
    let seeds = PacketSeeds.packets(interpreter, message, cases: cases) + kept
    let target = PacketTarget(interpreter, message, seeds: seeds)
    var outcome: FuzzProcess.Outcome
    if let line = call[FuzzCommand.input] {
      guard let packet = KeptPackets.read(line, interpreter.model), revisions.contains(packet.revision) else {
        throw Failure(.usage, "`--input` takes a revision and hexadecimal digits, not `\(printable(line))`")
      }
      outcome = try replay([packet.bytes(revisions: revisions)], target)
    } else if call[FuzzCommand.replay] {
      outcome = try replay(target.seeds, target)
    } else {
      outcome = try attack(target)
    }
    call.console.endProgress()
    let seconds = (clock.now - began) / .seconds(1)
    var stories: [FailureStory] = []
    for (input, failure) in outcome.failures.prefix(10) {
      let (least, seen) = try minimised(input, failure, target)
      stories.append(FailureStory(interpreter, message, target.packet(least), seen))
    }
    if call[FuzzCommand.save], !stories.isEmpty {
      try keep(stories.map(\.packet) + packets(message, below: "failures"), of: message, below: "failures")
    }
    if call[FuzzCommand.saveCorpus], let process {
      let reached = try LibFuzzerRun(process: process, target: message.name, call: call).kept()
      try keep(corpus + reached.map { target.packet($0) }, of: message, below: "corpus")
    }
    return .init(message: message.name, executions: outcome.executions, seconds: seconds, failures: stories)
  }

  // MARK: - Engines

  private func attack(_ target: PacketTarget) throws(Failure) -> FuzzProcess.Outcome {
    let seed = call[FuzzCommand.seed], runs = call[FuzzCommand.runs], time = call[FuzzCommand.time]
    // A number of packets alone is its own limit.
    let seconds = runs > 0 && time == FuzzCommand.time.read([]) ? 0 : time
    guard let process else {
      let end = ContinuousClock.now.advanced(by: .seconds(seconds == 0 ? 1 << 30 : seconds))
      let engine = RandomEngine(seed: UInt64(bitPattern: Int64(seed)), runs: runs == 0 ? .max : runs)
      let outcome = engine.attack(target) { executions in
        call.console.progress("\(target.name): \(executions) packets")
        return ContinuousClock.now >= end
      }
      return .init(executions: outcome.executions, failures: outcome.failure.map { [$0] } ?? [])
    }
    if call[FuzzCommand.engine] == .random || call[FuzzCommand.sprint] {
      let words = [
        String(UInt64(bitPattern: Int64(seed))), String(runs == 0 ? .max : runs),
        String(seconds == 0 ? 1 << 30 : seconds),
      ]
      let verb = call[FuzzCommand.sprint] ? "sprint" : "random"
      return try process.run(verb, target.name, words, inputs: target.seeds)
    }
    let run = LibFuzzerRun(process: process, target: target.name, call: call)
    return try run.attack(
      seeds: target.seeds, dictionary: target.dictionary, runs: runs == 0 ? -1 : runs, seconds: seconds, seed: seed)
  }

  private func replay(_ inputs: [[UInt8]], _ target: PacketTarget) throws(Failure) -> FuzzProcess.Outcome {
    if let process { return try process.run("replay", target.name, inputs: inputs) }
    return .init(
      executions: inputs.count,
      failures: inputs.compactMap { input in target.failure(of: input).map { (input, $0) } })
  }

  /// The simplest packet that fails alike.
  private func minimised(
    _ input: [UInt8], _ failure: FuzzFailure, _ target: PacketTarget
  ) throws(Failure) -> (input: [UInt8], failure: FuzzFailure) {
    call.console.progress("\(target.name): making the packet that failed smaller")
    defer { call.console.endProgress() }
    if let process {
      return try process.run("minimise", target.name, inputs: [input]).failures.first ?? (input, failure)
    }
    var minimiser = Minimiser()
    let least = minimiser.minimised(input, simpler: target.simpler) {
      target.failure(of: $0)?.oracle == failure.oracle
    }
    return (least, target.failure(of: least) ?? failure)
  }

  // MARK: - What is kept

  private func path(_ message: Message, below folder: String) -> String {
    "\(call[FuzzCommand.kept])/\(folder)/\(message.name).hex"
  }

  private func packets(_ message: Message, below folder: String) throws(Failure) -> [FuzzPacket] {
    let path = path(message, below: folder)
    guard call.files.exists(path) else { return [] }
    return KeptPackets.read(try call.read(path), interpreter.model).filter { message.revisions.contains($0.revision) }
  }

  private func keep(_ packets: [FuzzPacket], of message: Message, below folder: String) throws(Failure) {
    do throws(FileProblem) {
      try call.files.makeDirectory("\(call[FuzzCommand.kept])/\(folder)")
    } catch {
      throw Failure(error)
    }
    try call.replace(path(message, below: folder), Array(KeptPackets.text(packets, interpreter.model).utf8))
  }
}
