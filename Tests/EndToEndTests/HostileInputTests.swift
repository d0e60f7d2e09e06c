import Foundation
import Testing

/// Whatever stands in a file, or in place of one: a sentence and exit code 1, in little time and memory.
@Suite("Hostile input", .timeLimit(.minutes(2)))
struct HostileInputTests {
  /// What a file holds, and what must be said of it.
  struct Content: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: @Sendable () -> Data
    let said: String

    init(_ name: String, _ bytes: @escaping @Sendable () -> Data, says said: String) {
      self.name = name
      self.bytes = bytes
      self.said = said
    }

    var testDescription: String { name }
  }

  static let contents = [
    Content("nothing", { Data() }, says: "the file is empty"),
    Content("binary", { Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }) }, says: "error[L001]"),
    Content("NUL", { Data("schema: a\0b\n".utf8) }, says: "NUL byte"),
    Content("invalid UTF-8", { Data("schema: ".utf8 + [0xFF, 0xFE]) }, says: "not valid UTF-8"),
    Content("UTF-16", { "schema: chat\n".data(using: .utf16LittleEndian) ?? Data() }, says: "error[L001]"),
    Content("BOM", { Data("\u{FEFF}schema: a\nmesages: {}\n".utf8) }, says: "did you mean `messages`?"),
    Content("CRLF", { Data("schema: a\r\nmesages: {}\r\n".utf8) }, says: ":2:1\n"),
    Content("tabs", { Data("schema: a\ntypes:\n\tA: u8\n".utf8) }, says: "error[L001]"),
    Content("100 MB", { Data(count: 100_000_000) }, says: "is larger than 16 MiB and was not read"),
    Content("16 MiB of one line", { Data(repeating: 0x61, count: 16 << 20) }, says: "error[L"),
    Content(
      "10,000 levels in brackets", { Data(repeated("[", 10_000) + repeated("]", 10_000)) },
      says: "nested deeper than 64 levels"),
    Content(
      "10,000 levels in braces", { Data("schema: a\ntypes: ".utf8 + repeated("{a: ", 10_000) + repeated("}", 10_000)) },
      says: "nested deeper than 64 levels"),
    Content(
      "3,000 levels by indentation",
      { Data((0..<3000).flatMap { repeated(" ", $0) + Array("a:\n".utf8) }) },
      says: "nested deeper than 64 levels"),
    Content(
      "10,000 levels of a type", { Data("schema: a\ntypes:\n  A: ".utf8 + repeated("map<u8, ", 10_000)) },
      says: "error[L004]"),
    Content("a billion laughs", { Data(laughs.utf8) }, says: "alias `*a` is outside the YAML subset"),
    Content(
      "100,000 unknown keys", { Data(("schema: a\n" + (0..<100_000).map { "k\($0): 1\n" }.joined()).utf8) },
      says: " more findings: "),
    Content(
      "one key 100,000 times", { Data(("schema: a\n" + String(repeating: "types: {}\n", count: 100_000)).utf8) },
      says: " more findings: "),
  ]

  static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
  }

  static let laughs =
    "a: &a [ha, ha, ha]\n"
    + zip("bcdefghij", "abcdefghi").map {
      "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 9).joined(separator: ", "))]\n"
    }
    .joined()

  @Test("is explained", arguments: contents)
  func content(_ content: Content) throws {
    try withScratchDirectory { root in
      try content.bytes().write(to: URL(filePath: root + "/x.yaml"))
      let outcome = try Tool.run("lint", "x.yaml", in: root)
      #expect(outcome.exitCode == 1)
      #expect(outcome.text.contains(content.said), "\(outcome.text.prefix(1000))")
      #expect(outcome.text.utf8.count < 100_000)
    }
  }

  @Test("a million keys that are right are read")
  func millionKeys() throws {
    try withScratchDirectory { root in
      // A tool built for debugging takes its time; `.ci/run` gives the released one the whole million.
      let keys = (0..<(Tool.isRelease ? 1_000_000 : 100_000)).map { "  K\($0): 1\n" }.joined()
      try Data(("schema: a\nconstants:\n" + keys).utf8).write(to: URL(filePath: root + "/x.yaml"))
      let outcome = try Tool.run("lint", "x.yaml", in: root)
      #expect(outcome.exitCode <= 1)
      #expect(!outcome.text.contains("error["), "\(outcome.text.prefix(1000))")
    }
  }

  @Test("what is no file is named, and the other files are still checked")
  func places() throws {
    try withScratchDirectory { root in
      let files = FileManager.default
      try files.createDirectory(atPath: root + "/folder/inner.yaml", withIntermediateDirectories: true)
      try files.createSymbolicLink(atPath: root + "/loop.yaml", withDestinationPath: "loop.yaml")
      try files.createSymbolicLink(atPath: root + "/folder/up", withDestinationPath: "..")
      try Data("schema: a\nmesages: {}\n".utf8).write(to: URL(filePath: root + "/bad.yaml"))
      let outcome = try Tool.run("lint", "missing.yaml", "loop.yaml", "folder/inner.yaml", "bad.yaml", in: root)
      #expect(outcome.exitCode == 1)
      #expect(outcome.output.contains("error[L008]: `missing.yaml` does not exist\n"))
      #expect(
        outcome.output.contains(
          "error[L008]: `loop.yaml` is a symbolic link that leads back to itself\n"))
      #expect(
        outcome.output.contains("error[L008]: `folder/inner.yaml` has no `.yaml` file in it\n"))
      #expect(outcome.output.contains(" --> bad.yaml:2:1\n"))
      #expect(try Tool.run("lint", ".", in: root).exitCode == 1)
    }
  }

  @Test("imports that form a circle, or lead nowhere, are named where they stand")
  func imports() throws {
    try withScratchDirectory { root in
      for (name, imported) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "nowhere"), ("e", "e")] {
        try Data("schema: x\nimports: [\(imported).yaml]\n".utf8).write(to: URL(filePath: root + "/\(name).yaml"))
      }
      let circle = try Tool.run("lint", "a.yaml", in: root)
      #expect(circle.exitCode == 1)
      #expect(circle.output.contains("error[L008]: imports form a cycle\n"))
      let nowhere = try Tool.run("lint", "d.yaml", in: root)
      #expect(nowhere.exitCode == 1)
      #expect(
        nowhere.output.contains(
          "error[L008]: the import cannot be read: `nowhere.yaml` does not exist\n --> d.yaml:2:11\n"))
      #expect(try Tool.run("lint", "e.yaml", in: root).exitCode == 1)
    }
  }

  /// The superuser may read everything, so a test run by it steps down first.
  static let stepDown = "/usr/bin/setpriv"

  @Test(
    "what may not be read is named, be it a file or a directory",
    .enabled(if: getuid() != 0 || FileManager.default.isExecutableFile(atPath: stepDown), "nobody else to run as"))
  func unreadable() throws {
    try withScratchDirectory { root in
      let files = FileManager.default
      try files.createDirectory(atPath: root + "/Protocol/closed", withIntermediateDirectories: true)
      try Data("schema: a\n".utf8).write(to: URL(filePath: root + "/Protocol/x.yaml"))
      // Whom it steps down to may not be let into the build folder.
      try files.copyItem(atPath: Tool.path, toPath: root + "/tool")
      for (path, mode) in [("", 0o755), ("/Protocol", 0o755), ("/Protocol/x.yaml", 0), ("/Protocol/closed", 0)] {
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: root + path)
      }
      defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root + "/Protocol/closed") }
      let prefix = getuid() == 0 ? "\(Self.stepDown) --reuid 65534 --clear-groups " : ""
      let outcome = try Tool.shell("exec \(prefix)./tool lint", in: root)
      #expect(outcome.exitCode == 1)
      for path in ["Protocol/x.yaml", "Protocol/closed"] {
        #expect(outcome.output.contains("error[L008]: `\(path)` cannot be opened: permission denied\n"))
      }
    }
  }

  @Test("endless and silent devices do not hang it")
  func devices() throws {
    try withScratchDirectory { root in
      let endless = try Tool.run("lint", "/dev/zero", in: root)
      #expect(endless.exitCode == 1)
      #expect(
        endless.output.hasPrefix("error[L008]: `/dev/zero` is larger than 16 MiB and was not read\n"))
      let pipe = try Tool.shell("mkfifo pipe && exec \"$0\" lint pipe", in: root)
      #expect(pipe.exitCode == 1)
      #expect(pipe.text.contains("the file is empty"))
    }
  }
}
