import Diagnostics
import Foundation
import SchemaSyntax
import Testing

@testable import SchemaFormat

/// A schema or fixture file of the repository.
struct RepositoryFile: Sendable, CustomTestStringConvertible {
  let source: SourceFile
  var testDescription: String { source.path }

  /// Every YAML file that can be read without a finding.
  static let readable: [RepositoryFile] = all.filter { YAMLReader.read($0.source, file: 0).findings.isEmpty }

  static let all: [RepositoryFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return ["Fixtures", "Protocol", "Examples"].flatMap { folder -> [RepositoryFile] in
      let found = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
      let paths = (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "yaml" }
      return paths.sorted { $0.path < $1.path }.compactMap { url in
        guard let data = try? Data(contentsOf: url) else { return nil }
        let path = String(url.path.dropFirst(root.path.count + 1))
        return RepositoryFile(source: SourceFile(path: path, bytes: Array(data)))
      }
    }
  }()

  /// A few mapping-only files that are small enough to be written in hundreds of ways.
  static let small: [RepositoryFile] = readable.filter { $0.source.bytes.count < 12_000 }
}

@Suite("Formatting never changes what a file says")
struct PropertyTests {
  @Test("the repository's own files", arguments: RepositoryFile.readable)
  func files(_ file: RepositoryFile) throws {
    try expectSound(file.source)
  }

  @Test("files that cannot be read are refused with findings", arguments: RepositoryFile.all)
  func refusals(_ file: RepositoryFile) {
    let findings = YAMLReader.read(file.source, file: 0).findings
    guard !findings.isEmpty else { return }
    guard case .refused(let reported) = SchemaFormatter.format(file.source) else {
      Issue.record("formatted although it cannot be read")
      return
    }
    #expect(reported == findings)
  }

  @Test("any layout of the same nodes, with comments anywhere", arguments: RepositoryFile.small)
  func layouts(_ file: RepositoryFile) throws {
    guard let root = YAMLReader.read(file.source, file: 0).root else { return }
    for seed in 0..<3 {
      let text = RandomLayout(root, seed: UInt64(seed)).text
      let source = SourceFile(path: "layout \(seed) of " + file.source.path, bytes: Array(text.utf8))
      let document = YAMLReader.read(source, file: 0)
      try #require(document.findings.isEmpty, "\(document.findings.map(\.message)) in\n\(text)")
      let written = try #require(document.root)
      #expect(Meaning(written, of: source).values == Meaning(root, of: file.source).values, "\(text)")
      try expectSound(source)
    }
  }

  @Test("disturbed lines", arguments: RepositoryFile.small)
  func disturbances(_ file: RepositoryFile) throws {
    var random = SeededRandom(state: 7)
    for _ in 0..<3 {
      let source = SourceFile(path: "disturbed " + file.source.path, bytes: disturbed(file.source.bytes, &random))
      // Many a disturbance is no longer YAML; what still is must come out sound.
      if YAMLReader.read(source, file: 0).findings.isEmpty { try expectSound(source) }
    }
  }

  /// Formatting keeps keys, values and comments, and a second time changes nothing.
  private func expectSound(_ source: SourceFile) throws {
    let meaning = try #require(Meaning(of: source))
    let root = try #require(YAMLReader.read(source, file: 0).root)
    let once = SourceFile(path: source.path, bytes: SchemaFormatter.layOut(root, of: source))
    let text = String(decoding: once.bytes, as: UTF8.self)
    let again = try #require(Meaning(of: once), "cannot be read:\n\(text)")
    #expect(
      again == meaning, "changed \(source.path):\n\(String(decoding: source.bytes, as: UTF8.self))\n--->\n\(text)")
    guard case .formatted(let twice) = SchemaFormatter.format(once) else {
      Issue.record("refused a second time: \(source.path)\n\(text)")
      return
    }
    #expect(String(decoding: twice, as: UTF8.self) == text, "\(source.path)")
    #expect(text.hasSuffix("\n"))
    #expect(!text.contains("\r"))
  }

  /// A few bytes inserted, lines indented, doubled, swapped or joined.
  private func disturbed(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let pieces = [
      "# c", " # c", "  ", "", "|", ">-", "- ", "? ", "{", "}", "[", "]", ", ", ": ", "'", "\"", "\\", "é", "|+",
    ]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<lines.count, using: &random)
      let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: lines[index] += piece
      case 1: lines[index].insert(contentsOf: piece, at: Int.random(in: 0...lines[index].count, using: &random))
      case 2: lines.insert(piece, at: index)
      case 3: lines[index] = Array(repeating: 0x20, count: Int.random(in: 1...3, using: &random)) + lines[index]
      case 4: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &random))
      default: if lines.count > 1 { lines.remove(at: index) }
      }
    }
    return Array(lines.joined(separator: [random.oneIn(9) ? 0x0D : 0x0A]))
  }
}
