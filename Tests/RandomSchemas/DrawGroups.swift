import WireInterpreter

/// Groups of items, and what their conditions compare.
extension Sketcher {
  /// Fields that a condition or switch may test here.
  private func testable(_ place: Place, _ revisions: Range<Int>) -> [FieldSketch] {
    body.visible.filter { field in
      guard !place.pinned.contains(field.name), field.revisions.contains(revisions) else { return false }
      switch field.shape {
      case .integer, .bool, .members: return !options(field, revisions).isEmpty || field.shape == .bool
      case .float, .text, .other: return false
      }
    }
  }

  /// The values that a field can be compared with, as they are written.
  private func options(_ field: FieldSketch, _ revisions: Range<Int>) -> [String] {
    switch field.shape {
    case .integer(_, _, let range):
      return [range.lowerBound, range.upperBound, 0, 1, 2, 7].filter(range.contains).map { "\($0)" }
    case .members(let members, _, _): return members.filter { $0.revisions.contains(revisions) }.map(\.name)
    case .bool: return ["true", "false"]
    case .float, .text, .other: return []
    }
  }

  mutating func addConditional(to items: inout Items, _ place: Place, _ room: Int) {
    let revisions = revisions(within: place.revisions)
    let fields = testable(place, revisions)
    guard !fields.isEmpty, room > 40 else { return }
    let field = pick(fields)
    guard let condition = condition(field, revisions) else { return }
    body.referred.insert(field.name)
    body.widenable.removeAll { $0.name == field.name }
    let group = place.group(revisions, room: room / 2, mayEnd: false, pinning: field.name)
    let then = self.items(number(1...3), group)
    guard !then.sketches.isEmpty else { return }
    var entries: [Sketch.Entry] = [.init("if", .text(condition)), .init("then", .list(then.sketches))]
    var bytes = then.bytes.perhaps
    if once(in: 3) {
      let other = self.items(number(1...2), group)
      entries.append(.init("else", .list(other.sketches)))
      bytes = bytes.or(other.bytes)
    }
    items.add(.map(entries + lifetime(revisions, within: place.revisions)), bytes.perhaps)
  }

  /// A condition that holds for some values of a field and not for others.
  private mutating func condition(_ field: FieldSketch, _ revisions: Range<Int>) -> String? {
    let options = options(field, revisions)
    switch field.shape {
    case .bool: return "\(field.name) == \(pick(options))"
    case .members(let members, true, _):
      let single = members.filter { $0.revisions.contains(revisions) && $0.value.nonzeroBitCount == 1 }.map(\.name)
      guard !single.isEmpty else { return nil }
      return once(in: 2)
        ? "\(field.name) has \(pick(single))" : "\(field.name) has [\(single.prefix(2).joined(separator: ", "))]"
    case .members(let members, false, true):
      // An enum that rejects unknown values has no others.
      guard members.filter({ $0.revisions.overlaps(revisions) }).count > 2, options.count > 2 else { return nil }
    case .integer(_, _, let range) where range.contains(4) && once(in: 6): return "\(field.name) has 4"
    default: break
    }
    guard !options.isEmpty else { return nil }
    switch number(0...2) {
    case 0: return "\(field.name) == \(pick(options))"
    case 1: return "\(field.name) != \(pick(options))"
    default: return "\(field.name) in [\(options.prefix(2).joined(separator: ", "))]"
    }
  }

  mutating func addUnion(to items: inout Items, _ place: Place, _ room: Int) {
    let fields = testable(place, place.revisions).filter { field in
      if case .members(_, true, _) = field.shape { return false }
      return true
    }
    guard !fields.isEmpty, room > 60 else { return }
    let field = pick(fields)
    let revisions = self.revisions(within: place.revisions, changing: 6)
    var labels = options(field, revisions)
    var needsElse = false
    switch field.shape {
    case .members(let members, _, let isClosed):
      needsElse = !isClosed || labels.count < members.count
    case .integer: labels = Array(Set(labels)).sorted()
    default: break
    }
    if labels.count > 4 {
      labels = Array(labels.prefix(4))
      if case .members = field.shape { needsElse = true }
    }
    body.referred.insert(field.name)
    body.widenable.removeAll { $0.name == field.name }
    let group = place.group(revisions, room: room / (labels.count + 2), mayEnd: false, pinning: field.name)
    var arms: [Sketch.Entry] = []
    var bytes: Bytes?
    while !labels.isEmpty {
      var label = labels.removeFirst()
      if !labels.isEmpty, once(in: 5) { label += " | " + labels.removeFirst() }
      let arm = self.items(number(0...2), group)
      arms.append(.init(label, .list(arm.sketches)))
      bytes = bytes?.or(arm.bytes) ?? arm.bytes
    }
    if needsElse || field.shape != .bool && once(in: 3) {
      let arm = self.items(number(0...1), group)
      arms.append(.init("else", .list(arm.sketches)))
      bytes = bytes?.or(arm.bytes)
    }
    var entries: [Sketch.Entry] = [.init("switch", .text(field.name)), .init("cases", .map(arms))]
    if once(in: 6) { entries.append(.init("swift", .text("Choice\(number(1...999))"))) }
    let isWhole = revisions == place.revisions
    items.add(
      .map(entries + lifetime(revisions, within: place.revisions)),
      (isWhole ? bytes : bytes?.perhaps) ?? Bytes(0))
  }

