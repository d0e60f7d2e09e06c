import SchemaModel

extension BodyWriter {
  /// Writes a value.
  mutating func write(_ form: WireForm, _ value: String, _ name: String, _ range: ClosedRange<Int128>?) {
    if let range, module.isNumber(form) { requireRange(value, range, name) }
    switch form {
    case .scalar(let scalar): write(scalar, value, name)
    case .bool(let scalar): write(scalar, "\(value) ? 1 : 0", name)
    case .integer(let scalar, let type): write(number: value, of: type, scalar, name)
    case .member(let index, let scalar):
      let raw =
        module.changesMembers(index)
        ? "\(value).rawValue(at: writer.revision, \(quoted(name)))" : "\(value).rawValue"
      write(number: raw, of: module.rawType(of: index), scalar, name, throwing: module.changesMembers(index))
    case .packed(let index, let scalar):
      let packed =
        name.isEmpty ? "\(value).packed()" : "\(module.lib("EncodeError")).inside(\(quoted(name)), \(value).packed())"
      write(number: packed, of: module.bitsCarrier(index, at: 0), scalar, name, throwing: true)
    case .value:
      text.line(name.isEmpty ? "try \(value).encode(into: &writer)" : "try writer.value(\(quoted(name)), \(value))")
    case .text(let text): write(text, value, name)
    case .bytes(let count):
      writeNumber(count, "\(value).count", name)
      text.line("writer.bytes(\(value))")
    case .inline(let list): text.line("writer.\(list.listMethod)(\(value))")
    case .array(let element, let count): array(element, count, value, name, range)
    case .map(let key, let content, let count, let anyOrder):
      writeNumber(count, "\(value).count", name)
      text.call(
        "try writer.\(anyOrder ? "pairs" : "map")", [quoted(name), value],
        " { writer, key, value throws(\(module.lib("EncodeError"))) in")
      write(key, "key", "", nil)
      write(content, "value", "", nil)
      text.close()
    case .optional(let wrapped):
      text.line("writer.bool(\(value) != nil)")
      let variable = scope.fresh("value")
      text.open("if let \(variable) = \(value) {")
      write(wrapped, variable, name, range)
      text.close()
    }
  }

  // MARK: Numbers

  private mutating func write(_ scalar: ScalarType, _ value: String, _ name: String) {
    switch scalar {
    case .float: text.line("try writer.\(scalar.method)(\(value), \(quoted(name)))")
    case .integer where !scalar.isNative: text.line("try writer.\(scalar.method)(\(value), \(quoted(name)))")
    default: text.line("writer.\(scalar.method)(\(value))")
    }
  }

  /// Writes a number of one Swift type as a scalar of another.
  private mutating func write(
    number value: String, of type: IntegerType, _ scalar: ScalarType, _ name: String, throwing: Bool = false
  ) {
    let native = IntegerType(scalar)
    var value = value
    var isThrowing = throwing
    if native != type {
      if native.holds(type) {
        value = "\(module.lib(native.name))(\(value))"
      } else {
        value = "\(module.lib(native.name))(narrowing: \(value), \(quoted(name)))"
        isThrowing = true
      }
    }
    if scalar == .bool { value = "\(value) != 0" }
    let arguments = scalar.isNative ? value : "\(value), \(quoted(name))"
    text.line("\(isThrowing || !scalar.isNative ? "try " : "")writer.\(scalar.method)(\(arguments))")
  }

  // MARK: Counts

  /// Writes the number of elements where it stands before them, or checks it.
  private mutating func writeNumber(_ count: Count, _ length: String, _ name: String) {
    let error = module.lib("EncodeError")
    switch count.form {
    case .fixed(let number):
      text.call(
        "try \(error).requireCount", [length, "equals: \(LiteralText.integer(Int128(number)))", quoted(name)])
    case .prefix(let scalar):
      let arguments = [length, quoted(name)] + limit(count, scalar)
      let number = "\(module.lib(IntegerType(scalar).name))(count: \(arguments.joined(separator: ", ")))"
      text.call("try writer.\(scalar.method)", [number] + (scalar.isNative ? [] : [quoted(name)]))
    case .field(let reference, let offset):
      // The count has been written; an inner list must still be as long as it says.
      guard name.isEmpty else { return }
      let stated = "\(module.lib("Int"))(\(scope.access(reference).expression))"
      text.call("try \(error).requireCount", [length, "equals: \(adding(offset, to: stated))", quoted(name)])
    case .rest, .until, .mask:
      guard let limit = count.limit else { return }
      text.call(
        "try \(error).requireCount", [length, "atMost: \(LiteralText.integer(Int128(limit)))", quoted(name)])
    }
  }

  /// The limit of a count that goes into a scalar.
  private func limit(_ count: Count, _ scalar: ScalarType) -> [String] {
    var limit = count.limit
    if !scalar.isNative, let width = scalar.width { limit = min(limit ?? Int.max, (1 << (8 * width)) - 1) }
    return limit.map { ["limit: \(LiteralText.integer(Int128($0)))"] } ?? []
  }

