import JSONText
import SchemaSyntax
import Testing

@testable import RealmwireCommands

@Suite("schema editor")
struct EditorSchemaTests {
  @Test("every key of the language is offered and explained where it belongs")
  func keys() throws {
    let outcome = World().run("schema editor")
    #expect(outcome.exitCode == .clean)
    let json = try JSON(parsing: Array(outcome.output.utf8))
    for id in ShapeID.allCases {
      let shape = ObjectShape.shape(id)
      let definition = try #require(json["definitions"]?[id.rawValue], "\(id)")
      #expect(definition["additionalProperties"] == false)
      for key in shape.keys {
        #expect(definition["properties"]?[key.name]?["description"] == .string(key.doc), "\(id).\(key.name)")
      }
      let required = shape.keys.filter(\.isRequired).map { JSON.string($0.name) }
      #expect(definition["required"] == .array(required))
    }
  }

  @Test("a group's key is no field's name")
  func groups() throws {
    let items = try #require(EditorSchema.json["definitions"]?["structure"]?["properties"]?["fields"]?["items"])
    guard case .array(let forms) = try #require(items["anyOf"]),
      case .object(let names)? = forms.last?["patternProperties"]
    else { return #expect(Bool(false), "an item has several forms, fields the last of them") }
    let pattern = try Regex(try #require(names.members.first?.key))
    for name in ["type", "since", "doc", "iffy", "pads"] { #expect(name.wholeMatch(of: pattern) != nil, "\(name)") }
    for name in ["if", "switch", "trailing", "sized", "zlib", "pad", "two words", "1st"] {
      #expect(name.wholeMatch(of: pattern) == nil, "\(name)")
    }
  }

  @Test("files with cases are fixtures")
  func fixtures() {
    #expect(EditorSchema.json["if"] == ["required": ["cases"]])
    #expect(EditorSchema.json["then"] == ["$ref": "#/definitions/fixtureFile"])
    #expect(EditorSchema.json["else"] == ["$ref": "#/definitions/file"])
  }

  @Test("every reference leads somewhere")
  func references() throws {
    let json = EditorSchema.json
    for name in references(in: json) {
      #expect(name.hasPrefix("#/definitions/"))
      #expect(json["definitions"]?[String(name.dropFirst("#/definitions/".count))] != nil, "\(name)")
    }
  }

  private func references(in json: JSON) -> [String] {
    switch json {
    case .array(let elements): elements.flatMap(references)
    case .object(let object):
      object.members.flatMap { member in
        if member.key == "$ref", case .string(let name) = member.value { return [name] }
        return references(in: member.value)
      }
    default: []
    }
  }
}
