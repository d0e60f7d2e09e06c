import Diagnostics
import JSONText
import SchemaSyntax
import Testing

@testable import WireInterpreter

@Suite("Values as JSON and YAML")
struct FormTests {
  static let types = """
    types:
      Kind: {enum: u8, unknown: keep, members: {creature: 3}}
      Flags: {flags: u16, members: {one: 0x1, two: 0x2}}
      Wide: {enum: u64, members: {big: 1}}
      Time: {bits: u16, fields: [minute: 6, hour: 5]}
      Point: {fields: [x: f32, y: f32]}
    """

  static func schema() throws -> Schema {
    try Schema(
      fields: """
        - small: u32
        - wide: u64
        - widened: u32 as u64
        - odd: u40
        - yes: bool
        - at: Point
        - text: string[u8]
        - raw: bytes[u8]
        - kind: Kind
        - flags: Flags
        - big: Wide
        - time: Time
        - list: u8[u8]
        - map: map<u16, string[u8]>[u8]
        - masked: u8[mask(u8[u8])]
        - maybe: u8?
        """, types: types)
  }

  static let json = #"""
    {"small":7,"wide":"18446744073709551615","widened":"5","odd":"6","yes":true,
    "at":{"x":{"value":12.5,"bits":"0x41480000"},"y":{"value":"nan","bits":"0x7fc00001"}},"text":"é\"\u0000","raw":"00ff",
    "kind":{"raw":4,"name":null},"flags":{"raw":32771,"names":["one","two"]},"big":{"raw":"1","name":"big"},
    "time":{"minute":7,"hour":10},"list":[1,2],"map":[[1,"a"],[2,"b"]],"masked":{"words":2,"0":9,"15":8}}
    """#.split(separator: "\n").joined()

  func read(_ json: String) throws -> WireValue {
    let schema = try Self.schema()
    return try schema.interpreter.value(of: JSON(parsing: json), as: schema.target(), at: 0)
  }

  @Test("JSON keeps 64 bits as text, floats with their bits, names beside numbers, and the order of the wire")
  func writesJSON() throws {
    let schema = try Self.schema()
    let value = try read(Self.json)
    #expect(schema.interpreter.json(of: value, as: try schema.target(), at: 0).compact() == Self.json)
    let bytes = try schema.interpreter.encode(value, as: try schema.target(), at: 0)
    #expect(try schema.interpreter.decode(bytes, as: try schema.target(), at: 0).value == value)
  }

  @Test("JSON is read in plainer forms, too, and in any order")
  func readsJSON() throws {
    let plain = try read(
      #"""
      {"wide":18446744073709551615,"small":"0x7","widened":5,"odd":"0b110","yes":1,"at":{"y":"bits:0x7fc00001","x":12.5},
      "text":"é\"\u0000","raw":"00 FF","kind":4,"flags":["one","two",32768],"big":"big","time":{"hour":10,"minute":7},
      "list":[1,"2"],"map":{"2":"b","1":"a"},"masked":{"0":9,"15":8},"maybe":null}
      """#)
    #expect(try plain == read(Self.json))
  }

  @Test("a problem names its field")
  func jsonProblems() throws {
    func problem(_ json: String) throws -> String? {
      do {
        _ = try read(json)
        return nil
      } catch let problem as ValueProblem {
        return problem.description
      }
    }
    #expect(try problem(#"{"small":"x"}"#) == "M.small: expected a whole number, found `x`")
    #expect(try problem(#"{"list":[1,{}]}"#) == "M.list[1]: expected a whole number, found a mapping")
    #expect(try problem(#"{"kind":"creatur"}"#) == "M.kind: no member is called `creatur`")
    #expect(try problem(#"{"raw":"0"}"#) == "M.raw: expected bytes as pairs of hexadecimal digits, found `0`")
    #expect(try problem(#"{"at":{"x":1e99}}"#) == "M.at.x: expected a number, or `bits:0x…`, found `1e99`")
    #expect(try problem(#"{"at":{"z":1}}"#) == "M.at: there is no field `z`")
    #expect(try problem(#"[]"#) == "M: expected a mapping of fields, found a list")
    #expect(try problem(#"{"map":[1]}"#) == "M.map: expected `{key: …, value: …}`, found `1`")
    #expect(try problem(#"{"time":2048}"#) == "M.time: 2048 has other bits set")
    #expect(try problem(#"{"small":170141183460469231731687303715884105728}"#)?.contains("whole number") == true)
    #expect(try problem(#"{"masked":{"a":1}}"#) == "M.masked: expected the number of a bit, found `a`")
  }

  @Test("YAML reads and writes what fixtures hold")
  func yaml() throws {
    let schema = try Self.schema()
    let value = try read(Self.json)
    let text = schema.interpreter.yaml(of: value, as: try schema.target(), at: 0, indentation: 2)
    #expect(
      text == #"""
          small: 7
          wide: 18446744073709551615
          widened: 5
          odd: 6
          yes: true
          at: {x: 12.5, y: bits:0x7fc00001}
          text: "é\"\x00"
          raw: 00ff
          kind: 4
          flags: 0x8003
          big: big
          time: {minute: 7, hour: 10}
          list: [1, 2]
          map: {1: a, 2: b}
          masked: {words: 2, 0: 9, 15: 8}

