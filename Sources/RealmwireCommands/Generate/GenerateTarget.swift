import Diagnostics
import SchemaSyntax
import SwiftEmitter

/// A schema and the directory that its Swift goes to.
struct GenerateTarget: Hashable {
  /// The schema's files or directories.
  var schema: [String]
  /// The directory that the Swift goes to, or the one file: `Chat.swift`.
  var out: String
  /// The directory that the bridge goes to, where one is wanted.
  var bridge: String?
  var access = EmitterOptions.Access.public
  /// Where handlers are scaffolded.
  var stubs: [StubTarget] = []

  /// Whether everything goes into one file.
  var isSingleFile: Bool { out.hasSuffix(".swift") }

  /// The directory that the Swift goes to.
  var directory: String {
    guard isSingleFile else { return out }
    let parts = out.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
  }

  /// The module that the Swift becomes: the directory's own name, or the file's.
  var module: String {
    let name = out.split(separator: "/").last.map(String.init) ?? out
    return isSingleFile ? String(name.dropLast(".swift".count)) : name
  }
}

/// A directory with the handlers of a party.
struct StubTarget: Hashable {
  /// The party that receives; nil for all of the schema.
  var party: String?
  var directory: String
}

/// `realmwire.yaml`: which schema goes to which directory, so that `realmwire generate` needs no arguments.
///
/// ```yaml
/// generate:
///   - schema: Protocol/realm-world
///     out: Generated/RealmWorldProtocol
///     bridge: Generated/RealmWorldBridge
///     access: public
///     stubs: {realm: Sources/Realm, world: Sources/World}
/// ```
struct GenerateConfiguration {
  static let path = "realmwire.yaml"

  private(set) var targets: [GenerateTarget] = []
  private var findings: [Diagnostic] = []

  /// The targets that the file states.
  static func read(_ call: Invocation) throws(Failure) -> [GenerateTarget] {
    guard call.files.exists(path) else {
      throw Failure(
        .usage, "there is no `\(path)`, and no schema is named",
        help: ["name the schema and the directory: `realmwire generate Protocol/chat --out Generated/Chat`"])
    }
    var sources = SourceSet()
    let source = SourceFile(path: path, bytes: try call.read(path))
    let document = YAMLReader.read(source, file: sources.add(source))
    var configuration = GenerateConfiguration()
    configuration.findings = document.findings
    if let root = document.root { configuration.readFile(root) }
    guard configuration.findings.isEmpty else {
      call.console.complain(Report(configuration.findings).text(in: sources, inColor: call.colorsErrors))
      throw Failure(.findings, "`\(path)` has errors")
    }
    return configuration.targets
  }

  private mutating func report(_ message: String, _ node: SourceRange, help: String) {
    findings.append(Diagnostic("L003", message, at: node, help: [Help(help)]))
  }

  private mutating func readFile(_ root: Node) {
    let form = "a list under `generate:`, each entry with `schema` and `out`"
    guard case .mapping(let mapping) = root else { return report("this is no configuration", root.range, help: form) }
    for entry in mapping.entries {
      guard entry.key.text == "generate" else {
        report("unknown key `\(entry.key.text)`", entry.key.range, help: form)
        continue
      }
      guard case .sequence(let list) = entry.value else {
        report("a list of targets stands here", entry.value.range, help: form)
        continue
      }
      for element in list.elements { readTarget(element, help: form) }
    }
  }

  private mutating func readTarget(_ node: Node, help: String) {
    guard case .mapping(let mapping) = node else { return report("a target stands here", node.range, help: help) }
    var target = GenerateTarget(schema: [], out: "")
    for entry in mapping.entries {
      switch (entry.key.text, entry.value) {
      case ("schema", .scalar(let path)): target.schema = [path.text]
      case ("schema", .sequence(let paths)):
        for case .scalar(let path) in paths.elements { target.schema.append(path.text) }
      case ("out", .scalar(let path)): target.out = path.text
      case ("bridge", .scalar(let path)): target.bridge = path.text
      case ("access", .scalar(let word)):
        guard let access = EmitterOptions.Access(rawValue: word.text) else {
          report("`\(word.text)` is no access level", word.range, help: "public, package or internal")
          continue
        }
        target.access = access
      case ("stubs", .scalar(let path)): target.stubs = [StubTarget(directory: path.text)]
      case ("stubs", .mapping(let directories)):
        for case (let party, .scalar(let path)) in directories.entries.map({ ($0.key.text, $0.value) }) {
          target.stubs.append(StubTarget(party: party, directory: path.text))
        }
      default: report("unknown key `\(entry.key.text)`", entry.key.range, help: "schema, out, bridge, access or stubs")
      }
    }
    guard !target.schema.isEmpty, !target.out.isEmpty else {
      return report("the target lacks `schema` or `out`", mapping.range, help: help)
    }
    targets.append(target)
  }
}
