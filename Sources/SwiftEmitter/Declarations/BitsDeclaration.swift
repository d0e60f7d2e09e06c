import SchemaModel

/// Prints bit fields packed into an integer.
struct BitsDeclaration {
  let module: ModulePlan
  let index: TypeIndex
  let variants: [Variant<BitsDefinition>]

  private var type: TypeDefinition { module.model.types[index] }
  private var name: String { module.typeNames[index] }
  private var access: String { module.access }
  private var carrier: IntegerType { module.bitsCarrier(index, at: 0).unsigned }

  /// A property: a field, or several of one name at different revisions.
  struct Property {
    let name: String
    let plainName: String
    let wireName: String
    let doc: String?
    var bits: IntegerType
    var isEverywhere: Bool
  }

  var properties: [Property] {
    var properties: [Property] = []
    for variant in variants {
      for field in variant.value.fields {
        let bits = IntegerType(bits: [8, 16, 32].first { $0 >= field.width } ?? 64, isSigned: false)
        let plainName = module.names.field(field.swiftName)
        if let known = properties.firstIndex(where: { $0.plainName == plainName }) {
          if properties[known].bits.bits < bits.bits { properties[known].bits = bits }
          continue
        }
        let holders = variants.filter { $0.value.fields.contains { $0.swiftName == field.swiftName } }
        properties.append(
          Property(
            name: Identifier.escaped(plainName), plainName: plainName, wireName: field.name, doc: field.doc, bits: bits,
            isEverywhere: holders.count == variants.count))
      }
    }
    return properties
  }

  var text: SwiftText {
    var text = SwiftText()
    let properties = properties
    text.doc(type.doc ?? "`\(type.name)`.")
    text.open("\(access)struct \(name): \(module.lib("Hashable")), \(module.lib("Sendable")) {")
    for property in properties {
      text.doc(property.doc ?? "`\(property.wireName)`.")
      text.line("\(access)var \(property.name): \(module.lib(property.bits.name))\(property.isEverywhere ? "" : "?")")
    }
    if module.options.access != .internal {
      text.blank()
      text.doc("All fields, the least significant first.")
      let parameters = properties.map { property -> String in
        let local = Identifier.local(property.plainName)
        let label = local == property.plainName ? local : "\(property.name) \(local)"
        let type = module.lib(property.bits.name)
        return "\(label): \(type)\(property.isEverywhere ? "" : "? = nil")"
      }
      text.call("\(access)init", parameters, " {")
      for property in properties { text.line("self.\(property.name) = \(Identifier.local(property.plainName))") }
      text.close()
    }
    text.close()
    text.blank()
    packing(properties, &text)
    text.blank()
    codec(&text)
    return text
  }

  // MARK: Packing

  /// The statements for each variant, the newest first; those that return need no `else` behind them.
  private func byVariant(
    _ text: inout SwiftText, returning: Bool = false, _ body: (inout SwiftText, Variant<BitsDefinition>) -> Void
  ) {
    let newestFirst = variants.sorted { $0.revisions.lower > $1.revisions.lower }
    for (position, variant) in newestFirst.enumerated() {
      let test = "if \(module.isSince(variant.revisions.lower, "revision")) {"
      let isLast = position == newestFirst.count - 1
      if isLast, position == 0 || returning { return body(&text, variant) }
      if position == 0 || returning { text.open(test) } else { text.reopen(isLast ? "} else {" : "} else \(test)") }
      body(&text, variant)
      if returning { text.close() }
    }
    text.close()
  }

  /// What packing has to know besides the number, when the fields changed.
  private var revisionParameter: String {
    variants.count > 1 ? "at revision: \(module.lib("WireRevision"))" : ""
  }

  private func packing(_ properties: [Property], _ text: inout SwiftText) {
    let raw = module.lib(carrier.name)
    text.open("extension \(name) {")
    text.doc("The fields of a number.")
    text.open("\(access)init(packed bits: \(raw)\(variants.count > 1 ? ", \(revisionParameter)" : "")) {")
    byVariant(&text) { text, variant in
      for field in variant.value.fields {
        guard let property = properties.first(where: { $0.plainName == module.names.field(field.swiftName) }) else {
          continue
        }
        let mask = field.width >= 64 ? UInt64.max : (1 << UInt64(field.width)) - 1
        let shifted = field.shift == 0 ? "bits" : "bits >> \(field.shift)"
        let type = module.lib(property.bits.name)
        text.line(
          "self.\(property.name) = \(type)(truncatingIfNeeded: \(shifted) & \(LiteralText.hexadecimal(mask)))")
      }
    }
    text.close()
    text.blank()
    text.doc("The number that the fields are packed into; every field must fit its bits.")
    text.open("\(access)func packed(\(revisionParameter)) throws(\(module.lib("EncodeError"))) -> \(raw) {")
    byVariant(&text, returning: true) { text, variant in pack(variant.value, properties, raw, &text) }
    text.close()
    text.close()
  }

