import Diagnostics
import SchemaSyntax

extension Resolver {
  /// Resolves a type whose dependencies are resolved, and measures it.
  mutating func resolveType(_ index: TypeIndex) {
    let name = typeNames[index]
    guard let definitions = variants[name], let first = definitions.first, let kind = kind(index, definitions) else {
      return
    }
    let type = TypeDefinition(
      name: name, swiftName: definitions.lazy.compactMap { $0.swiftName?.value }.first ?? name,
      doc: definitions.lazy.compactMap(\.doc).first, revisions: typeRevisions[index], kind: kind,
      source: first.name.range)
    types[index] = type
    typeSizes[index] = revisions.indices.map { exists(index, at: $0) ? size(of: type, at: $0) : .exactly(0) }
  }

  private mutating func kind(_ index: TypeIndex, _ definitions: [DefinitionSyntax]) -> TypeDefinition.Kind? {
    let pairs = Array(zip(variantRanges[index], definitions))
    switch definitions[0].form {
    case .alias: return alias(pairs)
    case .enumeration(let first):
      var carriers: [Variant<ScalarType>] = []
      var members: [Member] = []
      for (range, definition) in pairs {
        guard case .enumeration(let syntax) = definition.form, let scalar = carrier(syntax.carrier, signed: true) else {
          continue
        }
        carriers.append(Variant(range, scalar))
        if !syntax.hasAllMembers { partialTypes.insert(index) }
        members += self.members(syntax.members, scalar, range, "enum")
      }
      guard !carriers.isEmpty else { return nil }
      return .enumeration(
        EnumDefinition(
          carriers: carriers, members: members.sorted { ($0.value, $0.source) < ($1.value, $1.source) },
          keepsUnknown: first.unknown?.value == "keep"))
    case .flags:
      var carriers: [Variant<ScalarType>] = []
      var members: [Member] = []
      for (range, definition) in pairs {
        guard case .flags(let syntax) = definition.form, let scalar = carrier(syntax.carrier, signed: false) else {
          continue
        }
        carriers.append(Variant(range, scalar))
        if !syntax.hasAllMembers { partialTypes.insert(index) }
        members += self.members(syntax.members, scalar, range, "flags type")
      }
      guard !carriers.isEmpty else { return nil }
      return .flags(
        FlagsDefinition(carriers: carriers, members: members.sorted { ($0.value, $0.source) < ($1.value, $1.source) }))
    case .bits:
      let resolved = pairs.compactMap { range, definition -> Variant<BitsDefinition>? in
        guard case .bits(let syntax) = definition.form else { return nil }
        return bits(syntax).map { Variant(range, $0) }
      }
      return resolved.isEmpty ? nil : .bits(resolved)
    case .structure:
      beginStruct()
      for (range, definition) in pairs {
        if case .structure(let syntax) = definition.form { add(syntax, at: range, owner: definition.name) }
      }
      return .structure(finishStruct())
    case .widened(let syntax): return widened(syntax)
    case .external(let name): return .external(name.value)
    }
  }

  private mutating func alias(_ pairs: [(RevisionRange, DefinitionSyntax)]) -> TypeDefinition.Kind? {
    var resolved: [Variant<WireType>] = []
    for (range, definition) in pairs {
      guard case .alias(let type) = definition.form else { continue }
      if let constant = type.value.constant {
        report("L004", "an alias cannot have a constant", at: constant.range, label: "constants belong to fields")
      }
      guard let wire = wireType(type, .outside, at: range) else { continue }
      resolved.append(Variant(range, wire))
    }
    resolved = widened(resolved)
    for ((_, definition), variant) in zip(pairs, resolved) where pairs.count == resolved.count {
      guard case .alias(let type) = definition.form else { continue }
      if let first = resolved.first, swiftShape(of: first.value) != swiftShape(of: variant.value) {
        report(
          "L501", "the variants of `\(definition.name.value)` have different Swift types", at: type.range,
          help: [Help("convert to one type with `as`")])
      }
    }
    return resolved.isEmpty ? nil : .alias(resolved)
  }

  /// Integers of several widths become the widest in Swift: an identifier that shrank stays one type.
  private func widened(_ variants: [Variant<WireType>]) -> [Variant<WireType>] {
    var widest = 0
    var signs: Set<Bool> = []
    for variant in variants {
      guard case .integer(let bits, let signed) = swiftShape(of: variant.value) else { return variants }
      widest = max(widest, bits)
      signs.insert(signed)
    }
    guard signs.count == 1, let isSigned = signs.first else { return variants }
    return variants.map { variant in
      guard case .scalar(let scalar) = variant.value,
        swiftShape(of: variant.value) != .integer(bits: widest, signed: isSigned)
      else { return variant }
      return Variant(variant.revisions, .converted(scalar, .integer(bits: widest, signed: isSigned)))
    }
  }

  private mutating func carrier(_ type: Spelled<TypeExpression>, signed: Bool) -> ScalarType? {
    if case .wire(let wire) = type.value.base.value, type.value.isBare, let scalar = ScalarType(wire) {
      switch scalar {
      case .integer(_, let isSigned, _) where signed || !isSigned: return scalar
      case .variable where signed: return scalar
      default: break
      }
    }
    report(
      "L204", "the carrier must be \(signed ? "an integer" : "an unsigned integer") type", at: type.range,
      label: "write `u8`, `u16`, `u32` …")
    return nil
  }

