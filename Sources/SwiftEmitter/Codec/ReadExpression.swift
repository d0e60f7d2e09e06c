import SchemaModel

/// A call that reads a value, without its `try`.
struct ReadExpression {
  /// The statements of a closure, and how it begins.
  struct Closure {
    let label: String
    let signature: String
    let statements: SwiftText
  }

  var head: String
  var arguments: [String]
  var closures: [Closure] = []
  /// What stands behind the call.
  var suffix = ""

  /// On one line.
  var flat: String { "\(head)(\(arguments.joined(separator: ", ")))\(suffix)" }

  /// Adds it to a text, after `prefix`.
  func write(_ prefix: String, to text: inout SwiftText) {
    guard let first = closures.first else { return text.call(prefix + head, arguments, suffix) }
    text.call(prefix + head, arguments, " \(first.signature)")
    text.append(first.statements)
    for closure in closures.dropFirst() {
      text.reopen("} \(closure.label): \(closure.signature)")
      text.append(closure.statements)
    }
    text.close()
  }
}

extension BodyReader {
  /// Whether a form is read by one expression, without statements before it.
  func isExpression(_ form: WireForm, _ range: ClosedRange<Int128>?) -> Bool {
    switch form {
    case .scalar: return range == nil
    case .bool(let scalar), .integer(let scalar, _), .member(_, let scalar), .packed(_, let scalar):
      return range == nil && scalar.width != nil
    case .value: return true
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count):
      return !hasVariablePrefix(count)
    case .text: return true
    case .array(_, let count), .map(_, _, let count, _): return !hasVariablePrefix(count)
    case .inline: return true
    case .optional(let wrapped):
      if case .array = wrapped { return false }
      if case .map = wrapped { return false }
      if case .optional = wrapped { return false }
      return isExpression(wrapped, range)
    }
  }

  private func hasVariablePrefix(_ count: Count) -> Bool {
    if case .prefix(let scalar) = count.form { return scalar.width == nil }
    return false
  }

  /// The name of a field as an argument.
  func quoted(_ name: String) -> String { LiteralText.text(name) }

  /// The argument that says how wide the number was that has just been read, where its type does not.
  func width(_ scalar: ScalarType) -> [String] {
    guard let width = scalar.width else { return start.map { ["width: \(reader).position - \($0)"] } ?? [] }
    return scalar.isNative ? [] : ["width: \(width)"]
  }

  /// The call that reads a scalar as it is.
  func scalar(_ scalar: ScalarType, _ name: String) -> String { "\(reader).\(scalar.method)(\(quoted(name)))" }

  /// The call that reads a value of a form; what stands before it (``start``) is there already.
  func expression(_ form: WireForm, _ name: String, _ revisions: RevisionRange, _ range: ClosedRange<Int128>?)
    -> ReadExpression
  {
    let field = quoted(name)
    switch form {
    case .scalar(let scalar): return ReadExpression(head: "\(reader).\(scalar.method)", arguments: [field])
    case .bool(let scalar):
      return ReadExpression(head: "\(reader).bool", arguments: [field, self.scalar(scalar, name)] + width(scalar))
    case .integer(let scalar, let type):
      let target = ["as: \(module.lib(type.name)).self"]
      let raw = scalar == .bool ? "\(self.scalar(scalar, name)) ? 1 : 0" : self.scalar(scalar, name)
      return ReadExpression(
        head: "\(reader).narrow", arguments: [field, raw] + width(scalar) + (isInElement ? target : []))
    case .member(let index, let scalar):
      let target = ["as: \(module.typeNames[index]).self"]
      return ReadExpression(
        head: "\(reader).member",
        arguments: [field, self.scalar(scalar, name)] + width(scalar)
          + (isInElement ? target : []))
    case .packed(let index, let scalar):
      let carrier = module.bitsCarrier(index, at: revisions.lower)
      let raw =
        IntegerType(scalar) == carrier
        ? self.scalar(scalar, name)
        : "\(reader).narrow(\(([field, self.scalar(scalar, name)] + width(scalar)).joined(separator: ", ")))"
      return ReadExpression(head: module.typeNames[index], arguments: ["packed: \(raw)"])
    case .value(let index):
      if isInElement { return ReadExpression(head: module.typeNames[index], arguments: ["from: &\(reader)"]) }
      return ReadExpression(head: "\(reader).value", arguments: [field])
    case .text(let text): return textExpression(text, name, revisions)
    case .bytes(let count):
      return ReadExpression(head: "\(reader).bytes", arguments: [field, "count: \(number(count, name, revisions))"])
    case .inline(let list): return ReadExpression(head: "\(reader).\(list.listMethod)", arguments: [field])
    case .array(let element, let count): return array(element, count, name, revisions, range)
    case .map(let key, let value, let count, let anyOrder):
      let least = module.minimum(of: key, at: revisions) + module.minimum(of: value, at: revisions)
      let arguments = [field, "count: \(number(count, name, revisions))", "minimum: \(least)"]
      return ReadExpression(
        head: "\(reader).\(anyOrder ? "pairs" : "map")", arguments: arguments,
        closures: [closure("key", key, revisions, nil), closure("value", value, revisions, nil)])
    case .optional(let wrapped):
      var inner = expression(wrapped, name, revisions, range)
      if case .value(let index) = wrapped {
        inner = ReadExpression(
          head: "\(reader).value", arguments: [field, "as: \(module.typeNames[index]).self"])
      }
      return ReadExpression(
        head: "\(reader).bool(\(field)) ? \(inner.head)", arguments: inner.arguments, suffix: " : nil")
    }
  }

  // MARK: Counts

  /// How many elements or bytes follow: `3`, or `reader.count("items", reader.u16("items"), limit: 512)`.
  func number(_ count: Count, _ name: String, _ revisions: RevisionRange) -> String {
    let field = quoted(name)
    let limit = count.limit.map { ["limit: \(LiteralText.integer(Int128($0)))"] } ?? []
    switch count.form {
    case .fixed(let number): return LiteralText.integer(Int128(number))
    case .prefix(let scalar):
      let arguments = [field, self.scalar(scalar, name)] + width(scalar) + limit
      return "\(reader).count(\(arguments.joined(separator: ", ")))"
    case .field(let reference, let offset):
      let adding = offset == 0 ? [] : ["adding: \(offset)"]
      let arguments = [field, scope.access(reference).expression, "width: 0"] + adding + limit
      return "\(reader).count(\(arguments.joined(separator: ", ")))"
    case .rest:
      let arguments = [field] + tailArgument(revisions) + ["limit: \(limitText(count))"]
      return "\(reader).rest(\(arguments.joined(separator: ", ")))"
    case .mask, .until: return "0"
    }
  }

  private func limitText(_ count: Count) -> String {
    count.limit.map { LiteralText.integer(Int128($0)) } ?? ".max"
  }

  private func tailArgument(_ revisions: RevisionRange) -> [String] {
    let tail = module.byRevision(revisions, "\(reader).revision") { self.tail(at: $0) }
    return tail == "0" ? [] : ["tail: \(tail)"]
  }

  // MARK: Text and arrays

  private func textExpression(
    _ form: WireType.TextForm, _ name: String, _ revisions: RevisionRange
  ) -> ReadExpression {
    let field = quoted(name)
    func counted(_ method: String, _ count: Count) -> ReadExpression {
      var arguments = [field, "bytes: \(number(count, name, revisions))"]
      if case .prefix(let scalar) = count.form {
        arguments.append(scalar.width.map { "prefix: \($0)" } ?? "prefix: \(prefixSize)")
      }
      return ReadExpression(head: "\(reader).\(method)", arguments: arguments)
    }
    switch form {
    case .counted(let count): return counted("string", count)
    case .countedWithTerminator(let count): return counted("stringz", count)
    case .padded(let bytes):
      return ReadExpression(
        head: "\(reader).stringz", arguments: [field, "padded: \(LiteralText.integer(Int128(bytes)))"])
    case .terminated(let limit):
      return ReadExpression(
        head: "\(reader).cstring",
        arguments: [field, "limit: \(limit >= SizeBounds.unlimited ? ".max" : LiteralText.integer(Int128(limit)))"])
    }
  }

  /// Text behind a prefix of variable size begins where the prefix ended.
  private var prefixSize: String { start.map { "\(reader).position - \($0)" } ?? "0" }

  private func array(
    _ element: WireForm, _ count: Count, _ name: String, _ revisions: RevisionRange, _ range: ClosedRange<Int128>?
  ) -> ReadExpression {
    let field = quoted(name)
    let closures = { [closure("", element, revisions, range)] }
    switch count.form {
    case .fixed, .prefix, .field:
      let counted = [field, "count: \(number(count, name, revisions))"]
      if case .value = element { return ReadExpression(head: "\(reader).array", arguments: counted) }
      if range == nil, let method = element.scalarsMethod {
        return ReadExpression(head: "\(reader).\(method)", arguments: counted)
      }
      let least = module.minimum(of: element, at: revisions)
      return ReadExpression(head: "\(reader).list", arguments: counted + ["minimum: \(least)"], closures: closures())
    case .rest:
      let arguments = [field] + tailArgument(revisions) + ["limit: \(limitText(count))"]
      return ReadExpression(head: "\(reader).rest", arguments: arguments, closures: closures())
    case .until(let sentinel):
      let arguments = [field] + module.sentinel(sentinel, element, at: revisions.lower)
      return ReadExpression(
        head: "\(reader).until", arguments: arguments + ["limit: \(limitText(count))"], closures: closures())
    case .mask(let mask):
      var arguments = [field, self.mask(mask, name)]
      if let limit = count.limit { arguments.append("limit: \(LiteralText.integer(Int128(limit)))") }
      return ReadExpression(head: "\(reader).masked", arguments: arguments, closures: closures())
    }
  }

  private func mask(_ mask: Count.Mask, _ name: String) -> String {
    switch mask {
    case .bits(let bits): return module.mask(bits: bits)
    case .word(let scalar): return module.mask(scalar, words: nil)
    case .words(let scalar, let counter):
      return module.mask(scalar, words: "Int(clamping: \(self.scalar(counter, name)))")
    }
  }
}

