import Foundation
import PackagePlugin

/// Generates the Swift of a target from the schemas in the target's own folder, when it is built and they have changed.
///
/// A build command has to name its outputs before any schema is read, and one that finds them out for itself (a prebuild
/// command) may not run a tool that is built from source. So everything goes into one file.
@main
struct ProtocolFromSchema: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let folder = target.directoryURL
    let schemas = module.sourceFiles.map(\.url).filter { ["yaml", "yml"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    guard !schemas.isEmpty else {
      Diagnostics.error("there is no schema in \(folder.path): a file that ends in .yaml")
      return []
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "\(target.name).swift")
    // Paths from the target's folder, so that the Swift is the same wherever the package lies.
    let names = schemas.map { String($0.path.dropFirst(folder.path.count).drop { $0 == "/" }) }
    return [
      .buildCommand(
        displayName: "Generating \(target.name) from \(names.joined(separator: ", "))",
        executable: try context.tool(named: "realmwire").url,
        arguments: ["-C", folder.path, "generate", "--quiet"] + names + ["--out", output.path],
        inputFiles: schemas, outputFiles: [output])
    ]
  }
}
