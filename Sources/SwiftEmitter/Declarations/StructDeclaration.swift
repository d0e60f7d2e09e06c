import SchemaModel

/// Prints a struct: its stored properties first, its codec in extensions below.
struct StructDeclaration {
  let module: ModulePlan
  let body: BodyPlan
  let fixed: FixedPlan?
  /// Its name, escaped.
  let name: String
  let doc: String?
  /// Whether bytes left after a message are kept.
  var keepsExcess = false
  /// Whether it is a message.
  var isMessage = false

  private var access: String { module.access }

  var excessName: String {
    body.properties.contains { body.slots[$0].plainName == "excess" } ? "excessBytes" : "excess"
  }

  /// The whole declaration.
  var text: SwiftText {
    var text = SwiftText()
    text.doc(documentation)
    let memory = fixed?.isMemory == true ? ", \(module.lib("BitwiseCopyable"))" : ""
    text.open("\(access)struct \(name): \(module.lib("Hashable")), \(module.lib("Sendable"))\(memory) {")
    for union in body.unions { declare(union, &text) }
    for slot in body.properties { property(body.slots[slot], &text) }
    if keepsExcess {
      text.doc("Bytes after the last field, kept as they came.")
      text.line("\(access)var \(excessName): [\(module.lib("UInt8"))]")
    }
    initializer(&text)
    text.close()
    text.blank()
    if let fixed {
      fixedCodec(FixedCodec(module: module, body: body, plan: fixed), &text)
    } else {
      codec(&text)
    }
    return text
  }

  // MARK: The type

