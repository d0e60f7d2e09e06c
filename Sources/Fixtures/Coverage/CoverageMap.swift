import SchemaModel

/// Every point of a schema, in its order.
struct CoverageMap {
  private(set) var points: [CoveragePoint] = []
  private let model: SchemaModel
  private var seen: Set<CoveragePoint> = []

  init(_ model: SchemaModel) {
    self.model = model
    for message in model.messages {
      for revision in message.revisions.indices { add(.messages, model.coverageName(of: message, at: revision)) }
    }
    for message in model.messages { add(message.body, message.name) }
    for type in model.types {
      switch type.kind {
      case .structure(let definition): add(definition, type.name)
      case .enumeration(let definition): add(definition.members, type.name)
      case .flags(let definition): add(definition.members, type.name)
      case .alias, .bits, .widened, .external: break
      }
    }
  }

  private mutating func add(_ kind: CoveragePoint.Kind, _ name: String) {
    let point = CoveragePoint(kind: kind, name: name)
    if seen.insert(point).inserted { points.append(point) }
  }

  private mutating func add(_ members: [Member], _ owner: String) {
    for member in members { add(.members, "\(owner).\(member.name)") }
  }

  private mutating func add(_ definition: StructDefinition, _ owner: String) {
    for field in definition.fields where field.isCovered {
      add(.fields, "\(owner).\(field.name)")
      add(field.type, "\(owner).\(field.name)")
    }
    for item in definition.items { add(item, owner) }
  }

  private mutating func add(_ item: Item, _ owner: String) {
    switch item.kind {
    case .field, .pad: break
    case .conditional(let condition, let then, let otherwise):
      for name in condition.branches(in: owner) { add(.branches, name) }
      for item in then + otherwise { add(item, owner) }
    case .union(let union):
      for arm in union.arms {
        add(.branches, union.branch(arm, in: owner))
        for item in arm.items { add(item, owner) }
      }
    case .trailing(let items):
      for name in Item.trailingBranches(in: owner) { add(.branches, name) }
      for item in items { add(item, owner) }
    case .sized(_, let items), .zlib(_, let items):
      for item in items { add(item, owner) }
    }
  }

  private mutating func add(_ type: WireType, _ owner: String) {
    switch type {
    case .scalar, .converted, .text, .bytes, .named: break
    case .optional(let wrapped):
      add(.branches, "\(owner): present")
      add(.branches, "\(owner): absent")
      add(wrapped, owner)
    case .array(let element, let count):
      for size in count.sizes { add(.sizes, "\(owner): \(size.name)") }
      add(element, owner + "[]")
    case .map(_, let value, let count, _):
      for size in count.sizes { add(.sizes, "\(owner): \(size.name)") }
      add(value, owner + "[]")
    }
  }
}

extension SchemaModel {
  func coverageName(of message: Message, at revision: Int) -> String {
    hasRevisions ? "\(message.name) at \(revisions[revision])" : message.name
  }
}

extension Field {
  /// Whether bytes can prove a value of it.
  var isCovered: Bool { !revisions.isEmpty && (role == .stored || role == .discriminator) }
}

extension Condition {
  /// Both ways, first that on which it holds.
  func branches(in owner: String) -> [String] { ["\(owner): if \(text)", "\(owner): else of \(text)"] }
}

extension Union {
  func branch(_ arm: Arm, in owner: String) -> String {
    let labels = arm.labels.map { $0.name ?? String($0.value) }.joined(separator: " | ")
    return "\(owner): \(discriminator.name) \(arm.isElse ? "else" : labels)"
  }
}

extension Item {
  static func trailingBranches(in owner: String) -> [String] { ["\(owner): trailing", "\(owner): no trailing"] }
}

extension Count {
  /// A number of elements worth proving.
  struct Size: Hashable {
    let number: Int
    let name: String
  }

  /// None, one and the most; nothing for a fixed number.
  var sizes: [Size] {
    if case .fixed = form { return [] }
    var sizes = [Size(number: 0, name: "none"), Size(number: 1, name: "one")]
    if maximum > 1, maximum < Int.max { sizes.append(Size(number: maximum, name: "most (\(maximum))")) }
    return sizes
  }
}
