/// The memory that decoded values take, at worst.
///
/// Two things bound what a decoder allocates: the limits that the schema states, and the bytes that arrived, for it
/// checks `count × minimum size ≤ bytes left` before it reserves. So the cost of a type is a fixed part, a part per
/// byte of input, and a ceiling that the stated limits give; the worst case is the smaller of the two sums.
///
/// The model of memory is that of Swift on a 64-bit machine: 32 bytes a heap object, 16 a string, 8 a reference,
/// hash tables at most half empty and a power of two in size.
public struct DecodedSizes {
  private let model: SchemaModel
  private var costs: [TypeIndex: Cost] = [:]

  /// Sizes of a model's values.
  public init(_ model: SchemaModel) { self.model = model }

  /// The most bytes that a decoded message takes, given the largest body that may arrive, and the field that takes
  /// most of them.
  public mutating func worstCase(of message: Message) -> (bytes: Int, largestField: Field?) {
    let body = message.body
    let cost = cost(of: body)
    let available = min(message.maxBody, SizeBounds.unlimited)
    var largest: (field: Field, bytes: Int)?
    for field in body.fields {
      let bytes = self.cost(of: field.type).heap(for: available)
      if bytes > largest?.bytes ?? 0 { largest = (field, bytes) }
    }
    return (saturatingSum(cost.stride, cost.heap(for: available)), largest?.field)
  }

  /// The most memory that a decoded message takes, for each size of its body.
  public struct Bound: Sendable {
    fileprivate let cost: Cost

    /// The most bytes for a body of this size.
    public func bytes(for body: Int) -> Int { saturatingSum(cost.stride, cost.heap(for: body)) }
  }

  /// The most memory that a decoded message takes.
  public mutating func bound(of message: Message) -> Bound { Bound(cost: cost(of: message.body)) }

  /// What a value costs: in its parent, and on the heap.
  fileprivate struct Cost: Sendable {
    var size = 0
    var alignment = 1
    /// Heap bytes that every value has.
    var fixed = 0
    /// Heap bytes for each byte of input.
    var perByte = 0.0
    /// Heap bytes for each byte of input as long as elements are below their limits, and the most of them.
    var cappedPerByte = 0.0
    var cap = 0
    /// Heap bytes when every count is at its limit.
    var ceiling = 0

    var stride: Int { max(1, (size + alignment - 1) / alignment * alignment) }

    func heap(for bytes: Int) -> Int {
      let capped = min(cap, Self.scaled(cappedPerByte, bytes))
      return min(ceiling, saturatingSum(fixed, saturatingSum(capped, Self.scaled(perByte, bytes))))
    }

    private static func scaled(_ factor: Double, _ bytes: Int) -> Int {
      let product = Double(bytes) * factor
      return product < Double(SizeBounds.unlimited) ? Int(product) : SizeBounds.unlimited
    }

    /// A stored property of this cost after those before it. Properties share the bytes that arrive.
    mutating func append(_ other: Self) {
      size = saturatingSum((size + other.alignment - 1) / other.alignment * other.alignment, other.size)
      alignment = max(alignment, other.alignment)
      fixed = saturatingSum(fixed, other.fixed)
      perByte = max(perByte, other.perByte)
      cappedPerByte = max(cappedPerByte, other.cappedPerByte)
      cap = saturatingSum(cap, other.cap)
      ceiling = saturatingSum(ceiling, other.ceiling)
    }

    /// What is not always there is paid for by the bytes that it takes when it is.
    mutating func makeConditional(wire: Int) {
      size += 1
      guard wire > 0 else { return }
      perByte += Double(fixed) / Double(wire)
      fixed = 0
    }

    static func inline(_ size: Int) -> Self { Self(size: size, alignment: size) }

    /// A reference to `stride` bytes for each of `least` to `most` elements, each of which takes `wire` bytes at
    /// least.
    static func buffer(
      _ element: Self, stride: Int, overhead: Double = 1, most: Int, least: Int, wire: Int
    ) -> Self {
      let own = Int(Double(stride) * overhead)
      let each = saturatingSum(own, element.fixed)
      var cost = Self.inline(8)
      cost.fixed = saturatingSum(32, saturatingProduct(each, least))
      cost.perByte = element.perByte + element.cappedPerByte
      if most > least {
        cost.cappedPerByte = Double(each) / Double(max(wire, 1))
        cost.cap = saturatingProduct(each, most)
      }
      cost.ceiling = saturatingSum(32, saturatingProduct(saturatingSum(own, element.ceiling), most))
      return cost
    }
  }

  private mutating func cost(of body: StructDefinition) -> Cost {
    var cost = Cost()
    let groups = zlibGroups(body.items)
    let inflated = Set(groups.flatMap(\.fields))
    for field in body.fields {
      switch field.role {
      case .constant, .count: continue
      case .stored, .discriminator: break
      }
      var own = self.cost(of: field.type)
      if !field.isUnconditional || !field.revisions.contains(model.allRevisions) {
        own.makeConditional(wire: minimum(field.type))
      }
      // What is inflated is paid for below: its size does not depend on the bytes that arrive.
      cost.append(inflated.contains(field.index) ? Cost(size: own.size, alignment: own.alignment) : own)
    }
    for group in groups {
      // Without a limit there is no worst case to hold against a budget; the missing limit is reported as such.
      let limit = group.prefix.limit == nil ? 0 : group.prefix.largestGroup
      var inner = Cost()
      for index in group.fields { inner.append(self.cost(of: body.fields[index].type)) }
      let bytes = saturatingSum(limit, inner.heap(for: limit))
      cost.fixed = saturatingSum(cost.fixed, bytes)
      cost.ceiling = saturatingSum(cost.ceiling, bytes)
    }
    return cost
  }