        """#)
    #expect(try schema.value(text) == value)
  }

  @Test("long lists and structures go on lines of their own")
  func longYAML() throws {
    let schema = try Schema(
      fields: "- a: u32[u8]\n- b: P[u8]",
      types: "types: {P: {fields: [name: \"string[u8]\", other: \"string[u8]\", n: \"u8[u8]\"]}}")
    let numbers = (0..<60).map { 1_000_000 + $0 }.map(String.init).joined(separator: ", ")
    let name = String(repeating: "x", count: 60)
    let value = try schema.value(
      "{a: [\(numbers)], b: [{name: \(name), other: \(name), n: [1]}, {name: a, other: b, n: []}]}")
    let text = schema.interpreter.yaml(of: value, as: try schema.target(), at: 0)
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 120 })
    #expect(text.hasSuffix("b:\n  - name: \(name)\n    other: \(name)\n    n: [1]\n  - {name: a, other: b, n: []}\n"))
    #expect(try schema.value(text) == value)
  }

  @Test("a finding stands at the very node that is wrong")
  func findings() throws {
    let schema = try Self.schema()
    let yaml = "small: 1\nkind: creatur\nlist: [1, two]\nsmal: 4\n"
    let document = YAMLReader.read(SourceFile(path: "v.yaml", bytes: Array(yaml.utf8)), file: 0)
    let root = try #require(document.root)
    let (value, findings) = schema.interpreter.value(of: root, as: try schema.target(), at: 0)
    #expect(value == nil)
    let places = findings.map { finding in
      let range = finding.primary.range
      return String(decoding: Array(yaml.utf8)[range.lower..<range.upper], as: UTF8.self)
    }
    #expect(places == ["creatur", "two", "smal"])
    #expect(findings.allSatisfy { $0.code == "L801" })
    #expect(findings[0].help.first?.edits.first?.replacement == "creature")
    #expect(findings[2].help.first?.edits.first?.replacement == "small")
  }

  @Test("a field that follows from others is no part of a value")
  func derived() throws {
    let schema = try Schema(fields: "- n: u8\n- a: u8[n]\n- k: u8 = 4")
    #expect(throws: ValueProblem.self) {
      try schema.interpreter.value(of: ["n": 1, "a": [1]], as: schema.target(), at: 0)
    }
    #expect(throws: ValueProblem.self) {
      try schema.interpreter.value(of: ["a": [1], "k": 4], as: schema.target(), at: 0)
    }
  }
}

@Suite("Differences between values")
struct DifferenceTests {
  func difference(_ left: String, _ right: String) throws -> String? {
    let schema = try FormTests.schema()
    return schema.interpreter.difference(
      expected: try schema.value(left), found: try schema.value(right), as: try schema.target(), at: 0)?.description
  }

  @Test("the first one is named, with both sides")
  func first() throws {
    #expect(try difference("{small: 1, wide: 2}", "{small: 1, wide: 2}") == nil)
    #expect(try difference("{small: 1, wide: 2}", "{small: 1, wide: 3}") == "M.wide: expected 2, found 3")
    #expect(try difference("{small: 1, yes: true}", "{small: 1}") == "M.yes: expected true, found nothing")
    #expect(try difference("{small: 1}", "{small: 1, yes: true}") == "M.yes: expected nothing, found true")
    #expect(
      try difference("{small: 1, yes: true}", "{small: 1, wide: 2, yes: true}") == "M.wide: expected nothing, found 2")
    #expect(try difference("{list: [1, 2, 3]}", "{list: [1, 5]}") == "M.list[1]: expected 2, found 5")
    #expect(try difference("{list: [1]}", "{list: [1, 5]}") == "M.list[1]: expected nothing, found 5")
    #expect(try difference("{map: {1: a}}", "{map: {1: b}}") == "M.map[0].value: expected \"a\", found \"b\"")
    #expect(try difference("{masked: {1: 4}}", "{masked: {1: 5}}") == "M.masked[1]: expected 4, found 5")
    #expect(try difference("{masked: {1: 4}}", "{masked: {words: 2, 1: 4}}") == "M.masked.words: expected 1, found 2")
    #expect(try difference("{kind: 3}", "{kind: 4}") == "M.kind: expected creature (3), found 4")
  }

  @Test("floats differ when their bits do, text when its bytes do")
  func bits() throws {
    #expect(
      try difference("{at: {x: 0.0, y: 0}}", "{at: {x: -0.0, y: 0}}")
        == "M.at.x: expected 0.0 (bits 0x00000000), found -0.0 (bits 0x80000000)")
    #expect(try difference("{text: \"e\\u0301\"}", "{text: \"\\u00e9\"}") != nil)
  }
}
