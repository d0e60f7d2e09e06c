import SchemaModel

/// Prints a domain type: a struct of the wire with some of its fields widened.
struct WidenedDeclaration {
  let module: ModulePlan
  let index: TypeIndex
  let widened: WidenedDefinition

  private var name: String { module.typeNames[index] }
  private var base: String { module.typeNames[widened.base] }
  private var access: String { module.access }

  private struct Property {
    let slot: BodyPlan.Slot
    let type: String
    let doc: String?
    let isWider: Bool
  }

  private var properties: [Property] {
    guard let body = module.structures[widened.base] else { return [] }
    return body.properties.map { index in
      let slot = body.slots[index]
      guard let field = widened.fields.first(where: { $0.name == slot.wireName }) else {
        // Unions are declared in the struct that is widened.
        let type = slot.union == nil ? slot.fullType : "\(base).\(slot.fullType)"
        return Property(slot: slot, type: type, doc: slot.doc, isWider: false)
      }
      let type = module.lib(IntegerType(bits: field.bits, isSigned: field.isSigned).name)
      return Property(slot: slot, type: slot.canBeNil ? type + "?" : type, doc: field.doc ?? slot.doc, isWider: true)
    }
  }

  var text: SwiftText {
    var text = SwiftText()
    let properties = properties
    text.doc(module.model.types[index].doc ?? "`\(base)` with wider fields.")
    text.open("\(access)struct \(name): \(module.lib("Hashable")), \(module.lib("Sendable")) {")
    for property in properties {
      text.doc(property.doc ?? "`\(property.slot.wireName)`.")
      text.line("\(access)var \(property.slot.name): \(property.type)")
    }
    if module.options.access != .internal {
      text.blank()
      text.doc("All fields, in wire order.")
      let parameters = properties.map { property -> String in
        let local = Identifier.local(property.slot.plainName)
        let label = local == property.slot.plainName ? local : "\(property.slot.name) \(local)"
        let value = property.slot.canBeNil ? " = nil" : property.slot.defaultValue.map { " = \($0)" } ?? ""
        return "\(label): \(property.type)\(value)"
      }
      text.call("\(access)init", parameters, " {")
      for property in properties {
        text.line("self.\(property.slot.name) = \(Identifier.local(property.slot.plainName))")
      }
      text.close()
    }
    text.close()
    text.blank()
    widening(properties, &text)
    text.blank()
    narrowing(properties, &text)
    return text
  }

  private func widening(_ properties: [Property], _ text: inout SwiftText) {
    text.open("extension \(name) {")
    text.doc("A value of the wire, in wider fields.")
    text.open("\(access)init(_ value: \(base)) {")
    for property in properties {
      let place = "value.\(property.slot.name)"
      let type = property.type.hasSuffix("?") ? String(property.type.dropLast()) : property.type
      if !property.isWider {
        text.line("self.\(property.slot.name) = \(place)")
      } else if property.slot.canBeNil {
        text.line("self.\(property.slot.name) = \(place).map { \(type)($0) }")
      } else {
        text.line("self.\(property.slot.name) = \(type)(\(place))")
      }
    }
    text.close()
    text.close()
  }

  private func narrowing(_ properties: [Property], _ text: inout SwiftText) {
    let error = module.lib("NarrowingError")
    text.open("extension \(base) {")
    text.doc("A domain value as the wire has it; what does not fit is an error that names the field and its range.")
    text.open("\(access)init(narrowing value: \(name)) throws(\(error)) {")
    for property in properties {
      let place = "value.\(property.slot.name)", field = LiteralText.text(property.slot.wireName)
      if !property.isWider {
        text.line("self.\(property.slot.name) = \(place)")
      } else if property.slot.canBeNil {
        text.open("if let wide = \(place) {")
        text.line("self.\(property.slot.name) = try \(property.slot.type)(exactly: wide, \(field))")
        text.reopen("} else {")
        text.line("self.\(property.slot.name) = nil")
        text.close()
      } else {
        text.line("self.\(property.slot.name) = try \(property.slot.type)(exactly: \(place), \(field))")
      }
    }
    text.close()
    text.close()
    guard module.isFixed(widened.base), let plan = module.fixed[widened.base] else { return }
    text.blank()
    text.open("extension \(name): \(module.lib("WireNarrowable")) {")
    text.doc("The value as the wire has it.")
    text.open("\(access)func narrowed() throws(\(error)) -> \(base) {")
    text.line("try \(base)(narrowing: self)")
    text.close()
    encoding(properties.filter(\.isWider), plan, &text)
    text.close()
    text.blank()
    text.open("extension \(module.lib("WireWriter")) {")
    // Not generic, because the loop of another module would call the encoder of each element.
    text.doc("Domain values as the wire has them.")
    text.open(
      "\(access)mutating func array(_ field: \(module.lib("StaticString")), _ elements: [\(name)]) "
        + "throws(\(module.lib("EncodeError"))) {")
    text.line("try narrowing(field, elements)")
    text.close()
    text.close()
  }

  /// The base's encoder, with one test for all fields that may not fit.
  private func encoding(_ wider: [Property], _ plan: FixedPlan, _ text: inout SwiftText) {
    guard let body = module.structures[widened.base] else { return }
    var codec = FixedCodec(module: module, body: body, plan: plan)
    for field in widened.fields { codec.wider[field.name] = IntegerType(bits: field.bits, isSigned: field.isSigned) }
    text.blank()
    text.doc("Writes every byte of the value as the wire has it.")
    text.line("@inline(__always)")
    let error = module.lib("EncodeError")
    text.open("\(access)func encode(into run: \(module.lib("WireOutputRun"))) throws(\(error)) {")
    let tests = wider.filter { !$0.slot.canBeNil }.map { "\($0.slot.type).excess(self.\($0.slot.name))" }
    if !tests.isEmpty {
      text.chain("let excess = ", tests, "|")
      text.line("if excess != 0 { throw \(error)(narrowing: self) }")
    }
    text.append(codec.writing)
    text.close()
  }
}
