import Diagnostics
import Fixtures
import FuzzKit
import JSONText
import SchemaModel
import WireInterpreter

/// `realmwire fuzz`: attack the decoders.
enum FuzzCommand {
  /// What steers the attack.
  enum Engine: String, CaseIterable, ArgumentValue {
    case libfuzzer, random, interpreter
  }

  static let messages = Parameter<[String]>.arguments(
    "message", default: [], completing: .nothing, "Messages to attack; without any, all of them.")
  static let schema = Parameter<[String]>.options(
    "schema", value: "path", "Schema files, or directories to search; `Protocol` by default.")
  static let engine = Parameter.option(
    "engine", value: "engine", default: Engine.libfuzzer,
    "`libfuzzer` is steered by coverage and watched by AddressSanitizer; `random` needs neither; `interpreter` compiles nothing."
  )
  static let time = Parameter.option(
    "time", value: "seconds", default: 60, "How long each message is attacked; 0 for no limit.")
  static let runs = Parameter.option(
    "runs", value: "count", default: 0, "How many packets each message is attacked with; 0 for no limit.")
  static let seed = Parameter.option(
    "seed", value: "number", default: 1, "Where random numbers begin: the same seed makes the same attack.")
  static let sprint = Parameter.flag(
    "sprint", "Only decode, read every field, and compare nothing: many times as many packets, without coverage.")
  static let input = Parameter<String?>.option(
    "input", value: "packet", "Try this packet alone: `2025-11 1147…`, a revision and hexadecimal digits.")
  static let kept = Parameter.option(
    "kept", value: "directory", default: "Fixtures/Fuzz/packets", completing: .directories,
    "Packets to begin with, a file a message below `corpus` and `failures`.")
  static let replay = Parameter.flag("replay", "Try the packets that are kept, and fixtures, and no others.")
  static let save = Parameter.flag("save", "Keep a packet that fails below `failures`, where it is replayed for ever.")
  static let saveCorpus = Parameter.flag(
    "save-corpus", "Keep the packets below `corpus` that reach code others do not.")

  static let command = Command(
    "fuzz", "Attack the decoders of a schema's generated code.",
    discussion: """
      Compiles the schema's codecs with what attacks them, and tries packets that were changed by somebody who has read the schema. On \
      every packet, generated code and interpreter must agree on value, error and place; what is read must be written and read again alike; \
      views, strict decoding and decoding over a used value must agree; memory must stay below what the schema's limits allow.
      """,
    examples: [
      .init("realmwire fuzz SaveInventoryItems --time 600", "Ten minutes for one message."),
      .init("realmwire fuzz --runs 100000 --format json", "In CI: exits 1 when something fails."),
      .init("realmwire fuzz --engine interpreter --runs 2000", "A quick look that compiles nothing."),
      .init("realmwire fuzz --sprint --runs 2000000", "Millions of packets, watched by the sanitizer alone."),
      .init("realmwire fuzz --replay", "Try everything again that was ever kept."),
    ],
    parameters: [
      messages, schema, engine, time, runs, seed, sprint, input, kept, replay, save, saveCorpus, PackageLocation.option,
      ScratchPackage.option,
    ]
  ) { (call) throws(Failure) in
    if call[sprint], call[engine] == .interpreter {
      throw Failure(.usage, "`--sprint` attacks compiled code, and `--engine interpreter` compiles none")
    }
    let loaded = SchemaInput.load(call[schema].isEmpty ? SchemaInput.paths.read([]) : call[schema], call)
    try loaded.requireModels(call)
    let fixtures = FixtureInput.read(loaded, call)
    var found = FuzzFindings()
    var unknown = call[messages]
    for schema in fixtures.schemas {
      let chosen = schema.model.messages.filter { call[messages].isEmpty || call[messages].contains($0.name) }
      unknown.removeAll { name in chosen.contains { $0.name == name } }
      guard !chosen.isEmpty else { continue }
      let attack = try FuzzAttack(schema.model, schema.cases, loaded.sources, call)
      for message in chosen where !message.revisions.isEmpty { try found.add(attack.result(of: message)) }
    }
    if let name = unknown.first {
      let names = fixtures.schemas.flatMap { $0.model.messages.map(\.name) }
      let help = Spelling.nearest(to: name, in: names).map { ["did you mean `\($0)`?"] } ?? []
      throw Failure(.usage, "there is no message `\(printable(name))`", help: help)
    }
    found.show(call)
    return found.failures.isEmpty ? .clean : .findings
  }
}

/// What attacks came to.
struct FuzzFindings {
  /// What the attack on one message came to.
  struct Result {
    let message: String
    var executions: Int
    var seconds: Double
    var failures: [FailureStory]
  }

  private(set) var results: [Result] = []

  var failures: [FailureStory] { results.flatMap(\.failures) }

  mutating func add(_ result: Result) { results.append(result) }

  func show(_ call: Invocation) {
    if call[GlobalOptions.format] == .json {
      call.console.write(json.pretty())
    } else {
      for story in failures { call.console.print(story.text(inColor: call.colorsOutput)) }
    }
    let executions = results.reduce(0) { $0 + $1.executions }
    let seconds = results.reduce(0) { $0 + $1.seconds }
    let rate = seconds > 0.5 ? ", \(Int(Double(executions) / seconds)) a second" : ""
    let verdict = failures.isEmpty ? "nothing failed" : counted(failures.count, "failure")
    call.note("\(counted(executions, "packet")) for \(counted(results.count, "message"))\(rate): \(verdict)")
  }

  private var json: JSON {
    .array(
      results.map { result in
        [
          "message": .string(result.message), "executions": JSON(result.executions),
          "failures": .array(
            result.failures.map { story in
              [
                "oracle": .string(story.failure.oracle.rawValue), "detail": .string(story.failure.detail),
                "input": .string(story.line), "fixture": .string(story.fixture),
              ]
            }),
        ]
      })
  }
}
