import Diagnostics
import SchemaModel
import SchemaSyntax

/// L407, L408: what takes the rest of its scope, and what may stand behind it.
extension Linter {
  /// How something uses the end of its scope.
  private enum Reach {
    /// It knows where it ends.
    case closed
    /// It takes the rest but for a fixed-size tail: a rest array.
    case rest
    /// It takes the rest, and nothing may follow: `trailing`, zlib, a struct that ends in one.
    case end
  }

  mutating func checkScopes() {
    var reported: Set<SourceRange> = []
    for revision in model.allRevisions.indices {
      var reaches: [TypeIndex: Reach] = [:]
      for (_, source, body, revisions) in bodies where revisions.contains(revision) && !reported.contains(source) {
        let before = findings.count
        _ = reach(of: body.items, body, at: revision, isTop: true, &reaches)
        if findings.count > before { reported.insert(source) }
      }
    }
    var reaches: [TypeIndex: Reach] = [:]
    for message in model.messages {
      let headers = model.links[message.link].headers
      guard message.senders.contains(where: { headers[$0].size == nil }) else { continue }
      for item in message.body.items {
        guard let place = openEnd(item, message, &reaches) else { continue }
        report(
          "L408", "the end of `\(message.name)` cannot be known", at: place,
          label: "takes the rest of a frame that does not say how long it is",
          also: [.init(model.links[message.link].source, "a header without `size`")],
          help: [Help("give the list a count, put it into a `sized` group, or give the header a `size`")])
      }
    }
  }

  private func openEnd(
    _ items: [Item], _ message: Message, _ reaches: inout [TypeIndex: Reach]
  ) -> SourceRange? {
    for item in items {
      if let place = openEnd(item, message, &reaches) { return place }
    }
    return nil
  }

  private func openEnd(_ item: Item, _ message: Message, _ reaches: inout [TypeIndex: Reach]) -> SourceRange? {
    switch item.kind {
    case .field(let index):
      let field = message.body.fields[index]
      let isOpen = field.revisions.indices.contains { reach(of: field.type, at: $0, &reaches) != .closed }
      return isOpen ? field.typeSource : nil
    case .trailing, .zlib: return item.source
    case .pad, .sized: return nil
    case .conditional(_, let then, let otherwise):
      return openEnd(then + otherwise, message, &reaches)
    case .union(let union): return openEnd(union.arms.flatMap(\.items), message, &reaches)
    }
  }

  private func reach(of type: WireType, at revision: Int, _ reaches: inout [TypeIndex: Reach]) -> Reach {
    switch type {
    case .text(.counted(let count)), .text(.countedWithTerminator(let count)), .bytes(let count):
      return count.form == .rest ? .rest : .closed
    case .map(_, _, let count, _): return count.form == .rest ? .rest : .closed
    case .array(let element, let count):
      return count.form == .rest ? .rest : reach(of: element, at: revision, &reaches)
    case .optional(let wrapped): return reach(of: wrapped, at: revision, &reaches)
    case .named(let index):
      if let known = reaches[index] { return known }
      var found = Reach.closed
      switch model.types[index].kind {
      case .alias(let variants):
        if let variant = variants.value(at: revision) { found = reach(of: variant, at: revision, &reaches) }
      case .structure(let body):
        // Wherever a struct that takes the rest stands, nothing may follow it.
        found = isOpen(body.items, body, at: revision, &reaches) ? .end : .closed
      default: break
      }
      reaches[index] = found
      return found
    case .scalar, .converted, .text: return .closed
    }
  }

  /// Whether some item takes the rest of the scope; a `sized` group ends what is in it.
  private func isOpen(
    _ items: [Item], _ body: StructDefinition, at revision: Int, _ reaches: inout [TypeIndex: Reach]
  ) -> Bool {
    for item in items where item.revisions.contains(revision) {
      switch item.kind {
      case .field(let index):
        if reach(of: body.fields[index].type, at: revision, &reaches) != .closed { return true }
      case .conditional(_, let then, let otherwise):
        if isOpen(then + otherwise, body, at: revision, &reaches) { return true }
      case .union(let union):
        if isOpen(union.arms.flatMap(\.items), body, at: revision, &reaches) { return true }
      case .trailing, .zlib: return true
      case .pad, .sized: break
      }
    }
    return false
  }

