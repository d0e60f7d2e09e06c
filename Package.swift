// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with.
let strict: [SwiftSetting] = [
  // Data races are compile errors.
  .swiftLanguageMode(.v6),
  // A warning left alone today hides the one that matters tomorrow.
  .treatAllWarnings(as: .error),
  // `any P` says that a call is dynamic.
  .enableUpcomingFeature("ExistentialAny"),
  // An import is an implementation detail unless it says `public`.
  .enableUpcomingFeature("InternalImportsByDefault"),
  // A member is visible only where its module is imported: the house's layering is what the imports say.
  .enableUpcomingFeature("MemberImportVisibility"),
  // Every use of an unsafe construct is marked, so that it can be found and reviewed.
  .strictMemorySafety(),
]

/// For types that cannot outlive the bytes they read.
let lifetimes: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes")]

/// A library module under `Sources/`.
func module(_ name: String, uses dependencies: [String] = [], also settings: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: strict + settings)
}

/// A module under `Generated/`, made by `realmwire generate`.
func generated(_ name: String, uses dependencies: [String] = []) -> Target {
  .target(
    name: name, dependencies: (["Wire"] + dependencies).map { .byName(name: $0) }, path: "Generated/" + name,
    swiftSettings: strict)
}

/// A program that speaks the protocol between realm and world.
func example(_ name: String, at path: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["ExampleLink", "RealmWorldProtocol", "Wire"], path: path, swiftSettings: strict)
}

/// The tests of a module, under `Tests/<name>Tests`.
func tests(of name: String, uses others: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: ([name] + others).map { .byName(name: $0) }, swiftSettings: strict)
}

