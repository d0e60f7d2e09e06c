import SchemaModel
import SchemaSyntax

/// Prints what a link needs besides its messages: rules and frames, opcodes, packets, handlers.
struct LinkDeclarations {
  let module: ModulePlan
  let plan: LinkPlan

  init(_ module: ModulePlan, _ plan: LinkPlan) {
    self.module = module
    self.plan = plan
  }

  private var link: Link { module.model.links[plan.index] }
  private var access: String { module.access }

  /// Names and texts of its files.
  var files: [(name: String, text: SwiftText)] {
    let directions = plan.directions.filter { !$0.messages.isEmpty }.map {
      DirectionDeclarations(module: module, link: link, linkName: plan.name, plan: $0)
    }
    return [(plan.name, rules)]
      + directions.flatMap { direction in
        [
          (direction.plan.opcodeType, direction.opcodes), (direction.plan.packetType, direction.packet),
          (direction.plan.handlerType, direction.handler),
        ]
      }
  }

  private var rules: SwiftText {
    var text = SwiftText()
    text.doc(link.doc ?? "The link between \(link.parties[0]) and \(link.parties[1]).")
    text.open("\(access)enum \(plan.name) {")
    text.doc("How bodies are read and written.")
    var arguments: [String] = []
    if link.excess != .reject { arguments.append("excess: .\(link.excess.rawValue)") }
    if link.floats == .finite { arguments.append("finiteFloats: true") }
    if link.text == .repair { arguments.append("repairsText: true") }
    text.call("\(access)static let rules = \(module.lib("WireRules"))", arguments)
    for direction in plan.directions { frames(direction, &text) }
    text.close()
    return text
  }

  private func frames(_ direction: LinkPlan.Direction, _ text: inout SwiftText) {
    text.blank()
    text.doc("The frames that \(link.parties[direction.sender]) sends.")
    let header = link.headers[direction.sender]
    let fields = header.fields.map { field -> String in
      let big = field.order == .big && field.bytes > 1 ? ", bigEndian: true" : ""
      return ".\(field.role.rawValue)(width: \(field.bytes)\(big))"
    }
    var arguments = ["[\(fields.joined(separator: ", "))]"]
    if link.sizeCoversOpcode { arguments.append("sizeCoversOpcode: true") }
    let most = link.maximumBody(from: direction.sender)
    arguments.append(
      "maxBody: \(most >= SizeBounds.unlimited ? ".max" : LiteralText.integer(Int128(most)))")
    text.call("\(access)static let \(Identifier.escaped(direction.frames)) = \(module.lib("FrameFormat"))", arguments)
  }
}
