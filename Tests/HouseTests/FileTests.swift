import Testing

@Suite("The house's files")
struct FileTests {
  static let folders = ["Sources", "Tests", "Generated", "Benchmarks", "Examples", "Plugins"]

  @Test("no file is too long to read")
  func length() throws {
    let files = try Self.folders.flatMap(Repository.swiftFiles)
    #expect(files.count > 20)
    for file in files {
      #expect(file.lines.count <= 601, "\(file) has \(file.lines.count) lines; split it by subject")
    }
  }
}
