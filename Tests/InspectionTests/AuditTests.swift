import Diagnostics
import Foundation
import SchemaModel
import Testing
import WireInterpreter

@testable import Inspection

@Suite("The audit of encodings")
struct AuditTests {
  /// Fields of one message each, with types and policies they need, and the bytes that its bodies are made of.
  struct Small: CustomTestStringConvertible, Sendable {
    var fields: String
    var types = ""
    var link = ""
    /// What is said of it, in order.
    var ways: [String]
    var alphabet: [UInt8] = [0, 1, 2, 0x41, 0x80, 0xFF]
    var longest = 4
    var testDescription: String { fields }
  }

  static let small: [Small] = [
    Small(fields: "a: u16", ways: []),
    Small(fields: "a: bool", ways: ["bool a"], alphabet: Array(0...255), longest: 2),
    Small(fields: "a: u16 as bool", ways: ["bool a"]),
    Small(fields: "a: bool = true", ways: ["bool a"]),
    Small(fields: "a: var32", ways: ["overlong a"], alphabet: [0, 1, 0x7F, 0x80, 0x81, 0x0F], longest: 5),
    Small(fields: "a: var32 = 1", ways: ["overlong a"], alphabet: [0, 1, 0x81]),
    Small(fields: "a: packed64", ways: ["redundantZeros a"], alphabet: [0, 1, 2, 3, 5, 0x80], longest: 4),
    Small(fields: "a: i24", ways: []),
    Small(fields: "a: u16be", ways: []),
    Small(
      fields: "a: u8\n- pad: 2\n- b: u8\n- pad: 1", ways: ["padding  a", "padding  b"], alphabet: [0, 1, 0xAA],
      longest: 5),
    Small(
      fields: "a: S[u8 <= 2]", types: "S: {layout: c, size: 4, fields: [x: u8, y: u16]}", ways: ["padding a[] x"],
      alphabet: [0, 1, 2, 0xAA], longest: 6),
    Small(
      fields: "a: B", types: "B: {bits: u8, fields: [x: 3, y: 2]}", ways: ["unusedBits a"], alphabet: Array(0...255),
      longest: 2),
    Small(fields: "a: B", types: "B: {bits: u8, fields: [x: 3, y: 5]}", ways: []),
    Small(fields: "a: E", types: "E: {enum: u8, members: {x: 0, y: 2}}", ways: []),
    Small(fields: "a: E", types: "E: {enum: u8, unknown: keep, members: {x: 0, y: 2}}", ways: ["unknownMember a"]),
    Small(fields: "a: F", types: "F: {flags: u8, members: {x: 1, y: 2}}", ways: ["unknownFlags a"]),
    Small(fields: "a: u16 as F", types: "F: {flags: u8, members: {x: 0x0f, y: 0xf0}}", ways: ["unknownFlags a"]),
    Small(fields: "a: u8?", ways: ["presence a"]),
    Small(fields: "a: bool?", ways: ["presence a", "bool a"]),
    Small(fields: "a: bool[u8 <= 3]", ways: ["bool a[]"]),
    Small(fields: "a: u8[var32 <= 3]", ways: ["overlong a: count"]),
    Small(fields: "a: u8[until 0xff <= 9]", ways: []),
    Small(
      fields: "a: var32[until 1 <= 9]", ways: ["overlong a: end", "overlong a[]"], alphabet: [0, 1, 2, 0x81, 0x82]),
    Small(fields: "n: u8\n- a: u8[n <= 3]", ways: []),
    Small(fields: "n: u8\n- x: u8\n- if: x == 1\n  then:\n  - a: u8[n <= 3]", ways: ["uncounted n"]),
    Small(fields: "n: u8\n- x: u8\n- if: x == 1\n  then:\n  - a: u8[n <= 3]\n  else:\n  - b: u8[n <= 3]", ways: []),
    Small(fields: "n: u8\n- a: bytes[n <= 3][u8 <= 2]", ways: ["uncounted n"]),
    Small(fields: "a: stringz[3]", ways: ["afterNUL a"]),
    Small(fields: "a: stringz[1]", ways: []),
    Small(fields: "a: stringz[3]", link: ", text: repair", ways: ["afterNUL a", "repairedText a"]),
    Small(fields: "a: string[u8 <= 3]", link: ", text: repair", ways: ["repairedText a"]),
    Small(
      fields: "a: string[u8 <= 12]\n- sized: u8\n  fields:\n  - b: string[* <= 9]", link: ", text: repair",
      ways: ["repairedText a", "repairedText b"]),
    Small(fields: "a: cstring[<= 9]", link: ", text: repair", ways: ["repairedText a"]),
    Small(fields: "a: stringz[u8 <= 9]", ways: []),
    Small(fields: "a: bytes[* <= 9]", ways: []),
    Small(fields: "a: f32", ways: ["negativeZero a", "nanBits a"], alphabet: [0, 0x7F, 0x80, 0xC0], longest: 4),
    Small(fields: "a: f32", link: ", floats: finite", ways: ["negativeZero a"], alphabet: [0, 0x7F, 0x80, 0xC0]),
    Small(
      fields: "a: f32be[u8 <= 1]", link: ", floats: any", ways: ["negativeZero a[]", "nanBits a[]"],
      alphabet: [0, 1, 0x7F, 0x80, 0xC0], longest: 5),
    Small(fields: "a: map<u8, bool>[u8 <= 2]", ways: ["keyOrder a", "bool a[]"], alphabet: [0, 1, 2], longest: 5),
    Small(fields: "a: map<u8, u8>[u8 <= 1]", ways: []),
    Small(
      fields: "a: {type: \"map<u8, u8>[u8 <= 2]\", order: any}", ways: ["keptOrder a"], alphabet: [0, 1, 2], longest: 5),
    Small(fields: "a: u8[mask(u8)]", ways: [], alphabet: [0, 1, 2, 3]),
    Small(fields: "a: u8[mask(u8[u8])]", ways: [], alphabet: [0, 1, 2, 3]),
    Small(fields: "a: bool[mask(bits 3)]", ways: ["bool a[]"], alphabet: [0, 1, 2, 3]),
    Small(fields: "a: u8\n- trailing:\n  - b: bool", ways: ["bool b"]),
    Small(fields: "sized: u8\n  fields:\n  - a: var32", ways: ["overlong a"], alphabet: [0, 1, 2, 3, 0x80]),
    Small(fields: "sized: var32\n  fields:\n  - a: u8", ways: ["overlong : length"], alphabet: [0, 1, 2, 3, 0x81]),
    Small(
      fields: "k: bool\n- switch: k\n  cases:\n    true:\n    - a: bool\n    false: []", ways: ["bool k", "bool a"]),
    Small(fields: "a: u8", link: ", excess: ignore", ways: ["leftOver "]),
    Small(fields: "a: u8", link: ", excess: keep", ways: ["keptLeftOver "]),
    Small(fields: "a: u8[* <= 9]", link: ", excess: ignore", ways: []),
    Small(fields: "a: O?", types: "O: u8?", ways: ["presence a", "nestedAbsence a"]),
  ]

