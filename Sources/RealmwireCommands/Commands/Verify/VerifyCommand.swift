import Diagnostics
import Fixtures
import JSONText
import SchemaModel
import SchemaSyntax

/// `realmwire verify`: are the bytes right?
enum VerifyCommand {
  static let only = Parameter<[String]>.options(
    "only", value: "name", "Only this message, or only this case: `Say` or `Say/typical`.")

  static let coverage = Parameter.flag("coverage", "Show what the cases prove, and what no bytes prove.")
  static let floor = Parameter<String>.option(
    "floor", value: "file", default: "Fixtures/coverage.json", "What `--coverage` must not fall below.")
  static let raiseFloor = Parameter.flag("raise-floor", "Write what is proven now into the floor, where it is more.")

  static let command = Command(
    "verify", "Run every fixture and example, and compare values, bytes and errors.",
    discussion: """
      Fixtures are the files that a schema names under `fixtures:`; examples stand in the schema itself. A case with a value and bytes \
      must decode to the value with no byte left, and the value must encode to the bytes. A case with `sameAs` has the \
      value of another one, and encodes to the other's bytes. A case with `error` must fail with that kind of error.

      `--coverage` counts messages, fields, members of enums and flags, branches, and lists with no, one and the most elements, \
      by the best evidence for each: bytes of real servers (legacy, captured), or our own (handmade, generated). When the file that \
      `--floor` names is there, what is proven must not be less than it says.

      `--compiled` generates the schema's Swift into a scratch package, compiles it with the toolchain, and runs the same cases \
      through the generated code. Then interpreter and generated code are asked about broken variants of all packets and \
      about random values, and must say the same: values, bytes, the kind, field and byte of every error. Generated code must \
      not contradict itself either: decoding over a used value, encoding into used memory, views, sizes.
      """,
    examples: [
      .init("realmwire verify", "Verify all schemas below Protocol."),
      .init("realmwire verify --only SaveInventoryItems", "Only one message."),
      .init("realmwire verify --coverage", "What is proven, and by which evidence."),
      .init("realmwire verify --compiled", "The generated code, too."),
      .init("realmwire verify --format github", "In CI: each failing case is marked in the change."),
    ],
    parameters: [SchemaInput.paths, only, coverage, floor, raiseFloor] + CompiledVerification.parameters
  ) { (call) throws(Failure) in
    let loaded = SchemaInput.load(call[SchemaInput.paths], call)
    let fixtures = FixtureInput.read(loaded, call)
    let broken = loaded.check().filter { $0.severity == .error }
    let results = try selected(fixtures.verify(), call[only])
    let failures = results.compactMap(\.failure)
    let compiled =
      call[CompiledVerification.compiled]
      ? try CompiledVerification(fixtures, only: call[only], call) : nil
    let report = Report(
      broken + fixtures.findings + failures.map(\.diagnostic) + (compiled?.findings ?? []))
    let proof = try proof(fixtures, results, call)
    if call[GlobalOptions.format] == .json {
      var document = json(results, report, fixtures)
      if let proof { document["coverage"] = proof.json }
      if let compiled { document["compiled"] = compiled.json }
      call.console.write(JSON.object(document).pretty())
    } else {
      call.show(report, in: fixtures.sources)
      if call[GlobalOptions.format] == .text { call.console.write(proof?.text ?? "") }
    }
    for line in VerifySummary(results, report, in: fixtures.sources).lines { call.note(line) }
    if let compiled { call.note(compiled.summary) }
    let isProven = try proof.map { (proof) throws(Failure) in try isAboveFloor(proof, call) } ?? true
    return report.found.errors == 0 && isProven ? .clean : .findings
  }

  // MARK: - Coverage

  private static func proof(
    _ fixtures: FixtureInput, _ results: [FixtureResult], _ call: Invocation
  ) throws(Failure) -> CoverageReport? {
    guard call[coverage] || call[raiseFloor] else { return nil }
    guard call[only].isEmpty else { throw Failure(.usage, "`--coverage` is about all cases: leave `--only` out") }
    return CoverageReport(coverages: fixtures.schemas.map { Coverage($0.model, results) })
  }

  /// Compares with the floor, or raises it.
  private static func isAboveFloor(_ proof: CoverageReport, _ call: Invocation) throws(Failure) -> Bool {
    let path = call[floor]
    var known: CoverageReport.Floor = [:]
    if call.files.exists(path) {
      let bytes = try call.read(path)
      do throws(JSON.ParseError) {
        known = try CoverageReport.read(bytes)
      } catch {
        throw Failure(.findings, "`\(path)` is not a floor: \(error)", help: ["remove it and run with `--raise-floor`"])
      }
    }
    if call[raiseFloor] { try call.replace(path, Array(CoverageReport.text(proof.raised(known)).utf8)) }
    let fallen = proof.below(known)
    for sentence in fallen { call.console.complain("error: \(sentence)") }
    return fallen.isEmpty
  }

  /// The results of the messages and cases that `--only` names.
  private static func selected(
    _ results: [FixtureResult], _ names: [String]
  ) throws(Failure) -> [FixtureResult] {
    guard !names.isEmpty else { return results }
    for name in names where !results.contains(where: { $0.fixture.isCalled(name) }) {
      let known = Set(results.map(\.fixture.targetName)).sorted()
      let help = Spelling.nearest(to: name, in: known).map { ["did you mean `\($0)`?"] } ?? []
      throw Failure(.usage, "there is no message or case `\(name)`", help: help)
    }
    return results.filter { result in names.contains(where: result.fixture.isCalled) }
  }

  // MARK: - For programs

  private static func json(
    _ results: [FixtureResult], _ report: Report, _ fixtures: FixtureInput
  ) -> JSON.Object {
    let revisions = Dictionary(
      fixtures.schemas.map { ($0.model.name, $0.model.revisions) }, uniquingKeysWith: { first, _ in first })
    return JSON.Object([
      .init("cases", JSON(results.count)),
      .init("passed", JSON(results.count { $0.passed })),
      .init(
        "failed", .array(results.filter { !$0.passed }.map { json($0, revisions[$0.fixture.schema] ?? []) })),
      .init("report", report.json(in: fixtures.sources)),
    ])
  }

  private static func json(_ result: FixtureResult, _ revisions: [String]) -> JSON {
    let fixture = result.fixture
    var object = JSON.Object([
      .init("schema", .string(fixture.schema)),
      .init("name", .string(fixture.targetName)),
      .init("case", .string(fixture.name)),
    ])
    let revision = revisions.indices.contains(fixture.revision) ? revisions[fixture.revision] : ""
    if !revision.isEmpty { object.members.append(.init("revision", .string(revision))) }
    object.members.append(.init("origin", .string(fixture.origin.rawValue)))
    guard let failure = result.failure else { return .object(object) }
    object.members += [
      .init("failure", .string(failure.summary)),
      .init("path", .string(failure.path)),
      .init("offset", failure.offset.map { JSON($0) } ?? .null),
      .init("expected", .string(failure.expected)),
      .init("found", .string(failure.found)),
    ]
    if let bytes = failure.bytes {
      object.members += [
        .init("expectedBytes", .string(bytes.expectedHex)), .init("foundBytes", .string(bytes.foundHex)),
      ]
    }
    return .object(object)
  }
}

extension FixtureCase {
  /// Whether a name means this case: the message's, or `message/case`.
  func isCalled(_ name: String) -> Bool { name == targetName || name == targetName + "/" + self.name }
}
