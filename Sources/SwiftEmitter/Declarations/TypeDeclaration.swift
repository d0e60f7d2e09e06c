import SchemaModel
import SchemaSyntax

typealias WireNameOrder = WireName.ByteOrder

extension ModulePlan {
  /// The module of a codec written by hand: `nbt` of `nbt.Tree`.
  func importOfCodec(_ index: TypeIndex) -> String? {
    guard case .external(let name) = model.types[index].kind, let dot = name.lastIndex(of: ".") else { return nil }
    return String(name[..<dot])
  }

  /// The modules of the codecs written by hand that a struct's own codec calls.
  func imports(of body: BodyPlan) -> Set<String> {
    Set(body.definition.fields.flatMap { $0.type.typeIndices }.compactMap { importOfCodec($0) })
  }
}

/// Prints whatever a type is.
struct TypeDeclaration {
  let module: ModulePlan
  let index: TypeIndex

  init(_ module: ModulePlan, _ index: TypeIndex) {
    self.module = module
    self.index = index
  }

  private var type: TypeDefinition { module.model.types[index] }

  var usesZlib: Bool { module.structures[index]?.usesZlib ?? false }

  /// The module that a codec written by hand is in.
  var imports: Set<String> {
    if let own = module.importOfCodec(index) { return [own] }
    return module.structures[index].map { module.imports(of: $0) } ?? []
  }

  /// The declaration; nil for a type that is declared elsewhere.
  var text: SwiftText? {
    switch type.kind {
    case .alias(let variants): return alias(variants)
    case .enumeration, .flags: return EnumDeclaration(module: module, index: index).text
    case .bits(let variants): return BitsDeclaration(module: module, index: index, variants: variants).text
    case .structure:
      guard let body = module.structures[index] else { return nil }
      let plan = module.fixed[index]
      var text = StructDeclaration(
        module: module, body: body, fixed: plan, name: module.typeNames[index], doc: type.doc
      ).text
      if let plan {
        ViewDeclaration(module: module, body: body, name: module.typeNames[index]).append(fixed: plan, to: &text)
      }
      return text
    case .widened(let widened):
      return WidenedDeclaration(module: module, index: index, widened: widened).text
    case .external(let name):
      guard name != type.swiftName else { return nil }
      var text = SwiftText()
      text.doc(type.doc ?? "`\(type.name)`, read and written by hand.")
      text.line("\(module.access)typealias \(module.typeNames[index]) = \(name)")
      return text
    }
  }

  private func alias(_ variants: [Variant<WireType>]) -> SwiftText {
    var text = SwiftText()
    let target: String
    if let integer = module.aliasInteger(index) {
      target = module.lib(integer.name)
    } else {
      target = variants.last.map { module.swiftType(of: $0.value, asArrays: variants.count > 1) } ?? module.lib("UInt8")
    }
    let wire = variants.map { "`\(module.model.spelling(of: $0.value))`" }.joined(separator: ", later ")
    text.doc(type.doc ?? "On the wire: \(wire).")
    text.line("\(module.access)typealias \(module.typeNames[index]) = \(target)")
    return text
  }
}