  /// A count follows from the lists that it counts.
  mutating func count(_ index: FieldIndex, _ form: WireForm, _ whenAbsent: Int128, _ range: RevisionRange) {
    let field = body.definition.fields[index]
    let local = body.locals[index] ?? Identifier.local(field.swiftName)
    let lists = CountedList.lists(countedBy: index, in: scope, range)
    let type = module.countType(form)
    let isDeclared = scope.known[index] != nil
    let name = isDeclared ? scope.fresh(local + "Number") : local
    if lists.count == 1, !lists[0].isOptional, let list = lists.first {
      text.call("let \(name) = try \(type)", list.arguments(limitOf: form))
    } else {
      severalLists(lists, name, type, whenAbsent, form)
    }
    if isDeclared { text.line("\(local) = \(module.lib("Int"))(\(name))") }
    write(form, name, field.name, field.range)
    scope.known[index] = .init(expression: isDeclared ? local : name)
  }

  private mutating func severalLists(
    _ lists: [CountedList], _ name: String, _ type: String, _ whenAbsent: Int128, _ form: WireForm
  ) {
    let counted = scope.fresh("counted")
    if lists.isEmpty {
      text.line("let \(name): \(type) = \(LiteralText.integer(whenAbsent))")
      return
    }
    text.line("var \(counted): \(type)?")
    for (position, list) in lists.enumerated() {
      var list = list
      let length = scope.fresh("length")
      if list.isOptional {
        text.append(list.setup)
        text.open("if let \(length) = \(list.length) {")
        list.length = length
      }
      if position > 0 {
        let known = scope.fresh("known")
        text.open("if let \(known) = \(counted) {")
        let stated = "\(module.lib("Int"))(\(known))"
        text.call(
          "try \(module.lib("EncodeError")).requireCount",
          [list.length, "equals: \(adding(list.offset, to: stated))", quoted(list.name)])
        text.reopen("} else {")
        text.call("\(counted) = try \(type)", list.arguments(limitOf: form))
        text.close()
      } else {
        text.call("\(counted) = try \(type)", list.arguments(limitOf: form))
      }
      if list.isOptional { text.close() }
    }
    text.line("let \(name) = \(counted) ?? \(LiteralText.integer(whenAbsent))")
  }

  // MARK: Text and lists

  private mutating func write(_ form: WireType.TextForm, _ value: String, _ name: String) {
    switch form {
    case .counted(let count):
      writeNumber(count, "\(value).utf8.count", name)
      text.line("writer.string(\(value))")
    case .countedWithTerminator(let count):
      writeNumber(count, "\(value).utf8.count + 1", name)
      text.line("writer.stringz(\(value))")
    case .padded(let bytes):
      text.call(
        "try writer.stringz", [value, "padded: \(LiteralText.integer(Int128(bytes)))", quoted(name)])
    case .terminated(let limit):
      let most = limit >= SizeBounds.unlimited ? ".max" : LiteralText.integer(Int128(limit))
      text.call("try writer.cstring", [value, "limit: \(most)", quoted(name)])
    }
  }

  private mutating func array(
    _ element: WireForm, _ count: Count, _ value: String, _ name: String, _ range: ClosedRange<Int128>?
  ) {
    let closure = " { writer, element throws(\(module.lib("EncodeError"))) in"
    switch count.form {
    case .fixed, .prefix, .field, .rest:
      writeNumber(count, "\(value).count", name)
      if case .value = element {
        text.line("try writer.array(\(quoted(name)), \(value))")
        return
      }
      if range == nil, let method = element.scalarsMethod {
        text.line("writer.\(method)(\(value))")
        return
      }
      text.call("try writer.list", [quoted(name), value], closure)
    case .until(let sentinel):
      let most = count.limit.map { LiteralText.integer(Int128($0)) } ?? ".max"
      let arguments = [quoted(name), value] + module.sentinel(sentinel, element, at: revisions.lower)
      text.call("try writer.until", arguments + ["limit: \(most)"], closure)
    case .mask(let mask):
      let limit = count.limit.map { ["limit: \(LiteralText.integer(Int128($0)))"] } ?? []
      let text: String
      switch mask {
      case .bits(let bits): text = module.mask(bits: bits)
      case .word(let scalar): text = module.mask(scalar, words: nil)
      case .words(let scalar, let counter):
        let words = scope.fresh("words")
        self.text.call(
          "let \(words) = try \(value).wordCount", [quoted(name), "wordSize: \(scalar.width ?? 1)"])
        writeNumber(Count(form: .prefix(counter), limit: nil, maximum: 0), words, name)
        text = module.mask(scalar, words: words)
      }
      self.text.call("try writer.masked", [quoted(name), text, value] + limit, closure)
    }
    write(element, "element", "", range)
    text.close()
  }
}

extension ModulePlan {
  /// The Swift type of a count.
  func countType(_ form: WireForm) -> String {
    switch form {
    case .scalar(let scalar): lib(IntegerType(scalar).name)
    default: swiftType(form)
    }
  }
}
