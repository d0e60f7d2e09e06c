import SchemaModel

/// Prints views: fields read where they lie, without a copy.
struct ViewDeclaration {
  let module: ModulePlan
  let body: BodyPlan
  /// The type that is viewed.
  let name: String

  private var access: String { module.access }

  /// What a view has already.
  private static let taken: Set<String> = [
    "bool", "bytes", "count", "f32", "f64", "member", "revision", "scalars", "scalarsBE", "start", "u16", "u16be",
    "u32", "u32be", "u64", "u64be", "u8",
  ]

  /// Where a field is at some revisions.
  private struct Place {
    let revisions: RevisionRange
    let offset: Int
    let form: WireForm
  }

  /// The view of a struct or message whose values all have one size.
  func append(fixed: FixedPlan, to text: inout SwiftText) { append(places(fixed), to: &text) }

  private func places(_ fixed: FixedPlan) -> [Int: [Place]] {
    var places: [Int: [Place]] = [:]
    for layout in fixed.layouts {
      for case .field(let index, let form) in layout.pieces.map(\.kind) {
        guard let slot = body.slotOfField[index],
          let piece = layout.pieces.first(where: { $0.field == index })
        else { continue }
        places[slot, default: []].append(Place(revisions: layout.revisions, offset: piece.offset, form: form))
      }
    }
    return places
  }

  /// What a view has: its fields with their names, the structs in it, and the list at its end.
  struct Contents {
    fileprivate(set) var fields: [(name: String, slot: BodyPlan.Slot)] = []
    fileprivate(set) var parts: [(type: TypeIndex, slot: BodyPlan.Slot)] = []
    fileprivate(set) var list: BodyPlan.Slot?
  }

  /// What the view of a struct has.
  func contents(fixed: FixedPlan) -> Contents { contents(split(places(fixed))) }

  /// What the view of a message has; nil when there is none.
  func contents(message: Message, fixed: FixedPlan?) -> Contents? {
    guard module.model.links[message.link].excess != .keep else { return nil }
    if let fixed { return contents(fixed: fixed) }
    guard let (places, list) = placesBeforeList(message) else { return nil }
    var contents = contents(split(places))
    contents.list = body.slots[list.slot]
    return contents
  }

  private func contents(_ split: Split) -> Contents {
    Contents(
      fields: split.fields.map { ($0.name, $0.slot) }, parts: split.parts.map { ($0.type, $0.slot) })
  }

  /// The view of a message that ends in a list, when what is before the list is the same at all revisions.
  func append(message: Message, fixed: FixedPlan?, to text: inout SwiftText) {
    guard module.model.links[message.link].excess != .keep else { return }
    let wire = module.lib("WireViewable"), reader = module.lib("WireReader"), error = module.lib("DecodeError")
    if fixed != nil {
      text.blank()
      text.open("extension \(name): \(wire) {")
      text.doc("Reads past a body, with every check that decoding makes.")
      text.open("\(access)static func validate(_ reader: inout \(reader)) throws(\(error)) {")
      text.line("_ = try Self(from: &reader)")
      text.close()
      text.close()
      return
    }
    guard let (places, list) = placesBeforeList(message) else { return }
    text.blank()
    text.open("extension \(name): \(wire) {")
    text.doc("Reads past a body, with every check that decoding makes.")
    text.open("\(access)static func validate(_ reader: inout \(reader)) throws(\(error)) {")
    validate(list, &text)
    text.close()
    text.close()
    append(places, to: &text)
    text.blank()
    let element = module.typeNames[list.element]
    text.open(
      "extension \(module.lib("WireViewList")) where Value == \(name), Element == \(element) {")
    let slot = body.slots[list.slot]
    text.doc(slot.doc ?? "`\(slot.wireName)`.")
    text.line("\(access)static var \(slot.name): Self { Self(start: \(list.start)) }")
    text.close()
  }

  // MARK: Messages with a list

  private struct List {
    let slot: Int
    let element: TypeIndex
    let start: Int
  }

  private func placesBeforeList(_ message: Message) -> (places: [Int: [Place]], list: List)? {
    var places: [Int: [Place]] = [:]
    var offset = 0
    guard let last = body.definition.items.last else { return nil }
    for item in body.definition.items {
      guard item.revisions == body.range else { return nil }
      switch item.kind {
      case .pad(let count, _): offset += count
      case .field(let index):
        let field = body.definition.fields[index]
        let forms = module.stretches(of: field, in: body.definition, body.range, body.order)
        let form = module.form(of: field, in: body.definition, at: body.range.lower, body.order)
        guard case .stored = field.role, field.range == nil, forms.count == 1, let slot = body.slotOfField[index]
        else { return nil }
        if item.source == last.source {
          guard case .array(.value(let element), let count) = form, case .prefix(let scalar) = count.form,
            let width = scalar.width, module.isFixed(element)
          else { return nil }
          return (places, List(slot: slot, element: element, start: offset + width))
        }
        let sizes = Set(body.range.indices.map { module.fixedSize(of: form, at: $0) })
        guard sizes.count == 1, let size = sizes.first ?? nil else { return nil }
        places[slot] = [Place(revisions: body.range, offset: offset, form: form)]
        offset += size
      default: return nil
      }
    }
    return nil
  }

