import Diagnostics
import SchemaModel

/// Turns what somebody wrote into a value of a type. Every problem is collected.
///
/// It takes all that the tool prints, and what people write beside it: numbers in any base, as text or not; members by
/// name; flags as lists of names; maps as mappings, pairs or `{key, value}`.
struct ValueReader {
  let model: SchemaModel
  var path: [WirePath.Step]
  var problems: [ValueProblem] = []

  init(_ model: SchemaModel, name: String) {
    self.model = model
    path = [.name(name)]
  }

  mutating func problem(_ text: String, at place: SourceRange?, help: [Help] = []) -> WireValue? {
    problems.append(ValueProblem(path: WirePath(path), text: text, place: place, help: help))
    return nil
  }

  /// A value of a wire type; nil after a problem.
  mutating func value(_ source: ValueSource, _ type: WireType, at revision: Int) -> WireValue? {
    let type = model.resolved(type, at: revision)
    switch type {
    case .scalar(.float(let bits, _)): return float(source, bits)
    case .scalar(.bool), .converted(_, .bool): return bool(source)
    case .scalar, .converted(_, .integer): return integer(source).map { .integer($0) }
    case .converted(_, .type(let index)), .named(let index): return named(source, index, type, at: revision)
    case .text:
      guard let text = source.scalar else { return problem("expected text, found \(source.noun)", at: source.place) }
      return .text(WireText(text))
    case .bytes:
      guard let bytes = source.scalar.flatMap(Hex.bytes) else {
        return problem("expected bytes as pairs of hexadecimal digits, found \(source.noun)", at: source.place)
      }
      return .bytes(bytes)
    case .array(let element, let count):
      if case .mask(let mask) = count.form { return masked(source, element, mask, at: revision) }
      return list(source, element, at: revision)
    case .map(let key, let value, _, let anyOrder): return map(source, key, value, anyOrder, at: revision)
    case .optional(let wrapped): return source.isNull ? .absent : value(source, wrapped, at: revision)
    }
  }

  // MARK: Scalars

  private mutating func integer(_ source: ValueSource) -> Int128? {
    if let text = source.scalar {
      if let number = Integers.read(text) { return number }
      if let constant = model.constants.first(where: { $0.name == text }) { return constant.value }
    }
    _ = problem("expected a whole number, found \(source.noun)", at: source.place)
    return nil
  }

  private mutating func bool(_ source: ValueSource) -> WireValue? {
    switch source.scalar {
    case "true", "1": .bool(true)
    case "false", "0": .bool(false)
    default: problem("expected `true` or `false`, found \(source.noun)", at: source.place)
    }
  }

  private mutating func float(_ source: ValueSource, _ width: Int) -> WireValue? {
    if let stated = source["bits"] {
      guard let text = stated.scalar, let bits = WireFloat.bits("bits:" + text, width) else {
        return problem("expected the \(width) bits of a float, found \(stated.noun)", at: stated.place)
      }
      return .float(bits: bits, width: width)
    }
    let number = source["value"] ?? source
    guard let bits = number.scalar.flatMap({ WireFloat.bits($0, width) }) else {
      return problem("expected a number, or `bits:0x…`, found \(number.noun)", at: number.place)
    }
    return .float(bits: bits, width: width)
  }

  // MARK: Named types

  private mutating func named(
    _ source: ValueSource, _ index: TypeIndex, _ type: WireType, at revision: Int
  ) -> WireValue? {
    switch model.types[index].kind {
    case .alias(let variants):
      // An alias to the right of `as`: a number.
      guard let variant = variants.value(at: revision) else { return integer(source).map { .integer($0) } }
      return value(source, variant, at: revision)
    case .enumeration(let definition):
      return member(source["raw"] ?? source["name"] ?? source, definition.members, at: revision).map { .integer($0) }
    case .flags(let definition): return flags(source, definition.members, at: revision)
    case .bits(let variants):
      guard let definition = variants.value(at: revision) else { break }
      if case .mapping = source.kind { return bits(source, definition) }
      guard let number = integer(source) else { return nil }
      let value = definition.unpack(number)
      return definition.pack(value) == number ? value : problem("\(number) has other bits set", at: source.place)
    case .structure, .widened:
      guard let body = model.body(of: index) else { break }
      return structure(source, body, at: revision)
    case .external: break
    }
    return problem(
      "`\(model.types[index].name)` has a hand-written codec: no value of it can be written", at: source.place)
  }

