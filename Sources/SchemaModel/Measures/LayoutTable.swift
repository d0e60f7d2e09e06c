/// The wire layout of a message or struct at one revision, as rows for people: what `explain` prints and generated
/// documentation shows.
///
/// ```
/// offset  size  field                 type
///      0     8  characterGuid         u64
///     12     2  items: count          u16 <= 512
///     14  n×32  items                 ItemData
///     +0     4    entry               u32
/// ```
public struct LayoutTable: Sendable {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// The fewest bytes before it, from the start of the message or, inside a list, of the element.
    public let offset: Int
    /// Whether there are exactly that many.
    public let isExact: Bool
    /// Whether the offset counts from the start of a list's element.
    public let isRelative: Bool
    /// What it takes; for a list, what one element takes.
    public let size: SizeBounds
    /// Whether there are any number of it.
    public let isRepeated: Bool
    /// Its name, or what it is: `padding`.
    public let name: String
    /// Its wire type.
    public let type: String
    /// How deep it is nested.
    public let depth: Int
  }

  /// The rows in wire order.
  public private(set) var rows: [Row] = []
  private let model: SchemaModel
  private let revision: Int
  private var expanded: Set<TypeIndex> = []
  /// Bytes before the next row.
  private var offset = SizeBounds.exactly(0)
  private var isRelative = false

  /// The layout of a body at a revision.
  public init(_ body: StructDefinition, in model: SchemaModel, at revision: Int) {
    self.model = model
    self.revision = revision
    add(body.items, body, depth: 0)
  }

  private mutating func add(_ items: [Item], _ body: StructDefinition, depth: Int) {
    for item in items where item.revisions.contains(revision) { add(item, body, depth: depth) }
  }

  private mutating func append(
    _ name: String, _ type: String, _ size: SizeBounds, depth: Int, isRepeated: Bool = false
  ) {
    rows.append(
      Row(
        offset: offset.minimum, isExact: offset.isFixed, isRelative: isRelative, size: size, isRepeated: isRepeated,
        name: name, type: type, depth: depth))
  }

  private mutating func add(_ item: Item, _ body: StructDefinition, depth: Int) {
    let before = offset
    let size = model.size(of: item, in: body, at: revision)
    switch item.kind {
    case .field(let index): add(body.fields[index], depth: depth)
    case .pad(_, let isImplicit): append(isImplicit ? "padding" : "pad", "zero", size, depth: depth)
    case .conditional(let condition, let then, let otherwise):
      append("if \(condition.text)", "", size, depth: depth)
      add(then, body, depth: depth + 1)
      if otherwise.contains(where: { $0.revisions.contains(revision) }) {
        offset = before
        append("else", "", size, depth: depth)
        add(otherwise, body, depth: depth + 1)
      }
    case .union(let union):
      append("switch \(union.discriminator.name)", "", size, depth: depth)
      for arm in union.arms {
        offset = before
        let labels = arm.labels.map { $0.name ?? "\($0.value)" }.joined(separator: " | ")
        append(arm.isElse ? "else" : labels, "", model.size(of: arm.items, in: body, at: revision), depth: depth + 1)
        add(arm.items, body, depth: depth + 2)
      }
    case .trailing(let inner):
      append("when bytes remain", "", size, depth: depth)
      add(inner, body, depth: depth + 1)
    case .sized(let prefix, let inner):
      append("sized", prefix.spelling, prefix.scalar.size, depth: depth)
      offset = offset + prefix.scalar.size
      add(inner, body, depth: depth + 1)
    case .zlib(let prefix, let inner):
      append("zlib", prefix.spelling, prefix.scalar.size, depth: depth)
      inElement { table in table.add(inner, body, depth: depth + 1) }
    }
    offset = before + size
  }

  private mutating func add(_ field: Field, depth: Int) {
    let type = model.resolved(field.type, at: revision)
    let size = model.size(of: field, at: revision)
    guard case .array(let element, let count) = type else {
      append(field.name, model.spelling(of: field), size, depth: depth)
      expand(type, depth: depth + 1, isElement: false)
      return
    }
    let elementSize = model.size(of: element, at: revision)
    let elements = elementSize.times(0, min(count.maximum, SizeBounds.unlimited))
    let head = count.head
    if head.minimum > 0 {
      append("\(field.name): count", count.spelling, head, depth: depth)
      offset = offset + head
    }
    append(
      field.name, head.minimum > 0 ? model.spelling(of: element) : model.spelling(of: field.type),
      isFixed(count) ? size : elementSize, depth: depth, isRepeated: !isFixed(count) && elements.maximum > 0)
    expand(element, depth: depth + 1, isElement: true)
    if case .until(let value) = count.form, let scalar = model.firstScalar(of: element, at: revision) {
      offset = offset + elements
      append("\(field.name): end", "\(scalar.spelling) = \(value)", scalar.size, depth: depth)
    }
  }

  private func isFixed(_ count: Count) -> Bool {
    if case .fixed = count.form { return true }
    return false
  }

  /// The fields of a struct, the first time that it is met: a second listing would say nothing new.
  private mutating func expand(_ type: WireType, depth: Int, isElement: Bool) {
    guard case .named(let index) = model.resolved(type, at: revision),
      case .structure(let body) = model.types[index].kind, expanded.insert(index).inserted, rows.count < 2000
    else { return }
    guard isElement else {
      add(body.items, body, depth: depth)
      return
    }
    inElement { table in table.add(body.items, body, depth: depth) }
  }

  private mutating func inElement(_ add: (inout Self) -> Void) {
    let outer = (offset, isRelative)
    offset = .exactly(0)
    isRelative = true
    add(&self)
    (offset, isRelative) = outer
  }
}

extension LayoutTable.Row {
  /// `14`, `≥ 14`, `+4`.
  public var offsetText: String { (isExact ? "" : "≥ ") + (isRelative ? "+" : "") + "\(offset)" }

  /// `8`, `1–13`, `n × 32`.
  public var sizeText: String {
    let each: String
    if size.isOpen {
      each = "≥ \(size.minimum)"
    } else if size.isFixed {
      each = "\(size.minimum)"
    } else {
      each = size.maximum >= SizeBounds.unlimited ? "≥ \(size.minimum)" : "\(size.minimum)–\(size.maximum)"
    }
    return isRepeated ? "n × \(each)" : each
  }
}
