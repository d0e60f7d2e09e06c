import Diagnostics
import Foundation
import JSONText
import SchemaSyntax
import Testing

@testable import RealmwireCommands

/// What an editor would say: the JSON Schema applied to real files.
@Suite("schema editor, as an editor applies it")
struct EditorSchemaValidationTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("lets every good schema and the whole protocol pass", arguments: ["Fixtures/Schemas/good", "Protocol"])
  func good(folder: String) throws {
    let listing = try FileSystem.host.search(Self.root.appending(path: folder).path, [".yaml"])
    #expect(listing.paths.count > 10)
    for path in listing.paths {
      guard let node = try Self.read(path) else { continue }
      let isAccepted = JSONSchema(EditorSchema.json).accepts(node)
      #expect(isAccepted, "\(path)")
    }
  }

  @Test("marks unknown keys, missing keys and wrong kinds, and nothing that is right")
  func bad() throws {
    let right = """
      schema: a
      links:
        l: {parties: [x, y], header: [opcode: u8, size: u16], maxBody: 4KiB}
      messages:
        M: {from: x, opcode: 0x01, fields: [{a: u8}, {b: {type: u16, since: "2"}}, {if: a == 1, then: [{c: f32}]}]}

      """
    #expect(try verdict(right))
    for (old, new) in [
      ("schema: a", "shema: a"), ("links:", "link:"), ("from: x, ", ""), ("opcode: 0x01", "opcode: high"),
      ("fields: [", "feilds: ["), ("4KiB", "4 apples"), ("type: u16", "typ: u16"), ("[{a: u8}", "[a, {a: u8}"),
      ("maxBody: 4KiB", "excess: explode"), ("then: [{c: f32}]", "then: c"),
    ] {
      let wrong = right.replacing(old, with: new)
      #expect(wrong != right)
      #expect(try !verdict(wrong), "\(new)")
    }
  }

  private func verdict(_ text: String) throws -> Bool {
    let document = YAMLReader.read(SourceFile(path: "x.yaml", bytes: Array(text.utf8)), file: 0)
    return JSONSchema(EditorSchema.json).accepts(try #require(document.root))
  }

  private static func read(_ path: String) throws -> Node? {
    YAMLReader.read(SourceFile(path: path, bytes: try FileSystem.host.read(path)), file: 0).root
  }
}

/// As much of JSON Schema as the editor's schema uses; anything else in it is a test failure.
private struct JSONSchema {
  let root: JSON

  init(_ root: JSON) { self.root = root }

  func accepts(_ node: Node) -> Bool { accepts(node, root) }

  private func accepts(_ node: Node, _ schema: JSON) -> Bool {
    guard case .object(let rules) = schema else { return false }
    return rules.members.allSatisfy { rule in
      switch (rule.key, rule.value) {
      case ("$schema", _), ("title", _), ("description", _), ("definitions", _): true
      case ("then", _), ("else", _): true  // Follows from `if`.
      case ("if", let condition): accepts(node, rules[accepts(node, condition) ? "then" : "else"] ?? .object(.init()))
      case ("$ref", .string(let name)): definition(name).map { accepts(node, $0) } ?? false
      case ("allOf", .array(let schemas)): schemas.allSatisfy { accepts(node, $0) }
      case ("anyOf", .array(let schemas)): schemas.contains { accepts(node, $0) }
      case ("enum", .array(let words)): text(node).map { words.contains(.string($0)) } ?? false
      case ("pattern", .string(let pattern)): text(node).map { matches($0, pattern) } ?? true
      case ("type", .string(let type)): has(node, type)
      case ("type", .array(let types)): types.contains { $0.text.map { has(node, $0) } ?? false }
      case ("items", let schema): elements(node).allSatisfy { accepts($0, schema) }
      case ("properties", let properties):
        entries(node).allSatisfy { entry in properties[entry.key.text].map { accepts(entry.value, $0) } ?? true }
      case ("required", .array(let names)):
        names.allSatisfy { name in entries(node).contains { $0.key.text == name.text } }
      case ("patternProperties", .object(let patterns)):
        patterns.members.allSatisfy { pattern in
          entries(node).allSatisfy { !matches($0.key.text, pattern.key) || accepts($0.value, pattern.value) }
        }
      case ("additionalProperties", let schema):
        entries(node).allSatisfy { isDescribed($0.key.text, rules) || schema != false && accepts($0.value, schema) }
      case ("minimum", .number(let least)): text(node).flatMap { Int($0) }.map { $0 >= Int(least) ?? 0 } ?? true
      case ("minProperties", .number(let least)): entries(node).count >= Int(least) ?? 0
      case ("maxProperties", .number(let most)): entries(node).count <= Int(most) ?? 0
      default: unknown(rule.key)
      }
    }
  }

  /// Whether another rule speaks of a key.
  private func isDescribed(_ key: String, _ rules: JSON.Object) -> Bool {
    if rules["properties"]?[key] != nil { return true }
    guard case .object(let patterns)? = rules["patternProperties"] else { return false }
    return patterns.members.contains { matches(key, $0.key) }
  }

  private func unknown(_ keyword: String) -> Bool {
    Issue.record("the schema uses `\(keyword)`, which this test does not know")
    return false
  }

  private func definition(_ reference: String) -> JSON? {
    root["definitions"]?[String(reference.dropFirst("#/definitions/".count))]
  }

  /// Scalars as YAML's own rules type them, which is how an editor sees them.
  private func has(_ node: Node, _ type: String) -> Bool {
    switch node {
    case .mapping: type == "object"
    case .sequence: type == "array"
    case .scalar(let scalar): scalarTypes(scalar).contains(type)
    }
  }

  private func scalarTypes(_ scalar: Scalar) -> [String] {
    guard scalar.style == .plain else { return ["string"] }
    if ["true", "false"].contains(scalar.text) { return ["boolean"] }
    if ["", "null", "~"].contains(scalar.text) { return ["null"] }
    if matches(scalar.text, "^([-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+)$") { return ["integer", "number"] }
    if matches(scalar.text, #"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"#) { return ["number"] }
    return ["string"]
  }

  private func text(_ node: Node) -> String? {
    if case .scalar(let scalar) = node { return scalar.text }
    return nil
  }

  private func elements(_ node: Node) -> [Node] {
    if case .sequence(let sequence) = node { return sequence.elements }
    return []
  }

  private func entries(_ node: Node) -> [Node.Entry] {
    if case .mapping(let mapping) = node { return mapping.entries }
    return []
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }
}

extension JSON {
  fileprivate var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }
}
