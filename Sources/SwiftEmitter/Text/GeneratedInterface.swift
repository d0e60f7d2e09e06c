/// What other code sees of the type that a generated file begins with: its members, a line each.
///
/// ```swift
/// GeneratedInterface(oldText).changes(to: GeneratedInterface(newText))
/// // ["+ var reason: UInt8", "- init(operationId:success:)", "+ init(operationId:success:reason:)"]
/// ```
public struct GeneratedInterface: Hashable, Sendable {
  /// `var reason: UInt8`, `case merry`, `init(operationId:success:)`, `func receive(_ packet: Say)`.
  public private(set) var members: [String] = []

  private static let kinds: Set<Substring> = ["var", "let", "case", "init", "func"]

  /// Reads the text of a generated file.
  public init(_ text: String) {
    let lines = text.split(separator: "\n")
    let head = lines.firstIndex {
      Self.words($0).contains { ["struct", "enum", "protocol"].contains($0) } && $0.hasSuffix("{")
    }
    guard let head else { return }
    var rest = lines[(head + 1)...].prefix { $0 != "}" }
    while let line = rest.popFirst() {
      // Two spaces and no more: a member of the type itself.
      guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.hasPrefix("  //"), !line.hasPrefix("  }") else {
        continue
      }
      let words = Self.words(line)
      guard words.contains(where: { Self.kinds.contains($0.prefix { $0 != "(" }) }) else { continue }
      var declaration = words.drop { ["public", "package", "nonisolated(nonsending)"].contains($0) }.joined(
        separator: " ")
      if declaration.hasPrefix("init(") {
        // Its parameters may stand on lines of their own.
        while !declaration.hasSuffix("{"), let more = rest.popFirst() {
          declaration += " " + Self.words(more).joined(separator: " ")
        }
        declaration = Self.labels(of: declaration)
      }
      if declaration.hasSuffix(" {") { declaration.removeLast(2) }
      members.append(declaration)
    }
  }

  private static func words(_ line: Substring) -> [Substring] { line.split(separator: " ") }

  /// `init(a: Int, b: [UInt8] = []) {` as `init(a:[b:])`: what may be left out stands in brackets.
  private static func labels(of initializer: String) -> String {
    var depth = 0
    var parameters = [""]
    for character in initializer.dropFirst("init(".count) {
      if "([<".contains(character) { depth += 1 }
      if ")]>".contains(character) { depth -= 1 }
      if depth < 0 { break }
      if character == ",", depth == 0 {
        parameters.append("")
      } else {
        parameters[parameters.count - 1].append(character)
      }
    }
    let labels = parameters.map { parameter in
      guard let colon = parameter.firstIndex(of: ":") else { return "" }
      let label = parameter[...colon].filter { $0 != " " }
      return parameter.contains(" = ") ? "[\(label)]" : label
    }
    return "init(\(labels.joined()))"
  }

  /// What is gone, and what is new, in the order of the members.
  public func changes(to new: GeneratedInterface) -> [String] {
    let (before, after) = (Set(members), Set(new.members))
    return members.filter { !after.contains($0) }.map { "- " + $0 }
      + new.members.filter { !before.contains($0) }.map { "+ " + $0 }
  }
}
