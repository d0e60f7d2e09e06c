import Foundation
import RandomSchemas
import SwiftEmitter

/// A package of its own, in which generated modules are compiled and asked.
struct Scratch {
  let directory: URL
  /// This repository: where Wire is.
  let repository: URL

  /// A schema under a module's name.
  struct Module {
    let name: String
    let compiled: CompiledSketch
  }

  /// Writes a package of these schemas: for each its module and its bridge, and one program that answers for all.
  ///
  /// Files that are as they should be are left alone, so that what was compiled stays compiled.
  func write(_ modules: [Module]) throws {
    var expected = Set<String>()
    func put(_ path: String, _ text: String) throws {
      expected.insert(path)
      let url = directory.appending(path: path)
      if (try? String(contentsOf: url, encoding: .utf8)) == text { return }
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    try put("Package.swift", manifest(modules.map(\.name)))
    try put("Sources/answer/main.swift", Self.program(modules.map(\.name)))
    for module in modules {
      guard let model = module.compiled.model else { continue }
      for file in try SwiftEmitter.files(of: model, module.compiled.sources) {
        try put("Sources/\(module.name)/\(file.name)", file.text)
      }
      for file in try SwiftEmitter.bridgeFiles(of: model, module.compiled.sources, module: module.name) {
        try put("Sources/\(module.name)Bridge/\(file.name)", file.text)
      }
    }
    let sources = directory.appending(path: "Sources")
    let found = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    for path in found where path.hasSuffix(".swift") && !expected.contains("Sources/" + path) {
      try FileManager.default.removeItem(at: sources.appending(path: path))
    }
  }

  private func manifest(_ names: [String]) -> String {
    let targets = names.map { name in
      """
          .target(name: "\(name)", dependencies: wire, swiftSettings: strict),
          .target(name: "\(name)Bridge", dependencies: wire + ["\(name)"], swiftSettings: strict),

      """
    }
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let strict: [SwiftSetting] = [
        .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
      ]
      let wire: [Target.Dependency] = ["Wire", "WireZlib", "WireBridge"].map {
        .product(name: $0, package: "\(repository.lastPathComponent)")
      }
      let package = Package(
        name: "scratch", dependencies: [.package(path: "\(repository.path)")],
        targets: [
      \(targets.joined())    .executableTarget(
            name: "answer", dependencies: wire + [\(names.map { "\"\($0)Bridge\"" }.joined(separator: ", "))]),
        ])
      """
  }

  private static func program(_ names: [String]) -> String {
    let imports = names.map { "import \($0)Bridge\n" }.joined()
    let cases = names.map { "case \"\($0)\": BridgeLoop.run(\($0)Bridge.bridgedProtocol)\n" }.joined()
    return """
      import WireBridge
      \(imports)
      switch CommandLine.arguments[1] {
      \(cases)default: fatalError("no such schema")
      }
      """
  }

  /// Compiles the package; what the compiler says when it fails.
  func build() throws -> String? {
    let (status, output) = try run(
      "swift", ["build", "--package-path", directory.path, "--product", "answer"], input: nil)
    return status == 0 ? nil : output
  }

  /// The answers of a schema's compiled codecs to some requests.
  func answers(_ module: String, to requests: String) throws -> (status: Int32, lines: [String]) {
    let file = directory.appending(path: "requests.jsonl")
    try requests.write(to: file, atomically: true, encoding: .utf8)
    let (status, output) = try run(
      directory.appending(path: ".build/debug/answer").path, [module], input: FileHandle(forReadingFrom: file))
    return (status, output.split(separator: "\n").map(String.init))
  }

  /// Whether the generated module and its bridge pass the compiler's checks; what it says when they do not.
  func check(_ compiled: CompiledSketch) throws -> String? {
    try write([Module(name: "Shrinking", compiled: compiled)])
    return try build().map(Self.firstError)
  }

  /// The first error of a log, without the names and places in it.
  static func firstError(_ log: String) -> String {
    let line = log.split(separator: "\n").first { $0.contains(".swift:") && $0.contains("error: ") }
    guard let line, let start = line.firstRange(of: "error: ") else { return log }
    let words = line[start.upperBound...].split(separator: "'", omittingEmptySubsequences: false)
    return words.enumerated().map { $0.isMultiple(of: 2) ? String($1) : "…" }.joined(separator: "'")
  }

  /// The modules that a log has errors of.
  static func broken(_ log: String, among modules: [Module]) -> [Module] {
    let lines = log.split(separator: "\n").filter { $0.contains("error: ") }
    return modules.filter { module in
      lines.contains { $0.contains("/Sources/\(module.name)/") || $0.contains("/Sources/\(module.name)Bridge/") }
    }
  }

  private func run(_ program: String, _ arguments: [String], input: FileHandle?) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = input ?? FileHandle.nullDevice
    let log = directory.appending(path: "output.txt")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }
}
