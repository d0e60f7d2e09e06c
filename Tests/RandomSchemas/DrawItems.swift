import WireInterpreter

/// Where items stand.
struct Place {
  var revisions: Range<Int>
  /// How many bytes they may take.
  var room: Int
  var depth = 0
  /// Whether the last of them may take the rest of its scope.
  var mayEnd: Bool
  /// Whether this is the struct itself, not a group in it.
  var isTop = false
  /// Fields whose value is known here: another condition on them would always or never hold.
  var pinned: Set<String> = []

  /// A group in this place.
  func group(_ revisions: Range<Int>, room: Int, mayEnd: Bool, pinning field: String? = nil) -> Place {
    Place(
      revisions: revisions, room: room, depth: depth + 1, mayEnd: mayEnd,
      pinned: field.map { pinned.union([$0]) } ?? pinned)
  }
}

/// Items and what is known of them.
struct Items {
  var sketches: [Sketch] = []
  var bytes = Bytes(0)
  /// The values of the whole number that they begin with.
  var first: ClosedRange<Int128>?
  var isOpen = false

  mutating func add(_ sketch: Sketch, _ bytes: Bytes) {
    sketches.append(sketch)
    self.bytes = self.bytes + bytes
  }
}

/// The items of structs, messages and groups.
extension Sketcher {
  mutating func items(_ count: Int, _ place: Place) -> Items {
    var items = Items()
    let shown = body.visible.count
    for _ in 0..<count where place.room - items.bytes.most > 16 { add(to: &items, place) }
    if place.mayEnd, once(in: 2) { addEnd(to: &items, place) }
    body.visible.removeSubrange(shown...)
    return items
  }

  private mutating func add(to items: inout Items, _ place: Place) {
    let room = place.room - items.bytes.most
    switch number(0...99) {
    case 0..<5:
      let bytes = number(1...4)
      items.add(["pad": Sketch(bytes)], Bytes(bytes))
    case 5..<17 where place.depth < 3: addConditional(to: &items, place, room)
    case 17..<27 where place.depth < 3: addUnion(to: &items, place, room)
    case 27..<32 where place.depth < 3 && room > 40: addSized(to: &items, place, room)
    case 32..<44: addCounted(to: &items, place, room)
    case 44..<47 where place.revisions.count > 1: addSplit(to: &items, place, room)
    default: addField(to: &items, place, room)
    }
  }

  // MARK: Fields

  private mutating func addField(to items: inout Items, _ place: Place, _ room: Int) {
    let revisions = revisions(within: place.revisions)
    let type = expression(revisions, room: room)
    let field = field(type, revisions, within: place.revisions)
    let isWhole = revisions == place.revisions
    if items.sketches.isEmpty, isWhole, field.isPlain { items.first = type.first }
    items.add(field.sketch, isWhole ? type.bytes : type.bytes.perhaps)
  }

  /// A field in the short or the long form.
  mutating func field(
    _ type: Expression, _ revisions: Range<Int>, within outer: Range<Int>
  ) -> (sketch: Sketch, isPlain: Bool) {
    let name = body.names.field(&random)
    var entries: [Sketch.Entry] = [.init("type", .text(type.text))]
    var isTestable = true
    var isPlain = true
    var shape = type.shape
    if once(in: 12), case .text(let literal)? = literal(type, revisions, isDefault: false) {
      // What is constant is not compared with anything else.
      entries[0].value = .text("\(type.text) = \(literal)")
      (isTestable, isPlain) = (false, false)
    } else if once(in: 12), case .integer(let bits, let isSigned, let range) = type.shape, let narrow = narrowed(range)
    {
      entries.append(.init("range", .text("\(narrow.lowerBound)..\(narrow.upperBound)")))
      shape = .integer(bits: bits, isSigned: isSigned, range: narrow)
      isPlain = false
    } else if revisions != outer ? once(in: 2) : once(in: 30), let literal = literal(type, revisions, isDefault: true) {
      entries.append(.init("default", literal))
      isPlain = false
    }
    if type.text.hasPrefix("map<"), !type.text.hasSuffix("?"), once(in: 3) { entries.append(.init("order", "any")) }
    if once(in: 10) { entries.append(.init("doc", "What it says; `code`, *emphasis* & more.")) }
    if once(in: 15) {
      entries.append(.init("swift", .text("renamed" + name.prefix(1).uppercased() + name.dropFirst())))
    }
    entries += lifetime(revisions, within: outer)
    if isTestable, type.shape != .other {
      body.visible.append(FieldSketch(name: name, shape: shape, revisions: revisions))
    }
    if isPlain, case .integer(let bits, let isSigned, _) = type.shape {
      body.widenable.append((name, bits, isSigned))
    }
    return (.map([.init(name, entries.count == 1 ? entries[0].value : .map(entries))]), isPlain)
  }

