import SchemaModel

/// Prints the statements that work out how many bytes a value takes.
struct BodySizer {
  let module: ModulePlan
  let body: BodyPlan
  private var scope: CodecScope
  private var text = SwiftText(depth: 2)
  private var constant = 0
  private var terms: [String] = []

  private init(_ module: ModulePlan, _ body: BodyPlan) {
    self.module = module
    self.body = body
    scope = CodecScope(module, body)
  }

  /// The statements of `encodedSize(at:)`, with `more` added at the end.
  static func statements(_ module: ModulePlan, _ body: BodyPlan, more: [String] = []) -> SwiftText {
    var sizer = BodySizer(module, body)
    sizer.items(body.definition.items, body.range)
    var text = SwiftText(depth: 2)
    let sum = sizer.sum + more
    if sizer.text.lines.isEmpty {
      text.chain("", sum, "+")
    } else {
      text.chain("var size = ", sum, "+")
      text.append(sizer.text)
      text.line("return size")
    }
    return text
  }

  /// What has been added up so far.
  private var sum: [String] {
    constant > 0 || terms.isEmpty ? [LiteralText.integer(Int128(constant))] + terms : terms
  }

  /// The size of some items, apart from the rest.
  private func apart(_ items: [Item], _ range: RevisionRange) -> BodySizer {
    var inner = self
    (inner.text, inner.constant, inner.terms) = (SwiftText(inside: text, deeper: 1), 0, [])
    inner.items(items, range)
    return inner
  }

  private var hasNoSum: Bool { constant == 0 && terms.isEmpty }
  private var isZero: Bool { hasNoSum && text.lines.isEmpty }

  /// Adds what was sized apart to `size`.
  private mutating func add(_ inner: BodySizer) {
    if inner.constant > 0 || !inner.terms.isEmpty { text.chain("size += ", inner.sum, "+") }
    text.append(inner.text)
  }

  private mutating func items(_ items: [Item], _ range: RevisionRange) {
    for run in module.runs(of: items, in: range, body.definition, body.order) {
      if case .always = run.shape {
        for entry in run.after { item(entry, range) }
        continue
      }
      var before = self, after = self
      (before.text, before.constant, before.terms) = (SwiftText(inside: text, deeper: 1), 0, [])
      (after.text, after.constant, after.terms) = (SwiftText(inside: text, deeper: 1), 0, [])
      for entry in run.before { before.item(entry, range) }
      for entry in run.after { after.item(entry, range) }
      // Statements ask the values themselves; only what is added up has to ask for the revision.
      let tests: [String]
      switch run.shape {
      case .always: tests = []
      case .split(let revision): tests = [module.isSince(revision, "revision")]
      case .within(let active): tests = module.isWithin(active, of: range, "revision")
      }
      if !before.hasNoSum || !after.hasNoSum {
        let (first, second) = (after.sum.joined(separator: " + "), before.sum.joined(separator: " + "))
        if first.count + second.count < 50 {
          terms.append("(\(tests.joined(separator: " && ")) ? \(first) : \(second))")
        } else {
          text.chain("if ", tests, "&&", " {")
          text.chain("size += ", after.sum, "+")
          text.reopen("} else {")
          text.chain("size += ", before.sum, "+")
          text.close()
        }
      }
      text.append(before.text)
      text.append(after.text)
    }
  }

  private mutating func item(_ entry: ItemRun.Entry, _ range: RevisionRange) {
    switch entry.item.kind {
    case .field(let index): field(index, entry.revisions)
    case .pad(let count, _): constant = saturatingSum(constant, count)
    case .conditional(let condition, let then, let otherwise):
      let first = apart(then, entry.revisions), second = apart(otherwise, entry.revisions)
      guard !first.isZero || !second.isZero else { return }
      // What has values is there when they are; only what has none is asked of the condition.
      branch(first, then, condition, holds: true)
      branch(second, otherwise, condition, holds: false)
    case .trailing(let inner):
      let size = apart(inner, entry.revisions)
      add(size, ifAny: scope.slots(in: inner), orElse: [])
    case .sized(let prefix, let inner):
      constant += prefix.scalar.width ?? 1
      items(inner, entry.revisions)
    case .zlib(let prefix, let inner): zlib(prefix, inner, entry.revisions)
    case .union(let union): self.union(union, entry.item, entry.revisions)
    }
  }

  private mutating func branch(_ size: BodySizer, _ items: [Item], _ condition: Condition, holds: Bool) {
    let isDerived = condition.field.fields.contains { body.locals[$0] != nil }
    let (terms, joiner) = isDerived ? (["true"], "||") : scope.terms(of: condition)
    let test = terms.joined(separator: " \(joiner) ")
    add(size, ifAny: scope.slots(in: items), orElse: [holds ? test : "!(\(test))"])
  }

