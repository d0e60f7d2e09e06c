import Synchronization

@testable import RealmwireCommands

/// A world without a disk or a terminal: runs command lines in process and remembers what they wrote.
struct World {
  /// Files by path; directories are what the paths imply.
  var files: [String: String] = [:]
  /// Files that are no text.
  var binaries: [String: [UInt8]] = [:]
  var input = ""
  /// Standard input in pieces, as they arrive; `input` in one, when empty.
  var inputPieces: [[UInt8]] = []
  var isTerminal = false
  var variables: [String: String] = ["COLUMNS": "80"]
  /// What happens when a program is started: its exit code, and what it says.
  var program: (@Sendable (_ request: Processes.Request, _ files: FileSystem) -> (status: Int32, said: String))?

  /// How a run ended.
  struct Outcome: Equatable {
    var exitCode: ExitCode
    var output: String
    var error: String
    /// The files as the run left them.
    var files: [String: String]
  }

  /// Runs `realmwire` with the words of a line, split at spaces.
  func run(_ line: String) -> Outcome {
    run(line.split(separator: " ").map(String.init))
  }

  func run(_ words: [String]) -> Outcome {
    let disk = MemoryDisk(files, binaries)
    let recorder = Recorder()
    let input = Array(input.utf8)
    let pieces = Mutex(inputPieces.isEmpty ? [input] : inputPieces)
    let console = Console(
      writeOutput: { recorder.append(output: $0) },
      writeError: { recorder.append(error: $0) },
      readInput: { _ throws(FileProblem) in input },
      input: ByteSource(
        next: { () throws(FileProblem) in pieces.withLock { $0.isEmpty ? [] : $0.removeFirst() } },
        isReady: { false }),
      outputIsTerminal: isTerminal, errorIsTerminal: isTerminal, terminalWidth: nil)
    var environment = Environment(variables: variables, console: console, files: disk.fileSystem)
    if let program {
      environment.processes.run = { (request, heard) throws(FileProblem) in
        let (status, said) = program(request, disk.fileSystem)
        heard(Array(said.utf8))
        return status
      }
    }
    let exitCode = Realmwire.run(words, in: environment)
    return Outcome(exitCode: exitCode, output: recorder.output, error: recorder.error, files: disk.files)
  }
}

/// Remembers what was written.
private final class Recorder: Sendable {
  private let streams = Mutex<(output: [UInt8], error: [UInt8])>(([], []))

  func append(output bytes: [UInt8]) { streams.withLock { $0.output += bytes } }
  func append(error bytes: [UInt8]) { streams.withLock { $0.error += bytes } }
  var output: String { streams.withLock { String(decoding: $0.output, as: UTF8.self) } }
  var error: String { streams.withLock { String(decoding: $0.error, as: UTF8.self) } }
}

/// A disk that is a dictionary.
final class MemoryDisk: Sendable {
  private let contents: Mutex<[String: [UInt8]]>

  init(_ files: [String: String], _ binaries: [String: [UInt8]] = [:]) {
    contents = Mutex(files.mapValues { Array($0.utf8) }.merging(binaries) { $1 })
  }

  var files: [String: String] { contents.withLock { $0.mapValues { String(decoding: $0, as: UTF8.self) } } }

  var fileSystem: FileSystem {
    FileSystem(
      readBytes: { (path, limit) throws(FileProblem) in
        guard try self.kind(path) == .file else { throw FileProblem(path, .directory) }
        let bytes = self.contents.withLock { $0[Self.normal(path)] } ?? []
        guard bytes.count <= limit else { throw FileProblem(path, .tooLarge(limit: limit)) }
        return bytes
      },
      open: { (path) throws(FileProblem) in
        guard try self.kind(path) == .file else { throw FileProblem(path, .directory) }
        let pieces = Mutex(self.contents.withLock { [$0[Self.normal(path)] ?? []] })
        return ByteSource(
          next: { () throws(FileProblem) in pieces.withLock { $0.popLast() ?? [] } }, isReady: { true })
      },
      kind: { (path) throws(FileProblem) in try self.kind(path) },
      search: { (path, endings) throws(FileProblem) in
        guard try self.kind(path) == .directory else { throw FileProblem(path, .notDirectory) }
        let prefix = Self.normal(path)
        let below = self.contents.withLock { Array($0.keys) }.filter { file in
          (prefix.isEmpty || file.hasPrefix(prefix + "/")) && endings.contains { file.hasSuffix($0) }
        }
        let shown = below.map { prefix.isEmpty ? FileSystem.join(path, $0) : path + $0.dropFirst(prefix.count) }
        return FileSystem.Listing(paths: shown.sorted())
      },
      replace: { (path, bytes) throws(FileProblem) in
        self.contents.withLock { files in
          guard files[Self.normal(path)] != bytes else { return false }
          files[Self.normal(path)] = bytes
          return true
        }
      },
      create: { (path, bytes) throws(FileProblem) in
        let isNew = self.contents.withLock { files in
          guard files[Self.normal(path)] == nil else { return false }
          files[Self.normal(path)] = bytes
          return true
        }
        guard isNew else { throw FileProblem(path, .alreadyExists) }
      },
      makeDirectory: { (path) throws(FileProblem) in
        if self.contents.withLock({ $0[Self.normal(path)] }) != nil { throw FileProblem(path, .notDirectory) }
      },
      remove: { (path) throws(FileProblem) in
        guard self.contents.withLock({ $0.removeValue(forKey: Self.normal(path)) }) != nil else {
          throw FileProblem(path, .missing)
        }
      })
  }

  private func kind(_ path: String) throws(FileProblem) -> FileSystem.Kind {
    let path = Self.normal(path)
    if path.isEmpty { return .directory }
    let names = contents.withLock { Array($0.keys) }
    if names.contains(path) { return .file }
    guard names.contains(where: { $0.hasPrefix(path + "/") }) else { throw FileProblem(path, .missing) }
    return .directory
  }

  /// Without `.` and doubled or trailing slashes, and with `..` taken back.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
