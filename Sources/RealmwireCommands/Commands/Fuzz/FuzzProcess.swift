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

  private static let module = "FuzzedProtocol"
  private static let bridge = "FuzzedBridge"
  private static let product = "Attack"

  /// Generates and compiles; with libFuzzer and AddressSanitizer, or plainly.
  init(_ model: SchemaModel, _ sources: SourceSet, withLibFuzzer: Bool, _ call: Invocation) throws(Failure) {
    let package = try PackageLocation.find(call)
    let target = GenerateTarget(schema: [], out: Self.module, bridge: Self.bridge)
    let generated = try GenerateCommand.files(of: model, sources, target)
    let usesZlib = generated.contains { $0.files.contains { $0.text.contains("import WireZlib\n") } }
    let subjects = [package] + model.links.map(\.source.file).prefix(1).map { sources[$0].path }
    let kind = withLibFuzzer ? "fuzz" : "fuzz-random"
    let scratch = try ScratchPackage("\(model.name)-\(kind)", for: subjects.map { call.absolute($0) ?? $0 }, call)
    var codecs = ScratchPackage.Target(
      name: Self.module, files: generated[0].files, products: ["Wire"] + (usesZlib ? ["WireZlib"] : []))
    var bridge = ScratchPackage.Target(
      name: Self.bridge, files: generated[1].files, uses: [Self.module], products: ["Wire", "WireBridge"])
    var attack = ScratchPackage.Target(
      name: Self.product, files: Self.program(model, sources), isExecutable: true, uses: [Self.bridge],
      products: ["FuzzDriver"])
    var arguments: [String] = []
    if withLibFuzzer {
      // Coverage is counted in the codecs alone: what is not counted is quick.
      codecs.settings = [".unsafeFlags([\"-sanitize=fuzzer,address\"])"]
      bridge.settings = [".unsafeFlags([\"-sanitize=address\"])"]
      attack.linker = [".unsafeFlags([\"-sanitize=fuzzer,address\", \"-use-ld=lld\"])"]
      arguments = ["-Xswiftc", "-DREALMWIRE_LIBFUZZER", "-Xcc", "-DREALMWIRE_ASAN"]
    }
    try scratch.write([codecs, bridge, attack], against: package, call)
    call.console.progress("compiling what attacks \(model.name)")
    path = try scratch.build(Self.product, release: true, call, arguments: arguments)
    directory = scratch.directory
    self.call = call
  }

  /// The program, with the schema inside: it runs anywhere.
  private static func program(_ model: SchemaModel, _ sources: SourceSet) -> [GeneratedFile] {
    let head = "\(SwiftEmitter.headerMark)\(model.name). It attacks the generated code.\n\n"
    let main = """
      import FuzzDriver
      import \(bridge)

      @main enum Attack {
        static func main() { FuzzDriver.main(schema: schemaFiles, protocol: bridgedProtocol) }
      }

      """
    let files = sources.files.map { file in
      "  (path: \(literal(file.path)), text: \(literal(String(decoding: file.bytes, as: UTF8.self)))),\n"
    }
    let schema = "let schemaFiles: [(path: String, text: String)] = [\n\(files.joined())]\n"
    return [
      GeneratedFile(name: "Attack.swift", text: head + main), GeneratedFile(name: "Schema.swift", text: head + schema),
    ]
  }

  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result + "\""
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
