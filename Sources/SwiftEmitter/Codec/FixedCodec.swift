import SchemaModel

/// Prints the codec of a struct whose values all have one size: every field at a known offset.
struct FixedCodec {
  let module: ModulePlan
  let body: BodyPlan
  let plan: FixedPlan
  /// By name, the types of fields that a domain type keeps wider than the wire has them.
  var wider: [String: IntegerType] = [:]

  /// `wireSize(at:)`, as an expression.
  var size: String {
    module.byRevision(body.range, "revision") { revision in
      plan.layouts.first { $0.revisions.contains(revision) }?.size ?? 0
    }
  }

  func isWider(_ index: FieldIndex) -> Bool { wider[body.definition.fields[index].name] != nil }

  /// Whether a wider field is known to fit before anything is written.
  func isTested(_ index: FieldIndex) -> Bool {
    guard let type = wider[body.definition.fields[index].name], let slot = body.slotOfField[index] else { return false }
    return !type.isSigned && !body.slots[slot].canBeNil
  }

  // MARK: Layouts

  /// Prints what all layouts have, then what tells them apart.
  private func statements(
    _ pieces: (inout SwiftText, FixedPlan.Layout, ArraySlice<FixedPlan.Piece>) -> Void
  ) -> SwiftText {
    var text = SwiftText(depth: 2)
    guard let first = plan.layouts.first else { return text }
    let common = plan.commonCount
    if common > 0 || plan.layouts.count == 1 { pieces(&text, first, first.pieces[..<common]) }
    guard plan.layouts.count > 1 else { return text }
    for (position, layout) in plan.layouts.reversed().enumerated() {
      if position == plan.layouts.count - 1 {
        var last = SwiftText(inside: text)
        pieces(&last, layout, layout.pieces[common...])
        if !last.lines.isEmpty {
          text.reopen("} else {")
          text.append(last)
        }
      } else {
        let test = "if \(module.isSince(layout.revisions.lower, "run.revision")) {"
        if position == 0 { text.open(test) } else { text.reopen("} else \(test)") }
        pieces(&text, layout, layout.pieces[common...])
      }
    }
    text.close()
    return text
  }

  /// The slots that other layouts fill and this one does not.
  private func lacking(_ layout: FixedPlan.Layout) -> [Int] {
    var own: Set<Int> = []
    for piece in layout.pieces {
      guard let field = piece.field, let slot = body.slotOfField[field] else { continue }
      own.insert(slot)
    }
    return body.properties.filter { !own.contains($0) }
  }

  // MARK: Reading

  /// The statements of `init(run:)`.
  var reading: SwiftText {
    let common = plan.commonCount
    return statements { text, layout, pieces in
      for piece in pieces { read(piece, &text) }
      guard plan.layouts.count > 1, pieces.endIndex > common || pieces.startIndex > 0 || common == 0 else { return }
      guard !(pieces.startIndex == 0 && pieces.endIndex == common && common > 0) else { return }
      for slot in lacking(layout) {
        text.line("self.\(body.slots[slot].name) = \(body.slots[slot].defaultValue ?? "nil")")
      }
    }
  }

  private func read(_ piece: FixedPlan.Piece, _ text: inout SwiftText) {
    guard case .field(let index, let form) = piece.kind else {
      text.line("try run.pad(\(piece.size), at: \(piece.offset))")
      return
    }
    let field = body.definition.fields[index]
    let name = LiteralText.text(field.name)
    if case .constant(let literal) = field.role {
      constant(literal, form, name, piece.offset, &text)
      return
    }
    guard let slot = body.slotOfField[index] else { return }
    let place = "self.\(body.slots[slot].name)"
    let (head, arguments) = call(form, name, piece.offset)
    text.call("\(place) = try \(head)", arguments)
    if let range = field.range {
      let bounds = [LiteralText.integer(range.lowerBound), LiteralText.integer(range.upperBound)]
      if body.slots[slot].isConditional {
        text.open("if let value = \(place) {")
        text.call("try run.range", [name, "value"] + bounds + ["at: \(piece.offset)"])
        text.close()
      } else {
        text.call("try run.range", [name, place] + bounds + ["at: \(piece.offset)"])
      }
    }
  }

  private func scalar(_ scalar: ScalarType, _ name: String, _ offset: Int) -> String {
    "run.\(scalar.method)(\(name), at: \(offset))"
  }

  private func call(_ form: WireForm, _ name: String, _ offset: Int) -> (head: String, arguments: [String]) {
    let place = "at: \(offset)"
    switch form {
    case .bool(let scalar): return ("run.bool", [name, self.scalar(scalar, name, offset), place])
    case .integer(let scalar, _): return ("run.narrow", [name, self.scalar(scalar, name, offset), place])
    case .member(_, let scalar): return ("run.member", [name, self.scalar(scalar, name, offset), place])
    case .packed(let index, let scalar):
      let raw = self.scalar(scalar, name, offset)
      let isCarrier = module.bitsCarrier(index, at: 0) == IntegerType(scalar)
      return (module.typeNames[index], ["packed: \(isCarrier ? raw : "run.narrow(\(name), \(raw), \(place))")"])
    case .scalar(let scalar): return ("run.\(scalar.method)", [name, place])
    case .inline(let list): return ("run.\(list.listMethod)", [name, place])
    default: return ("run.value", [name, place])
    }
  }

