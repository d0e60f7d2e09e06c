import SchemaModel
import SchemaSyntax
import WireInterpreter

/// What the schema says of a field that helps to attack it: the numbers at which something changes.
struct FieldFacts: Sendable {
  /// The field's scalar, or that of its elements.
  var scalar: ScalarType?
  /// The scalar of the count, length or mask before it.
  var prefix: ScalarType?
  /// Members, bounds, labels, constants: the last number that is right and the first that is wrong.
  var numbers: [Int128] = []
  /// The members of flags.
  var bits: [Int128] = []
  /// The most elements or bytes that the schema allows.
  var limits: [Int128] = []
  /// Whether it is, or holds, text.
  var isText = false
}

/// The facts of every field that a message can have at a revision, by its path without indices.
struct FactBook: Sendable {
  private(set) var facts: [String: FieldFacts] = [:]
  /// Every number of the message, for the bytes of which nothing is known.
  private(set) var numbers: [Int128] = []

  private let model: SchemaModel
  private let revision: Int

  init(_ model: SchemaModel, _ message: Message, at revision: Int) {
    self.model = model
    self.revision = revision
    add(message.body, below: "")
    numbers = Set(facts.values.flatMap { $0.numbers + $0.limits + $0.bits }).sorted()
  }

  /// What is known of the field at a path.
  subscript(path: WirePath) -> FieldFacts? { facts[Self.key(path)] }

  /// `items[3].flags` as `items.flags`, without the message.
  static func key(_ path: WirePath) -> String {
    var key = ""
    for case .name(let name) in path.steps.dropFirst() { key += key.isEmpty ? name : "." + name }
    return key
  }

  // MARK: - Structs

  private mutating func add(_ definition: StructDefinition, below path: String) {
    for field in definition.fields where field.revisions.contains(revision) {
      let key = path.isEmpty ? field.name : path + "." + field.name
      if let range = field.range { add([range.lowerBound, range.upperBound], to: key) }
      if case .constant(.integer(let number)) = field.role { add([number], to: key) }
      add(field.type, at: key)
    }
    add(definition.items, of: definition, below: path)
  }

  /// What conditions, unions and groups compare.
  private mutating func add(_ items: [Item], of definition: StructDefinition, below path: String) {
    func key(_ reference: FieldReference) -> String { path.isEmpty ? reference.name : path + "." + reference.name }
    for item in items where item.revisions.contains(revision) {
      switch item.kind {
      case .field, .pad: break
      case .conditional(let condition, let then, let otherwise):
        add(condition.values, to: key(condition.field))
        add(then + otherwise, of: definition, below: path)
      case .union(let union):
        add(union.arms.flatMap { $0.labels.map(\.value) }, to: key(union.discriminator))
        for arm in union.arms { add(arm.items, of: definition, below: path) }
      case .trailing(let inner): add(inner, of: definition, below: path)
      case .sized(let prefix, let inner), .zlib(let prefix, let inner):
        facts[path, default: FieldFacts()].prefix = prefix.scalar
        if let limit = prefix.limit {
          facts[path, default: FieldFacts()].limits.append(Int128(limit) - Int128(prefix.offset))
        }
        add(inner, of: definition, below: path)
      }
    }
  }

  /// Numbers, and those on either side.
  private mutating func add(_ numbers: [Int128], to key: String) {
    facts[key, default: FieldFacts()].numbers += numbers.flatMap { [$0 - 1, $0, $0 + 1] }
  }

  // MARK: - Types

  private mutating func add(_ type: WireType, at key: String) {
    let type = model.resolved(type, at: revision)
    switch type {
    case .scalar(let scalar): facts[key, default: FieldFacts()].scalar = scalar
    case .converted(let scalar, let domain):
      facts[key, default: FieldFacts()].scalar = scalar
      if case .type(let index) = domain { add(index, at: key) }
      if case .integer(let bits, let signed) = domain {
        let range = ScalarType.integer(bits: bits, signed: signed, order: nil).valueRange ?? 0...0
        add([range.lowerBound, range.upperBound], to: key)
      }
    case .named(let index): add(index, at: key)
    case .text(let form):
      facts[key, default: FieldFacts()].isText = true
      switch form {
      case .counted(let count), .countedWithTerminator(let count): add(count, at: key)
      case .padded(let bytes): facts[key, default: FieldFacts()].limits.append(Int128(bytes))
      case .terminated(let limit): facts[key, default: FieldFacts()].limits.append(Int128(limit))
      }
    case .bytes(let count): add(count, at: key)
    case .array(let element, let count):
      add(count, at: key)
      add(element, at: key)
    case .map(let mapKey, let value, let count, _):
      add(count, at: key)
      add(mapKey, at: key)
      add(value, at: key)
    case .optional(let wrapped): add(wrapped, at: key)
    }
  }

  private mutating func add(_ count: Count, at key: String) {
    switch count.form {
    case .prefix(let scalar): facts[key, default: FieldFacts()].prefix = scalar
    case .mask(.word(let scalar)), .mask(.words(_, let scalar)): facts[key, default: FieldFacts()].prefix = scalar
    case .until(let sentinel): add([sentinel], to: key)
    case .field(let reference, let offset):
      // The count is a field of its own, beside this one.
      let outer = key.split(separator: ".").dropLast().joined(separator: ".")
      let counter = outer.isEmpty ? reference.name : outer + "." + reference.name
      add([Int128(count.maximum) - Int128(offset), -Int128(offset)], to: counter)
    case .fixed, .rest, .mask(.bits): break
    }
    facts[key, default: FieldFacts()].limits.append(Int128(count.maximum))
  }

  private mutating func add(_ index: TypeIndex, at key: String) {
    func carrier(_ scalar: ScalarType?) {
      // `u32 as Gender`: what is on the wire comes first.
      if facts[key]?.scalar == nil { facts[key, default: FieldFacts()].scalar = scalar }
    }
    switch model.types[index].kind {
    case .alias(let variants):
      if let type = variants.value(at: revision) { add(type, at: key) }
    case .enumeration(let definition):
      add(definition.members.map(\.value), to: key)
      carrier(definition.carriers.value(at: revision))
    case .flags(let definition):
      facts[key, default: FieldFacts()].bits += definition.members.map(\.value)
      carrier(definition.carriers.value(at: revision))
    case .bits(let variants):
      guard let definition = variants.value(at: revision) else { return }
      carrier(definition.carrier)
      facts[key, default: FieldFacts()].bits += definition.fields.map { 1 << Int128($0.shift) }
    case .structure(let definition): add(definition, below: key)
    case .widened, .external: break
    }
  }
}
