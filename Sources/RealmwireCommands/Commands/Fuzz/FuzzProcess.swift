import Diagnostics
import FuzzKit
import SchemaModel
import SwiftEmitter
import WireInterpreter

/// A schema's codecs, compiled together with what attacks them: a program that is asked in words and answers in lines.
struct FuzzProcess {
  /// What an attack came to.
  struct Outcome {
    var executions = 0
    /// The inputs that failed, and how.
    var failures: [(input: [UInt8], failure: FuzzFailure)] = []
  }

  let directory: String
  private let path: String
  private let call: Invocation

  /// What the codecs are compiled with.
  enum Build: String {
    /// libFuzzer's coverage, and AddressSanitizer.
    case libFuzzer = "fuzz"
    /// AddressSanitizer alone: nothing is counted, so that everything is quicker.
    case sanitized = "fuzz-sprint"
    /// Nothing else.
    case plain = "fuzz-random"
  }

  /// Generates and compiles.
  init(_ model: SchemaModel, _ sources: SourceSet, _ build: Build, _ call: Invocation) throws(Failure) {
    var generated = try ScratchCodecs(
      model, sources, prefix: "Fuzzed", folder: "\(model.name)-\(build.rawValue)", call)
    var program = ScratchPackage.Target(
      name: "Attack", files: Self.program(model, sources, bridge: generated.bridge.name), isExecutable: true,
      uses: [generated.bridge.name], products: ["FuzzDriver"])
    var arguments: [String] = []
    if build != .plain {
      // Coverage is counted in the codecs alone: what is not counted is quick.
      let sanitizers = build == .libFuzzer ? "fuzzer,address" : "address"
      generated.codecs.settings = [".unsafeFlags([\"-sanitize=\(sanitizers)\"])"]
      generated.bridge.settings = [".unsafeFlags([\"-sanitize=address\"])"]
      program.linker = [".unsafeFlags([\"-sanitize=\(sanitizers)\", \"-use-ld=lld\"])"]
      arguments = ["-Xcc", "-DREALMWIRE_ASAN"]
      if build == .libFuzzer { arguments += ["-Xswiftc", "-DREALMWIRE_LIBFUZZER"] }
    }
    call.console.progress("compiling what attacks \(model.name)")
    path = try generated.build(program, release: true, arguments: arguments, call)
    directory = generated.scratch.directory
    self.call = call
  }

  /// The program, with the schema inside: it runs anywhere.
  private static func program(
    _ model: SchemaModel, _ sources: SourceSet, bridge: String
  ) -> [GeneratedFile] {
    let head = "\(SwiftEmitter.headerMark)\(model.name). It attacks the generated code.\n\n"
    let main = """
      import FuzzDriver
      import \(bridge)

      @main enum Attack {
        static func main() { FuzzDriver.main(schema: schemaFiles, protocol: bridgedProtocol) }
      }

      """
    let files = sources.files.map { file in
      "  (path: \(LiteralText.text(file.path)), text: \(LiteralText.text(String(decoding: file.bytes, as: UTF8.self)))),\n"
    }
    let schema = "let schemaFiles: [(path: String, text: String)] = [\n\(files.joined())]\n"
    return [
      GeneratedFile(name: "Attack.swift", text: head + main), GeneratedFile(name: "Schema.swift", text: head + schema),
    ]
  }

  // MARK: - Asking

  /// Runs a verb of the program with inputs; `heard` gets what it says on the way.
  func run(
    _ verb: String, _ target: String, _ words: [String] = [], inputs: [[UInt8]], heard: (String) -> Void = { _ in }
  ) throws(Failure) -> Outcome {
    let questions = "\(directory)/inputs.txt", answers = "\(directory)/answers.txt"
    let text = inputs.map { Hex.text($0) + "\n" }.joined()
    try call.replace(questions, Array(text.utf8))
    _ = try start([verb, target] + words, input: questions, output: answers, heard: heard)
    return Self.outcome(try bytes(answers))
  }

  /// Starts the program; returns how it ended.
  func start(
    _ words: [String], input: String? = nil, output: String? = nil, heard: (String) -> Void
  ) throws(Failure) -> Int32 {
    var said = BuildLog()
    do throws(FileProblem) {
      // Swift's own report of a crash can hang, and libFuzzer's is better.
      let command = ["env", "SWIFT_BACKTRACE=enable=no", path]
      return try call.processes.run(.init(words: command + words, input: input, output: output)) { piece in
        for line in said.append(piece) { heard(line) }
      }
    } catch {
      throw Failure(.internalError, "the compiled attack cannot be run: \(error.sentence)")
    }
  }

  /// The bytes of a file of the scratch folder.
  func bytes(_ path: String) throws(Failure) -> [UInt8] {
    do throws(FileProblem) {
      return try call.files.readBytes(path, 1 << 30)
    } catch {
      throw Failure(.internalError, "the compiled attack gave no answer: \(error.sentence)")
    }
  }

  private static func outcome(_ answers: [UInt8]) -> Outcome {
    var outcome = Outcome()
    for line in answers.split(separator: 0x0A) {
      let words = String(decoding: line, as: UTF8.self).split(
        separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
      if words[0] == "tried", words.count > 1 { outcome.executions += Int(words[1]) ?? 0 }
      guard words[0] == "failure", words.count == 4, let oracle = Oracle(rawValue: String(words[1])),
        let input = Hex.bytes(String(words[2]))
      else { continue }
      outcome.failures.append((input, FuzzFailure(oracle, String(words[3]))))
    }
    return outcome
  }
}
