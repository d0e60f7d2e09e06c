import Diagnostics
import SchemaSyntax

extension Resolver {
  /// Puts the pads of the C ABI (LP64, natural alignment) between the items of a struct, and holds the outcome
  /// against the stated size.
  mutating func layOutC(
    _ items: [Item], _ syntax: StructSyntax, at revisions: RevisionRange, owner: Identifier
  ) -> [Item] {
    guard let stated = syntax.size else {
      let help = sizesInWords(items, at: revisions)
      report(
        "L701", "`layout: c` without `size`", at: syntax.layout?.range ?? owner.range,
        label: "nothing to hold the layout against", help: help.map { [Help("the fields make it `size: \($0)`")] } ?? []
      )
      return items
    }
    let sizes = variants(stated).compactMap { entry -> (RevisionRange, Int, SourceRange)? in
      size(entry.value, "a size").map { (entry.revisions.intersection(revisions), $0, entry.value.range) }
    }
    guard !items.contains(where: { reportVariable($0) }) else { return items }
    var padsBefore = [[Int]](repeating: [], count: items.count + 1)  // by item, by revision
    for position in padsBefore.indices { padsBefore[position] = Array(repeating: 0, count: self.revisions.count) }
    var reported: Set<SourceRange> = []
    for revision in revisions.indices {
      let memory = memory(items, at: revision)
      for (position, pad) in memory.pads.enumerated() { padsBefore[position][revision] = pad }
      current.sizes.append(Variant(RevisionRange(revision, revision + 1), memory.size))
      current.alignments.append(Variant(RevisionRange(revision, revision + 1), memory.alignment))
      check(memory, sizes, items, at: revision, owner, &reported)
    }
    var padded: [Item] = []
    for position in padsBefore.indices {
      padded += pads(padsBefore[position], at: position < items.count ? items[position].source : owner.range)
      if position < items.count { padded.append(items[position]) }
    }
    return padded
  }

  /// What a C compiler makes of fixed-size items.
  private func memory(_ items: [Item], at revision: Int) -> (size: Int, alignment: Int, pads: [Int]) {
    var offset = 0
    var widest = 1
    var pads = [Int](repeating: 0, count: items.count + 1)
    for (position, item) in items.enumerated() where item.revisions.contains(revision) {
      guard let (size, alignment) = extent(of: item, at: revision) else { continue }
      pads[position] = (alignment - offset % alignment) % alignment
      offset = saturatingSum(offset + pads[position], size)
      widest = max(widest, alignment)
    }
    pads[items.count] = (widest - offset % widest) % widest
    return (offset + pads[items.count], widest, pads)
  }

  private func extent(of item: Item, at revision: Int) -> (size: Int, alignment: Int)? {
    switch item.kind {
    case .pad(let bytes, _): return (bytes, 1)
    case .field(let index): return current.drafts[index].type.flatMap { extent(of: $0, at: revision) }
    default: return nil
    }
  }

  private func extent(of type: WireType, at revision: Int) -> (size: Int, alignment: Int)? {
    switch type {
    case .scalar(let scalar), .converted(let scalar, _):
      switch scalar {
      case .integer(let bits, _, _) where [8, 16, 32, 64].contains(bits): return (bits / 8, bits / 8)
      case .float(let bits, _): return (bits / 8, bits / 8)
      case .bool: return (1, 1)
      default: return nil
      }
    case .named(let index):
      if case .structure(let body)? = types[index]?.kind {
        guard let layout = body.cLayout, let size = layout.sizes.value(at: revision),
          let alignment = layout.alignments.value(at: revision)
        else { return nil }
        return (size, alignment)
      }
      if case .alias(let variants)? = types[index]?.kind {
        return variants.value(at: revision).flatMap { extent(of: $0, at: revision) }
      }
      let revisions = RevisionRange(revision, revision + 1)
      return carrier(of: index, at: revisions).flatMap { extent(of: .scalar($0), at: revision) }
    case .array(let element, let count):
      guard case .fixed(let number) = count.form, let (size, alignment) = extent(of: element, at: revision) else {
        return nil
      }
      return (saturatingProduct(size, number), alignment)
    case .bytes(let count):
      guard case .fixed(let number) = count.form else { return nil }
      return (number, 1)
    case .text(.padded(let bytes)): return (bytes, 1)
    default: return nil
    }
  }

