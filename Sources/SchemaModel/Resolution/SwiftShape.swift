/// The Swift type that a wire type becomes, as far as it tells types apart.
///
/// Two fields of one name under disjoint revisions share a property, so their shapes must be equal.
indirect enum SwiftShape: Hashable {
  case integer(bits: Int, signed: Bool)
  case float(bits: Int)
  case bool, text, bytes
  case named(TypeIndex)
  case list(SwiftShape)
  case masked(SwiftShape, hasWords: Bool)
  case map(SwiftShape, SwiftShape, anyOrder: Bool)
  case optional(SwiftShape)
}

extension Resolver {
  /// The shape of a wire type. Aliases count as what they stand for.
  func swiftShape(of type: WireType) -> SwiftShape {
    switch type {
    case .scalar(let scalar): return swiftShape(of: scalar)
    case .converted(_, .bool): return .bool
    case .converted(_, .integer(let bits, let signed)): return .integer(bits: bits, signed: signed)
    case .converted(_, .type(let index)), .named(let index):
      if case .alias(let variants)? = types[index]?.kind, let first = variants.first {
        return swiftShape(of: first.value)
      }
      return .named(index)
    case .text: return .text
    case .bytes: return .bytes
    case .array(let element, let count):
      let shape = swiftShape(of: element)
      switch count.form {
      case .mask(.words): return .masked(shape, hasWords: true)
      case .mask: return .masked(shape, hasWords: false)
      default: return .list(shape)
      }
    case .map(let key, let value, _, let anyOrder):
      return .map(swiftShape(of: key), swiftShape(of: value), anyOrder: anyOrder)
    case .optional(let wrapped): return .optional(swiftShape(of: wrapped))
    }
  }

  private func swiftShape(of scalar: ScalarType) -> SwiftShape {
    switch scalar {
    case .integer(let bits, let signed, _): .integer(bits: [8, 16, 32, 64].first { $0 >= bits } ?? 64, signed: signed)
    case .float(let bits, _): .float(bits: bits)
    case .bool: .bool
    case .variable(let bits): .integer(bits: bits, signed: false)
    case .packed64: .integer(bits: 64, signed: false)
    }
  }
}