  private mutating func narrowed(_ range: ClosedRange<Int128>) -> ClosedRange<Int128>? {
    let ends = [random.number(in: range), random.number(in: range)].sorted()
    // Few values would let conditions always or never hold.
    return ends[1] - ends[0] > 300 ? ends[0]...ends[1] : nil
  }

  /// One name under disjoint revisions, with wire types of one Swift type.
  private mutating func addSplit(to items: inout Items, _ place: Place, _ room: Int) {
    guard room > 64 else { return }
    let name = body.names.field(&random)
    let cut = number(place.revisions.lowerBound + 1...place.revisions.upperBound - 1)
    let ranges = [place.revisions.lowerBound..<cut, cut..<place.revisions.upperBound]
    let types = pick([
      ["string[u8 <= 12]", "cstring[<= 20]"], ["u32", "u16 as u32"], ["u8[u8 <= 4]", "u8[4]"], ["f32", "f32be"],
      ["u64", "packed64"], ["bool", "u32 as bool"],
    ])
    for (range, type) in zip(ranges, types) {
      items.add(
        .map([.init(name, .map([.init("type", .text(type))] + lifetime(range, within: place.revisions)))]),
        Bytes(0, 24))
    }
  }

  /// A number, and lists that it counts.
  private mutating func addCounted(to items: inout Items, _ place: Place, _ room: Int) {
    guard room > 80 else { return }
    let revisions = revisions(within: place.revisions, changing: 8)
    let name = body.names.field(&random)
    let counter = counter()
    let isWhole = revisions == place.revisions
    items.add(
      .map([
        .init(
          name,
          isWhole
            ? .text(counter.text)
            : .map([.init("type", .text(counter.text))] + lifetime(revisions, within: place.revisions))
        )
      ]), isWhole ? counter.bytes : counter.bytes.perhaps)
    body.referred.insert(name)
    let bit = once(in: 3) ? body.names.field(&random) : nil
    if let bit {
      items.add(
        .map([
          .init(bit, isWhole ? "bool" : .map([.init("type", "bool")] + lifetime(revisions, within: place.revisions)))
        ]), Bytes(0, 1))
    }
    for _ in 0..<number(1...2) {
      let list = counted(by: name, revisions, room: (room - 20) / 2)
      let field: Sketch = .map([.init(body.names.field(&random), .text(list.text))])
      var entries: [Sketch.Entry]
      if let bit {
        entries = [.init("if", .text("\(bit) == true")), .init("then", [field])]
      } else if once(in: 4) {
        entries = [.init("if", .text("\(name) != 0")), .init("then", [field])]
      } else if isWhole {
        items.add(field, list.bytes)
        continue
      } else {
        entries = [.init("sized", "u32"), .init("fields", [field])]
      }
      entries += lifetime(revisions, within: place.revisions)
      items.add(.map(entries), list.bytes.perhaps + Bytes(0, 4))
    }
  }

  private mutating func counted(by name: String, _ revisions: Range<Int>, room: Int) -> Expression {
    let offset = once(in: 3) ? " - \(number(1...2))" : once(in: 6) ? " + 1" : ""
    var element = expression(revisions, room: min(room / 10, 60), depth: 1)
    if element.bytes.least == 0 || element.isOpen { element = scalar() }
    let limit = number(3...max(3, min(12, room / max(element.bytes.most, 1))))
    let text: String
    switch number(0...7) {
    case 0: text = "string"
    case 1: text = "bytes"
    case 2: text = "map<u16, \(element.text)>"
    default: text = element.text
    }
    return Expression(
      text: "\(text)[\(name)\(offset) <= \(limit)]", bytes: Bytes(0, limit * max(2 + element.bytes.most, 1)))
  }
}
