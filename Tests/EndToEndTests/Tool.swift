import Foundation
import Testing

/// The built tool, run as a process of its own.
enum Tool {
  /// `REALMWIRE_TOOL` names a release build to test in place of the one that stands beside the tests.
  private static let released = ProcessInfo.processInfo.environment["REALMWIRE_TOOL"]
  static let isRelease = released != nil

  static let path = released.map { URL(filePath: $0).path } ?? besideTests
  private static let besideTests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .appending(path: "realmwire").path

  struct Outcome {
    var exitCode: Int32
    var output: String
    var error: String
    /// Both streams, for tests that do not mind which.
    var text: String { output + error }
  }

  /// Runs the tool with little memory, so that a test fails where a machine would suffer.
  static func run(_ words: String..., in directory: String, input: Data = Data()) throws -> Outcome {
    try run(words, in: directory, input: input)
  }

  /// The same, for words that stand in a list.
  static func run(_ words: [String], in directory: String, input: Data = Data()) throws -> Outcome {
    try shell("ulimit -v 2000000; exec \"$0\" \"$@\"", [path] + words, in: directory, input: input)
  }

  /// Runs a line of shell, in which `"$0"` is the tool.
  static func shell(_ line: String, _ words: [String] = [path], in directory: String, input: Data = Data()) throws
    -> Outcome
  {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line] + words
    process.currentDirectoryURL = URL(filePath: directory)
    // Files rather than pipes: nothing can fill up.
    let streams = ["input", "output", "error"].map { directory + "/.stream-" + $0 }
    try input.write(to: URL(filePath: streams[0]))
    for path in streams.dropFirst() { try Data().write(to: URL(filePath: path)) }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: streams[0]))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: streams[1]))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: streams[2]))
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "killed by signal \(process.terminationStatus)")
    return Outcome(
      exitCode: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: URL(filePath: streams[1])), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: URL(filePath: streams[2])), as: UTF8.self))
  }
}

/// A directory of its own on the disk, gone after the body.
func withScratchDirectory(_ body: (_ path: String) throws -> Void) throws {
  let path = NSTemporaryDirectory() + "realmwire-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}