  /// Checks one scope and says how it ends.
  private mutating func reach(
    of items: [Item], _ body: StructDefinition, at revision: Int, isTop: Bool, _ reaches: inout [TypeIndex: Reach]
  ) -> Reach {
    var opened: (reach: Reach, place: SourceRange)?
    let present = items.filter { $0.revisions.contains(revision) }
    for (position, item) in present.enumerated() {
      if case .trailing = item.kind, !isTop {
        report(
          "L407", "`trailing` inside a group", at: item.source,
          label: "only a message or struct as a whole has a trailing part")
      }
      if case .trailing = item.kind, isTop, position + 1 < present.count {
        report(
          "L407", "`trailing` is not the last item", at: item.source, label: "present when bytes remain",
          also: [.init(present[position + 1].source, "but this follows")])
        return .end
      }
      let own = reach(of: item, body, at: revision, &reaches)
      if let opened {
        let isFixedTail =
          opened.reach == .rest && own == .closed && model.size(of: item, in: body, at: revision).isFixed
        if !isFixedTail {
          let what =
            own == .closed ? (opened.reach == .end ? "nothing may follow" : "not of a fixed size") : "a second one"
          report(
            "L407",
            own == .closed ? "an item after what takes the rest of the scope" : "two items take the rest of one scope",
            at: place(of: item, body), label: what, also: [.init(opened.place, "takes the rest")],
            help: [Help("put the first into a `sized` group, or give it a count")])
          return .end
        }
      } else if own != .closed {
        opened = (own, place(of: item, body))
      }
    }
    return opened?.reach ?? .closed
  }

  private func place(of item: Item, _ body: StructDefinition) -> SourceRange {
    if case .field(let index) = item.kind { return body.fields[index].typeSource }
    return item.source
  }

  private mutating func reach(
    of item: Item, _ body: StructDefinition, at revision: Int, _ reaches: inout [TypeIndex: Reach]
  ) -> Reach {
    switch item.kind {
    case .pad: return .closed
    case .field(let index):
      let field = body.fields[index]
      checkElements(field.type, field, at: revision, &reaches)
      return reach(of: field.type, at: revision, &reaches)
    case .sized(_, let inner):
      _ = reach(of: inner, body, at: revision, isTop: false, &reaches)
      return .closed
    case .zlib(_, let inner):
      _ = reach(of: inner, body, at: revision, isTop: false, &reaches)
      return .end
    case .trailing(let inner):
      _ = reach(of: inner, body, at: revision, isTop: false, &reaches)
      return .end
    case .conditional(_, let then, let otherwise):
      let first = reach(of: then, body, at: revision, isTop: false, &reaches)
      let second = reach(of: otherwise, body, at: revision, isTop: false, &reaches)
      return first == .closed ? second : first
    case .union(let union):
      var widest = Reach.closed
      for arm in union.arms {
        let own = reach(of: arm.items, body, at: revision, isTop: false, &reaches)
        if widest == .closed { widest = own }
      }
      return widest
    }
  }

  /// An element that takes the rest of the scope leaves none for the next one.
  private mutating func checkElements(
    _ type: WireType, _ field: Field, at revision: Int, _ reaches: inout [TypeIndex: Reach]
  ) {
    switch type {
    case .array(let element, _):
      if reach(of: element, at: revision, &reaches) != .closed {
        report(
          "L407", "each element would take the rest of the scope", at: field.typeSource,
          label: "the first leaves nothing for the second")
      }
    case .map(let key, let value, _, _):
      if reach(of: key, at: revision, &reaches) != .closed || reach(of: value, at: revision, &reaches) != .closed {
        report(
          "L407", "each entry would take the rest of the scope", at: field.typeSource,
          label: "the first leaves nothing for the second")
      }
    default: break
    }
  }
}
