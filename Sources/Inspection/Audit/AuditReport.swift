public import JSONText
public import SchemaModel
import WireInterpreter

/// The audit of one message, for people and for programs. Revisions of which the same is to be said are put together.
public struct AuditReport: Sendable {
  private struct Group {
    var revisions: [Int]
    let audit: MessageAudit
  }

  private let model: SchemaModel
  private let message: Message
  private var groups: [Group] = []

  /// The audit of a message at these revisions, as far as they have it.
  public init(_ message: Message, in model: SchemaModel, at revisions: [Int]) {
    self.model = model
    self.message = message
    for revision in revisions where message.revisions.contains(revision) {
      let audit = MessageAudit(message, in: model, at: revision)
      if let last = groups.last?.audit, last.leaks == audit.leaks, last.ways == audit.ways {
        groups[groups.count - 1].revisions.append(revision)
      } else {
        groups.append(Group(revisions: [revision], audit: audit))
      }
    }
  }

  /// Whether no revision leaks anything, and there is one way to write each value.
  public var isClean: Bool { groups.allSatisfy { $0.audit.leaks.isEmpty && $0.audit.ways.isEmpty } }

  // MARK: - For people

  /// What leaks and what may differ, a line each.
  public var text: String {
    groups.map { group in
      let names = model.hasRevisions ? " at " + group.revisions.map { model.revisions[$0] }.joined(separator: ", ") : ""
      let folded = group.audit.ways.filter { !$0.kind.isKept }
      let kept = group.audit.ways.filter(\.kind.isKept)
      var text = message.name + names + "\n"
      if group.audit.leaks.isEmpty, group.audit.ways.isEmpty { return text + "  one way to write each value\n" }
      text += Self.section("C++ peers leak", group.audit.leaks.map(Self.line))
      text += Self.section("read alike, written one way", folded.map(Self.line))
      text += Self.section("kept apart, and written as read", kept.map(Self.line))
      return text
    }.joined(separator: "\n")
  }

  private static func section(_ head: String, _ rows: [(name: String, words: String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let width = rows.map(\.name.count).filter { $0 <= 48 }.max() ?? 0
    return "  \(head):\n"
      + rows.map { row in
        "    " + row.name + String(repeating: " ", count: max(width - row.name.count, 0)) + "  \(row.words)\n"
      }.joined()
  }

  private static func line(_ leak: PaddingLeak) -> (name: String, words: String) {
    let offset = (leak.isExact ? "" : "≥ ") + (leak.isRelative ? "+" : "") + "\(leak.offset)"
    let place = leak.after.map { ", after `\($0)`" } ?? ""
    return (
      leak.path.isEmpty ? "the message" : leak.path,
      "\(leak.size) byte\(leak.size == 1 ? "" : "s") at \(offset)\(place)"
    )
  }

  private static func line(_ way: EncodingWay) -> (name: String, words: String) {
    let name = way.path.isEmpty ? "the message" : way.path
    let what: String? =
      switch way.role {
      case .value, .derived, .constant, .padding, .presence, .stream, .excess: nil
      case .count, .mask, .length, .sentinel: way.role.word
      }
    let place = way.kind == .padding && !way.after.isEmpty ? " after `\(way.after)`" : ""
    return (what.map { "\(name): \($0)" } ?? name, way.kind.words + place)
  }

  // MARK: - For programs

  /// `[{"message","revisions","leaks":[{"path","offset",…}],"ways":[{"path","kind","kept","text"}]}]`
  public var json: [JSON] {
    groups.map { group in
      [
        "message": .string(message.name),
        "revisions": .array(model.hasRevisions ? group.revisions.map { .string(model.revisions[$0]) } : []),
        "leaks": .array(
          group.audit.leaks.map { leak in
            [
              "path": .string(leak.path), "offset": JSON(leak.offset), "exact": .bool(leak.isExact),
              "inElement": .bool(leak.isRelative), "size": JSON(leak.size),
              "after": leak.after.map { .string($0) } ?? .null,
            ]
          }),
        "ways": .array(
          group.audit.ways.map { way in
            [
              "path": .string(way.path), "kind": .string(way.kind.rawValue), "kept": .bool(way.kind.isKept),
              "role": .string(way.role.rawValue), "text": .string(way.kind.words),
            ]
          }),
      ]
    }
  }
}
