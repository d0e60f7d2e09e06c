import Diagnostics
import JSONText
import SchemaModel
import SchemaSyntax
import Testing

@testable import WireInterpreter

/// A schema of one link, resolved, with what tests ask of it in short.
struct Schema {
  let interpreter: WireInterpreter

  /// Resolves `types:` and `messages:` below a link between client and server.
  init(_ definitions: String, link: String = "", revisions: String = "") throws {
    let text = """
      schema: test
      \(revisions)
      links: {game: {parties: [client, server], header: [opcode: u8, size: u32], maxBody: 1MiB\(link)}}
      \(definitions)
      """
    let loaded = SchemaLoader.load(["test.yaml"]) { _ throws(ReadFailure) in Array(text.utf8) }
    let errors = loaded.findings.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map { "\($0.code): \($0.message)" })")
    interpreter = WireInterpreter(try #require(loaded.schemas.first?.model))
  }

  /// A schema whose only message, `M`, has these fields, one a line.
  init(fields: String, types: String = "", link: String = "", revisions: String = "") throws {
    let indented = fields.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    try self.init(
      """
      \(types)
      messages:
        M:
          from: client
          opcode: 1
          fields:
      \(indented)
      """, link: link, revisions: revisions)
  }

  func target(_ name: String = "M") throws -> WireInterpreter.Target {
    try #require(interpreter.target(named: name))
  }

  func decode(_ hex: String, _ name: String = "M", at revision: Int = 0, strict: Bool = false) throws -> WireValue {
    let bytes = try #require(Hex.bytes(hex))
    return try interpreter.decode(bytes, as: try target(name), at: revision, strict: strict).value
  }

  func encode(_ value: WireValue, _ name: String = "M", at revision: Int = 0) throws -> String {
    Hex.text(try interpreter.encode(value, as: try target(name), at: revision))
  }

  /// The value that YAML stands for.
  func value(_ yaml: String, _ name: String = "M", at revision: Int = 0) throws -> WireValue {
    let document = YAMLReader.read(SourceFile(path: "value.yaml", bytes: Array(yaml.utf8)), file: 0)
    let root = try #require(document.root, "\(document.findings.map(\.message))")
    let (value, findings) = interpreter.value(of: root, as: try target(name), at: revision)
    return try #require(value, "\(findings.map(\.message))")
  }

  /// Bytes that decode to a value and are what the value encodes to.
  func expect(
    _ hex: String, is yaml: String, at revision: Int = 0, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try value(yaml, at: revision)
    let found = try decode(hex, at: revision)
    let difference = interpreter.difference(expected: expected, found: found, as: try target(), at: revision)
    #expect(difference == nil, "\(difference?.description ?? "")", sourceLocation: place)
    let bytes = try #require(Hex.bytes(hex))
    #expect(try encode(expected, at: revision) == Hex.text(bytes), sourceLocation: place)
    #expect(try decode(hex, at: revision, strict: true) == found, sourceLocation: place)
  }

  /// Bytes that decode to a value, although an encoder writes others; strict decoding names the byte.
  func expect(
    dirty hex: String, is yaml: String, noncanonicalAt offset: Int, _ place: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try decode(hex) == value(yaml), sourceLocation: place)
    let fault = try fault(hex, strict: true)
    #expect(
      fault?.kind == .noncanonical && fault?.offset == offset, "\(fault?.description ?? "")", sourceLocation: place)
  }

  /// Why bytes cannot be decoded, in the words that people see.
  func fault(_ hex: String, at revision: Int = 0, strict: Bool = false) throws -> WireFault? {
    do {
      _ = try decode(hex, at: revision, strict: strict)
      return nil
    } catch let fault as WireFault {
      return fault
    }
  }

  func expect(
    _ hex: String, fails text: String, at revision: Int = 0, _ place: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try fault(hex, at: revision)?.description == "M" + text, sourceLocation: place)
  }

  /// Why a value cannot be encoded.
  func expect(
    _ value: WireValue, fails text: String, at revision: Int = 0, _ place: SourceLocation = #_sourceLocation
  ) throws {
    do {
      let hex = try encode(value, at: revision)
      Issue.record("encoded as \(hex)", sourceLocation: place)
    } catch let fault as WireFault {
      #expect(fault.description == "M" + text, sourceLocation: place)
    }
  }

  func expect(
    value yaml: String, fails text: String, at revision: Int = 0, _ place: SourceLocation = #_sourceLocation
  ) throws {
    try expect(value(yaml, at: revision), fails: text, at: revision, place)
  }
}
