public import SchemaModel
public import WireInterpreter

/// The checked conversion from a domain type (`widens`) back to the struct that is on the wire.
public struct Narrowing: Sendable {
  private let model: SchemaModel
  private let name: String
  private let revision: Int
  private let base: StructDefinition?
  private let widened: [String: WidenedDefinition.Field]

  /// The conversion of a domain type at a revision.
  public init(_ model: SchemaModel, _ type: TypeIndex, at revision: Int) {
    self.model = model
    self.revision = revision
    name = model.types[type].name
    guard case .widened(let definition) = model.types[type].kind,
      case .structure(let base) = model.types[definition.base].kind
    else {
      base = nil
      widened = [:]
      return
    }
    self.base = base
    widened = Dictionary(definition.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The struct's value: the same numbers, when each fits. The first that does not, in wire order, is the error.
  public func narrow(_ domain: WireValue) throws(WireFault) -> WireValue {
    for field in base?.fields ?? [] where field.revisions.contains(revision) && widened[field.name] != nil {
      guard case .integer(let number)? = domain[field.name], let range = range(of: field.type) else { continue }
      guard !range.contains(number) else { continue }
      let bound = number < range.lowerBound ? range.lowerBound : range.upperBound
      throw WireFault(.narrowing, WirePath([.name(name), .name(field.name)]), at: nil, wanted: bound, had: number)
    }
    return domain
  }

  /// What the field holds in the struct.
  private func range(of type: WireType) -> ClosedRange<Int128>? {
    switch model.resolved(type, at: revision) {
    case .scalar(let scalar), .converted(let scalar, .bool), .converted(let scalar, .type): scalar.valueRange
    case .converted(_, .integer(let bits, let signed)):
      ScalarType.integer(bits: bits, signed: signed, order: nil).valueRange
    default: nil
    }
  }
}
