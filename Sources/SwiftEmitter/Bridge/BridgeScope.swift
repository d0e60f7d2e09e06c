import SchemaModel

/// What the code of a bridge can call things: the module's plan as seen from outside, and the names of its own variables.
struct BridgeScope {
  let module: ModulePlan
  let body: BodyPlan
  /// Fields of a domain type that are wider than the struct's.
  var widened: [String: WidenedDefinition.Field] = [:]
  private let taken: Set<String>

  init(_ module: ModulePlan, _ body: BodyPlan, widened: [WidenedDefinition.Field] = []) {
    self.module = module
    self.body = body
    for field in widened { self.widened[field.name] = field }
    taken = Set(body.slots.map { Identifier.local($0.plainName) })
  }

  /// A name for a variable that is no field's.
  func fresh(_ name: String) -> String { taken.contains(name) ? fresh(name + "Bridge") : name }

  /// The variable that a slot's value is in.
  func local(_ slot: Int) -> String { Identifier.local(body.slots[slot].plainName) }

  /// A field's type on the wire, or in the domain type.
  func type(of field: Field) -> WireType {
    guard let wide = widened[field.name] else { return field.type }
    return .scalar(.integer(bits: wide.bits, signed: wide.isSigned, order: nil))
  }

  /// A slot's type in Swift, without the `?` of what can be nil.
  func swiftType(of slot: Int, in owner: String) -> String {
    let plan = body.slots[slot]
    if let union = plan.union { return "\(owner).\(body.unions[union].type)" }
    guard let field = plan.fields.first.map({ body.definition.fields[$0] }) else { return plan.type }
    let asArrays = module.keepsArrays(field, in: body.definition)
    let type = module.swiftType(of: type(of: field), asArrays: asArrays)
    return plan.isOptional && type.hasSuffix("?") ? String(type.dropLast()) : type
  }
}

extension ModulePlan {
  /// Whether a whole number has 64 bits on the wire or in Swift at a revision, so that JSON has it as text.
  func isWide(_ type: WireType, at revision: Int) -> Bool {
    let type = model.resolved(type, at: revision)
    var scalars = [scalar(of: type, at: revision)]
    switch type {
    case .converted(_, .integer(let bits, let signed)):
      scalars.append(.integer(bits: bits, signed: signed, order: nil))
    case .converted(_, .type(let index)):
      scalars.append(scalar(of: model.resolved(.named(index), at: revision), at: revision))
    default: break
    }
    return scalars.contains { ($0?.valueRange?.upperBound ?? 0) > 1 << 32 }
  }

  private func scalar(of type: WireType, at revision: Int) -> ScalarType? {
    switch type {
    case .scalar(let scalar), .converted(let scalar, _): return scalar
    case .named(let index):
      switch model.types[index].kind {
      case .enumeration(let value): return value.carriers.value(at: revision)
      case .flags(let value): return value.carriers.value(at: revision)
      case .bits(let variants): return variants.value(at: revision)?.carrier
      default: return nil
      }
    default: return nil
    }
  }
}

/// What a bridge makes of a wire type.
enum BridgeForm {
  case integer
  case bool
  case float(width: Int)
  case member
  case value
  case text
  case bytes
  indirect case list(WireType)
  indirect case masked(WireType, wordBits: Int?)
  indirect case map(WireType, WireType, anyOrder: Bool)
  indirect case optional(WireType)

  init(_ type: WireType, at revision: Int, in model: SchemaModel) {
    switch model.resolved(type, at: revision) {
    case .scalar(.float(let bits, _)): self = .float(width: bits)
    case .scalar(.bool), .converted(_, .bool): self = .bool
    case .scalar, .converted(_, .integer): self = .integer
    case .converted(_, .type(let index)), .named(let index): self.init(named: index, at: revision, in: model)
    case .text: self = .text
    case .bytes: self = .bytes
    case .array(let element, let count):
      switch count.form {
      case .mask(.words(.integer(let bits, _, _), _)): self = .masked(element, wordBits: bits)
      case .mask: self = .masked(element, wordBits: nil)
      default: self = .list(element)
      }
    case .map(let key, let value, _, let anyOrder): self = .map(key, value, anyOrder: anyOrder)
    case .optional(let wrapped): self = .optional(wrapped)
    }
  }

  private init(named index: TypeIndex, at revision: Int, in model: SchemaModel) {
    switch model.types[index].kind {
    case .enumeration, .flags: self = .member
    case .bits, .structure, .widened, .external: self = .value
    case .alias(let variants):
      // The right side of `as`: a number, or an enum under another name.
      if case .named(let target)? = (variants.value(at: revision) ?? variants.last?.value) {
        self.init(named: target, at: revision, in: model)
      } else {
        self = .integer
      }
    }
  }
}
