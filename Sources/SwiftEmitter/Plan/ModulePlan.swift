import SchemaModel
import SchemaSyntax

/// Every name and decision of a generated module, settled before a line is printed.
struct ModulePlan {
  let model: SchemaModel
  let options: EmitterOptions
  /// `public `, or nothing.
  let access: String
  /// What names that would hide others become.
  let names: SwiftNames
  /// For each type, its name in Swift.
  private(set) var typeNames: [String]
  /// For each message, its name in Swift.
  private(set) var messageNames: [String]
  /// `RealmWorldRevision`.
  private(set) var revisionType = ""
  /// For each revision, its case.
  private(set) var revisionCases: [String] = []
  private(set) var links: [LinkPlan] = []
  /// Names of the standard library and of Wire that the schema has for something else.
  private var shadowed: Set<String>
  /// Names that no type inside a struct can have.
  private(set) var takenTypes: Set<String>
  /// For each type, the byte order of what states none.
  private(set) var orders: [WireName.ByteOrder]
  /// Types that are keys of maps.
  private(set) var keys: Set<TypeIndex> = []
  /// For each type, its struct; nil when it is something else.
  private(set) var structures: [BodyPlan?] = []
  private(set) var messages: [BodyPlan] = []
  /// For each type, how it lies when it has one size.
  private(set) var fixed: [TypeIndex: FixedPlan] = [:]
  private(set) var fixedMessages: [MessageIndex: FixedPlan] = [:]

  init(_ model: SchemaModel, _ options: EmitterOptions) throws(EmitterProblem) {
    self.model = model
    self.options = options
    access = options.access == .internal ? "" : options.access.rawValue + " "
    let names = SwiftNames(model)
    self.names = names
    let settled = names.types(model.types.map(\.swiftName) + model.messages.map(\.swiftName))
    typeNames = Array(settled.prefix(model.types.count))
    messageNames = Array(settled.dropFirst(model.types.count))
    shadowed = Set(typeNames + messageNames)
    orders = Array(repeating: .little, count: model.types.count)
    takenTypes = shadowed.union(LibraryNames.all).union(SwiftNames.taken)
    var free = NameSet(takenTypes)
    nameRevisions(&free)
    takenTypes.insert(revisionType)
    links = LinkPlan.plans(of: model, &free)
    orders = try byteOrders()
    for index in model.types.indices { findKeys(in: index) }
    for message in model.messages { findKeys(in: message.body) }
    structures = Array(repeating: nil, count: model.types.count)
    var visited: Set<TypeIndex> = []
    for index in model.types.indices { planStructure(index, &visited) }
    for message in model.messages {
      messages.append(BodyPlan.make(message.body, of: self, range: message.revisions, order: order(of: message)))
    }
    for message in model.messages where model.links[message.link].excess != .keep {
      let plan = FixedPlan.make(
        messages[message.index], message.body, of: self, range: message.revisions, order: order(of: message))
      if let plan { fixedMessages[message.index] = plan }
    }
  }

  private mutating func nameRevisions(_ names: inout NameSet) {
    revisionType = names.claim(Identifier.upperCamel(model.name) + "Revision")
    var cases = NameSet(["latest", "allCases", "rawValue", "wire", "description"])
    let plain = model.hasRevisions ? model.revisions.map { cases.claim(Identifier.revision($0)) } : ["only"]
    revisionCases = plain.map { Identifier.escaped($0) }
  }

  /// `UInt8`, or where the schema has a type of that name `Swift::UInt8`.
  func lib(_ name: String) -> String {
    guard shadowed.contains(name) else { return name }
    if LibraryNames.bridge.contains(name) { return "WireBridge::" + name }
    return (LibraryNames.swift.contains(name) ? "Swift::" : "Wire::") + name
  }

  /// The same plan as another module sees it that imports this one under a name: what is called like something in a
  /// library says where it comes from.
  func seen(as module: String) -> ModulePlan {
    func seen(_ name: String) -> String { LibraryNames.all.contains(name) ? "\(module)::\(name)" : name }
    var plan = self
    plan.typeNames = typeNames.map(seen)
    plan.messageNames = messageNames.map(seen)
    return plan
  }

  /// Whether the schema has a type or message of this name.
  func declares(_ name: String) -> Bool { shadowed.contains(name) }

  /// `RealmWorldRevision.v202606`.
  func revision(_ index: Int) -> String { "\(revisionType).\(revisionCases[index])" }

  func order(of message: Message) -> WireName.ByteOrder { model.links[message.link].order }

  // MARK: Byte orders

  /// The order of each type that leaves it to the link: all links that use it must have the same.
  private func byteOrders() throws(EmitterProblem) -> [WireName.ByteOrder] {
    var used: [[WireName.ByteOrder: String]] = Array(repeating: [:], count: model.types.count)
    for message in model.messages {
      var queue = references(of: message.body)
      var seen = Set(queue)
      while let index = queue.popLast() {
        used[index][order(of: message)] = message.name
        for next in references(of: index) where seen.insert(next).inserted { queue.append(next) }
      }
    }
    for (index, orders) in used.enumerated() where orders.count > 1 {
      guard dependsOnOrder(index) else { continue }
      throw EmitterProblem(
        "`\(model.types[index].name)` is used on links of both byte orders, by "
          + orders.values.sorted().map { "`\($0)`" }.joined(separator: " and "),
        help: "state the order of its fields: `u32le`, `u32be`")
    }
    let fallback = model.links.first?.order ?? .little
    return used.map { $0.keys.first ?? fallback }
  }

