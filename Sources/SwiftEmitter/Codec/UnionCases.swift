import SchemaModel

/// The labels of a `switch` over a union's discriminator, in Swift.
struct UnionCases {
  private let union: Union
  private let form: WireForm
  private let module: ModulePlan
  /// Whether the labels name every value, so that Swift takes no `default`.
  private let isExhaustive: Bool

  init(_ union: Union, _ scope: CodecScope) {
    self.union = union
    module = scope.module
    let field = union.discriminator.fields.first.map { scope.body.definition.fields[$0] }
    form = field.map { scope.module.form(of: $0.type, at: $0.revisions.lower, scope.body.order) } ?? .scalar(.bool)
    let labelled = Set(union.arms.flatMap(\.labels).map(\.value))
    switch form {
    case .scalar(.bool), .bool: isExhaustive = labelled.isSuperset(of: [0, 1])
    case .member(let index, _):
      isExhaustive = module.isClosed(index) && module.members(of: index).allSatisfy { labelled.contains($0.value) }
    default: isExhaustive = false
    }
  }

  /// Whether the discriminator is a number that may select no case.
  var isOpenNumber: Bool { module.isNumber(form) && !union.arms.contains { $0.isElse } }

  /// Whether there must be a `default` that no case is for.
  var needsDefault: Bool { !isExhaustive && !union.arms.contains { $0.isElse } }

  /// `case .creature, .gameobject:`; nil for an `else` that can never be.
  func label(of arm: Union.Arm) -> String? {
    if arm.isElse { return isExhaustive ? nil : "default:" }
    return "case \(arm.labels.map { value($0.value) }.joined(separator: ", ")):"
  }

  /// A value of the discriminator.
  func value(_ value: Int128) -> String {
    switch form {
    case .scalar(.bool), .bool: value == 0 ? "false" : "true"
    case .member(let index, _): module.member(index, value)
    default: LiteralText.integer(value)
    }
  }
}
