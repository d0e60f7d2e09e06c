import WireInterpreter

/// Definitions under `types`.
extension Sketcher {
  mutating func drawType() {
    order = pick(links).order
    let name = names.type(&random)
    let kind = number(0...13)
    // Several definitions of one name, each for some revisions.
    if allRevisions.count > 1, kind < 9, once(in: 4) { return types.append(variants(name, kind)) }
    let revisions = revisions(within: allRevisions, changing: 6)
    var type = definition(name, kind, revisions)
    type.add(lifetime(revisions, within: allRevisions))
    types.append(type)
  }

  private mutating func definition(_ name: String, _ kind: Int, _ revisions: Range<Int>) -> TypeSketch {
    switch kind {
    case 0: alias(name, revisions)
    case 1, 2: enumeration(name, revisions)
    case 3: flags(name, revisions)
    case 4: bits(name, revisions)
    case 5, 6, 7, 8: structure(name, revisions)
    case 9, 10: memory(name, revisions)
    case 11: widened(name) ?? structure(name, revisions)
    default: structure(name, revisions)
    }
  }

  /// One definition for each of two runs of revisions.
  private mutating func variants(_ name: String, _ kind: Int) -> TypeSketch {
    let cut = number(1...allRevisions.count - 1)
    let ranges = [0..<cut, cut..<allRevisions.count]
    var first = kind == 0 ? number(name) : definition(name, kind, ranges[0])
    var second = first
    switch first.expression.shape {
    case _ where kind == 0: second = number(name, like: first)
    case .members(_, true, _): second = flags(name, ranges[1])
    case .members(_, false, let isClosed): second = enumeration(name, ranges[1], isClosed: isClosed)
    default: second = kind == 4 ? bits(name, ranges[1]) : structure(name, ranges[1], after: body)
    }
    first.add(lifetime(ranges[0], within: allRevisions))
    second.add(lifetime(ranges[1], within: allRevisions))
    var expression = Expression(text: name, bytes: first.expression.bytes.or(second.expression.bytes))
    // What holds at one revision only is no ground for references: such a type is only ever a whole.
    expression.isOpen = first.expression.isOpen || second.expression.isOpen
    return TypeSketch(
      name: name, sketch: [first.sketch, second.sketch], revisions: allRevisions, order: order, expression: expression)
  }

  // MARK: Numbers and their names

  private mutating func alias(_ name: String, _ revisions: Range<Int>) -> TypeSketch {
    var expression = expression(revisions, room: 400, depth: 1)
    let sketch: Sketch = ["type": .text(expression.text), "doc": "Another name."]
    // What an alias stands for is what it can be compared with; but only whole numbers are converted to.
    var carrier: (bits: Int, isSigned: Bool)?
    if case .integer(let bits, let isSigned, _) = expression.shape, expression.first != nil,
      !expression.text.contains(" "), expression.text.first.map({ $0 == "u" || $0 == "i" }) ?? false
    {
      carrier = (bits, isSigned)
    }
    // A condition on text or an optional is refused, so an alias of one is opaque.
    expression.text = name
    return TypeSketch(
      name: name, sketch: sketch, revisions: revisions, order: order, expression: expression, carrier: carrier)
  }

  /// An alias of a whole number, of the sign of another.
  private mutating func number(_ name: String, like other: TypeSketch? = nil) -> TypeSketch {
    var isSigned: Bool?
    if case .integer(_, let sign, _)? = other?.expression.shape { isSigned = sign }
    var wire = integer(isSigned: isSigned)
    let sketch: Sketch = ["type": .text(wire.text)]
    wire.text = name
    return TypeSketch(name: name, sketch: sketch, revisions: allRevisions, order: order, expression: wire)
  }

  private mutating func members(_ carrier: Expression, _ revisions: Range<Int>, isFlags: Bool) -> [MemberSketch] {
    guard case .integer(_, _, let range) = carrier.shape else { return [] }
    var names = names.apart
    var values: [Int128] = []
    let wire = carrier.bytes.most * 8
    for position in 0..<number(isFlags ? 0...6 : 1...6) {
      let value: Int128 =
        isFlags
        ? Int128(1) << Int128(number(0...min(wire, 64) - 1)) : once(in: 3) ? random.number(in: range) : Int128(position)
      if !values.contains(value), range.contains(value) { values.append(value) }
    }
    return values.enumerated().map { position, value in
      // The first member is always there, so that there is always a value.
      let own = position == 0 ? revisions : self.revisions(within: revisions, changing: 6)
      return MemberSketch(name: names.field(&random), value: value, revisions: own)
    }
  }

  private func sketch(_ members: [MemberSketch], _ revisions: Range<Int>) -> Sketch {
    .map(
      members.map { member in
        let lifetime = lifetime(member.revisions, within: revisions)
        return .init(
          member.name, lifetime.isEmpty ? Sketch(member.value) : .map([.init("value", Sketch(member.value))] + lifetime)
        )
      })
  }

  private mutating func enumeration(_ name: String, _ revisions: Range<Int>, isClosed: Bool? = nil) -> TypeSketch {
    let carrier =
      once(in: 8) ? Expression(text: "var32", bytes: Bytes(1, 5), shape: Self.integer(32, false)) : integer()
    let members = members(carrier, revisions, isFlags: false)
    let isClosed = isClosed ?? !once(in: 3)
    let sketch: Sketch = [
      "enum": .text(carrier.text), "doc": "What it is.", "unknown": isClosed ? "reject" : "keep",
      "members": self.sketch(members, revisions),
    ]
    return TypeSketch(
      name: name, sketch: sketch, revisions: revisions, order: order,
      expression: Expression(
        text: name, bytes: carrier.bytes, shape: .members(members, isFlags: false, isClosed: isClosed),
        first: carrier.first, memory: carrier.memory),
      carrier: carrier.width)
  }

