import SchemaModel
import SchemaSyntax

/// Where the fields of a struct lie when every value has the same size.
struct FixedPlan {
  /// A field or a pad at an offset.
  struct Piece: Hashable {
    enum Kind: Hashable {
      case field(FieldIndex, WireForm)
      case pad
    }

    let kind: Kind
    let offset: Int
    let size: Int

    var field: FieldIndex? {
      if case .field(let index, _) = kind { return index }
      return nil
    }
  }

  /// The pieces at a run of revisions.
  struct Layout {
    var revisions: RevisionRange
    let pieces: [Piece]
    let size: Int
  }

  private(set) var layouts: [Layout]
  /// Whether values lie in Swift's memory as they do on the wire.
  private(set) var isMemory = false

  /// How many pieces all layouts begin with.
  var commonCount: Int {
    guard let first = layouts.first else { return 0 }
    return layouts.dropFirst().reduce(first.pieces.count) { count, layout in
      zip(first.pieces.prefix(count), layout.pieces).prefix { $0 == $1 }.count
    }
  }

  /// The plan of a struct, or nil when values differ in size or hold what is not read by offset.
  static func make(
    _ body: BodyPlan, _ definition: StructDefinition, of module: ModulePlan, range: RevisionRange,
    order: WireName.ByteOrder
  ) -> FixedPlan? {
    var layouts: [Layout] = []
    for revision in range.indices {
      guard let (pieces, size) = pieces(definition, of: module, at: revision, order) else { return nil }
      if let last = layouts.last, last.pieces == pieces {
        layouts[layouts.count - 1].revisions.upper = revision + 1
      } else {
        layouts.append(Layout(revisions: RevisionRange(revision, revision + 1), pieces: pieces, size: size))
      }
    }
    guard !layouts.isEmpty, !body.slots.contains(where: \.isScattered) else { return nil }
    var plan = FixedPlan(layouts: layouts)
    plan.isMemory = plan.liesAsMemory(body, module)
    return plan
  }

  private static func pieces(
    _ definition: StructDefinition, of module: ModulePlan, at revision: Int, _ order: WireName.ByteOrder
  ) -> (pieces: [Piece], size: Int)? {
    var pieces: [Piece] = []
    var offset = 0
    for item in definition.items where item.revisions.contains(revision) {
      switch item.kind {
      case .pad(let count, _):
        pieces.append(Piece(kind: .pad, offset: offset, size: count))
        offset += count
      case .field(let index):
        let field = definition.fields[index]
        switch field.role {
        case .count, .discriminator: return nil
        case .constant(.text): return nil
        case .constant, .stored: break
        }
        let form = module.form(of: field, in: definition, at: revision, order)
        guard let size = module.fixedSize(of: form, at: revision) else { return nil }
        pieces.append(Piece(kind: .field(index, form), offset: offset, size: size))
        offset += size
      default: return nil
      }
    }
    return (pieces, offset)
  }

  /// Whether every field is a little-endian integer where Swift puts it, and what older revisions lack comes last and
  /// is zero.
  private func liesAsMemory(_ body: BodyPlan, _ module: ModulePlan) -> Bool {
    guard let newest = layouts.last else { return false }
    var end = 0
    var alignment = 1
    var slots: [Int] = []
    for case let piece in newest.pieces where piece.kind != .pad {
      guard case .field(let field, let form) = piece.kind, let slot = body.slotOfField[field],
        module.isMemory(form), body.definition.fields[field].range == nil, !body.slots[slot].canBeNil,
        piece.size > 0
      else { return false }
      let place = (end + piece.size - 1) / piece.size * piece.size
      guard place == piece.offset else { return false }
      end = place + piece.size
      alignment = max(alignment, piece.size)
      slots.append(slot)
    }
    guard !slots.isEmpty, slots == body.properties else { return false }
    let stride = (end + alignment - 1) / alignment * alignment
    guard newest.size <= stride else { return false }
    for older in layouts.dropLast() {
      let own = older.pieces.filter { $0.kind != .pad }
      let all = newest.pieces.filter { $0.kind != .pad }
      guard own.count <= all.count, zip(own, all).allSatisfy({ $0 == $1 }) else { return false }
      for later in all.dropFirst(own.count) {
        guard later.offset >= older.size, let field = later.field, let slot = body.slotOfField[field],
          body.definition.fields[field].defaultValue == .integer(0), body.slots[slot].defaultValue != nil
        else { return false }
      }
    }
    return true
  }
}

extension ModulePlan {
  /// The size of what is read by offset; nil for everything else.
  func fixedSize(of form: WireForm, at revision: Int) -> Int? {
    switch form {
    case .scalar(let scalar), .bool(let scalar), .integer(let scalar, _), .member(_, let scalar),
      .packed(_, let scalar):
      return scalar.isNative ? scalar.width : nil
    case .value(let index):
      guard isFixed(index) else { return nil }
      if case .bits(let variants) = model.types[index].kind { return variants.value(at: revision)?.carrier.width }
      return fixed[index]?.layouts.first { $0.revisions.contains(revision) }?.size
    case .inline(let list):
      guard let count = list.fixedCount, let size = fixedSize(of: list.element, at: revision) else { return nil }
      return count * size
    default: return nil
    }
  }

  /// Whether a form is an integer whose bytes in memory are those on the wire.
  func isMemory(_ form: WireForm) -> Bool {
    switch form {
    case .scalar(let scalar): return scalar.isInteger && scalar.isNative && !scalar.isBigEndian
    case .member(let index, let scalar):
      return !isClosed(index) && !scalar.isBigEndian && rawType(of: index) == IntegerType(scalar)
    default: return false
    }
  }
}
