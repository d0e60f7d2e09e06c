import SchemaModel
import SchemaSyntax

/// Conditions, as Swift tests them.
extension CodecScope {
  /// The terms of a condition and the operator between them.
  func terms(of condition: Condition) -> (terms: [String], joiner: String) {
    let access = access(condition.field)
    let value = access.expression
    guard let index = condition.field.fields.first else { return (["false"], "||") }
    let field = body.definition.fields[index]
    switch module.form(of: field.type, at: field.revisions.lower, body.order) {
    case .scalar(.bool), .bool: return boolean(condition, access)
    case .member(let type, _) where condition.test == .hasAnyOf:
      return ([hasAny(condition.values, of: type, access)], "||")
    case .member(let type, _):
      return compared(condition, value) { constant in
        if module.memberName(of: type, constant) == nil, module.isClosed(type) { return nil }
        return module.member(type, constant)
      }
    default:
      if condition.test == .hasAnyOf {
        let mask = condition.values.reduce(0, |)
        return (["\(value) & \(LiteralText.integer(mask)) != 0"], "||")
      }
      return compared(condition, value) { LiteralText.integer($0) }
    }
  }

  private func boolean(_ condition: Condition, _ access: Access) -> (terms: [String], joiner: String) {
    let isTrue = condition.holds(for: 1)
    if isTrue, condition.holds(for: 0) { return (["true"], "||") }
    if access.isOptional { return (["\(access.expression) == \(isTrue)"], "||") }
    return ([(isTrue ? "" : "!") + access.expression], "||")
  }

  private func compared(
    _ condition: Condition, _ value: String, _ constant: (Int128) -> String?
  ) -> (terms: [String], joiner: String) {
    let differs = condition.test == .differs
    let terms = condition.values.compactMap { constant($0) }.map { "\(value) \(differs ? "!=" : "==") \($0)" }
    if terms.isEmpty { return ([differs ? "true" : "false"], "||") }
    return (terms, differs ? "&&" : "||")
  }

  private func hasAny(_ values: [Int128], of type: TypeIndex, _ access: Access) -> String {
    let question = access.isOptional ? "?" : ""
    let constants = values.map { module.member(type, $0) }
    if values.count == 1, values[0] > 0, values[0] & (values[0] - 1) == 0 {
      return "\(access.expression)\(question).contains(\(constants[0]))" + (access.isOptional ? " == true" : "")
    }
    let test = "\(access.expression)\(question).isDisjoint(with: [\(constants.joined(separator: ", "))])"
    return access.isOptional ? "\(test) == false" : "!\(test)"
  }
}