  private mutating func flags(_ name: String, _ revisions: Range<Int>) -> TypeSketch {
    let carrier = integer(isSigned: false)
    let members = members(carrier, revisions, isFlags: true)
    return TypeSketch(
      name: name, sketch: ["flags": .text(carrier.text), "members": sketch(members, revisions)], revisions: revisions,
      order: order,
      expression: Expression(
        text: name, bytes: carrier.bytes, shape: .members(members, isFlags: true, isClosed: false),
        first: carrier.first,
        memory: carrier.memory),
      carrier: carrier.width)
  }

  private mutating func bits(_ name: String, _ revisions: Range<Int>) -> TypeSketch {
    let carrier = integer(isSigned: false)
    var left = carrier.bytes.most * 8
    var names = names.apart
    var fields: [Sketch] = []
    while left > 0, fields.count < 6, !(fields.count > 0 && once(in: 4)) {
      let width = number(1...left)
      left -= width
      fields.append(.map([.init(names.field(&random), Sketch(width))]))
    }
    return TypeSketch(
      name: name, sketch: ["bits": .text(carrier.text), "fields": .list(fields)], revisions: revisions, order: order,
      expression: Expression(text: name, bytes: carrier.bytes, memory: carrier.memory), carrier: carrier.width)
  }

  // MARK: Structs

  private mutating func structure(_ name: String, _ revisions: Range<Int>, after first: BodySketch? = nil) -> TypeSketch
  {
    body = BodySketch()
    // A name that another variant has, too, would have to be of the same Swift type there.
    if let first { body.names = first.names }
    let place = Place(revisions: revisions, room: 700, mayEnd: once(in: 8), isTop: true)
    var items = items(once(in: 12) ? 0 : number(1...5), place)
    if items.bytes.least == 0, !items.isOpen, once(in: 2) {
      items.sketches.append(["pad": "1"])
      items.bytes = items.bytes + Bytes(1)
    }
    return TypeSketch(
      name: name, sketch: ["fields": .list(items.sketches)], revisions: revisions, order: order,
      expression: Expression(text: name, bytes: items.bytes, first: items.first, isOpen: items.isOpen),
      widenable: body.widenable)
  }

  /// A struct as C lays it out.
  private mutating func memory(_ name: String, _ revisions: Range<Int>) -> TypeSketch {
    body = BodySketch()
    var fields: [Sketch] = []
    var extents: [(revisions: Range<Int>, memory: [(size: Int, alignment: Int)])] = []
    var first: ClosedRange<Int128>?
    for _ in 0..<number(1...7) {
      let own = self.revisions(within: revisions, changing: 6)
      var type = expression(own, room: 120)
      if type.memory == nil { type = integer(widths: [8, 16, 32, 64]) }
      guard let memory = type.memory else { continue }
      let field = field(type, own, within: revisions)
      if fields.isEmpty, own == revisions, field.isPlain { first = type.first }
      fields.append(field.sketch)
      extents.append((own, memory))
      if once(in: 10) {
        let bytes = number(1...5)
        fields.append(["pad": Sketch(bytes)])
        extents.append((revisions, allRevisions.map { _ in (bytes, 1) }))
      }
    }
    let layouts = allRevisions.map { revision in
      Self.layout(extents.filter { $0.revisions.contains(revision) }.map { $0.memory[revision] })
    }
    let sizes = revisions.map { layouts[$0].size }
    let size: Sketch =
      Set(sizes).count == 1
      ? Sketch(sizes[0]) : .map(revisions.map { .init(revisionNames[$0], Sketch(layouts[$0].size)) })
    return TypeSketch(
      name: name, sketch: ["layout": "c", "size": size, "fields": .list(fields)], revisions: revisions, order: order,
      expression: Expression(
        text: name, bytes: Bytes(sizes.min() ?? 0, sizes.max() ?? 0), first: first, memory: layouts),
      widenable: body.widenable)
  }

  private static func layout(_ members: [(size: Int, alignment: Int)]) -> (size: Int, alignment: Int) {
    var offset = 0
    var widest = 1
    for member in members {
      offset = (offset + member.alignment - 1) / member.alignment * member.alignment + member.size
      widest = max(widest, member.alignment)
    }
    return ((offset + widest - 1) / widest * widest, widest)
  }

  /// A domain type, which is never on the wire.
  private mutating func widened(_ name: String) -> TypeSketch? {
    let bases = types.filter { $0.widenable.contains { $0.bits < 64 } }
    guard !bases.isEmpty else { return nil }
    let base = pick(bases)
    var fields: [Sketch] = []
    for field in base.widenable where field.bits < 64 && (fields.isEmpty || once(in: 2)) {
      let bits = pick([16, 32, 64].filter { $0 > field.bits })
      fields.append(.map([.init(field.name, .text("\(field.isSigned ? "i" : "u")\(bits)"))]))
    }
    return TypeSketch(
      name: name, sketch: ["widens": .text(base.name), "fields": .list(fields)], revisions: allRevisions, order: order,
      expression: Expression(text: "", bytes: Bytes(0)))
  }
}

extension TypeSketch {
  mutating func add(_ entries: [Sketch.Entry]) {
    guard case .map(let own) = sketch, !own.contains(where: { $0.key == "widens" }) else { return }
    sketch = .map(entries + own)
  }
}

extension Expression {
  /// The width and sign of a carrier.
  fileprivate var width: (bits: Int, isSigned: Bool)? {
    guard case .integer(let bits, let isSigned, _) = shape, !text.hasPrefix("var") else { return nil }
    return (bits, isSigned)
  }
}
