import SchemaSyntax

/// Types, conditions and literals in the language's own spelling, with every name and number resolved.
extension SchemaModel {
  /// `u32 as Gender`, `ItemData[u16 <= 512]`, `map<u32, u8>[u16]`.
  public func spelling(of type: WireType) -> String {
    switch type {
    case .scalar(let scalar): scalar.spelling
    case .converted(let scalar, .bool): "\(scalar.spelling) as bool"
    case .converted(let scalar, .integer(let bits, let signed)): "\(scalar.spelling) as \(signed ? "i" : "u")\(bits)"
    case .converted(let scalar, .type(let index)): "\(scalar.spelling) as \(types[index].name)"
    case .named(let index): types[index].name
    case .text(.counted(let count)): "string[\(count.spelling)]"
    case .text(.countedWithTerminator(let count)): "stringz[\(count.spelling)]"
    case .text(.padded(let bytes)): "stringz[\(bytes)]"
    case .text(.terminated(let limit)): limit == SizeBounds.unlimited ? "cstring" : "cstring[<= \(limit)]"
    case .bytes(let count): "bytes[\(count.spelling)]"
    case .array(let element, let count): "\(spelling(of: element))[\(count.spelling)]"
    case .map(let key, let value, let count, _):
      "map<\(spelling(of: key)), \(spelling(of: value))>[\(count.spelling)]"
    case .optional(let wrapped): "\(spelling(of: wrapped))?"
    }
  }

  /// A field's type with its constant: `u32 = 5`.
  public func spelling(of field: Field) -> String {
    guard case .constant(let literal) = field.role else { return spelling(of: field.type) }
    return "\(spelling(of: field.type)) = \(literal.spelling)"
  }
}

extension ScalarType {
  /// The scalar's name: `u32`, `u16be`, `packed64`.
  public var spelling: String {
    switch self {
    case .integer(let bits, let signed, let order): "\(signed ? "i" : "u")\(bits)\(order?.rawValue ?? "")"
    case .float(let bits, let order): "f\(bits)\(order?.rawValue ?? "")"
    case .bool: "bool"
    case .variable(let bits): "var\(bits)"
    case .packed64: "packed64"
    }
  }
}

/// `count - 1`, and `count` alone when nothing is added.
public func adding(_ offset: Int, to text: String) -> String {
  offset == 0 ? text : "\(text) \(offset < 0 ? "-" : "+") \(abs(offset))"
}

extension Count {
  /// What stands between the brackets.
  public var spelling: String {
    let head =
      switch form {
      case .fixed(let number): "\(number)"
      case .prefix(let scalar): scalar.spelling
      case .field(let reference, let offset):
        adding(offset, to: reference.name)
      case .rest: "*"
      case .mask(.word(let scalar)): "mask(\(scalar.spelling))"
      case .mask(.words(let scalar, let counter)): "mask(\(scalar.spelling)[\(counter.spelling)])"
      case .mask(.bits(let bits)): "mask(bits \(bits))"
      case .until(let value): "until \(value)"
      }
    return limit.map { "\(head) <= \($0)" } ?? head
  }
}

extension Prefix {
  /// `u16 - 2`, `u32 <= 65536`.
  public var spelling: String {
    let sum = adding(offset, to: scalar.spelling)
    return limit.map { "\(sum) <= \($0)" } ?? sum
  }
}

extension Literal {
  /// The literal as the language writes it.
  public var spelling: String {
    switch self {
    case .integer(let value): "\(value)"
    case .bool(let value): "\(value)"
    case .float(let bits, 32): "\(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))"
    case .float(let bits, _): "\(Double(bitPattern: bits))"
    case .text(let text): "\"\(text)\""
    }
  }
}
