import Foundation

@testable import RealmwireCommands

/// A directory of its own on the real disk, gone after the body.
func withScratchDirectory<Value>(_ body: (_ path: String) throws -> Value) throws -> Value {
  let path = NSTemporaryDirectory() + "realmwire-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer {
    // What a test made unreadable could not be removed.
    _ = try? Process.run(URL(filePath: "/bin/chmod"), arguments: ["-R", "u+rwx", path]).waitUntilExit()
    try? FileManager.default.removeItem(atPath: path)
  }
  return try body(path)
}

/// The problem that a call on the disk ends with, or nil.
func problem<Value>(_ body: () throws(FileProblem) -> Value) -> FileProblem.Kind? {
  do throws(FileProblem) {
    _ = try body()
    return nil
  } catch {
    return error.kind
  }
}
