import Diagnostics
import SchemaSyntax

extension Resolver {
  /// The memory that one decoded message may take where the link does not say: 64 MiB, or 64 times a larger body.
  static func defaultBudget(maxBody: Int?) -> Int {
    max(64 * 1024 * 1024, saturatingProduct(64, maxBody ?? 0))
  }

  mutating func resolveLinks() {
    var places: [String: SourceRange] = [:]
    hasBrokenLinks = files.contains { $0.hasBrokenLinks }
    for syntax in files.flatMap(\.links) {
      if let first = places[syntax.name.value] {
        reportTwice("link", syntax.name, first)
        continue
      }
      places[syntax.name.value] = syntax.name.range
      guard let link = link(syntax) else {
        brokenNames.insert(syntax.name.value)
        hasBrokenLinks = true
        continue
      }
      linkIndex[link.name] = links.count
      links.append(link)
    }
  }

  private mutating func link(_ syntax: LinkSyntax) -> Link? {
    let parties = syntax.parties.value
    guard parties.count == 2 else {
      report(
        "L007", "a link has exactly two parties, not \(parties.count)", at: syntax.parties.range,
        label: "write `[realm, world]`")
      return nil
    }
    guard parties[0].value != parties[1].value else {
      report(
        "L007", "the two parties of a link must have different names", at: parties[1].range,
        also: [.init(parties[0].range, "the other party")])
      return nil
    }
    let names = parties.map(\.value)
    guard let headers = headers(syntax, names) else { return nil }
    var unknownOpcode = [Link.UnknownOpcode](repeating: .disconnect, count: 2)
    for (party, policy) in syntax.unknownOpcode {
      let stated = Link.UnknownOpcode(rawValue: policy.value) ?? .disconnect
      guard let party else {
        unknownOpcode = [stated, stated]
        continue
      }
      if let index = self.party(party, names) { unknownOpcode[index] = stated }
    }
    let covers = syntax.sizeCovers?.value.map(\.value) ?? ["body"]
    if let stated = syntax.sizeCovers, !covers.contains("body") {
      report(
        "L007", "a frame's size always counts the body", at: stated.range, label: "write `[body]` or `[opcode, body]`")
    }
    let maxBody = syntax.maxBody.flatMap { size($0, "the size of a body") }
    return Link(
      name: syntax.name.value, doc: syntax.doc, parties: names, headers: headers,
      sizeCoversOpcode: covers.contains("opcode"),
      order: syntax.endian?.value == "big" ? .big : .little,
      statedMaxBody: maxBody,
      budget: syntax.budget.flatMap { size($0, "a budget") } ?? Self.defaultBudget(maxBody: maxBody),
      excess: syntax.excess.flatMap { Link.Excess(rawValue: $0.value) } ?? .reject,
      floats: syntax.floats.flatMap { Link.Floats(rawValue: $0.value) } ?? .any,
      text: syntax.text.flatMap { Link.Text(rawValue: $0.value) } ?? .reject,
      unknownOpcode: unknownOpcode, cipher: syntax.cipher?.value, source: syntax.name.range)
  }

  /// The position of a party of a link, or a finding.
  mutating func party(_ name: Identifier, _ parties: [String]) -> Int? {
    if let index = parties.firstIndex(of: name.value) { return index }
    report(
      "L602", "`\(name.value)` is not a party of the link", at: name.range,
      label: "its parties are " + parties.map { "`\($0)`" }.joined(separator: " and "),
      help: suggestion(name.value, { _ in parties }, at: name.range))
    return nil
  }

  private mutating func headers(_ syntax: LinkSyntax, _ parties: [String]) -> [Link.Header]? {
    let order: WireName.ByteOrder = syntax.endian?.value == "big" ? .big : .little
    switch syntax.header.value {
    case .shared(let fields):
      return header(fields, order, syntax.header.range).map { [$0, $0] }
    case .bySender(let senders):
      var headers: [Link.Header?] = [nil, nil]
      var isWhole = true
      for (sender, fields) in senders {
        guard let index = party(sender, parties), let header = header(fields, order, sender.range) else {
          isWhole = false
          continue
        }
        headers[index] = header
      }
      guard isWhole else { return nil }
      for (index, header) in headers.enumerated() where header == nil {
        report("L007", "the header says nothing of what `\(parties[index])` sends", at: syntax.header.range)
        return nil
      }
      return headers.compactMap { $0 }
    }
  }

  private mutating func header(
    _ fields: [HeaderFieldSyntax], _ order: WireName.ByteOrder, _ range: SourceRange
  ) -> Link.Header? {
    var resolved: [Link.Header.Field] = []
    for field in fields {
      guard case .wire(.integer(let bits, false, let own)) = field.type.value.base.value, field.type.value.isBare else {
        report(
          "L007", "a header field must be an unsigned integer", at: field.type.range,
          label: "write `u8`, `u16`, `u32be` …")
        return nil
      }
      guard let role = Link.Header.Field.Role(rawValue: field.role.value) else { return nil }
      if resolved.contains(where: { $0.role == role }) {
        report("L002", "the header has `\(field.role.value)` twice", at: field.role.range)
        return nil
      }
      resolved.append(Link.Header.Field(role: role, bytes: bits / 8, order: own ?? order))
    }
    guard resolved.contains(where: { $0.role == .opcode }) else {
      report("L007", "a header needs an `opcode`", at: range, help: [Help("write `[opcode: u8, size: u32]`")])
      return nil
    }
    return Link.Header(fields: resolved)
  }
}
