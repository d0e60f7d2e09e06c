import Testing

/// Which module may know which. CONTRIBUTING.md says why.
@Suite("The house's layers")
struct LayeringTests {
  /// The tool, from the ground up: a module imports only those before it.
  static let tool = [
    "CYAML", "CZlib", "CFuzz", "JSONText", "Diagnostics", "SchemaSyntax", "SchemaFormat", "SchemaModel", "SchemaRules",
    "SwiftEmitter", "WireInterpreter", "Fixtures", "PacketCapture", "Inspection", "Agreement", "FuzzKit", "FuzzDriver",
    "FuzzTargets", "Fuzzers", "RealmwireCommands", "realmwire",
  ]

  /// The run-time library that generated code imports; it knows nothing of the tool.
  static let runTime = ["Wire": [], "WireZlib": ["CZlib", "Wire"], "WireBridge": ["JSONText", "Wire"]]

  /// What may be imported of the platform, beside Swift itself.
  static func platform(for file: Repository.File) -> Set<String> {
    let folders = ["Sources/RealmwireCommands/System/", "Examples/RealmWorld/Link/System/"]
    return folders.contains { file.path.hasPrefix($0) } ? ["Glibc", "Synchronization"] : ["Synchronization"]
  }

  @Test("every module has its place")
  func places() throws {
    let modules = Set(try Repository.swiftFiles(below: "Sources").map(\.module))
    #expect(modules.count > 3)
    #expect(modules.subtracting(Self.tool).subtracting(Self.runTime.keys).isEmpty)
  }

  @Test("imports lead down the list, and the tool never imports the run-time library")
  func sources() throws {
    for file in try Repository.swiftFiles(below: "Sources") {
      let allowed = Self.allowed(in: file).union(Self.platform(for: file))
      for name in file.imports {
        #expect(allowed.contains(name), "\(file) must not import \(name)")
      }
    }
  }

  @Test("generated code imports the run-time library alone, and a bridge the protocol that it leads to")
  func generated() throws {
    for file in try Repository.swiftFiles(below: "Generated") {
      let isBridge = file.path.contains("Bridge/")
      for name in file.imports {
        let isKnown = Self.runTime.keys.contains(name) && (isBridge || name != "WireBridge")
        #expect(isKnown || isBridge && name.hasSuffix("Protocol"), "\(file) must not import \(name)")
      }
    }
  }

  @Test("the example servers need the protocol and the run-time library, and of the platform only sockets")
  func examples() throws {
    let files = try Repository.swiftFiles(below: "Examples/RealmWorld")
    #expect(files.count > 30)
    for file in files {
      let allowed = Self.platform(for: file).union(["ExampleLink", "RealmWorldProtocol", "Wire"])
      for name in file.imports { #expect(allowed.contains(name), "\(file) must not import \(name)") }
    }
  }

  @Test("an import is recognised in all its spellings")
  func spellings() {
    let text = """
      import A
      public import B
      @testable import C
      internal import struct D.E
      // import F
        import G
      let x = 1
      """
    let file = Repository.File(
      path: "Sources/M/x.swift", lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    #expect(file.imports == ["A", "B", "C", "D"])
    #expect(file.module == "M")
  }

  private static func allowed(in file: Repository.File) -> Set<String> {
    if let known = runTime[file.module] { return Set(known) }
    let below = Set(tool.prefix { $0 != file.module })
    // Fuzzing runs the very decoders that it attacks.
    return ["FuzzKit", "FuzzDriver", "FuzzTargets"].contains(file.module) ? below.union(runTime.keys) : below
  }
}
