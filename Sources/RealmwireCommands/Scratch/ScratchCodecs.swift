import Diagnostics
import SchemaModel
import SwiftEmitter

/// A schema's generated code as two targets of a scratch package, to which a program is added that uses them.
struct ScratchCodecs {
  /// The scratch package.
  let scratch: ScratchPackage
  /// The codecs.
  var codecs: ScratchPackage.Target
  /// The module by which they are asked anything by name.
  var bridge: ScratchPackage.Target
  /// Realmwire's own package, which both are built against.
  private let package: String

  /// Generates code; the modules are called `<prefix>Protocol` and `<prefix>Bridge`, the folder in the cache by `name`.
  init(
    _ model: SchemaModel, _ sources: SourceSet, prefix: String, folder name: String, _ call: Invocation
  ) throws(Failure) {
    package = try PackageLocation.find(call)
    let subjects = [package] + model.links.map(\.source.file).prefix(1).map { sources[$0].path }
    scratch = try ScratchPackage(name, for: subjects.map { call.absolute($0) ?? $0 }, call)
    let target = GenerateTarget(schema: [], out: prefix + "Protocol", bridge: prefix + "Bridge")
    let generated = try GenerateCommand.files(of: model, sources, target)
    let usesZlib = generated.contains { $0.files.contains { $0.text.contains("import WireZlib\n") } }
    codecs = ScratchPackage.Target(
      name: prefix + "Protocol", files: generated[0].files, products: ["Wire"] + (usesZlib ? ["WireZlib"] : []))
    bridge = ScratchPackage.Target(
      name: prefix + "Bridge", files: generated[1].files, uses: [codecs.name], products: ["Wire", "WireBridge"])
  }

  /// Writes the package, and builds a program of it; returns the program's path.
  func build(
    _ program: ScratchPackage.Target, release: Bool, arguments: [String] = [], _ call: Invocation
  ) throws(Failure) -> String {
    try scratch.write([codecs, bridge, program], against: package, call)
    return try scratch.build(program.name, release: release, call, arguments: arguments)
  }
}