  /// Reports an item that has no fixed place in a C struct.
  private mutating func reportVariable(_ item: Item) -> Bool {
    guard let revision = item.revisions.indices.first(where: { extent(of: item, at: $0) == nil }) else { return false }
    var place = item.source
    var help = "a C struct is made of fixed-size integers, floats, bools, byte arrays, arrays of these, and C structs"
    if case .field(let index) = item.kind, let type = current.drafts[index].field.type {
      place = type.range
      if case .named(let inner)? = current.drafts[index].type, case .structure? = types[inner]?.kind,
        exists(inner, at: revision)
      {
        help = "give `\(typeNames[inner])` `layout: c` and a `size`, too"
      }
    }
    report(
      "L701", "a C struct cannot have this member", at: place, label: "no fixed size and alignment in C",
      help: [Help(help)])
    return true
  }

  /// Holds a layout against the stated size; `reported` are the sizes that were found wrong at earlier revisions.
  private mutating func check(
    _ memory: (size: Int, alignment: Int, pads: [Int]), _ sizes: [(RevisionRange, Int, SourceRange)], _ items: [Item],
    at revision: Int, _ owner: Identifier, _ reported: inout Set<SourceRange>
  ) {
    let suffix = revisions.count > 1 ? " at `\(revisions[revision])`" : ""
    guard let (held, stated, place) = sizes.first(where: { $0.0.contains(revision) }) else {
      report(
        "L701", "`\(owner.value)` has no stated size\(suffix)", at: owner.range,
        label: "the fields make it \(memory.size) bytes")
      return
    }
    // One finding a stated size, however many revisions it is wrong at.
    guard stated != memory.size, reported.insert(place).inserted else { return }
    let padding = memory.pads.reduce(0, +)
    // Where a size is stated for revisions that differ, no other number mends it.
    let same = held.indices.allSatisfy { self.memory(items, at: $0).size == memory.size }
    let size = same ? "\(memory.size)" : sizesInWords(items, at: held) ?? ""
    report(
      "L701", "`\(owner.value)` takes \(memory.size) bytes in C\(suffix), not \(stated)", at: place,
      label: "stated size",
      notes: ["\(memory.size - padding) bytes of fields and \(padding) of padding, aligned to \(memory.alignment)"],
      help: [Help("if the fields are right, the size is \(size)", edits: same ? [TextEdit(place, size)] : [])])
  }

  /// `8`, or `{2025-11: 8, 2026-06: 16}` where the size changes with the revision.
  private func sizesInWords(_ items: [Item], at revisions: RevisionRange) -> String? {
    var steps: [(revision: Int, size: Int)] = []
    for revision in revisions.indices {
      let size = memory(items, at: revision).size
      if steps.last?.size != size { steps.append((revision, size)) }
    }
    guard steps.count > 1 else { return steps.first.map { "\($0.size)" } }
    return "{" + steps.map { "\(self.revisions[$0.revision]): \($0.size)" }.joined(separator: ", ") + "}"
  }

  /// Pads as items, one for each run of revisions that needs the same number of bytes.
  private func pads(_ bytes: [Int], at source: SourceRange) -> [Item] {
    var items: [Item] = []
    var start = 0
    for revision in 1...bytes.count where revision == bytes.count || bytes[revision] != bytes[start] {
      if bytes[start] > 0 {
        items.append(
          Item(kind: .pad(bytes[start], isImplicit: true), revisions: RevisionRange(start, revision), source: source))
      }
      start = revision
    }
    return items
  }
}