  private func references(of index: TypeIndex) -> [TypeIndex] {
    switch model.types[index].kind {
    case .alias(let variants): variants.flatMap { $0.value.typeIndices }
    case .structure(let body): references(of: body)
    case .widened(let widened): [widened.base]
    case .enumeration, .flags, .bits, .external: []
    }
  }

  private func references(of body: StructDefinition) -> [TypeIndex] { body.fields.flatMap { $0.type.typeIndices } }

  /// Whether a type itself has a number of several bytes whose order is the link's.
  private func dependsOnOrder(_ index: TypeIndex) -> Bool {
    switch model.types[index].kind {
    case .structure(let body):
      body.fields.contains { field in
        form(of: field.type, at: field.revisions.lower, .little)
          != form(of: field.type, at: field.revisions.lower, .big)
      }
    case .bits(let variants): variants.contains { $0.value.carrier.ordered(.little) != $0.value.carrier.ordered(.big) }
    default: false
    }
  }

  // MARK: Keys of maps

  private mutating func findKeys(in index: TypeIndex) {
    switch model.types[index].kind {
    case .structure(let body): findKeys(in: body)
    case .alias(let variants): for variant in variants { findKeys(in: variant.value) }
    default: break
    }
  }

  private mutating func findKeys(in body: StructDefinition) {
    for field in body.fields { findKeys(in: field.type) }
  }

  private mutating func findKeys(in type: WireType) {
    switch type {
    case .array(let element, _), .optional(let element): findKeys(in: element)
    case .map(let key, let value, _, _):
      if case .member(let index, _) = form(of: key, at: 0, .little) { keys.insert(index) }
      findKeys(in: value)
    default: break
    }
  }

  // MARK: Structs

  /// Plans a struct after those that it holds.
  private mutating func planStructure(_ index: TypeIndex, _ visited: inout Set<TypeIndex>) {
    guard visited.insert(index).inserted else { return }
    for inner in references(of: index) { planStructure(inner, &visited) }
    let type = model.types[index]
    guard case .structure(let body) = type.kind else { return }
    let plan = BodyPlan.make(body, of: self, range: type.revisions, order: orders[index])
    structures[index] = plan
    fixed[index] = FixedPlan.make(plan, body, of: self, range: type.revisions, order: orders[index])
  }

  /// Whether a type conforms to `WireFixed`.
  func isFixed(_ index: TypeIndex) -> Bool {
    switch model.types[index].kind {
    case .structure: fixed[index] != nil
    case .bits(let variants): variants.allSatisfy { $0.value.carrier.isNative && $0.value.carrier.width != nil }
    default: false
    }
  }

  /// Whether reading over a value of the type can keep memory.
  func keepsMemory(_ index: TypeIndex) -> Bool { structures[index]?.keepsMemory ?? false }
}

extension WireType {
  /// The types that a type names.
  var typeIndices: [TypeIndex] {
    switch self {
    case .named(let index), .converted(_, .type(let index)): [index]
    case .array(let element, _), .optional(let element): element.typeIndices
    case .map(let key, let value, _, _): key.typeIndices + value.typeIndices
    default: []
    }
  }
}

/// Names that generated code takes from elsewhere.
enum LibraryNames {
  static let swift: Set<String> = [
    "BitwiseCopyable", "Bool", "CaseIterable", "CustomStringConvertible", "Double", "Float", "Hashable", "Int",
    "Int128",
    "LosslessStringConvertible", "Int16", "Int32", "Int64", "Int8", "OptionSet", "Optional", "OutputRawSpan",
    "Sendable", "Span", "StaticString", "String",
    "Swift", "UInt16", "UInt32", "UInt64", "UInt8",
  ]
  static let wire: Set<String> = [
    "DecodeError", "EncodeError", "FixedArray", "FrameFormat", "MaskArray", "NarrowingError", "PendingRequests",
    "Wire", "WireArrayView", "WireEnum", "WireFixed", "WireInOrder", "WireKey", "WireMap", "WireMask", "WireMemory",
    "WireMessage", "WireNarrowable", "WireOutputRun", "WirePairs", "WireReader", "WireReplies", "WireRequest",
    "WireRevision", "WireRevisions", "WireRules", "WireRun", "WireSize", "WireStruct", "WireVersion", "WireView",
    "WireViewList", "WireViewPart", "WireViewable", "WireWriter", "WireZlib", "ZlibSize",
  ]
  static let bridge: Set<String> = [
    "BridgedDomain", "BridgedEnum", "BridgedMember", "BridgedMessage", "BridgedProtocol", "BridgedStruct",
    "BridgedValue",
    "BridgedViewable", "Checksum", "JSONVisitor", "LoadFields", "LoadProblem", "LoadSource", "ViewField", "Visitor",
    "WireBridge", "WireVisitor",
  ]
  static let all = swift.union(wire).union(bridge)
}
