import SchemaModel
import SchemaSyntax

/// A whole number in Swift.
struct IntegerType: Hashable {
  let bits: Int
  let isSigned: Bool

  /// `UInt32`.
  var name: String { "\(isSigned ? "" : "U")Int\(bits)" }
  /// The same width without a sign.
  var unsigned: IntegerType { IntegerType(bits: bits, isSigned: false) }

  /// Whether every value of `other` is one of this type.
  func holds(_ other: IntegerType) -> Bool {
    isSigned == other.isSigned ? bits >= other.bits : isSigned && bits > other.bits
  }

  /// The type that holds the values of a scalar.
  init(_ scalar: ScalarType) {
    switch scalar {
    case .integer(let bits, let signed, _):
      self.init(bits: [8, 16, 32].first { $0 >= bits } ?? 64, isSigned: signed)
    case .variable(let bits), .float(let bits, _): self.init(bits: bits, isSigned: false)
    case .packed64: self.init(bits: 64, isSigned: false)
    case .bool: self.init(bits: 8, isSigned: false)
    }
  }

  init(bits: Int, isSigned: Bool) {
    self.bits = bits
    self.isSigned = isSigned
  }
}

/// A wire type at one revision: aliases taken away, every byte order stated.
indirect enum WireForm: Hashable {
  case scalar(ScalarType)
  /// A number read as true or false.
  case bool(ScalarType)
  /// A number in another Swift type than its own.
  case integer(ScalarType, IntegerType)
  /// An enum or flags.
  case member(TypeIndex, ScalarType)
  /// Bit fields in a number of another width than their own.
  case packed(TypeIndex, ScalarType)
  /// A struct, bit fields, or a type with a codec written by hand.
  case value(TypeIndex)
  case text(WireType.TextForm)
  case bytes(Count)
  case array(WireForm, Count)
  /// A short list of fixed length, `bytes` or `array` of integers, that Swift keeps in place instead of in an array.
  case inline(WireForm)
  case map(WireForm, WireForm, Count, anyOrder: Bool)
  case optional(WireForm)

  var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }

  /// The elements of a list, bytes included.
  var element: WireForm {
    if case .array(let element, _) = self { return element }
    return .scalar(.integer(bits: 8, signed: false, order: nil))
  }

  /// How many elements a list always has.
  var fixedCount: Int? {
    switch self {
    case .bytes(let count), .array(_, let count):
      if case .fixed(let number) = count.form { return number }
      return nil
    default: return nil
    }
  }

  /// The bytes of a list of fixed length whose elements are bytes or native integers.
  fileprivate var inlineSize: Int? {
    guard case .scalar(let scalar) = element, scalar.isInteger, scalar.isNative, let width = scalar.width,
      let count = fixedCount
    else { return nil }
    return min(count, 1024) * width
  }
}

extension ScalarType {
  /// What Wire's readers and writers call it: `u32`, `u16be`, `packed64`.
  var method: String {
    switch self {
    case .integer(8, let signed, _): "\(signed ? "i" : "u")8"
    case .integer(let bits, let signed, let order): "\(signed ? "i" : "u")\(bits)\(order == .big ? "be" : "")"
    case .float(let bits, let order): "f\(bits)\(order == .big ? "be" : "")"
    case .bool: "bool"
    case .variable(let bits): "var\(bits)"
    case .packed64: "packed64"
    }
  }

  /// Bytes on the wire; nil when they depend on the value.
  var width: Int? {
    switch self {
    case .integer(let bits, _, _), .float(let bits, _): bits / 8
    case .bool: 1
    case .variable, .packed64: nil
    }
  }

  /// Whether a Swift type of the same width exists.
  var isNative: Bool {
    if case .integer(let bits, _, _) = self { return [8, 16, 32, 64].contains(bits) }
    return true
  }

  var isInteger: Bool {
    switch self {
    case .integer, .variable, .packed64: true
    case .float, .bool: false
    }
  }

  var isBigEndian: Bool {
    switch self {
    case .integer(let bits, _, let order): bits > 8 && order == .big
    case .float(_, let order): order == .big
    default: false
    }
  }

