import SchemaModel

extension BodyReader {
  /// Reads a value and puts it where it goes.
  mutating func read(
    _ form: WireForm, _ name: String, into target: Target, _ revisions: RevisionRange, _ range: ClosedRange<Int128>?
  ) {
    if case .optional(let wrapped) = form, !isExpression(form, range) {
      return optional(wrapped, name, into: target, revisions, range)
    }
    start = nil
    let checksRange = range != nil && module.isNumber(form)
    switch form {
    case .scalar(let scalar) where checksRange: markStart(scalar)
    case .bool(let scalar), .integer(let scalar, _), .member(_, let scalar), .packed(_, let scalar):
      markStart(scalar)
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count),
      .array(_, let count), .map(_, _, let count, _):
      markStart(of: count)
    default: break
    }
    let value = expression(form, name, revisions, range)
    if case .optional(let wrapped) = form, !text.fits(begin(target, form) + value.flat) {
      return optional(wrapped, name, into: target, revisions, range)
    }
    guard checksRange, let range else {
      value.write(begin(target, form), to: &text)
      return
    }
    let checked: String
    switch target {
    case .assign(let place): checked = place
    case .declare(let variable, _): checked = variable
    case .result: checked = scope.fresh("value")
    }
    if case .result = target {
      value.write("let \(checked): \(module.swiftType(form)) = try ", to: &text)
    } else {
      value.write(begin(target, form), to: &text)
    }
    checkRange(checked, name, form, range)
    if case .result = target { text.line("return \(checked)") }
  }

  /// `self.x = try `, `let x: UInt8 = try `, `try `.
  private func begin(_ target: Target, _ form: WireForm) -> String {
    switch target {
    case .assign(let place): return "\(place) = try "
    case .declare(let name, let type):
      if case .scalar = form, type == module.swiftType(form) { return "let \(name) = try " }
      return "let \(name): \(type) = try "
    case .result: return start == nil ? "try " : "return try "
    }
  }

  private mutating func checkRange(_ value: String, _ name: String, _ form: WireForm, _ range: ClosedRange<Int128>) {
    let bounds = [LiteralText.integer(range.lowerBound), LiteralText.integer(range.upperBound)]
    var arguments = [quoted(name), value] + bounds
    switch form {
    case .scalar(let scalar): arguments += width(scalar)
    case .integer(let scalar, let type):
      if let width = scalar.width {
        if width * 8 != type.bits { arguments.append("width: \(width)") }
      } else {
        arguments += self.width(scalar)
      }
    default: break
    }
    text.call("try \(reader).range", arguments)
  }

  /// A presence byte and a value that takes more than an expression.
  private mutating func optional(
    _ wrapped: WireForm, _ name: String, into target: Target, _ revisions: RevisionRange,
    _ range: ClosedRange<Int128>?
  ) {
    let presence = "\(reader).bool(\(quoted(name)))"
    switch target {
    case .result:
      text.open("guard try \(presence) else {")
      text.line("return nil")
      text.close()
      let variable = scope.fresh("value")
      read(wrapped, name, into: .declare(variable, type: module.swiftType(wrapped)), revisions, range)
      text.line("return \(variable)")
    case .assign(let place), .declare(let place, _):
      if case .declare(_, let type) = target { text.line("let \(place): \(type)") }
      text.open("if try \(presence) {")
      let variable = scope.fresh("value")
      read(wrapped, name, into: .declare(variable, type: module.swiftType(wrapped)), revisions, range)
      text.line("\(place) = \(variable)")
      text.reopen("} else {")
      text.line("\(place) = nil")
      text.close()
    }
  }

  /// Notes where a number of variable size begins.
  mutating func markStart(_ scalar: ScalarType) {
    guard scalar.width == nil else {
      start = nil
      return
    }
    let name = scope.fresh("start")
    text.line("let \(name) = \(reader).position")
    start = name
  }

  mutating func markStart(of count: Count) {
    start = nil
    if case .prefix(let scalar) = count.form { markStart(scalar) }
  }

  /// The closure that reads an element.
  func closure(
    _ label: String, _ form: WireForm, _ revisions: RevisionRange, _ range: ClosedRange<Int128>?
  ) -> ReadExpression.Closure {
    var inner = self
    inner.text = SwiftText(inside: text, deeper: 1)
    inner.reader = "reader"
    inner.isInElement = true
    inner.start = nil
    let error = module.lib("DecodeError")
    inner.read(form, "", into: .result, revisions, range)
    let isSingle = isExpression(form, range) || (range == nil && isSingleCall(form))
    let signature =
      isSingle
      ? "{ reader throws(\(error)) in"
      : "{ (reader: inout \(module.lib("WireReader"))) throws(\(error)) -> \(module.swiftType(form)) in"
    return ReadExpression.Closure(label: label, signature: signature, statements: inner.text)
  }

  private func isSingleCall(_ form: WireForm) -> Bool {
    switch form {
    case .array, .map: isExpression(form, nil)
    default: false
    }
  }

  /// Reads a constant and compares it.
  mutating func constant(_ literal: Literal, _ form: WireForm, _ name: String, _ revisions: RevisionRange) {
    let field = quoted(name)
    if case .text(let wanted) = literal {
      markStart(ScalarType.packed64)
      let place = start ?? "0"
      if case .text(.counted(let count)) = form, case .prefix(let scalar) = count.form, scalar.width != nil {
        start = nil
      }
      let value = expression(form, name, revisions, nil)
      start = nil
      text.call("try \(reader).constant", [field, value.flat, "equals: \(LiteralText.text(wanted))", "at: \(place)"])
      return
    }
    if case .bool(let scalar) = form { markStart(scalar) }
    if case .integer(let scalar, _) = form { markStart(scalar) }
    if case .scalar(let scalar) = form { markStart(scalar) }
    isInElement = true
    let value = expression(form, name, revisions, nil).flat
    isInElement = false
    func compare(_ raw: String, _ wanted: String, _ width: [String]) {
      text.call("try \(reader).constant", [field, raw, "equals: \(wanted)"] + width)
    }
    switch (literal, form) {
    case (.integer(let number), .scalar(let scalar)): compare(value, wanted(number), width(scalar))
    case (.integer(let number), .integer(let scalar, _)):
      compare(value, wanted(number), scalar.width.map { ["width: \($0)"] } ?? width(scalar))
    case (.integer(let number), .member(_, let scalar)):
      compare("\(value).rawValue", wanted(number), ["width: \(scalar.width ?? 1)"])
    case (.bool(let isTrue), .bool(let scalar)), (.bool(let isTrue), .scalar(let scalar)):
      compare("\(value) ? 1 : 0", isTrue ? "1" : "0", ["width: \(scalar.width ?? 1)"])
    case (.float(let bits, let width), _):
      compare("\(value).bitPattern", LiteralText.hexadecimal(bits, digits: width / 4), [])
    default: break
    }
    start = nil
  }

  private func wanted(_ number: Int128) -> String {
    number >= 65536 ? LiteralText.hexadecimal(UInt64(truncatingIfNeeded: number)) : LiteralText.integer(number)
  }
}

extension ModulePlan {
  /// Whether a form is a whole number in Swift, so that a range can hold for it.
  func isNumber(_ form: WireForm) -> Bool {
    switch form {
    case .scalar(let scalar): scalar.isInteger
    case .integer: true
    default: false
    }
  }
}
