import Diagnostics
import SchemaModel

/// L302, L303.
extension Linter {
  mutating func checkSizes() {
    for (_, _, body, _) in bodies { checkSizedGroups(body.items, body) }
    var decoded = DecodedSizes(model)
    for message in model.messages {
      let link = model.links[message.link]
      checkWireSize(message, link)
      let worst = decoded.worstCase(of: message)
      guard worst.bytes > link.budget else { continue }
      report(
        "L303", "`\(message.name)` decodes to \(bytesInWords(worst.bytes)) at worst", at: message.source,
        label: "the budget of `\(link.name)` is \(bytesInWords(link.budget))",
        also: worst.largestField.map { [.init($0.source, "takes most of it")] } ?? [],
        notes: ["a body of \(bytesInWords(min(message.maxBody, SizeBounds.unlimited))) can be sent"],
        help: [Help("lower a limit or `maxBody`, or raise the link's `budget` if servers can bear it")])
    }
  }

  private mutating func checkWireSize(_ message: Message, _ link: Link) {
    for revision in message.revisions.indices {
      guard let size = message.sizes[revision], size.maximum > message.maxBody || size.minimum > message.maxBody else {
        continue
      }
      let when = model.revisions.count > 1 ? " at `\(model.revisions[revision])`" : ""
      let most = size.maximum >= SizeBounds.unlimited ? "more than any frame" : "\(size.maximum) bytes"
      let largest = message.body.fields.filter { $0.revisions.contains(revision) }
        .max { model.size(of: $0, at: revision).maximum < model.size(of: $1, at: revision).maximum }
      let also = largest.map { field in
        let bytes = model.size(of: field, at: revision).maximum
        return [
          Diagnostic.Label(
            field.source, bytes >= SizeBounds.unlimited ? "takes most of it" : "up to \(bytes) bytes of it")
        ]
      }
      report(
        "L302", "`\(message.name)` can take \(most)\(when)", at: message.source,
        label: "its body may have \(message.maxBody) bytes at most", also: also ?? [],
        notes: [limitInWords(message, link)], help: [Help("lower a limit, or raise `maxBody` where the frame allows")])
      return
    }
  }

  /// A length, and a limit on what is inflated, must leave room for the shortest content.
  private mutating func checkSizedGroups(_ items: [Item], _ body: StructDefinition) {
    for item in items {
      switch item.kind {
      case .field, .pad: break
      case .sized(let prefix, let inner), .zlib(let prefix, let inner):
        let least = item.revisions.indices.map { model.size(of: inner, in: body, at: $0).minimum }.max() ?? 0
        if least > prefix.largestGroup {
          let isLimited = prefix.limit == prefix.largestGroup
          report(
            "L302", "the group takes \(bytesInWords(least)) at least", at: item.source, label: "begins here",
            also: [.init(prefix.source, "says \(prefix.largestGroup) at most")],
            help: [Help(isLimited ? "raise the limit" : "widen the length")])
        }
        checkSizedGroups(inner, body)
      case .conditional(_, let then, let otherwise): checkSizedGroups(then + otherwise, body)
      case .union(let union): for arm in union.arms { checkSizedGroups(arm.items, body) }
      case .trailing(let inner): checkSizedGroups(inner, body)
      }
    }
  }

  private func limitInWords(_ message: Message, _ link: Link) -> String {
    let frame = message.senders.map { link.headers[$0].size?.maximum ?? .max }.min() ?? .max
    let narrowest = message.senders.map { link.maximumBody(from: $0) }.min() ?? Int.max
    if let stated = link.statedMaxBody, stated == message.maxBody {
      return "`maxBody` of link `\(link.name)` is \(stated)"
    }
    if message.maxBody < narrowest { return "the message's own `maxBody` is \(message.maxBody)" }
    return "the size field of the frame says at most \(frame)" + (link.sizeCoversOpcode ? ", opcode included" : "")
  }
}
