// Foundation is how plugins start a tool; it stays out of everything that is built.
import Foundation
import PackagePlugin

/// `swift package generate-protocol [--check …]`: `realmwire generate` in the package's folder.
@main
struct GenerateProtocol: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let process = Process()
    process.executableURL = try context.tool(named: "realmwire").url
    process.currentDirectoryURL = context.package.directoryURL
    process.arguments = ["generate"] + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      // The tool has said why. SwiftPM exits with 1 after an error.
      return Diagnostics.error("realmwire generate ended with \(process.terminationStatus)")
    }
  }
}
