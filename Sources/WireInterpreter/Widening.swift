public import SchemaModel

extension WireInterpreter {
  /// A domain value (`widens`) as the struct that goes on the wire; a number that does not fit is a fault, never cut.
  ///
  /// The other way is no work at all: numbers have no width here, so a struct's value is its domain type's, too.
  public func narrow(_ value: WireValue, of type: TypeIndex, at revision: Int) throws(WireFault) -> WireValue {
    let path: [WirePath.Step] = [.name(model.types[type].name)]
    guard case .widened(let widened) = model.types[type].kind,
      case .structure(let base) = model.types[widened.base].kind, case .structure(let fields) = value
    else { throw WireFault(.mismatch, WirePath(path), at: nil) }
    for field in fields {
      guard widened.fields.contains(where: { $0.name == field.name }),
        let declared = TypedBody(base).field(named: field.name, at: revision),
        let range = range(of: declared.type, at: declared.revision(near: revision))
      else { continue }
      let path = WirePath(path + [.name(field.name)])
      guard let number = field.value.number else { throw WireFault(.mismatch, path, at: nil) }
      guard range.contains(number) else {
        throw WireFault(.narrowing, path, at: nil, wanted: range.bound(near: number), had: number)
      }
    }
    return value
  }

  private func range(of type: WireType, at revision: Int) -> ClosedRange<Int128>? {
    if case .converted(_, let domain) = model.resolved(type, at: revision) {
      return model.range(of: domain, at: revision)
    }
    return model.scalar(of: type, at: revision)?.valueRange
  }
}