  mutating func addSized(to items: inout Items, _ place: Place, _ room: Int) {
    let revisions = revisions(within: place.revisions)
    let prefix = integer(isSigned: false, widths: [16, 24, 32, 64])
    let inner = self.items(number(0...3), place.group(revisions, room: room / 2, mayEnd: true))
    let offset = pick(["", "", " - 2", " + 1"])
    // Nothing can be shorter than nothing.
    let text = offset == " + 1" && inner.bytes.least == 0 ? prefix.text : prefix.text + offset
    items.add(
      .map(
        [.init("sized", .text(text)), .init("fields", .list(inner.sketches))]
          + lifetime(revisions, within: place.revisions)),
      revisions == place.revisions ? prefix.bytes + inner.bytes : (prefix.bytes + inner.bytes).perhaps)
  }

  // MARK: Ends

  /// What takes the rest of the scope.
  mutating func addEnd(to items: inout Items, _ place: Place) {
    let room = place.room - items.bytes.most
    guard room > 100 else { return }
    items.isOpen = true
    switch number(0...3) {
    case 0 where place.isTop:
      let revisions = revisions(within: place.revisions)
      var inner = self.items(number(1...3), place.group(revisions, room: room / 2, mayEnd: false))
      // Without a byte it would not be there.
      if inner.bytes.least == 0 { inner.add(["pad": "1"], Bytes(1)) }
      items.add(
        .map([.init("trailing", .list(inner.sketches))] + lifetime(revisions, within: place.revisions)),
        inner.bytes.perhaps)
    case 1:
      let revisions = revisions(within: place.revisions)
      let prefix = integer(isSigned: false, widths: [16, 24, 32])
      let inner = self.items(number(0...3), place.group(revisions, room: room / 3, mayEnd: true))
      let limit = max(64, inner.bytes.most)
      items.add(
        .map(
          [.init("zlib", .text("\(prefix.text) <= \(limit)")), .init("fields", .list(inner.sketches))]
            + lifetime(revisions, within: place.revisions)),
        Bytes(0, prefix.bytes.most + 2 * limit + 64))
    default: addRest(to: &items, place, room)
    }
  }

  private mutating func addRest(to items: inout Items, _ place: Place, _ room: Int) {
    let element = scalar()
    let limit = number(1...min(40, room / 20))
    let type = pick([
      "bytes[* <= \(limit)]", "string[* <= \(limit)]", "\(element.text)[* <= \(limit)]",
      "\(element.text)[* <= \(limit)]", "map<u16, \(element.text)>[* <= \(limit)]",
    ])
    items.add(.map([.init(body.names.field(&random), .text(type))]), Bytes(0, limit * (2 + element.bytes.most)))
    // A tail of fixed size may follow.
    while once(in: 3) {
      let tail = integer()
      items.add(.map([.init(body.names.field(&random), .text(tail.text))]), tail.bytes)
    }
  }

  // MARK: Literals

  /// A constant or default of a type. Text is in quotes where it stands in a type expression.
  mutating func literal(_ type: Expression, _ revisions: Range<Int>, isDefault: Bool) -> Sketch? {
    switch type.shape {
    case .integer(_, _, let range):
      let value = random.number(in: range)
      return .text(value >= 0 && once(in: 3) ? "0x" + String(value, radix: 16) : "\(value)")
    case .bool: return .text(pick(["true", "false"]))
    case .float: return .text(pick(["0", "1", "-1.5", "0.25", "1e3"]))
    case .members(let members, let isFlags, _):
      let names = members.filter { $0.revisions.contains(revisions) }.map(\.name)
      guard !names.isEmpty else { return nil }
      return isFlags && isDefault && once(in: 2) ? .list(names.prefix(2).map { .text($0) }) : .text(pick(names))
    case .text(let length):
      let text = "abcdefgh".prefix(min(length.most, 8))
      return length.least > 8 ? nil : .text(isDefault ? String(text) : "\"\(text)\"")
    case .other: return nil
    }
  }
}

extension Range<Int> {
  func contains(_ other: Self) -> Bool { lowerBound <= other.lowerBound && other.upperBound <= upperBound }
}