let package = Package(
  name: "realmwire",
  products: [
    // What generated code imports.
    .library(name: "Wire", targets: ["Wire"]),
    .library(name: "WireZlib", targets: ["WireZlib"]),
    .library(name: "WireBridge", targets: ["WireBridge"]),
    // What `realmwire fuzz` compiles together with generated code.
    .library(name: "FuzzDriver", targets: ["FuzzDriver"]),
    // The link between realm and world.
    .library(name: "RealmWorldProtocol", targets: ["RealmWorldProtocol"]),
    // The tool, and what lets other packages generate from schemas of their own.
    .executable(name: "realmwire", targets: ["realmwire"]),
    .plugin(name: "GenerateProtocol", targets: ["GenerateProtocol"]),
    .plugin(name: "ProtocolFromSchema", targets: ["ProtocolFromSchema"]),
  ],
  targets: [
    // C libraries: a module map and a shim, nothing else.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The compiler, from text to model. Imports only go up this list.
    module("JSONText"),
    module("Diagnostics", uses: ["JSONText"]),
    module("SchemaSyntax", uses: ["CYAML", "JSONText", "Diagnostics"]),
    module("SchemaFormat", uses: ["Diagnostics", "SchemaSyntax"]),
    module("SchemaModel", uses: ["JSONText", "Diagnostics", "SchemaSyntax"]),
    module("SchemaRules", uses: ["Diagnostics", "SchemaModel", "SchemaSyntax"]),
    module("SwiftEmitter", uses: ["Diagnostics", "SchemaModel", "SchemaSyntax"]),
    module("WireInterpreter", uses: ["CZlib", "JSONText", "Diagnostics", "SchemaSyntax", "SchemaModel"]),
    module("Fixtures", uses: ["Diagnostics", "SchemaSyntax", "SchemaModel", "WireInterpreter"]),
    module("PacketCapture"),
    module(
      "Inspection",
      uses: ["JSONText", "Diagnostics", "PacketCapture", "SchemaModel", "SchemaSyntax", "WireInterpreter"]),

    module(
      "Agreement",
      uses: ["JSONText", "Diagnostics", "Fixtures", "Inspection", "SchemaModel", "WireInterpreter"]),

    // The run-time library of generated code; zlib apart, because not every server has it.
    module("Wire", also: lifetimes),
    module("WireZlib", uses: ["CZlib", "Wire"], also: lifetimes),
    // How compiled codecs are asked anything by name; what `generate --bridge` writes imports it.
    module("WireBridge", uses: ["JSONText", "Wire"], also: lifetimes),

    // Attacks the decoders that servers run: it knows both worlds.
    module(
      "FuzzKit",
      uses: [
        "Diagnostics", "Fixtures", "Inspection", "JSONText", "SchemaModel", "SchemaSyntax", "Wire", "WireBridge",
        "WireInterpreter",
      ], also: lifetimes),

    // The process that an attack runs in: `realmwire fuzz` compiles it together with a schema's codecs.
    .target(name: "CFuzz"),
    module(
      "FuzzDriver",
      uses: ["CFuzz", "Diagnostics", "FuzzKit", "SchemaModel", "WireBridge", "WireInterpreter"]),

    // What must hold of everything that takes bytes from strangers; the fuzzers run it, and tests replay what they found.
    module(
      "FuzzTargets",
      uses: [
        "Diagnostics", "FuzzKit", "Inspection", "JSONText", "PacketCapture", "SchemaFormat", "SchemaModel",
        "SchemaRules", "SchemaSyntax", "Wire",
      ], also: lifetimes),

    // What realmwire.yaml names.
    generated("RealmWorldProtocol"),
    generated("RealmWorldBridge", uses: ["RealmWorldProtocol", "WireBridge"]),

    // The tool. Only RealmwireCommands touches disk and arguments.
    module(
      "RealmwireCommands",
      uses: [
        "Agreement", "JSONText", "Diagnostics", "Fixtures", "FuzzKit", "Inspection", "PacketCapture", "SchemaFormat",
        "SchemaModel", "SchemaRules", "SchemaSyntax", "SwiftEmitter", "WireInterpreter",
      ]),
    .executableTarget(name: "realmwire", dependencies: ["RealmwireCommands"], swiftSettings: strict),

    tests(of: "Wire"),
    tests(of: "WireZlib", uses: ["Wire"]),
    // `swift package generate-protocol`: writes what realmwire.yaml names into the source tree.
    .plugin(
      name: "GenerateProtocol",
      capability: .command(
        intent: .custom(verb: "generate-protocol", description: "Turn schemas into Swift, as realmwire.yaml says."),
        permissions: [.writeToPackageDirectory(reason: "Generated Swift goes where realmwire.yaml says.")]),
      dependencies: ["realmwire"]),
    // Generates a target's Swift from the schemas in its folder whenever the target is built.
    .plugin(name: "ProtocolFromSchema", capability: .buildTool(), dependencies: ["realmwire"]),

    // Two processes that speak the protocol over TCP.
    .target(
      name: "ExampleLink", dependencies: ["RealmWorldProtocol", "Wire"], path: "Examples/RealmWorld/Link",
      swiftSettings: strict),
    example("realm-demo", at: "Examples/RealmWorld/Realm"),
    example("world-demo", at: "Examples/RealmWorld/World"),

    tests(of: "RealmWorldProtocol", uses: ["Wire"]),
    tests(of: "JSONText"),
    tests(of: "Diagnostics", uses: ["JSONText"]),
    tests(of: "SchemaFormat", uses: ["Diagnostics", "SchemaSyntax"]),
    tests(of: "SchemaRules", uses: ["JSONText", "Diagnostics", "Fixtures", "SchemaModel", "SchemaSyntax"]),
    tests(of: "SchemaSyntax", uses: ["Diagnostics"]),
    tests(of: "SchemaModel", uses: ["Diagnostics", "JSONText"]),
    tests(
      of: "RealmwireCommands",
      uses: ["JSONText", "Diagnostics", "Inspection", "SchemaSyntax", "SchemaModel", "SchemaRules"]),
    tests(of: "WireInterpreter", uses: ["JSONText", "Diagnostics", "SchemaSyntax", "SchemaModel"]),
    tests(of: "Fixtures", uses: ["Diagnostics", "SchemaSyntax", "SchemaModel", "WireInterpreter"]),
    tests(of: "SwiftEmitter", uses: ["Diagnostics", "SchemaModel"]),
    tests(of: "PacketCapture"),
    tests(of: "Inspection", uses: ["JSONText", "Diagnostics", "SchemaModel", "SchemaSyntax", "WireInterpreter"]),
    tests(of: "FuzzTargets"),
    // Counts memory for the tests of generated code.
    .target(name: "CMemoryCount", path: "Tests/CMemoryCount"),
    .testTarget(
      name: "GeneratedTests",
      dependencies: [
        "Agreement", "CMemoryCount", "Diagnostics", "Fixtures", "Inspection", "JSONText", "RealmWorldBridge",
        "RealmWorldProtocol", "SchemaModel", "SchemaSyntax", "Wire", "WireBridge", "WireInterpreter",
      ], swiftSettings: strict + lifetimes),
    .testTarget(
      name: "EndToEndTests", dependencies: ["realmwire", "realm-demo", "world-demo"], swiftSettings: strict),
    tests(
      of: "FuzzKit",
      uses: [
        "Diagnostics", "Fixtures", "RealmWorldBridge", "SchemaModel", "SchemaSyntax", "WireBridge", "WireInterpreter",
      ]),
    // Schemas made at random, out of every construct of the language.
    .target(
      name: "RandomSchemas",
      dependencies: [
        "Diagnostics", "Inspection", "JSONText", "SchemaFormat", "SchemaModel", "SchemaRules", "WireInterpreter",
      ],
      path: "Tests/RandomSchemas", swiftSettings: strict),
    .executableTarget(
      name: "random-schemas",
      dependencies: ["JSONText", "RandomSchemas", "SchemaModel", "SwiftEmitter", "WireInterpreter"],
      path: "Tests/RandomSchemaRunner", swiftSettings: strict),
    .testTarget(
      name: "RandomSchemaTests", dependencies: ["RandomSchemas", "SwiftEmitter", "WireInterpreter"],
      swiftSettings: strict),
    // Guards the layers and the size of files by reading the sources.
    .testTarget(name: "HouseTests", swiftSettings: strict),
  ]
)

// Fuzzers need libFuzzer's `main` and coverage in every module, so they are built apart: `make fuzz-targets`.
if Context.environment["REALMWIRE_FUZZ"] != nil {
  package.targets.append(.executableTarget(name: "Fuzzers", dependencies: ["FuzzTargets"], swiftSettings: strict))
}

// Built only in a copy of the sources that has faults planted in it: `make fuzz-selftest`.
if Context.environment["REALMWIRE_SELFTEST"] != nil {
  package.targets.append(
    .executableTarget(
      name: "FuzzSelfTest", dependencies: ["FuzzDriver", "FuzzKit", "FuzzTargets", "RealmWorldBridge"],
      path: "Tests/FuzzSelfTest", exclude: ["Faults"], swiftSettings: strict))
}