  private func pack(
    _ definition: BitsDefinition, _ properties: [Property], _ raw: String, _ text: inout SwiftText
  ) {
    let error = module.lib("EncodeError")
    var terms: [String] = []
    for property in properties
    where !definition.fields.contains(where: { module.names.field($0.swiftName) == property.plainName }) {
      text.call("try \(error).requireAbsent", ["self.\(property.name) == nil", LiteralText.text(property.wireName)])
    }
    for field in definition.fields {
      guard let property = properties.first(where: { $0.plainName == module.names.field(field.swiftName) }) else {
        continue
      }
      var value = "self.\(property.name)"
      if !property.isEverywhere {
        let local = Identifier.local(property.plainName)
        text.line("let \(local) = try \(value).required(\(LiteralText.text(field.name)))")
        value = local
      }
      text.call("try \(error).requireBits", [value, "\(field.width)", LiteralText.text(field.name)])
      terms.append("\(raw)(\(value))" + (field.shift == 0 ? "" : " << \(field.shift)"))
    }
    text.chain("return ", terms.isEmpty ? ["0"] : terms, "|")
  }

  // MARK: The codec

  private func codec(_ text: inout SwiftText) {
    let revision = module.lib("WireRevision"), int = module.lib("Int")
    let isFixed = module.isFixed(index)
    let decode = module.lib("DecodeError"), encode = module.lib("EncodeError")
    let order = module.orders[index]
    let size = module.byRevision(type.revisions, "revision") { at in
      let scalar = variants.value(at: at)?.carrier
      return scalar?.width ?? 1
    }
    text.open("extension \(name): \(module.lib(isFixed ? "WireFixed" : "WireStruct")) {")
    text.doc("How many bytes \(isFixed ? "every" : "a") value has.")
    text.open("\(access)static func \(isFixed ? "wireSize" : "minimumSize")(at revision: \(revision)) -> \(int) {")
    text.line(size)
    text.close()
    let source = isFixed ? "run" : "reader"
    if !isFixed {
      text.blank()
      text.doc("How many bytes a value has, at most.")
      text.open("\(access)func encodedSize(at revision: \(revision)) -> \(int) {")
      text.line(
        module.byRevision(type.revisions, "revision") { variants.value(at: $0)?.carrier.size.maximum ?? 1 })
      text.close()
    }
    text.blank()
    text.doc("Reads a value.")
    text.open(
      isFixed
        ? "\(access)init(run: \(module.lib("WireRun"))) throws(\(decode)) {"
        : "\(access)init(from reader: inout \(module.lib("WireReader"))) throws(\(decode)) {")
    if variants.count > 1 { text.line("let revision = \(source).revision") }
    byVariant(&text) { text, variant in read(variant.value, source, order: order, &text) }
    text.close()
    text.blank()
    text.doc("Writes the value.")
    text.open(
      isFixed
        ? "\(access)func encode(into run: \(module.lib("WireOutputRun"))) throws(\(encode)) {"
        : "\(access)func encode(into writer: inout \(module.lib("WireWriter"))) throws(\(encode)) {")
    if variants.count > 1 { text.line("let revision = \(isFixed ? "run" : "writer").revision") }
    byVariant(&text) { text, variant in
      let scalar = variant.value.carrier.ordered(order)
      let packed = variants.count > 1 ? "self.packed(at: revision)" : "self.packed()"
      let native = IntegerType(scalar)
      let value = native == carrier ? packed : "\(module.lib(native.name))(narrowing: \(packed), \"\")"
      if isFixed {
        text.line("try run.\(scalar.method)(\(value), at: 0)")
      } else {
        text.line("try writer.\(scalar.method)(\(value)\(scalar.isNative ? "" : ", \"\""))")
      }
    }
    text.close()
    text.close()
  }

  private func read(
    _ definition: BitsDefinition, _ source: String, order: WireNameOrder, _ text: inout SwiftText
  ) {
    let scalar = definition.carrier.ordered(order)
    let place = source == "run" ? ", at: 0" : ""
    let used = definition.fields.reduce(0) { $0 + $1.width }
    text.line("let bits = try \(source).\(scalar.method)(\"\"\(place))")
    if let width = scalar.width, used < 8 * width {
      let arguments = ["\"\"", "bits", "used: \(used)"] + (source == "run" ? ["at: 0"] : ["width: \(width)"])
      text.call("try \(source).unusedBits", arguments)
    }
    let native = IntegerType(scalar)
    let value = native == carrier ? "bits" : "\(module.lib(carrier.name))(bits)"
    text.line("self.init(packed: \(value)\(variants.count > 1 ? ", at: revision" : ""))")
  }
}
