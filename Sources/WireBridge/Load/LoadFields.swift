import JSONText
import Wire

/// The fields of a struct as JSON.
///
/// ```swift
/// var fields = try source.fields()
/// let item = Item(entry: try fields.required("entry") { try $0.integer() }, …)
/// try fields.finish()
/// ```
public struct LoadFields {
  private let source: LoadSource
  private let members: [String: JSON]
  private let order: [String]
  private var used: Set<String> = []

  init(_ source: LoadSource) throws(LoadProblem) {
    guard case .object(let object) = source.json else { throw source.problem("expected an object of fields") }
    self.source = source
    order = object.members.map(\.key)
    members = Dictionary(object.members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Whether a field is there.
  public func has(_ name: String) -> Bool {
    switch members[name] {
    case nil, .null?: false
    default: true
    }
  }

  /// Whether any of these is there.
  public func hasAny(_ names: [String]) -> Bool { names.contains { has($0) } }

  /// A field that may be absent.
  public mutating func optional<Value>(_ name: String, _ load: (LoadSource) throws -> Value) throws -> Value? {
    used.insert(name)
    guard let json = members[name], has(name) else { return nil }
    return try load(source.inside(json, .name(name)))
  }

  /// A field that must be there.
  public mutating func required<Value>(_ name: String, _ load: (LoadSource) throws -> Value) throws -> Value {
    guard let value = try optional(name, load) else { throw missing(name) }
    return value
  }

  /// The number of a field that a condition or a union asks for; nil when it is absent.
  public mutating func number(_ name: String) throws -> Int128? {
    used.insert(name)
    guard let json = members[name], has(name) else { return nil }
    return try source.inside(json, .name(name)).number()
  }

  /// The number of the one case that the fields which are there fit: one without fields, when there are none.
  public func fitting(_ cases: (number: Int128, fields: [String])...) -> Int128? {
    let present = Set(cases.flatMap(\.fields).filter(has))
    let fitting = cases.filter { present.isEmpty ? $0.fields.isEmpty : present.isSubset(of: $0.fields) }
    return fitting.count == 1 ? fitting[0].number : nil
  }

  /// How many elements, bytes or characters a field has: what a count that is not in the JSON would say.
  public func length(_ name: String) -> Int128 {
    switch members[name] {
    case .array(let elements)?: Int128(elements.count)
    case .string(let text)?: Int128(text.utf8.count)
    default: 0
    }
  }

  /// Whether a condition's field has one of its values.
  public static func isOneOf(_ number: Int128, _ values: [Int128]) -> Bool { values.contains(number) }

  /// Whether a condition's field has a bit of one of its values.
  public static func hasAny(_ number: Int128, _ values: [Int128]) -> Bool { values.contains { $0 & number != 0 } }

  /// That a field is not there.
  public func missing(_ name: String) -> LoadProblem {
    LoadProblem(.presence, source.inside(.null, .name(name)).path, "the value is missing")
  }

  /// That no case of a union has the number.
  public func unknownCase(_ name: String, _ number: Int128) -> LoadProblem {
    LoadProblem(.enum, source.inside(.null, .name(name)).path, "no case has the value \(number)")
  }

  /// Fields that have no place in the value: those of another case, and those that nobody knows.
  public func finish() throws {
    guard let rest = order.first(where: { !used.contains($0) && has($0) }) else { return }
    throw LoadProblem(.presence, source.inside(.null, .name(rest)).path, "the value should be absent")
  }
}

extension LoadSource {
  /// The fields of a struct.
  public func fields() throws -> LoadFields { try LoadFields(self) }
}