  func ordered(_ fallback: WireName.ByteOrder) -> ScalarType {
    switch self {
    case .integer(let bits, let signed, let order): .integer(bits: bits, signed: signed, order: order ?? fallback)
    case .float(let bits, let order): .float(bits: bits, order: order ?? fallback)
    default: self
    }
  }
}

extension Count {
  func ordered(_ fallback: WireName.ByteOrder) -> Count {
    let form: Form =
      switch self.form {
      case .prefix(let scalar): .prefix(scalar.ordered(fallback))
      case .mask(.word(let scalar)): .mask(.word(scalar.ordered(fallback)))
      case .mask(.words(let scalar, let counter)):
        .mask(.words(scalar.ordered(fallback), count: counter.ordered(fallback)))
      default: self.form
      }
    return Count(form: form, limit: limit, maximum: maximum)
  }
}

extension ModulePlan {
  /// What a wire type is at a revision, in a struct or message of this byte order.
  ///
  /// With `asArrays` all lists are arrays in Swift, the short ones of fixed length too.
  func form(
    of type: WireType, at revision: Int, _ order: WireName.ByteOrder, asArrays: Bool = false
  ) -> WireForm {
    func part(_ type: WireType) -> WireForm { form(of: type, at: revision, order, asArrays: asArrays) }
    switch type {
    case .scalar(let scalar): return .scalar(scalar.ordered(order))
    case .converted(let scalar, let domain): return converted(scalar.ordered(order), domain)
    case .named(let index): return named(index, at: revision, order, asArrays: asArrays)
    case .text(.counted(let count)): return .text(.counted(count.ordered(order)))
    case .text(.countedWithTerminator(let count)): return .text(.countedWithTerminator(count.ordered(order)))
    case .text(let form): return .text(form)
    case .bytes(let count): return list(.bytes(count.ordered(order)), asArrays)
    case .array(let element, let count): return list(.array(part(element), count.ordered(order)), asArrays)
    case .map(let key, let value, let count, let anyOrder):
      return .map(part(key), part(value), count.ordered(order), anyOrder: anyOrder)
    case .optional(let wrapped): return .optional(part(wrapped))
    }
  }

  /// What a field is at a revision.
  func form(
    of field: Field, in definition: StructDefinition, at revision: Int, _ order: WireName.ByteOrder
  ) -> WireForm {
    form(of: field.type, at: revision, order, asArrays: keepsArrays(field, in: definition))
  }

  /// Whether the lists of a field are arrays in Swift, whatever their length: it shares a property with fields of other
  /// revisions, whose lists may have other lengths.
  func keepsArrays(_ field: Field, in definition: StructDefinition) -> Bool {
    definition.fields.contains { $0.index != field.index && $0.swiftName == field.swiftName }
  }

  private func list(_ form: WireForm, _ asArrays: Bool) -> WireForm {
    guard !asArrays, let size = form.inlineSize, (1...64).contains(size) else { return form }
    return .inline(form)
  }

  private func converted(_ scalar: ScalarType, _ domain: WireType.Domain) -> WireForm {
    switch domain {
    case .bool: return .bool(scalar)
    case .integer(let bits, let signed): return number(scalar, IntegerType(bits: bits, isSigned: signed))
    case .type(let index):
      switch model.types[index].kind {
      case .enumeration, .flags: return .member(index, scalar)
      case .bits: return .packed(index, scalar)
      case .alias(let variants):
        if case .named(let target)? = variants.last?.value { return converted(scalar, .type(target)) }
        return number(scalar, aliasInteger(index) ?? IntegerType(scalar))
      default: return .scalar(scalar)
      }
    }
  }

  private func number(_ scalar: ScalarType, _ type: IntegerType) -> WireForm {
    type == IntegerType(scalar) && scalar != .bool ? .scalar(scalar) : .integer(scalar, type)
  }

