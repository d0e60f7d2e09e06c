/// Types by index, with their sizes: a model, or one in the making.
public protocol TypeTable {
  /// What a type is; nil when it could not be resolved.
  func kind(of type: TypeIndex) -> TypeDefinition.Kind?
  /// A type's wire size at a revision.
  func size(of type: TypeIndex, at revision: Int) -> SizeBounds
}

extension SchemaModel: TypeTable {
  /// What a type is.
  public func kind(of type: TypeIndex) -> TypeDefinition.Kind? { types[type].kind }
}

extension Resolver: TypeTable {
  func kind(of type: TypeIndex) -> TypeDefinition.Kind? { types[type]?.kind }
  func size(of type: TypeIndex, at revision: Int) -> SizeBounds { typeSizes[type][revision] }
}

/// Wire sizes, worked out from what a type is made of. Dependencies are measured before their users.
extension TypeTable {
  func size(of type: TypeDefinition, at revision: Int) -> SizeBounds {
    switch type.kind {
    case .alias(let variants): return variants.value(at: revision).map { size(of: $0, at: revision) } ?? .exactly(0)
    case .enumeration(let value): return value.carriers.value(at: revision)?.size ?? .exactly(0)
    case .flags(let value): return value.carriers.value(at: revision)?.size ?? .exactly(0)
    case .bits(let variants): return variants.value(at: revision)?.carrier.size ?? .exactly(0)
    case .structure(let body): return size(of: body, at: revision)
    case .widened: return .exactly(0)
    // A codec written by hand: at least a byte, at most what the body holds.
    case .external: return SizeBounds(1, 1, isOpen: true)
    }
  }

  /// The wire size of a body at a revision.
  public func size(of body: StructDefinition, at revision: Int) -> SizeBounds {
    size(of: body.items, in: body, at: revision)
  }

  /// The wire size of some of a body's items at a revision.
  public func size(of items: [Item], in body: StructDefinition, at revision: Int) -> SizeBounds {
    items.reduce(.exactly(0)) { sum, item in
      item.revisions.contains(revision) ? sum + size(of: item, in: body, at: revision) : sum
    }
  }

  /// The wire size of one item at a revision that has it.
  public func size(of item: Item, in body: StructDefinition, at revision: Int) -> SizeBounds {
    switch item.kind {
    case .field(let index): return size(of: body.fields[index], at: revision)
    case .pad(let bytes, _): return .exactly(bytes)
    case .conditional(_, let then, let otherwise):
      return size(of: then, in: body, at: revision).union(size(of: otherwise, in: body, at: revision))
    case .union(let union):
      let arms = union.arms.map { size(of: $0.items, in: body, at: revision) }
      return arms.dropFirst().reduce(arms.first ?? .exactly(0)) { $0.union($1) }
    case .trailing(let inner):
      return size(of: inner, in: body, at: revision).union(.exactly(0))
    case .sized(let prefix, let inner):
      let size = size(of: inner, in: body, at: revision)
      let most = prefix.largestGroup
      let inside = SizeBounds(size.minimum, min(size.maximum, most), isOpen: size.isOpen && most > 255)
      return prefix.scalar.size + (size.isOpen && most <= 255 ? SizeBounds(size.minimum, most) : inside)
    case .zlib(let prefix, let inner):
      // The smallest zlib stream takes eight bytes; without fields to hold, there need be none.
      let least = size(of: inner, in: body, at: revision).minimum > 0 ? 8 : 0
      return prefix.scalar.size + SizeBounds(least, least, isOpen: true)
    }
  }

  /// The wire size of a field at a revision that has it: a constant text takes as many bytes as it has.
  public func size(of field: Field, at revision: Int) -> SizeBounds {
    guard case .constant(.text(let text)) = field.role, case .text(let form) = field.type else {
      return size(of: field.type, at: revision)
    }
    let length = SizeBounds.exactly(text.utf8.count)
    switch form {
    case .counted(let count): return count.head + length
    case .countedWithTerminator(let count): return count.head + length + .exactly(1)
    case .padded(let bytes): return .exactly(bytes)
    case .terminated: return length + .exactly(1)
    }
  }