  /// Adds what is there when any of these slots has a value, or for want of slots when a test says so.
  private mutating func add(_ size: BodySizer, ifAny slots: [Int], orElse tests: [String]) {
    guard !size.isZero else { return }
    let present = slots.filter { body.slots[$0].canBeNil }.map { "\(scope.place(of: $0)) != nil" }
    // Sizes of slots that can be nil ask for themselves; the rest needs the test.
    if size.constant == 0, size.terms.isEmpty {
      text.append(size.text)
      return
    }
    // Pads and constants alone: no value says whether they are there.
    if present.isEmpty, tests.isEmpty { return add(size) }
    guard let first = present.isEmpty ? tests.first : nil else {
      text.chain("if ", present, "||", " {")
      add(size)
      text.close()
      return
    }
    text.open("if \(first) {")
    add(size)
    text.close()
  }

  private mutating func zlib(_ prefix: Prefix, _ inner: [Item], _ range: RevisionRange) {
    let size = apart(inner, range)
    let width = prefix.scalar.width ?? 4
    if size.text.lines.isEmpty {
      terms.append("\(module.lib("ZlibSize")).bound(\(size.sum.joined(separator: " + ")), width: \(width))")
      return
    }
    scope.avoidNames(of: size.scope)
    let outer = scope.fresh("outer")
    text.line("let \(outer) = size")
    text.line("size = 0")
    add(size)
    text.line("size = \(outer) + \(module.lib("ZlibSize")).bound(size, width: \(width))")
  }

  private mutating func union(_ union: Union, _ item: Item, _ range: RevisionRange) {
    guard let index = body.unionAt[item.identity] else { return }
    let plan = body.unions[index]
    let sizes = union.arms.map { apart($0.items, range) }
    guard sizes.contains(where: { !$0.isZero }) else { return }
    let isConditional = body.slots[plan.slot].isConditional
    let question = isConditional ? "?" : ""
    text.line("switch \(scope.place(of: plan.slot)) {")
    for (position, size) in sizes.enumerated() {
      let own = plan.arms[position]
      var adder = self
      adder.text = SwiftText(inside: text, deeper: 1)
      adder.add(size)
      let statements = adder.text
      let names = own.payload.map { scope.place(of: $0) }
      let bindings = names.map { statements.mentions($0) ? "let \($0)" : "_" }
      let isBound = bindings.contains { $0 != "_" }
      let pattern = ".\(own.name)" + (isBound ? "(\(bindings.joined(separator: ", ")))" : "")
      let qualifier = own.name == "none" || own.name == "some" ? plan.type : ""
      text.openCase("case \(qualifier)\(pattern)\(question):")
      if statements.lines.isEmpty { text.line("break") } else { text.append(statements) }
      text.endCase()
    }
    if isConditional {
      text.openCase("case nil:")
      text.line("break")
      text.endCase()
    }
    text.line("}")
  }

  private mutating func field(_ index: FieldIndex, _ range: RevisionRange) {
    let field = body.definition.fields[index]
    let form = module.form(of: field, in: body.definition, at: range.lower, body.order)
    guard let slot = body.slotOfField[index] else {
      constant = saturatingSum(constant, scalarSize(form, range, field))
      return
    }
    let plan = body.slots[slot]
    let place = scope.place(of: slot)
    let sizes = SizeTerms(module, range)
    guard plan.isConditional else {
      let size = sizes.size(of: form, place)
      constant = saturatingSum(constant, size.constant)
      terms += size.terms
      return
    }
    let variable = Identifier.local(plan.plainName)
    let size = sizes.size(of: form, variable)
    if size.terms.contains(where: { $0.contains(variable) }) {
      text.open("if let \(variable)\(scope.isProperty(slot) ? " = \(place)" : "") {")
      text.chain("size += ", size.sum, "+")
    } else {
      text.open("if \(place) != nil {")
      text.chain("size += ", size.sum, "+")
    }
    text.close()
  }

  /// The size of a field that is not kept: a count, a constant, a derived discriminator.
  private func scalarSize(_ form: WireForm, _ range: RevisionRange, _ field: Field) -> Int {
    if case .constant(.text) = field.role {
      return module.model.size(of: field, at: range.lower).minimum
    }
    switch form {
    case .scalar(let scalar), .bool(let scalar), .integer(let scalar, _), .member(_, let scalar),
      .packed(_, let scalar):
      return scalar.width ?? scalar.size.maximum
    default: return module.minimum(of: form, at: range)
    }
  }
}

/// Sizes of values, as sums of expressions.
struct SizeTerms {
  /// A constant and what is added to it.
  struct Sum {
    var constant = 0
    var terms: [String] = []

    var sum: [String] { constant > 0 || terms.isEmpty ? [LiteralText.integer(Int128(constant))] + terms : terms }
  }

  private let module: ModulePlan
  private let range: RevisionRange

  init(_ module: ModulePlan, _ range: RevisionRange) {
    self.module = module
    self.range = range
  }