extension WireForm {
  /// `scalars` or `scalarsBE` for elements that are copied as they are: native integers.
  var scalarsMethod: String? {
    guard case .scalar(let scalar) = self, scalar.isInteger, scalar.isNative, scalar.width != nil else { return nil }
    return scalar.isBigEndian ? "scalarsBE" : "scalars"
  }

  /// What reads and writes a list that is kept in place.
  var listMethod: String {
    if case .bytes = self { return "bytes" }
    return element.scalarsMethod ?? "scalars"
  }
}

extension ModulePlan {
  func mask(bits: Int) -> String { "\(lib("WireMask"))(bits: \(LiteralText.integer(Int128(bits))))" }

  /// `WireMask(wordSize: 4)`.
  func mask(_ word: ScalarType, words: String?) -> String {
    var arguments = ["wordSize: \(word.width ?? 1)"]
    if word.isBigEndian { arguments.append("bigEndian: true") }
    if let words {
      arguments.append("words: \(words.hasPrefix("Int(") && lib("Int") != "Int" ? "Swift::" : "")\(words)")
    }
    return "\(lib("WireMask"))(\(arguments.joined(separator: ", ")))"
  }

  /// The number that ends a list, how wide it is, and its order.
  func sentinel(_ value: Int128, _ element: WireForm, at revision: Int) -> [String] {
    guard let scalar = firstScalar(of: element, at: revision), let width = scalar.width else {
      return ["0", "bytes: 1"]
    }
    let bits = UInt64(truncatingIfNeeded: value) & (width >= 8 ? .max : (1 << UInt64(8 * width)) - 1)
    return [LiteralText.hexadecimal(bits, digits: 2 * width), "bytes: \(width)"]
      + (scalar.isBigEndian ? ["bigEndian: true"] : [])
  }

  /// The first number of an element.
  func firstScalar(of form: WireForm, at revision: Int) -> ScalarType? {
    switch form {
    case .scalar(let scalar), .bool(let scalar), .integer(let scalar, _), .member(_, let scalar),
      .packed(_, let scalar):
      return scalar
    case .value(let index): return model.firstScalar(of: .named(index), at: revision)?.ordered(orders[index])
    default: return nil
    }
  }

  /// The integer that bit fields are packed into.
  func bitsCarrier(_ index: TypeIndex, at revision: Int) -> IntegerType {
    guard case .bits(let variants) = model.types[index].kind else { return IntegerType(bits: 64, isSigned: false) }
    let widest = variants.map { IntegerType($0.value.carrier) }.max { $0.bits < $1.bits }
    return widest ?? IntegerType(bits: 64, isSigned: false)
  }

  /// The fewest bytes that a form takes at any of these revisions.
  func minimum(of form: WireForm, at revisions: RevisionRange) -> Int {
    func head(_ count: Count, _ element: Int) -> Int {
      switch count.form {
      case .fixed(let number): saturatingProduct(number, element)
      case .prefix(let scalar): scalar.width ?? 1
      case .mask(.word(let scalar)): scalar.width ?? 1
      case .mask(.words(_, let counter)): counter.width ?? 1
      case .mask(.bits(let bits)): (bits + 7) / 8
      case .field, .rest, .until: 0
      }
    }
    switch form {
    case .scalar(let scalar), .bool(let scalar), .integer(let scalar, _), .member(_, let scalar),
      .packed(_, let scalar):
      return scalar.width ?? 1
    case .value(let index): return revisions.indices.map { model.size(of: index, at: $0).minimum }.min() ?? 0
    case .text(.counted(let count)), .bytes(let count): return head(count, 1)
    case .text(.countedWithTerminator(let count)): return head(count, 1) + 1
    case .text(.padded(let bytes)): return bytes
    case .text(.terminated): return 1
    case .inline(let list): return minimum(of: list, at: revisions)
    case .array(let element, let count):
      if case .until = count.form, let scalar = firstScalar(of: element, at: revisions.lower) {
        return scalar.width ?? 1
      }
      return head(count, minimum(of: element, at: revisions))
    case .map(_, _, let count, _): return head(count, 0)
    case .optional: return 1
    }
  }
}
