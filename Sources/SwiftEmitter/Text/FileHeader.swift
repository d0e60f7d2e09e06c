import Diagnostics
import SchemaModel

/// The first lines of a generated file.
struct FileHeader {
  private static func module(of line: String) -> Substring { line.split(separator: " ").last ?? "" }

  let plan: ModulePlan
  let sources: SourceSet
  let source: SourceRange
  /// Whether the declarations use Wire at all.
  let needsWire: Bool
  /// `public import Wire`
  let imports: [String]

  /// `Protocol/chat.yaml:12`
  func place(of source: SourceRange) -> String {
    let file = sources[source.file]
    var path = file.path
    if path.hasPrefix(plan.options.root) { path = String(path.dropFirst(plan.options.root.count)) }
    return "\(path):\(file.line(at: source.lower))"
  }

  var text: SwiftText {
    var text = SwiftText()
    text.line("\(SwiftEmitter.headerMark)\(place(of: source)). Edit that file, not this one.")
    if plan.names.hasUnusualNames { text.line("// swift-format-ignore-file: AlwaysUseLowerCamelCase") }
    text.blank()
    guard !imports.isEmpty else { return text }
    for line in imports.sorted(by: { Self.module(of: $0) < Self.module(of: $1) }) { text.line(line) }
    text.blank()
    if needsWire {
      text.line("// Made for Wire 1. If this does not compile, generate again with the realmwire of your Wire.")
      text.line("private typealias RequiredWire = \(plan.lib("WireVersion")).V1")
      text.blank()
    }
    return text
  }
}
