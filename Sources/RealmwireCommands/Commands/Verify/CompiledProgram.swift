import Diagnostics
import SchemaModel
import SwiftEmitter

/// A program around a schema's generated code, built in a scratch package: asked in lines, it answers in lines.
struct CompiledProgram {
  private let path: String
  private let directory: String
  private let call: Invocation

  private static let module = "VerifiedProtocol"
  private static let bridge = "VerifiedBridge"
  private static let product = "Answer"

  /// Generates, compiles and is ready to be asked.
  init(_ model: SchemaModel, _ sources: SourceSet, release: Bool, _ call: Invocation) throws(Failure) {
    let package = try PackageLocation.find(call)
    let target = GenerateTarget(schema: [], out: Self.module, bridge: Self.bridge)
    let generated = try GenerateCommand.files(of: model, sources, target)
    let usesZlib = generated.contains { $0.files.contains { $0.text.contains("import WireZlib\n") } }
    let subjects = [package] + model.links.map(\.source.file).prefix(1).map { sources[$0].path }
    let scratch = try ScratchPackage(model.name, for: subjects.map { call.absolute($0) ?? $0 }, call)
    let main = """
      \(SwiftEmitter.headerMark)\(model.name). It answers for the generated code.

      import \(Self.bridge)
      import WireBridge

      BridgeLoop.run(bridgedProtocol)

      """
    try scratch.write(
      [
        .init(
          name: Self.module, files: generated[0].files, products: ["Wire"] + (usesZlib ? ["WireZlib"] : [])),
        .init(name: Self.bridge, files: generated[1].files, uses: [Self.module], products: ["Wire", "WireBridge"]),
        .init(
          name: Self.product, files: [GeneratedFile(name: "main.swift", text: main)], isExecutable: true,
          uses: [Self.bridge], products: ["WireBridge"]),
      ], against: package, call)
    call.console.progress("compiling what is generated from \(model.name)")
    path = try scratch.build(Self.product, release: release, call)
    directory = scratch.directory
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
