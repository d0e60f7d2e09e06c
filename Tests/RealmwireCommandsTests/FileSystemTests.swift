import Foundation
import Testing

@testable import RealmwireCommands

@Suite("The disk")
struct FileSystemTests {
  let files = FileSystem.host

  @Test("a file's bytes arrive as they are")
  func read() throws {
    try withScratchDirectory { root in
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(bytes).write(to: URL(filePath: root + "/a"))
      try Data().write(to: URL(filePath: root + "/empty"))
      #expect(try files.read(root + "/a") == bytes)
      #expect(try files.read(root + "/empty") == [])
      #expect(try files.readBytes(root + "/a", 200_000).count == 200_000)
      #expect(
        problem { () throws(FileProblem) in try files.readBytes(root + "/a", 199_999) } == .tooLarge(limit: 199_999))
    }
  }

  @Test("what cannot be read has a name")
  func problems() throws {
    try withScratchDirectory { root in
      try FileManager.default.createSymbolicLink(atPath: root + "/loop", withDestinationPath: root + "/loop")
      try Data().write(to: URL(filePath: root + "/file"))
      #expect(problem { () throws(FileProblem) in try files.read(root + "/none") } == .missing)
      #expect(problem { () throws(FileProblem) in try files.read(root) } == .directory)
      #expect(problem { () throws(FileProblem) in try files.read(root + "/file/below") } == .notDirectory)
      #expect(problem { () throws(FileProblem) in try files.read(root + "/loop") } == .symlinkLoop)
      #expect(problem { () throws(FileProblem) in try files.read(root + "/a\0b") } == .nameWithNul)
      let long = String(repeating: "a", count: 5000)
      #expect(problem { () throws(FileProblem) in try files.read(root + "/" + long) } == .nameTooLong)
      // A value on a command line is no file, however long it is.
      #expect(!files.exists(root + "/" + long))
    }
  }

  @Test("permission denied has a name", .enabled(if: getuid() != 0, "the superuser may read everything"))
  func forbidden() throws {
    try withScratchDirectory { root in
      try Data().write(to: URL(filePath: root + "/file"))
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: root + "/file")
      #expect(problem { () throws(FileProblem) in try files.read(root + "/file") } == .forbidden)
    }
  }

  @Test("a huge file is refused by its size, a device that never ends by the bytes it gives", .timeLimit(.minutes(1)))
  func tooLarge() throws {
    try withScratchDirectory { root in
      try files.create(root + "/huge", [])
      try FileHandle(forWritingTo: URL(filePath: root + "/huge")).truncate(atOffset: 100 << 20)
      #expect(
        problem { () throws(FileProblem) in try files.read(root + "/huge") } == .tooLarge(limit: FileSystem.sizeLimit))
      #expect(
        problem { () throws(FileProblem) in try files.read("/dev/zero") } == .tooLarge(limit: FileSystem.sizeLimit))
      #expect(try files.read("/dev/null") == [])
    }
  }

  @Test("a pipe that nobody writes to does not hang", .timeLimit(.minutes(1)))
  func pipe() throws {
    try withScratchDirectory { root in
      try makePipe(root + "/pipe")
      #expect(try files.read(root + "/pipe") == [])
      #expect(try files.kind(root + "/pipe") == .other)
    }
  }

  @Test("a search is sorted, follows links once, and passes hidden things over")
  func search() throws {
    try withScratchDirectory { root in
      for directory in ["b/deep", "a", ".hidden"] {
        try FileManager.default.createDirectory(
          atPath: root + "/" + directory, withIntermediateDirectories: true)
      }
      for name in ["b/deep/x.yaml", "a/y.yml", "a/no.txt", "z.yaml", ".hidden/x.yaml", "a/.y.yaml"] {
        try Data().write(to: URL(filePath: root + "/" + name))
      }
      try FileManager.default.createSymbolicLink(atPath: root + "/a/up", withDestinationPath: root)
      try FileManager.default.createSymbolicLink(atPath: root + "/a/loop", withDestinationPath: "loop")
      try FileManager.default.createSymbolicLink(atPath: root + "/gone.yaml", withDestinationPath: "nowhere")
      try makePipe(root + "/pipe.yaml")
      let listing = try files.search(root, [".yaml", ".yml"])
      #expect(listing.paths == ["/a/y.yml", "/b/deep/x.yaml", "/z.yaml"].map { root + $0 })
      #expect(listing.problems == [FileProblem(root + "/gone.yaml", .missing)])
    }
  }

  @Test("a search ends, however deep the directories are")
  func deepSearch() throws {
    try withScratchDirectory { root in
      let deep = root + String(repeating: "/d", count: 80)
      try files.makeDirectory(deep)
      try files.create(deep + "/x.yaml", [])
      let listing = try files.search(root, [".yaml"])
      #expect(listing.paths.isEmpty)
      #expect(listing.problems.map(\.kind) == [.nestedTooDeep(limit: 64)])
    }
  }

  @Test("replacing keeps the mode, follows links, leaves no litter, and touches nothing that is the same")
  func replace() throws {
    try withScratchDirectory { root in
      let path = root + "/file"
      #expect(try files.replace(path, Array("one".utf8)))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: "file")
      let before = try inode(path)
      #expect(try files.replace(path, Array("one".utf8)) == false)
      #expect(try inode(path) == before)
      #expect(try files.replace(root + "/link", Array("two".utf8)))
      #expect(try files.read(path) == Array("two".utf8))
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["file", "link"])
      #expect(problem { () throws(FileProblem) in try files.replace(root, []) } == .directory)
      #expect(problem { () throws(FileProblem) in try files.replace(root + "/no/file", []) } == .missing)
    }
  }

  @Test("creating refuses what exists, and directories are made with those above them")
  func create() throws {
    try withScratchDirectory { root in
      try files.makeDirectory(root + "/a/b/c")
      try files.makeDirectory(root + "/a/b/c/")
      try files.create(root + "/a/b/c/x", [1])
      #expect(problem { () throws(FileProblem) in try files.create(root + "/a/b/c/x", [2]) } == .alreadyExists)
      #expect(try files.read(root + "/a/b/c/x") == [1])
      #expect(problem { () throws(FileProblem) in try files.makeDirectory(root + "/a/b/c/x") } == .notDirectory)
      try files.remove(root + "/a/b/c/x")
      #expect(!files.exists(root + "/a/b/c/x"))
    }
  }

  @Test("from another directory, relative paths move and messages show them as written")
  func workingDirectory() throws {
    try withScratchDirectory { root in
      try files.makeDirectory(root + "/sub")
      try files.create(root + "/sub/x.yaml", [7])
      let moved = files.from(root)
      #expect(try moved.read("sub/x.yaml") == [7])
      #expect(try moved.read(root + "/sub/x.yaml") == [7])
      #expect(try moved.search("sub", [".yaml"]).paths == ["sub/x.yaml"])
      #expect(try moved.search(".", [".yaml"]).paths == ["./sub/x.yaml"])
      #expect(moved.schemaFiles(at: ["none", "sub", "sub/x.yaml"]).problems == [FileProblem("none", .missing)])
      #expect(moved.schemaFiles(at: ["none", "sub", "sub/x.yaml"]).paths == ["sub/x.yaml"])
      try moved.makeDirectory("empty")
      #expect(
        moved.schemaFiles(at: ["empty"]).problems.map(\.sentence)
          == ["`empty` has no `.yaml` file in it"])
    }
  }

  private func makePipe(_ path: String) throws {
    let result = unsafe mkfifo(path, 0o600)
    try #require(result == 0)
  }

  private func inode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }
}