  private mutating func members(
    _ syntax: [MemberSyntax], _ carrier: ScalarType, _ outer: RevisionRange, _ kind: String
  ) -> [Member] {
    syntax.compactMap { member in
      let range = range(member.lifetime, within: outer, of: "`\(member.name.value)`")
      guard let value = value(member.value) else { return nil }
      guard let allowed = carrier.valueRange, allowed.contains(value) else {
        report(
          "L207", "\(value) does not fit the \(kind)'s carrier", at: member.value.range,
          label: carrier.valueRange.map { "it holds \($0.lowerBound) to \($0.upperBound)" } ?? "")
        return nil
      }
      return Member(
        name: member.name.value, swiftName: member.swiftName?.value ?? member.name.value, value: value,
        doc: member.doc, revisions: range, source: member.name.range, valueSource: member.value.range)
    }
  }

  private mutating func bits(_ syntax: BitsSyntax) -> BitsDefinition? {
    guard let carrier = carrier(syntax.carrier, signed: false), case .integer(let width, _, _) = carrier else {
      return nil
    }
    var shift = 0
    var fields: [BitsDefinition.Field] = []
    var names: [String: SourceRange] = [:]
    for field in syntax.fields {
      if let first = names[field.name.value] {
        report(
          "L202", "bit field `\(field.name.value)` stands twice", at: field.name.range,
          also: [.init(first, "first here")])
      }
      names[field.name.value] = field.name.range
      guard let bits = value(field.width) else { return nil }
      guard bits >= 1, Int128(shift) + bits <= Int128(width) else {
        report(
          "L207", bits < 1 ? "a bit field takes at least one bit" : "the bit fields exceed their carrier",
          at: field.width.range,
          label: bits < 1 ? "" : "bits \(shift) to \(Int128(shift) + bits - 1) of \(width)",
          also: bits < 1 ? [] : [.init(syntax.carrier.range, "holds \(width) bits")])
        return nil
      }
      fields.append(
        BitsDefinition.Field(
          name: field.name.value, swiftName: field.swiftName?.value ?? field.name.value, width: Int(bits),
          shift: shift, doc: field.doc))
      shift += Int(bits)
    }
    return BitsDefinition(carrier: carrier, fields: fields)
  }

  private mutating func widened(_ syntax: WidenedSyntax) -> TypeDefinition.Kind? {
    if typeIndex[syntax.base.value] == nil, WireName(syntax.base.value) != nil {
      report(
        "L204", "`\(syntax.base.value)` is not a struct, so nothing widens it", at: syntax.base.range,
        label: "a wire type")
      return nil
    }
    guard let base = named(syntax.base, at: RevisionRange(0, 0)) else { return nil }
    guard case .structure(let structure)? = types[base]?.kind else {
      report(
        "L204", "`\(syntax.base.value)` is not a struct, so nothing widens it", at: syntax.base.range,
        also: [.init(definitionPlace(base), "defined here")])
      return nil
    }
    if syntax.fields.isEmpty {
      report(
        "L204", "nothing of `\(syntax.base.value)` is widened", at: syntax.base.range,
        help: [Help("list a field, or use the struct itself")])
    }
    var fields: [WidenedDefinition.Field] = []
    for field in syntax.fields {
      guard let original = structure.fields.first(where: { $0.name == field.name.value && $0.role == .stored }) else {
        report(
          "L204", "`\(syntax.base.value)` has no field `\(field.name.value)` to widen", at: field.name.range,
          help: suggestion(field.name.value, { _ in structure.fields.map(\.name) }, at: field.name.range))
        continue
      }
      // A name that nothing has was reported as that.
      guard let wider = wireType(field.type, .outside, at: original.revisions) else { continue }
      guard field.type.value.constant == nil, case .integer(let bits, let signed)? = domainShape(of: wider),
        case .integer(let oldBits, let oldSigned) = swiftShape(of: original.type), signed == oldSigned, bits > oldBits
      else {
        report(
          "L204", "`\(field.name.value)` does not widen", at: field.type.range,
          label: "must have more bits than the original, and the same sign",
          also: [.init(original.typeSource, "the original")])
        continue
      }
      if let twice = fields.first(where: { $0.name == field.name.value }) {
        report("L202", "`\(twice.name)` is widened twice", at: field.name.range)
        continue
      }
      fields.append(WidenedDefinition.Field(name: field.name.value, bits: bits, isSigned: signed, doc: field.doc))
    }
    return .widened(WidenedDefinition(base: base, fields: fields))
  }

  /// What a type is to a domain type: an integer as Swift has it, or the name of one. Byte order belongs to the wire.
  private func domainShape(of type: WireType) -> SwiftShape? {
    switch type {
    case .scalar(.integer(8, _, nil)), .scalar(.integer(16, _, nil)), .scalar(.integer(32, _, nil)),
      .scalar(.integer(64, _, nil)), .named:
      swiftShape(of: type)
    default: nil
    }
  }
}