  private func named(
    _ index: TypeIndex, at revision: Int, _ order: WireName.ByteOrder, asArrays: Bool
  ) -> WireForm {
    switch model.types[index].kind {
    case .alias(let variants):
      guard let variant = variants.value(at: revision) ?? variants.last?.value else { return .value(index) }
      // Variants may differ in length, and are one type in Swift.
      let inner = form(of: variant, at: revision, order, asArrays: asArrays || variants.count > 1)
      // Variants of several widths are the widest in Swift.
      guard case .scalar(let scalar) = inner, scalar.isInteger, let widest = aliasInteger(index) else { return inner }
      return number(scalar, widest)
    case .enumeration(let value):
      return .member(index, (value.carriers.value(at: revision) ?? value.carriers[0].value).ordered(order))
    case .flags(let value):
      return .member(index, (value.carriers.value(at: revision) ?? value.carriers[0].value).ordered(order))
    case .bits, .structure, .widened, .external: return .value(index)
    }
  }

  /// The Swift type of an alias of whole numbers: the widest of its variants.
  func aliasInteger(_ index: TypeIndex) -> IntegerType? {
    guard case .alias(let variants) = model.types[index].kind else { return nil }
    let types = variants.compactMap { integer(of: $0.value) }
    guard types.count == variants.count else { return nil }
    return types.max { $0.bits < $1.bits }
  }

  private func integer(of type: WireType) -> IntegerType? {
    switch type {
    case .scalar(let scalar) where scalar.isInteger: IntegerType(scalar)
    case .converted(_, .integer(let bits, let signed)): IntegerType(bits: bits, isSigned: signed)
    case .converted(_, .type(let index)), .named(let index): aliasInteger(index)
    default: nil
    }
  }

  /// The Swift type of a form, aliases taken away.
  func swiftType(_ form: WireForm) -> String {
    switch form {
    case .scalar(.float(32, _)): lib("Float")
    case .scalar(.float): lib("Double")
    case .scalar(.bool), .bool: lib("Bool")
    case .scalar(let scalar): lib(IntegerType(scalar).name)
    case .integer(_, let type): lib(type.name)
    case .member(let index, _), .packed(let index, _), .value(let index): typeNames[index]
    case .text: lib("String")
    case .bytes: "[\(lib("UInt8"))]"
    case .array(let element, let count):
      if case .mask = count.form { "\(lib("MaskArray"))<\(swiftType(element))>" } else { "[\(swiftType(element))]" }
    case .map(let key, let value, _, let anyOrder):
      "\(mapType(anyOrder))<\(swiftType(key)), \(swiftType(value))>"
    case .optional(let wrapped): "\(swiftType(wrapped))?"
    case .inline(let list): inlineType(list, swiftType(list.element))
    }
  }

  /// `FixedArray<4, UInt16>`.
  private func inlineType(_ list: WireForm, _ element: String) -> String {
    "\(lib("FixedArray"))<\(list.fixedCount ?? 0), \(element)>"
  }

  /// A map keeps its keys sorted, or the order in which they came.
  private func mapType(_ anyOrder: Bool) -> String { lib(anyOrder ? "WirePairs" : "WireMap") }

  /// The Swift type of a wire type, in the schema's own names.
  func swiftType(of type: WireType, asArrays: Bool = false) -> String {
    func part(_ type: WireType) -> String { swiftType(of: type, asArrays: asArrays) }
    let own = form(of: type, at: 0, .little, asArrays: asArrays)
    switch type {
    case .named(let index), .converted(_, .type(let index)):
      let revision = model.types[index].revisions.lower
      let resolved = form(of: .named(index), at: revision, .little, asArrays: asArrays)
      // An alias of something that is not an array here.
      let isOther = asArrays && resolved != form(of: .named(index), at: revision, .little)
      return resolved.isOptional || isOther ? swiftType(resolved) : typeNames[index]
    case .array(let element, let count):
      if case .inline(let list) = own { return inlineType(list, part(element)) }
      if case .mask = count.form { return "\(lib("MaskArray"))<\(part(element))>" }
      return "[\(part(element))]"
    case .map(let key, let value, _, let anyOrder): return "\(mapType(anyOrder))<\(part(key)), \(part(value))>"
    case .optional(let wrapped): return "\(part(wrapped))?"
    default: return swiftType(own)
    }
  }
}
