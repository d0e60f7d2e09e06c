import Foundation
import JSONText
import RandomSchemas
import SchemaModel
import WireInterpreter

/// Tries schemas one after the other, and shows what fails.
struct Runner {
  let count: Int
  let firstSeed: UInt64
  /// How many values of every message at every revision.
  let values: Int
  /// How many schemas are compiled at a time; zero compiles none.
  let batch: Int
  let scratch: Scratch

  /// Whether all is well.
  func run() throws -> Bool {
    var failures = 0
    var messages = 0
    var sent = 0
    var batched: [(seed: UInt64, module: Scratch.Module)] = []
    func compile() throws {
      guard !batched.isEmpty, batch > 0 else { return }
      let (asked, failed) = try self.compile(batched)
      sent += asked
      failures += failed
      batched = []
    }
    for seed in firstSeed..<firstSeed + UInt64(count) {
      let sketch = RandomSchema.sketch(seed: seed)
      if let failure = interpreted(sketch, seed) {
        failures += 1
        report(seed, failure, sketch.shrunk { interpreted($0, seed)?.kind == failure.kind })
        continue
      }
      let compiled = CompiledSketch(sketch)
      messages += compiled.model?.messages.count ?? 0
      batched.append((seed, .init(name: "S\(seed)", compiled: compiled)))
      if batched.count == batch { try compile() }
    }
    try compile()
    note(
      "\(count) schemas with \(messages) messages, \(values) values of each at every revision, "
        + "\(sent) requests to compiled codecs: \(failures) failed")
    return failures == 0
  }

  /// What is wrong with a schema.
  struct Failure {
    /// What stays the same while the schema is made smaller.
    var kind: String
    var text: String
  }

  // MARK: Without a compiler

  private func interpreted(_ sketch: Sketch, _ seed: UInt64) -> Failure? {
    let compiled = CompiledSketch(sketch)
    guard let model = compiled.model else { return Failure(kind: "refused", text: compiled.text) }
    if let problem = compiled.layoutProblem { return Failure(kind: "layout", text: problem) }
    let trip = RoundTrip(model)
    guard let failure = trip.firstFailure(count: values, seed: seed) else { return nil }
    let name = trip.interpreter.name(of: failure.target)
    guard let value = failure.value else {
      return Failure(kind: "no value", text: "no value of \(name) could be drawn")
    }
    let smallest = value.shrunk { trip.problem($0, failure.target, failure.revision) != nil }
    let json = trip.interpreter.json(of: smallest, as: failure.target, at: failure.revision)
    let reason = trip.problem(smallest, failure.target, failure.revision) ?? failure.reason
    return Failure(
      kind: "value", text: "\(name) at revision \(model.revisions[failure.revision]): \(reason)\n\(json.compact())")
  }

  // MARK: With one

  private func compile(_ batch: [(seed: UInt64, module: Scratch.Module)]) throws -> (asked: Int, failed: Int) {
    var batch = batch
    var failures = 0
    let began = Date()
    try scratch.write(batch.map(\.module))
    while let log = try scratch.build() {
      let broken = Set(Scratch.broken(log, among: batch.map(\.module)).map(\.name))
      guard !broken.isEmpty else {
        note(log)
        return (0, failures + 1)
      }
      for entry in batch where broken.contains(entry.module.name) {
        failures += 1
        note("schema \(entry.seed): \(Scratch.firstError(log))")
        try shrinkCompiled(entry.seed)
      }
      batch.removeAll { broken.contains($0.module.name) }
      if batch.isEmpty { return (0, failures) }
      try scratch.write(batch.map(\.module))
    }
    let built = Date()
    var asked = 0
    for (seed, module) in batch {
      let (number, failure) = try compared(module, seed)
      asked += number
      guard let failure else { continue }
      failures += 1
      report(
        seed, failure,
        RandomSchema.sketch(seed: seed).shrunk(attempts: 40) { sketch in
          guard let module = try? rebuilt(sketch) else { return false }
          return (try? compared(module, seed).failure) != nil
        })
      try scratch.write(batch.map(\.module))
      _ = try scratch.build()
    }
    let seconds = (built.timeIntervalSince(began), Date().timeIntervalSince(built))
    note(
      "schemas \(batch[0].seed) to \(batch[batch.count - 1].seed): compiled in \(Int(seconds.0)) s, "
        + "\(asked) requests in \(Int(seconds.1)) s, \(failures) failed")
    return (asked, failures)
  }

  /// Asks compiled codecs; how often, and the first answer that is not the interpreter's.
  private func compared(_ module: Scratch.Module, _ seed: UInt64) throws -> (asked: Int, failure: Failure?) {
    guard let model = module.compiled.model else { return (0, nil) }
    let exchanges = RoundTrip(model).exchanges(count: values, seed: seed)
    let requests = exchanges.map { $0.request.compact() + "\n" }.joined()
    let (status, answers) = try scratch.answers(module.name, to: requests)
    for (exchange, answer) in zip(exchanges, answers) {
      if let difference = exchange.difference(from: answer) {
        return (exchanges.count, Failure(kind: "codec", text: "\(exchange.request.compact())\n\(difference)"))
      }
    }
    guard answers.count < exchanges.count else { return (exchanges.count, nil) }
    let last = exchanges[answers.count].request.compact()
    return (exchanges.count, Failure(kind: "crash", text: "\(last)\nno answer, status \(status)"))
  }

  private func rebuilt(_ sketch: Sketch) throws -> Scratch.Module? {
    let module = Scratch.Module(name: "Smaller", compiled: CompiledSketch(sketch))
    try scratch.write([module])
    return try scratch.build() == nil ? module : nil
  }

  private func shrinkCompiled(_ seed: UInt64) throws {
    func problem(_ sketch: Sketch) -> String? {
      try? scratch.write([.init(name: "Smaller", compiled: CompiledSketch(sketch))])
      return (try? scratch.build()).map(Scratch.firstError)
    }
    let sketch = RandomSchema.sketch(seed: seed)
    guard let first = problem(sketch) else { return }
    report(seed, Failure(kind: "compiler", text: first), sketch.shrunk(attempts: 40) { problem($0) == first })
  }

  // MARK: Reports

  private func report(_ seed: UInt64, _ failure: Failure, _ smallest: Sketch) {
    print("schema \(seed): \(failure.text)\n\n\(smallest.yaml)")
    print("To see it whole: random-schemas --print \(seed)")
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