  /// The wire size of a type at a revision.
  public func size(of type: WireType, at revision: Int) -> SizeBounds {
    switch type {
    case .scalar(let scalar), .converted(let scalar, _): return scalar.size
    case .named(let index): return size(of: index, at: revision)
    case .text(.counted(let count)), .bytes(let count): return size(of: .exactly(1), count)
    case .text(.countedWithTerminator(let count)):
      let size = size(of: .exactly(1), count)
      return SizeBounds(size.minimum + 1, max(size.maximum, size.minimum + 1), isOpen: size.isOpen)
    case .text(.padded(let bytes)): return .exactly(bytes)
    case .text(.terminated(let limit)):
      return limit == SizeBounds.unlimited ? SizeBounds(1, 1, isOpen: true) : SizeBounds(1, limit + 1)
    case .array(let element, let count):
      let size = size(of: self.size(of: element, at: revision), count)
      guard case .until = count.form else { return size }
      return size + (firstScalar(of: element, at: revision)?.size ?? .exactly(0))
    case .map(let key, let value, let count, _):
      return size(of: self.size(of: key, at: revision) + self.size(of: value, at: revision), count)
    case .optional(let wrapped): return .exactly(1) + self.size(of: wrapped, at: revision).union(.exactly(0))
    }
  }

  /// Elements of this size under a count, with what the count itself takes.
  private func size(of element: SizeBounds, _ count: Count) -> SizeBounds {
    let least =
      switch count.form {
      case .fixed(let number): number
      case .field(_, let offset): min(max(0, offset), count.maximum)
      case .prefix, .mask, .rest, .until: 0
      }
    let head = count.head
    if count.isBoundedByBodyAlone { return head + SizeBounds(0, 0, isOpen: true) }
    return head + element.times(least, count.maximum)
  }

  /// The scalar that a value of this type begins with, when it always begins with the same one.
  public func firstScalar(of type: WireType, at revision: Int) -> ScalarType? {
    switch type {
    case .scalar(let scalar), .converted(let scalar, _): return scalar
    case .named(let index):
      switch kind(of: index) {
      case .alias(let variants): return variants.value(at: revision).flatMap { firstScalar(of: $0, at: revision) }
      case .enumeration(let value): return value.carriers.value(at: revision)
      case .flags(let value): return value.carriers.value(at: revision)
      case .bits(let variants): return variants.value(at: revision)?.carrier
      case .structure(let body):
        guard let item = body.items.first(where: { $0.revisions.contains(revision) }),
          case .field(let index) = item.kind
        else { return nil }
        return firstScalar(of: body.fields[index].type, at: revision)
      default: return nil
      }
    default: return nil
    }
  }
}

extension ScalarType {
  /// What the scalar takes on the wire.
  public var size: SizeBounds {
    switch self {
    case .integer(let bits, _, _), .float(let bits, _): .exactly(bits / 8)
    case .bool: .exactly(1)
    case .variable(let bits): SizeBounds(1, bits == 32 ? 5 : 10)
    case .packed64: SizeBounds(1, 9)
    }
  }
}

extension Count {
  /// What stands before the elements: a prefix or a mask.
  public var head: SizeBounds {
    switch form {
    case .prefix(let scalar), .mask(.word(let scalar)): return scalar.size
    case .mask(.bits(let bits)): return .exactly((bits + 7) / 8)
    case .mask(.words(let scalar, let counter)):
      let words = counter.valueRange.map { Int(clamping: $0.upperBound) } ?? 0
      return counter.size + (words <= 255 ? scalar.size.times(0, words) : SizeBounds(0, 0, isOpen: true))
    case .fixed, .field, .rest, .until: return .exactly(0)
    }
  }

  /// Whether nothing that the schema states keeps the number of elements small: a count of more than eight bits
  /// without a limit.
  public var isBoundedByBodyAlone: Bool {
    guard limit == nil else { return false }
    switch form {
    case .fixed, .mask(.word), .mask(.bits): return false
    case .prefix, .field, .rest, .until, .mask(.words): return maximum > 255 * 64
    }
  }
}

extension Prefix {
  /// The most bytes that the group can have.
  public var largestGroup: Int {
    let natural = scalar.valueRange.map { Int(clamping: $0.upperBound + Int128(offset)) } ?? Int.max
    return max(0, min(limit ?? Int.max, min(natural, SizeBounds.unlimited)))
  }
}