  private func validate(_ list: List, _ text: inout SwiftText) {
    let reader = BodyReader(module, body, isOver: false)
    for item in body.definition.items {
      switch item.kind {
      case .pad(let count, _): text.line("try reader.pad(\(count))")
      case .field(let index):
        let field = body.definition.fields[index]
        let form = module.form(of: field, in: body.definition, at: body.range.lower, body.order)
        if case .array(_, let count) = form {
          text.call(
            "try reader.skipArray",
            [
              LiteralText.text(field.name), "count: \(reader.number(count, field.name, body.range))",
              "of: \(module.typeNames[list.element]).self",
            ])
          continue
        }
        var value = reader.expression(form, field.name, body.range, nil)
        switch form {
        case .integer(_, let type): value.arguments.append("as: \(module.lib(type.name)).self")
        case .member(let index, _), .value(let index): value.arguments.append("as: \(module.typeNames[index]).self")
        case .inline: value.arguments.append("as: \(module.swiftType(form)).self")
        default: break
        }
        text.call("_ = try \(value.head)", value.arguments)
      default: break
      }
    }
  }

  // MARK: Fields

  private struct Split {
    var fields: [(name: String, slot: BodyPlan.Slot, places: [Place])] = []
    var parts: [(type: TypeIndex, slot: BodyPlan.Slot, offset: Int)] = []
  }

  /// Fields that are read as a whole, and structs that have views of their own.
  private func split(_ places: [Int: [Place]]) -> Split {
    var split = Split()
    for slot in body.properties {
      guard let places = places[slot] else { continue }
      let plan = body.slots[slot]
      if case .value(let index) = places[0].form, !isPlainBits(index) {
        let isAtOnePlace = places.allSatisfy { $0.offset == places[0].offset } && !plan.canBeNil
        if isAtOnePlace, case .structure = module.model.types[index].kind {
          split.parts.append((index, plan, places[0].offset))
        }
        continue
      }
      split.fields.append((Self.taken.contains(plan.plainName) ? plan.plainName + "Field" : plan.name, plan, places))
    }
    return split
  }

  private func append(_ places: [Int: [Place]], to text: inout SwiftText) {
    let split = split(places)
    if !split.fields.isEmpty {
      text.blank()
      text.open("extension \(module.lib("WireView")) where Value == \(name) {")
      for field in split.fields {
        text.doc(field.slot.doc ?? "`\(field.slot.wireName)`.")
        text.line("\(access)var \(field.name): \(field.slot.fullType) { \(value(field.places, field.slot)) }")
      }
      text.close()
    }
    for part in split.parts {
      text.blank()
      let type = module.typeNames[part.type]
      text.open("extension \(module.lib("WireViewPart")) where Value == \(name), Part == \(type) {")
      text.doc(part.slot.doc ?? "`\(part.slot.wireName)`.")
      text.line("\(access)static var \(part.slot.name): Self { Self(at: \(part.offset)) }")
      text.close()
    }
  }

  private func isPlainBits(_ index: TypeIndex) -> Bool {
    if case .bits(let variants) = module.model.types[index].kind { return variants.count == 1 }
    return false
  }

  /// The value of a field, by revision where that decides where it is.
  private func value(_ places: [Place], _ plan: BodyPlan.Slot) -> String {
    var result = ""
    var covered = body.range.lower
    if places[0].revisions.lower > body.range.lower {
      result = plan.defaultValue ?? "nil"
      covered = places[0].revisions.lower
    }
    var last: String?
    for place in places {
      let text = value(place.form, place.offset)
      if place.revisions.lower > covered, place.revisions.lower > (places.first?.revisions.lower ?? 0), last == nil {
        covered = place.revisions.lower
      }
      if text == last { continue }
      result = result.isEmpty ? text : "\(module.isSince(place.revisions.lower, "revision")) ? \(text) : \(result)"
      last = text
    }
    if let end = places.last?.revisions.upper, end < body.range.upper {
      result = "\(module.isSince(end, "revision")) ? \(plan.defaultValue ?? "nil") : \(result)"
    }
    return result
  }

  private func raw(_ scalar: ScalarType, _ offset: Int) -> String {
    switch scalar {
    case .integer(_, true, _):
      let unsigned = "u" + scalar.method.dropFirst()
      return "\(module.lib(IntegerType(scalar).name))(bitPattern: \(unsigned)(at: \(offset)))"
    case .float(let bits, _) where scalar.isBigEndian:
      return "\(module.lib(bits == 32 ? "Float" : "Double"))(bitPattern: u\(bits)be(at: \(offset)))"
    default: return "\(scalar.method)(at: \(offset))"
    }
  }

  private func value(_ form: WireForm, _ offset: Int) -> String {
    switch form {
    case .scalar(let scalar): return raw(scalar, offset)
    case .bool(let scalar): return "\(raw(scalar, offset)) != 0"
    case .integer(let scalar, let type):
      let fits = type.holds(IntegerType(scalar))
      return "\(module.lib(type.name))(\(fits ? "" : "truncatingIfNeeded: ")\(raw(scalar, offset)))"
    case .member(_, let scalar): return "member(\(raw(scalar, offset)))"
    case .packed(let index, let scalar):
      let carrier = module.bitsCarrier(index, at: 0)
      let number = raw(scalar, offset)
      let isCarrier = carrier == IntegerType(scalar)
      return
        "\(module.typeNames[index])(packed: \(isCarrier ? number : "\(module.lib(carrier.name))(truncatingIfNeeded: \(number))"))"
    case .value(let index):
      guard case .bits(let variants) = module.model.types[index].kind, let first = variants.first else { return "nil" }
      return "\(module.typeNames[index])(packed: \(raw(first.value.carrier.ordered(module.orders[index]), offset)))"
    case .inline(let list): return "\(list.listMethod)(at: \(offset))"
    default: return "nil"
    }
  }
}