  private func constant(
    _ literal: Literal, _ form: WireForm, _ name: String, _ offset: Int, _ text: inout SwiftText
  ) {
    let (head, arguments) = call(form, name, offset)
    var value = "\(head)(\(arguments.joined(separator: ", ")))"
    if case .integer(_, let type) = form {
      value = "\(head)(\((arguments + ["as: \(module.lib(type.name)).self"]).joined(separator: ", ")))"
    }
    if case .member(let index, _) = form {
      value = "\(head)(\((arguments + ["as: \(module.typeNames[index]).self"]).joined(separator: ", "))).rawValue"
    }
    let wanted: String
    switch literal {
    case .integer(let number):
      wanted =
        number >= 65536 ? LiteralText.hexadecimal(UInt64(truncatingIfNeeded: number)) : LiteralText.integer(number)
    case .bool(let isTrue):
      value += " ? 1 : 0"
      wanted = isTrue ? "1" : "0"
    case .float(let bits, let width):
      value += ".bitPattern"
      wanted = LiteralText.hexadecimal(bits, digits: width / 4)
    case .text: return
    }
    text.call("try run.constant", [name, value, "equals: \(wanted)", "at: \(offset)"])
  }

  // MARK: Writing

  /// The statements of `encode(into:)`.
  var writing: SwiftText {
    let common = plan.commonCount
    return statements { text, layout, pieces in
      let isTail = plan.layouts.count > 1 && !(pieces.startIndex == 0 && pieces.endIndex == common && common > 0)
      if isTail {
        for slot in lacking(layout) {
          let plan = body.slots[slot]
          let absence = plan.defaultValue ?? "nil"
          text.call(
            "try \(module.lib("EncodeError")).requireAbsent",
            ["self.\(plan.name) == \(absence)", LiteralText.text(plan.wireName)])
        }
      }
      write(pieces, &text)
    }
  }

  /// Writes pieces, whole words at a time where integers and pads fill one.
  private func write(_ pieces: ArraySlice<FixedPlan.Piece>, _ text: inout SwiftText) {
    var position = pieces.startIndex
    while position < pieces.endIndex {
      if let word = WordComposer.word(from: position, pieces, self) {
        for line in word.checks.lines { text.line(line) }
        let call = "run.u\(8 * word.size)("
        let flat = word.terms.joined(separator: " | ")
        let place = "at: \(pieces[position].offset))"
        if text.fits("\(call)\(flat), \(place)") {
          text.line("\(call)\(flat), \(place)")
        } else {
          text.open(call)
          text.chain("", word.terms, "|", ",")
          text.line(place)
          text.outdent()
        }
        position += word.count
      } else {
        write(pieces[position], &text)
        position += 1
      }
    }
  }

  /// The value of a piece's field, and checks before it is written.
  func value(_ index: FieldIndex, _ checks: inout SwiftText) -> String {
    let field = body.definition.fields[index]
    guard let slot = body.slotOfField[index] else { return "0" }
    let plan = body.slots[slot]
    var value = "self.\(plan.name)"
    let name = LiteralText.text(plan.wireName)
    if plan.isConditional {
      let local = body.fresh(Identifier.local(plan.plainName))
      checks.line("let \(local) = try \(value).required(\(name))")
      value = local
    }
    if let range = field.range {
      let bounds = [LiteralText.integer(range.lowerBound), LiteralText.integer(range.upperBound)]
      checks.call("try \(module.lib("EncodeError")).requireRange", [value] + bounds + [name])
    }
    return value
  }

