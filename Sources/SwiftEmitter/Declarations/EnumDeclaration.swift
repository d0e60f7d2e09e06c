import SchemaModel

/// Prints enums and flags.
struct EnumDeclaration {
  let module: ModulePlan
  let index: TypeIndex

  private var type: TypeDefinition { module.model.types[index] }
  private var name: String { module.typeNames[index] }
  private var access: String { module.access }
  private var raw: String { module.lib(module.rawType(of: index).name) }

  var text: SwiftText {
    var text = SwiftText()
    switch type.kind {
    case .enumeration(let value) where value.keepsUnknown: open(&text, conformances: ["WireEnum", "BitwiseCopyable"])
    case .enumeration: closed(&text)
    default: open(&text, conformances: ["OptionSet", "WireEnum", "BitwiseCopyable"])
    }
    if module.keys.contains(index) {
      text.blank()
      text.line("extension \(name): \(module.lib("WireKey")) {}")
    }
    return text
  }

  private func closed(_ text: inout SwiftText) {
    let members = module.memberNames(of: index)
    text.doc(type.doc ?? "`\(type.name)`.")
    text.open("\(access)enum \(name): \(raw), \(module.lib("WireEnum")), \(module.lib("CaseIterable")) {")
    for (member, memberName, isAlias) in members where !isAlias {
      text.doc(doc(of: member))
      text.line("case \(memberName) = \(LiteralText.integer(member.value))")
    }
    for (member, memberName, isAlias) in members where isAlias {
      text.blank()
      text.doc(doc(of: member))
      text.line("\(access)static var \(memberName): Self { \(module.member(index, member.value)) }")
    }
    text.close()
    guard module.changesMembers(index) else { return }
    text.blank()
    text.open("extension \(name) {")
    text.doc("Whether a revision has the member.")
    text.open("\(access)func exists(at revision: \(module.lib("WireRevision"))) -> \(module.lib("Bool")) {")
    text.line("switch self {")
    var isWhole = true
    for (member, memberName, isAlias) in members where !isAlias {
      // A number may come back under another name.
      let ranges = module.members(of: index).filter { $0.value == member.value }.map(\.revisions)
      guard !ranges.contains(where: { $0.contains(type.revisions) }) else {
        isWhole = false
        continue
      }
      let tests = ranges.map { range -> String in
        let tests = module.isWithin(range, of: type.revisions, "revision")
        return tests.isEmpty ? "true" : tests.joined(separator: " && ")
      }
      let qualifier = memberName == "none" || memberName == "some" ? name : ""
      text.line("case \(qualifier).\(memberName): \(tests.joined(separator: " || "))")
    }
    if !isWhole { text.line("default: true") }
    text.line("}")
    text.close()
    text.close()
  }

  private func open(_ text: inout SwiftText, conformances: [String]) {
    let members = module.memberNames(of: index)
    let isFlags = conformances.contains("OptionSet")
    text.doc(type.doc ?? "`\(type.name)`.")
    let names = (conformances + (isFlags ? [] : ["CustomStringConvertible"])).map { module.lib($0) }
    text.open("\(access)struct \(name): \(names.joined(separator: ", ")) {")
    text.doc(isFlags ? "The bits, those without a name too." : "The number; it need not be that of a member.")
    text.line("\(access)var rawValue: \(raw)")
    text.blank()
    text.doc(isFlags ? "A set with these bits." : "The member with this number, or a value that has no name.")
    text.open("\(access)init(rawValue: \(raw)) {")
    text.line("self.rawValue = rawValue")
    text.close()
    if !members.isEmpty { text.blank() }
    for (member, memberName, _) in members {
      text.doc(doc(of: member))
      let number =
        isFlags
        ? LiteralText.hexadecimal(UInt64(truncatingIfNeeded: member.value)) : LiteralText.integer(member.value)
      // No bits at all is the empty set, which Swift writes as such.
      let value = isFlags && member.value == 0 ? "\(name)([])" : "\(name)(rawValue: \(number))"
      text.line("\(access)static let \(memberName) = \(value)")
    }
    if !isFlags {
      text.blank()
      text.doc("The member's name, or the number.")
      text.open("\(access)var description: \(module.lib("String")) {")
      let named = members.filter { !$0.isAlias }
      if named.isEmpty {
        text.line("\"\\(rawValue)\"")
      } else {
        text.line("switch rawValue {")
        for (member, _, _) in named {
          text.line("case \(LiteralText.integer(member.value)): \(LiteralText.text(member.name))")
        }
        text.line("default: \"\\(rawValue)\"")
        text.line("}")
      }
      text.close()
    }
    text.close()
  }

  private func doc(of member: Member) -> String {
    var text = member.doc ?? "`\(member.name)`."
    let revisions = module.model.revisions
    if member.revisions.lower > type.revisions.lower { text += " Since \(revisions[member.revisions.lower])." }
    if member.revisions.upper < type.revisions.upper { text += " Removed in \(revisions[member.revisions.upper])." }
    return text
  }
}
