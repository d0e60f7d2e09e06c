public import JSONText

/// A JSON Schema of schema and fixture files (draft 7), drawn from the table that drives the parser: YAML editors
/// complete, explain and check with it.
///
/// Editors type scalars by YAML's own rules, this language does not: where it wants text, this takes any scalar.
public enum EditorSchema {
  /// The whole schema.
  public static var json: JSON {
    var definitions = JSON.Object(ShapeID.allCases.map { .init($0.rawValue, object(.shape($0))) })
    definitions["type"] = typeExpression
    return [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Realmwire schema",
      "if": ["required": ["cases"]],
      "then": reference(ShapeID.fixtureFile.rawValue),
      "else": reference(ShapeID.file.rawValue),
      "definitions": .object(definitions),
    ]
  }

  private static func object(_ shape: ObjectShape) -> JSON {
    let properties = shape.keys.map { key in
      JSON.Object.Member(key.name, describe(value(key.value), key.doc))
    }
    return [
      "title": .string(shape.title),
      "type": "object",
      "properties": .object(JSON.Object(properties)),
      "required": .array(shape.keys.filter(\.isRequired).map { .string($0.name) }),
      "additionalProperties": false,
    ]
  }

  /// A description stands beside anything but a reference, which would hide it.
  private static func describe(_ schema: JSON, _ text: String) -> JSON {
    guard case .object(var object) = schema, object["$ref"] == nil else {
      return ["description": .string(text), "allOf": [schema]]
    }
    object.members.insert(.init("description", .string(text)), at: 0)
    return .object(object)
  }

  private static func value(_ shape: ValueShape, isListItem: Bool = false) -> JSON {
    switch shape {
    case .text, .revision: scalar
    case .name: ["type": ["string", "boolean"], "pattern": .string(namePattern)]
    case .condition: ["type": "string"]
    case .integer: number(pattern: "^\(integerPattern)$")
    case .size: number(pattern: "^\(integerPattern)( *(KiB|MiB))?$", minimum: 0)
    case .type: reference("type")
    case .pattern(let pattern): ["type": ["string", "number"], "pattern": .string(pattern)]
    case .choice(let words): choice(words)
    case .list(let element): ["type": "array", "items": value(element, isListItem: true)]
    case .object(let id): reference(id.rawValue)
    case .entries(let element): entries(element, isListItem: isListItem)
    case .texts(let element): ["type": "object", "additionalProperties": value(element)]
    case .oneOf(let shapes): oneOf(shapes, isListItem: isListItem)
    case .anything: .object(.init())
    }
  }

  private static func oneOf(_ shapes: [ValueShape], isListItem: Bool) -> JSON {
    // A mapping with the key of a group is that group, not an entry of that name.
    let groups = shapes.compactMap { shape -> String? in
      guard case .object(let id) = shape else { return nil }
      return ObjectShape.shape(id).keys.first(where: \.isRequired)?.name
    }
    return [
      "anyOf": .array(
        shapes.map { shape in
          guard case .entries(let element) = shape else { return value(shape, isListItem: isListItem) }
          return entries(element, isListItem: isListItem, except: groups)
        })
    ]
  }

  /// Names of the user's choice; exactly one of them in an item of a list.
  private static func entries(_ element: ValueShape, isListItem: Bool, except groups: [String] = []) -> JSON {
    let names = groups.isEmpty ? namePattern : "^(?!(\(groups.joined(separator: "|")))$)[A-Za-z_][A-Za-z0-9_]*$"
    var schema: JSON.Object = .init([
      .init("type", "object"),
      .init("patternProperties", .object(.init([.init(names, value(element))]))),
      .init("additionalProperties", false),
    ])
    if isListItem {
      schema["minProperties"] = 1
      schema["maxProperties"] = 1
    }
    return .object(schema)
  }

  /// A few words; editors read some of them as truth values.
  private static func choice(_ words: [String]) -> JSON {
    let truths = words.compactMap { Bool($0) }
    return ["enum": .array(words.map { .string($0) } + truths.map { .bool($0) })]
  }

  private static func number(pattern: String, minimum: Int? = nil) -> JSON {
    var integer: JSON.Object = .init([.init("type", "integer")])
    if let minimum { integer["minimum"] = JSON(minimum) }
    return ["anyOf": [.object(integer), ["type": "string", "pattern": .string(pattern)]]]
  }

  private static func reference(_ name: String) -> JSON {
    ["$ref": .string("#/definitions/\(name)")]
  }

  private static let scalar: JSON = ["type": ["string", "number", "boolean"]]

  private static let namePattern = "^[A-Za-z_][A-Za-z0-9_]*$"

  /// Decimal, hexadecimal or binary digits, or a constant's name.
  private static let integerPattern = "-?(0x[0-9A-Fa-f_]+|0b[01_]+|[0-9][0-9_]*|[A-Z][A-Z0-9_]*)"

  /// Any text is let through, for the grammar is the compiler's; what the wire knows is offered.
  private static let typeExpression: JSON = [
    "title": "a type",
    "anyOf": [
      ["enum": .array(wireTypes.map { .string($0) })],
      ["type": "string"],
    ],
  ]

  private static let wireTypes: [String] = {
    let texts: [WireName] = [.string, .stringz, .cstring, .bytes]
    let scalars = WireName.allSpellings.filter { name in !texts.contains { $0.spelling == name } }
    return scalars + ["string[u8]", "string[u16 <= 1024]", "cstring[<= 64]", "stringz[32]", "bytes[u16 <= 1024]"]
  }()
}
