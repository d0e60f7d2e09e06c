import Diagnostics
import Foundation
import JSONText
import SchemaModel
import SchemaSyntax
import Testing

@testable import WireInterpreter

/// Schemas of the repository: those of fixtures that are good, and the protocol itself.
enum RepositorySchemas {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let all: [SchemaModel] = {
    let good = files(in: "Fixtures/Schemas/good").map { [$0] }
    return (good + [files(in: "Protocol/realm-world")]).flatMap(models)
  }()

  private static func files(in folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: root + "/" + folder)
    return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { folder + "/" + $0 }
  }

  private static func models(_ paths: [String]) -> [SchemaModel] {
    let loaded = SchemaLoader.load(paths) { path throws(ReadFailure) in
      guard let data = FileManager.default.contents(atPath: root + "/" + path) else { throw ReadFailure("missing") }
      return [UInt8](data)
    }
    guard !loaded.findings.contains(where: { $0.severity == .error }) else { return [] }
    return loaded.schemas.compactMap(\.model)
  }
}

@Suite("Any message of any schema")
struct RoundTripTests {
  /// Calls `body` with every message at every revision that has it.
  static func forEachMessage(_ body: (WireInterpreter, WireInterpreter.Target, Int) throws -> Void) rethrows {
    for model in RepositorySchemas.all {
      for message in model.messages {
        for revision in message.revisions.indices {
          try body(WireInterpreter(model), .message(message.index), revision)
        }
      }
    }
  }

  @Test("there are schemas to try")
  func schemas() {
    #expect(RepositorySchemas.all.count > 35)
    #expect(RepositorySchemas.all.contains { $0.name == "realm-world" })
  }

  @Test("values survive bytes, JSON and YAML, and their bytes are canonical")
  func values() throws {
    var count = 0
    try Self.forEachMessage { interpreter, target, revision in
      guard !interpreter.usesExternalCodec(target) else { return }
      var generator = ValueGenerator(interpreter, seed: 7)
      for round in 0..<2 {
        let name = "\(interpreter.model.name) \(interpreter.name(of: target)) at \(revision), round \(round)"
        guard let value = generator.value(of: target, at: revision) else {
          Issue.record("no value of \(name)")
          return
        }
        do {
          let bytes = try interpreter.encode(value, as: target, at: revision)
          let decoded = try interpreter.decode(bytes, as: target, at: revision, strict: true)
          let difference = interpreter.difference(
            expected: value, found: decoded.value, as: target, at: revision)
          #expect(difference == nil, "\(name): \(difference?.description ?? "")")
          #expect(try interpreter.encode(decoded.value, as: target, at: revision) == bytes, "\(name)")
          let json = interpreter.json(of: value, as: target, at: revision).compact()
          #expect(try interpreter.value(of: JSON(parsing: json), as: target, at: revision) == value, "\(name): \(json)")
          let yaml = interpreter.yaml(of: value, as: target, at: revision)
          let document = YAMLReader.read(SourceFile(path: "value.yaml", bytes: Array(yaml.utf8)), file: 0)
          let root = try #require(document.root, "\(name): \(document.findings.map(\.message))\n\(yaml)")
          let read = interpreter.value(of: root, as: target, at: revision)
          #expect(read.value == value, "\(name): \(read.findings.map(\.message))\n\(yaml)")
          let trace = interpreter.inspect(bytes, as: target, at: revision)
          let covered = trace.spans.filter { $0.stream == 0 }.reduce(0) { $0 + $1.length }
          #expect(covered == bytes.count, "\(name): every byte is accounted for")
        } catch let fault as WireFault {
          Issue.record("\(name): \(fault)\n\(interpreter.yaml(of: value, as: target, at: revision))")
        }
        count += 1
      }
    }
    #expect(count > 200)
  }

  @Test("no bytes make decoding crash or hang, and what is read is a value that can be written again")
  func hostile() throws {
    var random = SeededRandom(seed: 3)
    try Self.forEachMessage { interpreter, target, revision in
      var generator = ValueGenerator(interpreter, seed: random.next())
      var seeds: [[UInt8]] = [[], [0], [255, 255, 255, 255], [UInt8](repeating: 0, count: 300)]
      if let value = generator.value(of: target, at: revision) {
        seeds.append(try interpreter.encode(value, as: target, at: revision))
      }
      for seed in seeds {
        for _ in 0..<3 {
          var bytes = seed
          for _ in 0..<Int.random(in: 0...4, using: &random) { bytes.mutate(&random) }
          let trace = interpreter.inspect(bytes, as: target, at: revision)
          switch trace.result {
          case .failure(let fault):
            let streams = [bytes] + trace.inflated
            #expect(streams.contains { (fault.offset ?? -1) <= $0.count })
          case .success(let body):
            let again = try interpreter.encode(body.value, as: target, at: revision, excess: body.excess)
            let value = try interpreter.decode(again, as: target, at: revision, strict: true).value
            #expect(value == body.value, "\(interpreter.name(of: target)): \(Hex.text(bytes))")
          }
        }
      }
    }
  }

  @Test("the same seed gives the same values, another one others")
  func seeds() throws {
    let schema = try Schema(fields: "- a: u64[4]")
    func draw(_ seed: UInt64) throws -> [WireValue?] {
      var generator = ValueGenerator(schema.interpreter, seed: seed)
      let target = try schema.target()
      return (0..<5).map { _ in generator.value(of: target, at: 0) }
    }
    #expect(try draw(1) == draw(1))
    #expect(try draw(1) != draw(2))
  }
}

extension WireInterpreter {
  /// Whether a message holds a type whose codec is written by hand, of which the interpreter knows nothing.
  fileprivate func usesExternalCodec(_ target: Target) -> Bool {
    var spoiled: Set<String> = []
    for type in model.types { if case .external = type.kind { spoiled.insert(type.name) } }
    guard !spoiled.isEmpty, case .message(let index) = target else { return false }
    return model.messages[index].body.fields.contains { field in
      if case .named(let index) = field.type { return spoiled.contains(model.types[index].name) }
      return false
    }
  }
}

extension [UInt8] {
  /// One small accident: a byte changed, added, lost, or the end cut off.
  fileprivate mutating func mutate(_ random: inout SeededRandom) {
    let byte = UInt8(truncatingIfNeeded: random.next())
    guard let index = indices.randomElement(using: &random) else { return append(byte) }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: insert(byte, at: index)
    case 1: remove(at: index)
    case 2: removeLast(count - index)
    case 3: self[index] ^= 1 << (byte & 7)
    default: self[index] = byte
    }
  }
}
