import Agreement
import Diagnostics
import Fixtures
import JSONText
import SchemaModel
import WireInterpreter

/// `verify --compiled`: fixtures through generated code, and then interpreter against generated code.
struct CompiledVerification {
  static let compiled = Parameter.flag(
    "compiled",
    "Run the cases through generated code, too, and compare it with the interpreter on broken packets and random values."
  )
  static let random = Parameter.option(
    "random", value: "count", default: 10, "Random values of each message at each revision, for `--compiled`.")
  static let seed = Parameter.option(
    "seed", value: "number", default: 1, "What is drawn; the same seed draws the same.")
  static let release = Parameter.flag(
    "release", "Optimise the code that `--compiled` builds: slower to build, faster to ask.")

  static let parameters: [any DeclaredParameter] = [
    compiled, random, seed, release, PackageLocation.option, ScratchPackage.option,
  ]

  /// How many broken variants there are of each body.
  private static let variants = 8
  /// After so many disagreements the rest would only tire.
  private static let mostDisagreements = 10

  private(set) var results: [FixtureResult] = []
  private(set) var disagreements: [(schema: SchemaModel, what: Disagreement)] = []
  /// What was asked beside the cases.
  private(set) var questions = 0
  private let seed: Int

  /// Compiles each schema, and asks.
  init(_ fixtures: FixtureInput, only names: [String], _ call: Invocation) throws(Failure) {
    seed = call[Self.seed]
    for schema in fixtures.schemas {
      let cases = schema.cases.filter { fixture in names.isEmpty || names.contains(where: fixture.isCalled) }
      let program = try CompiledProgram(schema.model, fixtures.sources, release: call[Self.release], call)
      try run(schema.model, cases, isWhole: names.isEmpty, program, call)
    }
    call.console.endProgress()
  }

  private mutating func run(
    _ model: SchemaModel, _ cases: [FixtureCase], isWhole: Bool, _ program: CompiledProgram, _ call: Invocation
  ) throws(Failure) {
    let interpreter = WireInterpreter(model)
    let asked = cases.flatMap { Inquiry.questions(about: $0, interpreter) }
    call.console.progress("running \(counted(cases.count, "case")) of \(model.name)")
    let answers = try program.ask(asked.map { $0.line(interpreter) })
    let codec = RecordedCodec(interpreter, Dictionary(zip(asked, answers), uniquingKeysWith: { first, _ in first }))
    let verifier = FixtureVerifier(model, compiled: codec)
    results += cases.map(verifier.verify)
    let messages = cases.compactMap { fixture -> MessageIndex? in
      if case .message(let index) = fixture.target { return index }
      return nil
    }
    var inquiry = Inquiry(
      interpreter, cases, messages: isWhole ? nil : Set(messages),
      .init(values: max(call[Self.random], 0), variants: Self.variants), seed: UInt64(bitPattern: Int64(seed)))
    let judge = Judge(interpreter)
    while disagreements.count < Self.mostDisagreements, let batch = inquiry.next() {
      let answers = try program.ask(batch.map { $0.line(interpreter) })
      questions += batch.count
      call.console.progress("comparing generated code of \(model.name) with the interpreter: \(inquiry.progress) %")
      for found in Self.firstOfEach(zip(batch, answers).compactMap { judge.verdict($0, $1) })
      where disagreements.count < Self.mostDisagreements {
        let shrunk = try judge.shrunk(found) { (lines) throws(Failure) in try program.ask(lines) }
        disagreements.append((model, shrunk))
      }
    }
  }

  /// One of those that say the same of the same message.
  private static func firstOfEach(_ found: [Disagreement]) -> [Disagreement] {
    var seen: Set<String> = []
    return found.filter { seen.insert("\($0.question.target) \($0.summary) \($0.path)").inserted }
  }

  // MARK: - What came of it

  var passed: Bool { disagreements.isEmpty && results.allSatisfy(\.passed) }

  var findings: [Diagnostic] {
    results.compactMap(\.failure?.diagnostic)
      + disagreements.map { $0.what.diagnostic(WireInterpreter($0.schema)) }
  }

  /// `generated code: 753 cases passed; 12000 packets and values read and written as the interpreter does (seed 1)`
  var summary: String {
    let failed = results.count { !$0.passed }
    let cases =
      failed == 0
      ? "\(counted(results.count, "case")) passed" : "\(failed) of \(counted(results.count, "case")) failed"
    let agreement =
      disagreements.isEmpty
      ? "agrees with the interpreter on \(counted(questions, "packet or value", "packets and values"))"
      : "disagrees with the interpreter in \(counted(disagreements.count, "way"))"
    return "generated code: \(cases); it \(agreement) (seed \(seed))"
  }

  /// The same for programs.
  var json: JSON {
    .object(
      JSON.Object([
        .init("cases", JSON(results.count)),
        .init("passed", JSON(results.count { $0.passed })),
        .init("asked", JSON(questions)),
        .init("seed", JSON(seed)),
        .init("disagreements", .array(disagreements.map { Self.json($0.what, $0.schema) })),
      ]))
  }

  private static func json(_ found: Disagreement, _ model: SchemaModel) -> JSON {
    let interpreter = WireInterpreter(model)
    var members: [JSON.Object.Member] = [
      .init("schema", .string(model.name)),
      .init("message", .string(interpreter.name(of: found.question.target))),
    ]
    if model.hasRevisions { members.append(.init("revision", .string(model.revisions[found.question.revision]))) }
    members += [
      .init("summary", .string(found.summary)), .init("path", .string(found.path)),
      .init("body", found.body(interpreter).map { .string(Hex.text($0)) } ?? .null),
      .init("interpreter", .string(found.interpreted)), .init("compiled", .string(found.compiled)),
    ]
    return .object(JSON.Object(members))
  }
}

/// `1 packet or value`, `2 packets and values`.
private func counted(_ count: Int, _ one: String, _ several: String) -> String {
  "\(count) \(count == 1 ? one : several)"
}
