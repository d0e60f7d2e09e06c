import Diagnostics
import SchemaModel
import SwiftEmitter

/// A program around a schema's generated code, built in a scratch package: asked in lines, it answers in lines.
struct CompiledProgram {
  private let path: String
  private let directory: String
  private let call: Invocation

  /// Generates, compiles and is ready to be asked.
  init(_ model: SchemaModel, _ sources: SourceSet, release: Bool, _ call: Invocation) throws(Failure) {
    let generated = try ScratchCodecs(model, sources, prefix: "Verified", folder: model.name, call)
    let main = """
      \(SwiftEmitter.headerMark)\(model.name). It answers for the generated code.

      import \(generated.bridge.name)
      import WireBridge

      BridgeLoop.run(bridgedProtocol)

      """
    let program = ScratchPackage.Target(
      name: "Answer", files: [GeneratedFile(name: "main.swift", text: main)], isExecutable: true,
      uses: [generated.bridge.name], products: ["WireBridge"])
    call.console.progress("compiling what is generated from \(model.name)")
    path = try generated.build(program, release: release, call)
    directory = generated.scratch.directory
    self.call = call
  }

  /// The answers to some lines. A line that makes the program crash gets an empty one.
  func ask(_ lines: [String]) throws(Failure) -> [String] {
    guard !lines.isEmpty else { return [] }
    let questions = "\(directory)/questions.jsonl", answers = "\(directory)/answers.jsonl"
    try call.replace(questions, Array((lines.joined(separator: "\n") + "\n").utf8))
    let status: Int32
    let said: [UInt8]
    do throws(FileProblem) {
      status = try call.processes.run(.init(words: [path], input: questions, output: answers)) { _ in }
      said = try call.files.readBytes(answers, 1 << 40)
    } catch {
      throw Failure(.internalError, "the generated code cannot be run: \(error.sentence)")
    }
    let found = said.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    if status == 0, found.count == lines.count { return found }
    // Which of them it was, halving tells: what a program wrote before it died may be lost.
    guard lines.count > 1 else { return [""] }
    let half = lines.count / 2
    return try ask(Array(lines[..<half])) + ask(Array(lines[half...]))
  }
}
