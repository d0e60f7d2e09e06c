import Agreement
import Diagnostics
import Fixtures
import Foundation
import RealmWorldBridge
import SchemaModel
import SchemaSyntax
import Testing
import Wire
import WireBridge
import WireInterpreter

/// The protocol between realm and world: its schema, its golden bytes, and the code that was generated from it.
struct RealmWorld {
  let model: SchemaModel
  let cases: [FixtureCase]
  let interpreter: WireInterpreter

  /// Read once for all tests.
  static let shared = Result { try RealmWorld() }

  private init() throws {
    let paths = try Self.files(in: "Protocol/realm-world")
    let loaded = SchemaLoader.load(paths) { path throws(ReadFailure) in
      do { return try Self.bytes(path) } catch { throw ReadFailure("\(error)") }
    }
    model = try #require(loaded.schemas.first?.model)
    interpreter = WireInterpreter(model)
    var sources = loaded.sources
    var files: [FixtureFileSyntax] = []
    for path in try Self.files(in: "Fixtures/realm-world") {
      let source = SourceFile(path: path, bytes: try Self.bytes(path))
      let file = sources.add(source)
      let root = try #require(YAMLReader.read(source, file: file).root)
      files.append(try #require(DeclarationParser.parseFixture(root, file: file).syntax))
    }
    var reader = FixtureReader(model, sources)
    cases = reader.examples() + files.flatMap { reader.cases(in: $0) }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func files(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: directory).path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map { directory + "/" + $0 }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  /// What the generated code answers.
  func answers(_ questions: [Question]) -> [String] {
    var service = BridgeService(bridgedProtocol)
    return questions.map { service.answer(line: $0.line(interpreter)) }
  }

  /// Cases with bytes of a message.
  var packets: [(fixture: FixtureCase, message: BridgedProtocol.Message, revision: WireRevision)] {
    cases.compactMap { fixture in
      guard !fixture.bytes.isEmpty, let message = bridgedProtocol.message(named: fixture.targetName) else { return nil }
      return (fixture, message, WireRevision(index: UInt16(fixture.revision)))
    }
  }
}