  private func zlibGroups(_ items: [Item]) -> [(prefix: Prefix, fields: [FieldIndex])] {
    items.flatMap { item -> [(prefix: Prefix, fields: [FieldIndex])] in
      switch item.kind {
      case .field, .pad: return []
      case .zlib(let prefix, let inner): return [(prefix, inner.flatMap(\.fieldIndices))]
      case .conditional(_, let then, let otherwise): return zlibGroups(then + otherwise)
      case .union(let union): return union.arms.flatMap { zlibGroups($0.items) }
      case .trailing(let inner), .sized(_, let inner): return zlibGroups(inner)
      }
    }
  }

  private mutating func cost(of type: WireType) -> Cost {
    switch type {
    case .scalar(let scalar), .converted(let scalar, .bool), .converted(let scalar, .type): return cost(of: scalar)
    case .converted(_, .integer(let bits, _)): return .inline(bits / 8)
    case .named(let index): return cost(of: index)
    // A bad byte of text becomes three when it is repaired.
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)): return text(most: count.maximum)
    case .text(.padded(let bytes)): return text(most: bytes)
    case .text(.terminated(let limit)): return text(most: limit)
    case .bytes(let count):
      return .buffer(.inline(1), stride: 1, most: count.maximum, least: least(count), wire: 1)
    case .array(let element, let count):
      let inner = cost(of: element)
      let wire = minimum(element)
      if case .mask = count.form {
        var cost = Cost.buffer(inner, stride: 8 + inner.stride, most: count.maximum, least: 0, wire: wire)
        cost.size = 24
        return cost
      }
      // Without a count beforehand the buffer doubles as it grows.
      let grows = if case .until = count.form { 2.0 } else { 1.0 }
      return .buffer(
        inner, stride: inner.stride, overhead: grows, most: count.maximum, least: least(count), wire: wire)
    case .map(let key, let value, let count, _):
      var entry = cost(of: key)
      entry.append(cost(of: value))
      return .buffer(
        entry, stride: entry.stride + 1, overhead: 2.7, most: count.maximum, least: least(count),
        wire: minimum(key) + minimum(value))
    case .optional(let wrapped):
      var inner = cost(of: wrapped)
      inner.size += 1
      return inner
    }
  }

  private func text(most: Int) -> Cost {
    var cost = Cost(size: 16, alignment: 8)
    cost.fixed = 32
    cost.cappedPerByte = 3
    cost.cap = saturatingProduct(most, 3)
    cost.ceiling = saturatingSum(32, saturatingProduct(most, 3))
    return cost
  }

  private func cost(of scalar: ScalarType) -> Cost {
    switch scalar {
    case .integer(let bits, _, _): .inline([1, 2, 4, 8].first { $0 * 8 >= bits } ?? 8)
    case .float(let bits, _), .variable(let bits): .inline(bits / 8)
    case .bool: .inline(1)
    case .packed64: .inline(8)
    }
  }

  private mutating func cost(of index: TypeIndex) -> Cost {
    if let known = costs[index] { return known }
    let result: Cost
    switch model.types[index].kind {
    case .alias(let variants):
      result = variants.map { cost(of: $0.value) }.max { $0.ceiling < $1.ceiling } ?? Cost()
    case .enumeration(let value): result = cost(of: value.carriers.last?.value ?? .bool)
    case .flags(let value): result = cost(of: value.carriers.last?.value ?? .bool)
    case .bits(let variants): result = Cost(size: variants.map { 2 * $0.value.fields.count }.max() ?? 0, alignment: 8)
    case .structure(let body): result = cost(of: body)
    case .widened: result = Cost()
    case .external: result = Cost(size: 64, alignment: 16, fixed: 0, perByte: 16, ceiling: SizeBounds.unlimited)
    }
    costs[index] = result
    return result
  }

  private func least(_ count: Count) -> Int {
    if case .fixed(let number) = count.form { return number }
    return 0
  }

  /// The fewest wire bytes of an element, over all revisions.
  private func minimum(_ type: WireType) -> Int {
    model.allRevisions.indices.map { model.size(of: type, at: $0).minimum }.min() ?? 0
  }
}

extension Item {
  /// The fields in the item, those inside groups too, in wire order.
  public var fieldIndices: [FieldIndex] {
    switch kind {
    case .field(let index): [index]
    case .pad: []
    case .conditional(_, let then, let otherwise): (then + otherwise).flatMap(\.fieldIndices)
    case .union(let union): union.arms.flatMap { $0.items.flatMap(\.fieldIndices) }
    case .trailing(let inner), .sized(_, let inner), .zlib(_, let inner): inner.flatMap(\.fieldIndices)
    }
  }
}