  /// A member's number, by name or by number.
  private mutating func member(_ source: ValueSource, _ members: [Member], at revision: Int) -> Int128? {
    guard let text = source.scalar else {
      _ = problem("expected a member's name or number, found \(source.noun)", at: source.place)
      return nil
    }
    let named = members.filter { $0.name == text }
    if let member = named.first(where: { $0.revisions.contains(revision) }) ?? named.first { return member.value }
    if let number = Integers.read(text) { return number }
    let nearest = Spelling.nearest(to: text, in: members.map(\.name))
    let help = nearest.map { name in
      [Help("did you mean `\(name)`?", edits: source.place.map { [TextEdit($0, name)] } ?? [])]
    }
    let names = members.prefix(8).map { "`\($0.name)`" }.joined(separator: ", ")
    let list = Help("it has " + names + (members.count > 8 ? " and \(members.count - 8) more" : ""))
    _ = problem("no member is called `\(text)`", at: source.place, help: help ?? (members.isEmpty ? [] : [list]))
    return nil
  }

  private mutating func flags(_ source: ValueSource, _ members: [Member], at revision: Int) -> WireValue? {
    let source = source["raw"] ?? source["names"] ?? source
    guard case .list(let elements) = source.kind else {
      return member(source, members, at: revision).map { .integer($0) }
    }
    var number: Int128 = 0
    for element in elements { number |= member(element, members, at: revision) ?? 0 }
    return .integer(number)
  }

  private mutating func bits(_ source: ValueSource, _ definition: BitsDefinition) -> WireValue? {
    guard case .mapping(let entries) = source.kind else { return nil }
    for entry in entries where !definition.fields.contains(where: { $0.name == entry.key }) {
      _ = unknownField(entry.key, definition.fields.map(\.name), at: entry.place)
    }
    return .structure(
      definition.fields.compactMap { field in
        guard let part = source[field.name] else { return nil }
        path.append(.name(field.name))
        defer { path.removeLast() }
        return integer(part).map { .init(field.name, .integer($0)) }
      })
  }

  // MARK: Lists

  /// Reads the element at an index of the list being read.
  private mutating func element(_ source: ValueSource, _ type: WireType, _ index: Int, at revision: Int) -> WireValue? {
    path.append(.index(index))
    defer { path.removeLast() }
    return value(source, type, at: revision)
  }

  private mutating func list(_ source: ValueSource, _ type: WireType, at revision: Int) -> WireValue? {
    guard case .list(let elements) = source.kind else {
      return problem("expected a list, found \(source.noun)", at: source.place)
    }
    return .list(elements.enumerated().compactMap { element($0.element, type, $0.offset, at: revision) })
  }

  private mutating func masked(
    _ source: ValueSource, _ type: WireType, _ mask: Count.Mask, at revision: Int
  ) -> WireValue? {
    guard case .mapping(let entries) = source.kind else {
      return problem("expected a mapping from bits to elements, found \(source.noun)", at: source.place)
    }
    var words: Int?
    var elements: [WireValue.Element] = []
    for entry in entries {
      if entry.key == "words", case .words = mask {
        guard let number = integer(entry.value) else { continue }
        words = Int(clamping: number)
      } else if let index = Integers.read(entry.key).flatMap({ Int(exactly: $0) }), index >= 0 {
        if let value = element(entry.value, type, index, at: revision) { elements.append(.init(index, value)) }
      } else {
        _ = problem("expected the number of a bit, found `\(entry.key)`", at: entry.place)
      }
    }
    elements.sort { $0.index < $1.index }
    if case .words(let scalar, _) = mask, words == nil {
      let width = scalar.maskBits
      words = elements.last.map { $0.index / width + 1 } ?? 0
    }
    return .masked(words: words, elements)
  }

  private mutating func map(
    _ source: ValueSource, _ key: WireType, _ type: WireType, _ anyOrder: Bool, at revision: Int
  ) -> WireValue? {
    var pairs: [(key: ValueSource, value: ValueSource)] = []
    switch source.kind {
    case .mapping(let entries):
      pairs = entries.map { (ValueSource(text: $0.key, place: $0.place), $0.value) }
    case .list(let elements):
      for element in elements {
        if case .list(let pair) = element.kind, pair.count == 2 {
          pairs.append((pair[0], pair[1]))
        } else if let key = element["key"], let value = element["value"] {
          pairs.append((key, value))
        } else {
          _ = problem("expected `{key: …, value: …}`, found \(element.noun)", at: element.place)
        }
      }
    default: return problem("expected a mapping, or a list of pairs, found \(source.noun)", at: source.place)
    }
    let entries = pairs.enumerated().compactMap { index, pair -> WireValue.Entry? in
      guard let key = element(pair.key, key, index, at: revision),
        let value = element(pair.value, type, index, at: revision)
      else { return nil }
      return WireValue.Entry(key, value)
    }
    return .map(anyOrder ? entries : entries.sorted { $0.key.precedes($1.key) })
  }
}
