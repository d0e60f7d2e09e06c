import Diagnostics
import SchemaModel
import SwiftEmitter

/// What `realmwire generate` says of its work.
extension GenerateCommand {
  /// More files than this are not told of one by one: they are the first ones, or all of them have changed alike.
  private static let mostTold = 30

  private static func isNoNewline(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "\n") }

  /// Says what has changed for the code that uses a directory's Swift.
  static func tell(_ directory: GeneratedDirectory, _ call: Invocation) {
    guard directory.changes.count <= mostTold, directory.unchanged > 0 else { return }
    var breaks = false
    for change in directory.changes {
      let name = printable(String(change.path.split(separator: "/").last ?? ""))
      switch change.kind {
      case .missing: call.note("  \(name): new")
      case .orphan:
        call.note("  \(name): removed")
        breaks = true
      case .stale:
        // The first line names a place in the schema, which moves with whatever stands above it.
        guard change.old.drop(while: isNoNewline) != change.new.drop(while: isNoNewline) else { continue }
        let lines = GeneratedInterface(String(decoding: change.old, as: UTF8.self))
          .changes(to: GeneratedInterface(String(decoding: change.new, as: UTF8.self)))
        call.note("  \(name)\(lines.isEmpty ? ": what it does, not how it is used" : "")")
        for line in lines { call.note("    \(printable(line))") }
        // Whoever handles packets or cases handles all of them.
        if lines.contains(where: { $0.hasPrefix("-") || $0.hasPrefix("+ func") || $0.hasPrefix("+ case") }) {
          breaks = true
        }
      }
    }
    if breaks { call.note("  Code that relied on what has changed may no longer compile: `swift build` names it.") }
  }

  /// Scaffolds handlers; says whether any were missing or left over.
  static func scaffold(
    _ target: StubTarget, of module: GenerateTarget, _ model: SchemaModel, _ call: Invocation
  ) throws(Failure) -> Bool {
    let directory = try StubDirectory(target, of: module, model, call)
    let stubs = directory.stubs
    let writes = !call[check] && !call[dryRun]
    if writes { try directory.apply(call) }
    for path in directory.paths { call.console.print("\(writes ? "stub" : "missing stub"): \(printable(path))") }
    for orphan in stubs.orphans {
      let place = "\(printable(orphan.path)):\(orphan.line)"
      call.console.print(
        "orphan: \(place) receives \(orphan.packet.isEmpty ? "what is unknown" : "`\(orphan.packet)`")")
    }
    let verb = writes ? "scaffolded" : "to scaffold"
    let orphans = stubs.orphans.isEmpty ? "" : ", \(counted(stubs.orphans.count, "orphan"))"
    call.note(
      "\(printable(target.directory)): \(counted(stubs.required, "handler")), \(stubs.missing.count) \(verb)\(orphans)")
    return !stubs.missing.isEmpty || !stubs.orphans.isEmpty
  }

  static func show(_ change: GeneratedDirectory.Change, _ call: Invocation) {
    guard call[check] else {
      call.console.print("\(change.kind == .orphan ? "remove" : "write") \(printable(change.path))")
      return
    }
    call.console.print("\(change.kind.rawValue): \(printable(change.path))")
    if change.kind == .stale {
      call.console.write(
        UnifiedDiff.text(
          from: change.old, to: change.new, oldPath: change.path, newPath: "\(change.path) (generated)"))
    }
  }
}