  private var documentation: String {
    var parts = [doc ?? "`\(name.filter { $0 != "`" })`."]
    let ranges = layoutRanges
    for (position, range) in ranges.enumerated() {
      let table = LayoutTable(body.definition, in: module.model, at: range.lower)
      let rows = OffsetTable.ownRows(table.rows)
      guard !rows.isEmpty, rows.count <= 400 else { continue }
      if ranges.count > 1 { parts.append(position == 0 ? title(range, isFirst: true) : title(range, isFirst: false)) }
      parts.append(OffsetTable.text(rows))
    }
    return parts.joined(separator: "\n\n")
  }

  private func title(_ range: RevisionRange, isFirst: Bool) -> String {
    let name = module.model.revisions[range.lower]
    if range.upper == range.lower + 1, range.upper < module.model.revisions.count { return "At \(name):" }
    return isFirst ? "Up to \(module.model.revisions[range.upper - 1]):" : "From \(name) on:"
  }

  /// Runs of revisions with one table each.
  private var layoutRanges: [RevisionRange] {
    var ranges: [RevisionRange] = []
    var last: [LayoutTable.Row]?
    for revision in body.range.indices {
      let rows = OffsetTable.ownRows(LayoutTable(body.definition, in: module.model, at: revision).rows)
      if rows == last {
        ranges[ranges.count - 1].upper = revision + 1
      } else {
        ranges.append(RevisionRange(revision, revision + 1))
        last = rows
      }
    }
    return ranges
  }

  private func property(_ slot: BodyPlan.Slot, _ text: inout SwiftText) {
    text.doc(slot.doc ?? "`\(slot.wireName)`.")
    // Spelled out, because `T?` would begin as nil, and what begins as something is copied when its initializer ends.
    let type = slot.canBeNil ? "\(module.lib("Optional"))<\(slot.type)>" : slot.type
    text.line("\(access)var \(slot.name): \(type)")
  }

  private func declare(_ union: BodyPlan.UnionPlan, _ text: inout SwiftText) {
    text.doc("What `\(union.definition.discriminator.name)` selects.")
    text.open("\(access)enum \(union.type): \(module.lib("Hashable")), \(module.lib("Sendable")) {")
    for (position, arm) in union.arms.enumerated() {
      let labels = union.definition.arms[position].labels.map { $0.name ?? "\($0.value)" }
      let condition = labels.isEmpty ? "anything else" : labels.map { "`\($0)`" }.joined(separator: " or ")
      text.doc("With `\(union.definition.discriminator.name)` \(condition).")
      let payload = arm.payload.map {
        "\(Identifier.declaredLabel(body.slots[$0].plainName)): \(body.slots[$0].fullType)"
      }
      if payload.isEmpty { text.line("case \(arm.name)") } else { text.call("case \(arm.name)", payload) }
    }
    text.close()
    text.blank()
  }

  private func initializer(_ text: inout SwiftText) {
    // An internal memberwise initialiser comes from the compiler.
    guard module.options.access != .internal else { return }
    text.blank()
    var assignments: [String] = []
    var parameters = body.properties.map { index -> String in
      let slot = body.slots[index]
      let local = Identifier.local(slot.plainName)
      assignments.append("self.\(slot.name) = \(local)")
      let defaultValue = slot.canBeNil ? " = nil" : slot.defaultValue.map { " = \($0)" } ?? ""
      let label = local == slot.plainName ? local : "\(slot.name) \(local)"
      return "\(label): \(slot.fullType)\(defaultValue)"
    }
    if keepsExcess {
      parameters.append("\(excessName): [\(module.lib("UInt8"))] = []")
      assignments.append("self.\(excessName) = \(excessName)")
    }
    text.doc(parameters.isEmpty ? "It has no fields." : "All fields, in wire order.")
    if parameters.isEmpty {
      text.line("\(access)init() {}")
      return
    }
    text.call("\(access)init", parameters, " {")
    for assignment in assignments { text.line(assignment) }
    text.close()
  }

  // MARK: The codec

  private func fixedCodec(_ codec: FixedCodec, _ text: inout SwiftText) {
    let revision = module.lib("WireRevision"), int = module.lib("Int")
    text.open("extension \(name): \(module.lib(codec.plan.isMemory ? "WireMemory" : "WireFixed")) {")
    text.doc("How many bytes every value has.")
    function("\(access)static func wireSize(at revision: \(revision)) -> \(int)", [codec.size], &text)
    text.blank()
    text.doc("Reads a value.")
    block("\(access)init(run: \(module.lib("WireRun"))) throws(\(module.lib("DecodeError")))", codec.reading, &text)
    text.blank()
    text.doc("Writes every byte of the value.")
    block(
      "\(access)func encode(into run: \(module.lib("WireOutputRun"))) throws(\(module.lib("EncodeError")))",
      codec.writing,
      &text)
    text.close()
  }

  private func codec(_ text: inout SwiftText) {
    let revision = module.lib("WireRevision"), int = module.lib("Int")
    let reader = module.lib("WireReader"), decode = module.lib("DecodeError")
    text.open("extension \(name): \(module.lib("WireStruct")) {")
    text.doc("The fewest bytes that a value has.")
    let least = module.byRevision(body.range, "revision") {
      module.model.size(of: body.definition, at: $0).minimum
    }
    function("\(access)static func minimumSize(at revision: \(revision)) -> \(int)", [least], &text)
    text.blank()
    text.doc("How many bytes ``encode(into:)-(WireWriter)`` writes, at most.")
    let more = keepsExcess ? ["self.\(excessName).count"] : []
    block(
      "\(access)func encodedSize(at revision: \(revision)) -> \(int)",
      BodySizer.statements(module, body, more: more), &text)
    text.blank()
    text.doc("Reads a value.")
    let excess = keepsExcess ? excessName : nil
    let reading = BodyReader.statements(module, body, isOver: false, excess: excess)
    block("\(access)init(from reader: inout \(reader)) throws(\(decode))", reading, &text)
    if body.keepsMemory || keepsExcess {
      text.blank()
      text.doc("Reads a value over this one, whose lists keep their memory.")
      let over = BodyReader.statements(module, body, isOver: true, excess: excess)
      block("\(access)mutating func decode(from reader: inout \(reader)) throws(\(decode))", over, &text)
    }
    text.blank()
    text.doc("Writes the value.")
    var writing = SwiftText(depth: 2)
    if isMessage { writing.line("writer.reserve(self.encodedSize(at: writer.revision))") }
    writing.append(BodyWriter.statements(module, body))
    if keepsExcess { writing.line("writer.bytes(self.\(excessName))") }
    block(
      "\(access)func encode(into writer: inout \(module.lib("WireWriter"))) throws(\(module.lib("EncodeError")))",
      writing,
      &text)
    text.close()
  }

  private func function(_ head: String, _ terms: [String], _ text: inout SwiftText) {
    var statements = SwiftText(depth: 2)
    statements.chain("", terms, "+")
    block(head, statements, &text)
  }

  private func block(_ head: String, _ statements: SwiftText, _ text: inout SwiftText) {
    if statements.lines.isEmpty {
      text.line("\(head) {}")
      return
    }
    text.open("\(head) {")
    text.append(statements)
    text.close()
  }
}

/// The table of offsets in a type's documentation.
enum OffsetTable {
  /// The rows without those of structs inside: they have tables of their own.
  static func ownRows(_ rows: [LayoutTable.Row]) -> [LayoutTable.Row] {
    var deepest = 0
    return rows.filter { row in
      guard row.depth <= deepest else { return false }
      let isGroup = row.type.isEmpty || row.name == "sized" || row.name == "zlib"
      deepest = row.depth + (isGroup ? 1 : 0)
      return true
    }
  }

  static func text(_ rows: [LayoutTable.Row]) -> String {
    let cells = rows.map { row -> [String] in
      let isPlain = row.type.isEmpty || row.type == "zero"
      return [
        row.offsetText, row.sizeText, (isPlain ? row.name : "`\(row.name)`"),
        row.type.isEmpty ? "" : row.type == "zero" ? "zero" : "`\(row.type.replacing("|", with: "or"))`",
      ]
    }
    let header = ["Offset", "Size", "Field", "Wire type"]
    let all = [header] + cells
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      "| "
        + cells.enumerated().map { $1 + String(repeating: " ", count: widths[$0] - $1.count) }.joined(separator: " | ")
        + " |"
    }
    let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
    return ([line(header), rule] + cells.map(line)).joined(separator: "\n")
  }
}