  private func write(_ piece: FixedPlan.Piece, _ text: inout SwiftText) {
    guard case .field(let index, let form) = piece.kind else {
      text.line("run.pad(\(piece.size), at: \(piece.offset))")
      return
    }
    let field = body.definition.fields[index]
    let name = LiteralText.text(field.name)
    let place = "at: \(piece.offset)"
    if case .constant(let literal) = field.role { return write(literal, form, place, &text) }
    var checks = SwiftText()
    let value = value(index, &checks)
    text.append(checks)
    func number(_ value: String, _ type: IntegerType, _ scalar: ScalarType, throwing: Bool = false) {
      let native = IntegerType(scalar)
      var value = value
      var isThrowing = throwing
      if native != type, native.holds(type) {
        value = "\(module.lib(native.name))(\(value))"
      } else if native != type {
        value = "\(module.lib(native.name))(narrowing: \(value), \(name))"
        isThrowing = true
      }
      text.line("\(isThrowing ? "try " : "")run.\(scalar.method)(\(value), \(place))")
    }
    switch form {
    case .scalar(let scalar):
      if let wide = wider[field.name] {
        number(value, wide, scalar)
      } else if case .float = scalar {
        text.line("try run.\(scalar.method)(\(value), \(name), \(place))")
      } else {
        text.line("run.\(scalar.method)(\(value), \(place))")
      }
    case .bool(let scalar): text.line("run.\(scalar.method)(\(value) ? 1 : 0, \(place))")
    case .integer(let scalar, let type): number(value, wider[field.name] ?? type, scalar)
    case .member(let type, let scalar):
      let isChecked = module.changesMembers(type)
      let raw = isChecked ? "\(value).rawValue(at: run.revision, \(name))" : "\(value).rawValue"
      number(raw, module.rawType(of: type), scalar, throwing: isChecked)
    case .packed(let type, let scalar):
      let packed = "\(module.lib("EncodeError")).inside(\(name), \(value).packed())"
      number(packed, module.bitsCarrier(type, at: 0), scalar, throwing: true)
    case .inline(let list): text.line("run.\(list.listMethod)(\(value), \(place))")
    default: text.line("try run.value(\(name), \(value), \(place))")
    }
  }

  private func write(_ literal: Literal, _ form: WireForm, _ place: String, _ text: inout SwiftText) {
    switch (literal, form) {
    case (.integer(let number), .scalar(let scalar)), (.integer(let number), .integer(let scalar, _)),
      (.integer(let number), .member(_, let scalar)):
      text.line("run.\(scalar.method)(\(LiteralText.integer(number)), \(place))")
    case (.bool(let isTrue), .scalar(let scalar)) where scalar == .bool:
      text.line("run.\(scalar.method)(\(isTrue), \(place))")
    case (.bool(let isTrue), .bool(let scalar)):
      text.line("run.\(scalar.method)(\(isTrue ? 1 : 0), \(place))")
    case (.float(let bits, let width), .scalar(let scalar)):
      text.line(
        "run.u\(width)\(scalar.isBigEndian ? "be" : "")(\(LiteralText.hexadecimal(bits, digits: width / 4)), \(place))")
    default: break
    }
  }
}

/// Finds runs of little-endian integers and pads that fill a word, so that they are written at once.
enum WordComposer {
  struct Word {
    let size: Int
    let count: Int
    let terms: [String]
    let checks: SwiftText
  }

  /// The largest word that begins with a piece; nil when it is best written by itself.
  static func word(from first: Int, _ pieces: ArraySlice<FixedPlan.Piece>, _ codec: FixedCodec) -> Word? {
    for size in [8, 4, 2] {
      if let word = word(of: size, from: first, pieces, codec), word.count > 1 { return word }
    }
    return nil
  }

  private static func word(
    of size: Int, from first: Int, _ pieces: ArraySlice<FixedPlan.Piece>, _ codec: FixedCodec
  ) -> Word? {
    let start = pieces[first].offset
    guard start % size == 0 else { return nil }
    var position = first
    var terms: [String] = []
    var checks = SwiftText()
    while position < pieces.endIndex, pieces[position].offset < start + size {
      let piece = pieces[position]
      guard piece.offset + piece.size <= start + size else { return nil }
      if case .field(let index, let form) = piece.kind {
        guard let value = unsigned(index, form, codec, &checks) else { return nil }
        let shift = 8 * (piece.offset - start)
        terms.append("\(codec.module.lib("UInt\(8 * size)"))(\(value))" + (shift == 0 ? "" : " << \(shift)"))
      }
      position += 1
    }
    guard position > first, let last = pieces[first..<position].last, last.offset + last.size == start + size,
      !terms.isEmpty
    else { return nil }
    return Word(size: size, count: position - first, terms: terms, checks: checks)
  }

  /// A field as an unsigned integer of its own width, when writing it cannot fail but for checks before it.
  private static func unsigned(
    _ index: FieldIndex, _ form: WireForm, _ codec: FixedCodec, _ checks: inout SwiftText
  ) -> String? {
    let module = codec.module
    guard case .stored = codec.body.definition.fields[index].role else { return nil }
    switch form {
    case .scalar(let scalar) where scalar.isInteger && !scalar.isBigEndian:
      let type = IntegerType(scalar)
      guard codec.isTested(index) || !codec.isWider(index) else { return nil }
      let value = codec.value(index, &checks)
      return type.isSigned ? "\(module.lib(type.unsigned.name))(bitPattern: \(value))" : value
    case .member(let type, let scalar)
    where !scalar.isBigEndian && !module.changesMembers(type) && module.rawType(of: type) == IntegerType(scalar)
      && !IntegerType(scalar).isSigned:
      return "\(codec.value(index, &checks)).rawValue"
    default: return nil
    }
  }
}
