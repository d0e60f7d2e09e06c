import SchemaModel

/// The layout of a message or type as a table for a terminal.
enum LayoutText {
  /// The text for a message or type of this name; nil when the model has neither.
  static func text(
    of name: String, in model: SchemaModel, revision: String?, width: Int
  ) throws(Failure) -> String? {
    if let message = model.message(named: name) {
      let link = model.links[message.link]
      let senders = message.senders.map { "\(link.parties[$0]) → \(link.parties[1 - $0])" }.joined(separator: ", ")
      let head = "\(name): \(senders) on \(link.name)\n"
      var tail = ""
      if !message.replies.isEmpty {
        tail = "\nanswered by " + message.replies.map { model.messages[$0].name }.joined(separator: ", ") + "\n"
      }
      let tables = try tables(message.body, model, message.revisions, revision) { revision in
        message.opcode(at: revision).map { "opcode 0x" + hex($0) } ?? ""
      }
      return head + paragraph(message.doc, width) + tables + tail
    }
    guard let type = model.type(named: name) else { return nil }
    guard case .structure(let body) = type.kind else {
      return "\(name)\n" + paragraph(type.doc, width) + members(of: type, in: model)
    }
    return "\(name)\n" + paragraph(type.doc, width) + (try tables(body, model, type.revisions, revision) { _ in "" })
  }

  private static func paragraph(_ doc: String?, _ width: Int) -> String {
    guard let doc, !doc.isEmpty else { return "" }
    return wrap(doc, width: width).joined(separator: "\n") + "\n"
  }

  private static func hex(_ value: UInt64) -> String {
    (value < 16 ? "0" : "") + String(value, radix: 16, uppercase: true)
  }

  /// One table a layout: revisions that share one are named together.
  private static func tables(
    _ body: StructDefinition, _ model: SchemaModel, _ range: RevisionRange, _ wanted: String?,
    _ note: (Int) -> String
  ) throws(Failure) -> String {
    var revisions = Array(range.indices)
    if let wanted {
      guard let index = model.revision(named: wanted), range.contains(index) else {
        throw Failure(
          .usage, "there is no layout at revision `\(printable(wanted))`",
          help: ["its revisions are " + revisions.map { "`\(model.revisions[$0])`" }.joined(separator: ", ")])
      }
      revisions = [index]
    }
    var groups: [(names: [String], note: String, rows: [LayoutTable.Row], size: SizeBounds)] = []
    for revision in revisions {
      let rows = LayoutTable(body, in: model, at: revision).rows
      let note = note(revision)
      let name = model.revisions[revision]
      if let last = groups.indices.last, groups[last].rows == rows, groups[last].note == note {
        groups[last].names.append(name)
      } else {
        groups.append(([name], note, rows, model.size(of: body, at: revision)))
      }
    }
    return groups.map { group in
      let names = model.hasRevisions ? "at " + group.names.joined(separator: ", ") : ""
      let head = [names, group.note, sizeInWords(group.size)].filter { !$0.isEmpty }.joined(separator: ", ")
      return "\n\(head)\n" + table(group.rows)
    }.joined()
  }

  private static func sizeInWords(_ size: SizeBounds) -> String {
    if size.isFixed { return "\(size.minimum) bytes" }
    if size.isOpen || size.maximum >= SizeBounds.unlimited { return "\(size.minimum) bytes or more" }
    return "\(size.minimum) to \(size.maximum) bytes"
  }

  private static func table(_ rows: [LayoutTable.Row]) -> String {
    guard !rows.isEmpty else { return "  no bytes\n" }
    let cells = rows.map { row in
      [row.offsetText, row.sizeText, String(repeating: "  ", count: row.depth) + row.name, row.type]
    }
    let head = ["offset", "size", "field", "type"]
    let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
    return ([head] + cells).map { cell in
      let right = cell.prefix(2).enumerated().map { String(repeating: " ", count: widths[$0] - $1.count) + $1 }
      let name = cell[2] + String(repeating: " ", count: widths[2] - cell[2].count)
      let line = "  " + right.joined(separator: "  ") + "  " + name + "  " + cell[3]
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  private static func members(of type: TypeDefinition, in model: SchemaModel) -> String {
    func lines(_ members: [Member], _ carriers: [Variant<ScalarType>]) -> String {
      let carrier = carriers.map { $0.value.spelling }.joined(separator: ", then ")
      return "\non the wire: \(carrier)\n"
        + members.map { "  \($0.value)  \($0.name)" + ($0.doc.map { ": \($0)" } ?? "") + "\n" }.joined()
    }
    switch type.kind {
    case .enumeration(let value): return lines(value.members, value.carriers)
    case .flags(let value): return lines(value.members, value.carriers)
    case .alias(let variants):
      return "\non the wire: " + variants.map { model.spelling(of: $0.value) }.joined(separator: ", then ") + "\n"
    case .bits(let variants):
      return variants.map { bits in
        "\non the wire: \(bits.value.carrier.spelling), least significant bit first\n"
          + bits.value.fields.map { "  bits \($0.shift)..<\($0.shift + $0.width)  \($0.name)\n" }.joined()
      }.joined()
    case .widened(let widened):
      return "\nwidens \(model.types[widened.base].name):\n"
        + widened.fields.map { "  \($0.name): \($0.isSigned ? "i" : "u")\($0.bits)\n" }.joined()
    case .external(let name): return "\na codec written by hand: \(name)\n"
    case .structure: return ""
    }
  }
}