  /// The size of a value of a form.
  func size(of form: WireForm, _ value: String) -> Sum {
    switch form {
    case .scalar(let scalar): return size(of: scalar, value)
    case .bool(let scalar): return scalar.width.map { Sum(constant: $0) } ?? Sum(constant: 1)
    case .packed(_, let scalar): return Sum(constant: scalar.size.maximum)
    case .integer(let scalar, _):
      return size(of: scalar, "\(module.lib(IntegerType(scalar).name))(clamping: \(value))")
    case .member(_, let scalar):
      return size(of: scalar, "\(module.lib(IntegerType(scalar).name))(clamping: \(value).rawValue)")
    case .value(let index): return size(of: index, value)
    case .text(.counted(let count)): return counted(count, "\(value).utf8.count", Sum(constant: 1))
    case .text(.countedWithTerminator(let count)):
      var sum = counted(count, "\(value).utf8.count", Sum(constant: 1))
      sum.constant += 1
      return sum
    case .text(.padded(let bytes)): return Sum(constant: bytes)
    case .text(.terminated): return Sum(constant: 1, terms: ["\(value).utf8.count"])
    case .bytes(let count): return counted(count, "\(value).count", Sum(constant: 1))
    case .inline(let list): return size(of: list, value)
    case .array(let element, let count): return array(element, count, value)
    case .map(let key, let content, let count, _):
      var each = size(of: key, "$1.key")
      let second = size(of: content, "$1.value")
      each.constant = saturatingSum(each.constant, second.constant)
      each.terms += second.terms
      return counted(count, "\(value).count", each, reduced: value)
    case .optional(let wrapped):
      let inner = size(of: wrapped, "$0")
      if inner.terms.contains(where: { $0.contains("$0") }) {
        return Sum(constant: 1, terms: ["(\(value).map { \(inner.sum.joined(separator: " + ")) } ?? 0)"])
      }
      return Sum(constant: 1, terms: ["(\(value) == nil ? 0 : \(inner.sum.joined(separator: " + ")))"])
    }
  }

  private func size(of scalar: ScalarType, _ value: String) -> Sum {
    if let width = scalar.width { return Sum(constant: width) }
    return Sum(terms: ["\(module.lib("WireSize")).\(scalar.method)(\(value))"])
  }

  private func size(of index: TypeIndex, _ value: String) -> Sum {
    guard module.isFixed(index) else { return Sum(terms: ["\(value).encodedSize(at: revision)"]) }
    let sizes = Set(range.indices.map { module.model.size(of: index, at: $0).minimum })
    if sizes.count == 1, let size = sizes.first { return Sum(constant: size) }
    return Sum(terms: ["\(module.typeNames[index]).wireSize(at: revision)"])
  }

  /// Elements of a size under a count.
  private func counted(_ count: Count, _ length: String, _ element: Sum, reduced value: String? = nil) -> Sum {
    var sum = Sum()
    if case .prefix(let scalar) = count.form {
      sum = size(of: scalar, "\(module.lib(IntegerType(scalar).name))(clamping: \(length))")
    }
    if case .fixed(let number) = count.form, element.terms.isEmpty {
      sum.constant = saturatingSum(sum.constant, saturatingProduct(number, element.constant))
    } else if element.terms.isEmpty {
      if element.constant == 1 { sum.terms.append(length) }
      if element.constant > 1 { sum.terms.append("\(length) * \(element.constant)") }
    } else if element.constant == 0, element.terms.count == 1, !element.terms[0].contains("$1") {
      sum.terms.append("\(length) * \(element.terms[0])")
    } else if !element.terms.contains(where: { $0.contains("$1") }) {
      sum.terms.append("\(length) * (\(element.sum.joined(separator: " + ")))")
    } else if let value {
      sum.terms.append("\(value).reduce(0) { $0 + \(element.sum.joined(separator: " + ")) }")
    }
    return sum
  }

  private func array(_ element: WireForm, _ count: Count, _ value: String) -> Sum {
    let each = size(of: element, "$1")
    guard case .mask(let mask) = count.form else {
      var sum = counted(count, "\(value).count", each, reduced: value)
      if case .until = count.form {
        sum.constant = saturatingSum(sum.constant, module.minimum(of: .array(element, count), at: range))
      }
      return sum
    }
    var sum = counted(count, "\(value).count", each, reduced: "\(value).elements")
    switch mask {
    case .word(let scalar): sum.constant += scalar.width ?? 1
    case .bits(let bits): sum.constant += (bits + 7) / 8
    case .words(let scalar, let counter):
      let width = scalar.width ?? 1
      let words = "(\(value).words ?? \(value).bits.last.map { $0 / \(width * 8) + 1 } ?? 0)"
      sum.constant += counter.width ?? 1
      sum.terms.append(width == 1 ? words : "\(words) * \(width)")
    }
    return sum
  }
}
