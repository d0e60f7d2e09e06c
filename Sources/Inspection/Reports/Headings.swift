import SchemaModel
public import WireInterpreter

extension Subject {
  /// `SaveInventoryItems, world → realm, 2026-06, opcode 0x0e`
  public var title: String {
    var parts = [name]
    if let message {
      if let sender {
        let parties = model.links[message.link].parties
        parts.append("\(parties[sender]) → \(parties[1 - sender])")
      }
      if let revisionName { parts.append(revisionName) }
      if let opcode = message.opcode(at: revision) { parts.append("opcode \(AddressBook.hex(opcode))") }
    } else if let revisionName {
      parts.append(revisionName)
    }
    return parts.joined(separator: ", ")
  }

  /// The message and its bytes, side by side, below a heading.
  public func report(of body: [UInt8], _ trace: WireTrace, inColor: Bool) -> String {
    Ink.heading.paint("\(title), \(body.count) byte\(body.count == 1 ? "" : "s")", inColor) + "\n"
      + TraceTable(body, trace).text(inColor: inColor)
  }
}