  /// The message of a schema with one.
  private func interpreter(_ small: Small) throws -> WireInterpreter {
    let fields = ("- " + small.fields).split(separator: "\n").map { "        \($0)\n" }.joined()
    let text = """
      schema: test
      links: {game: {parties: [client, server], header: [opcode: u8, size: u32], maxBody: 1KiB\(small.link)}}
      types: {\(small.types)}
      messages:
        M:
          from: client
          opcode: 1
          fields:
      \(fields)
      """
    return try interpreter(["test.yaml"]) { _ in text }
  }

  private func interpreter(_ paths: [String], _ read: (String) -> String) throws -> WireInterpreter {
    let loaded = SchemaLoader.load(paths) { path throws(ReadFailure) in Array(read(path).utf8) }
    let errors = loaded.findings.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map { "\($0.code): \($0.message)" })")
    return WireInterpreter(try #require(loaded.schemas.first?.model))
  }

  /// Calls back with all strings of an alphabet up to a length.
  private func everyString(_ alphabet: [UInt8], _ longest: Int, _ body: ([UInt8]) -> Void) {
    var bytes: [UInt8] = []
    func extend() {
      body(bytes)
      guard bytes.count < longest else { return }
      for byte in alphabet {
        bytes.append(byte)
        extend()
        bytes.removeLast()
      }
    }
    extend()
  }

  @Test("lists every way in which small messages can be written, and none that is not", arguments: small)
  func exhaustive(small: Small) throws {
    let interpreter = try interpreter(small)
    var oracle = AuditOracle(interpreter, interpreter.model.messages[0], at: 0)
    #expect(Set(oracle.ways.map(\.brief)) == Set(small.ways))
    everyString(small.alphabet, small.longest) { oracle.examine($0) }
    #expect(oracle.unexplained.isEmpty, "\(oracle.unexplained.prefix(3))")
    #expect(oracle.unseen.isEmpty, "\(oracle.unseen.map(\.brief))")
  }

  @Test("a compressed stream can be written in several ways, and so can what is in it")
  func compression() throws {
    let interpreter = try interpreter(Small(fields: "zlib: u32 <= 16\n  fields:\n  - a: bool\n  - b: u8", ways: []))
    var oracle = AuditOracle(interpreter, interpreter.model.messages[0], at: 0)
    #expect(oracle.ways.map(\.brief) == ["compression ", "bool a"])
    // Stored without compression: header, a block of two bytes, the checksum.
    func stored(_ first: UInt8, _ second: UInt8) -> [UInt8] {
      let low = 1 + Int(first) + Int(second)
      let high = 1 + Int(first) + low
      let sum = [high >> 8, high & 0xFF, low >> 8, low & 0xFF].map { UInt8($0) }
      return [2, 0, 0, 0, 0x78, 0x01, 1, 2, 0, 0xFD, 0xFF, first, second] + sum
    }
    let isRead = [stored(1, 7), stored(9, 7)].map { oracle.examine($0) }
    #expect(isRead == [true, true])
    #expect(oracle.unexplained.isEmpty && oracle.unseen.isEmpty, "\(oracle.unexplained) \(oracle.unseen)")
  }

  @Test("lists every way that random search finds in a real protocol")
  func realm() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Protocol/realm-world")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    let texts = try names.sorted().map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    let interpreter = try interpreter(texts.map(\.0)) { path in texts.first { $0.0 == path }?.1 ?? "" }
    var random = SeededRandom(seed: 7)
    for message in interpreter.model.messages {
      for revision in message.revisions.indices {
        var oracle = AuditOracle(interpreter, message, at: revision)
        var generator = ValueGenerator(interpreter, seed: UInt64(message.index))
        for round in 0..<60 where round == 0 || !oracle.unseen.isEmpty {
          guard let value = generator.value(of: .message(message.index), at: revision),
            let bytes = try? interpreter.encode(value, as: .message(message.index), at: revision), bytes.count < 4000,
            round == 0 || oracle.canShowMore(with: bytes)
          else { continue }
          for mutant in Mutants(interpreter, message, revision, bytes, random: &random).all { oracle.examine(mutant) }
        }
        let unexplained = oracle.unexplained.prefix(3)
        #expect(unexplained.isEmpty, "\(message.name)")
        #expect(oracle.unseen.isEmpty, "\(message.name): \(oracle.unseen.map(\.brief))")
      }
    }
  }
}

extension EncodingWay {
  /// `padding items[] flags`, `overlong items: count`.
  fileprivate var brief: String {
    let word = [.count, .sentinel, .length].contains(role) ? ": \(role.word ?? "")" : ""
    return "\(kind.rawValue) \(path)\(word)" + (after.isEmpty ? "" : " \(after)")
  }
}
