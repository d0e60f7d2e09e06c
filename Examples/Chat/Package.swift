// swift-tools-version: 6.2
import PackageDescription

// A package that generates from a schema of its own, in both ways.
let package = Package(
  name: "chat",
  dependencies: [
    // Elsewhere: .package(url: …, from: …)
    .package(name: "realmwire", path: "../..")
  ],
  targets: [
    // Sources/Chat holds a schema: its Swift is generated when the target is built and the schema has changed.
    .target(
      name: "Chat", dependencies: [.product(name: "Wire", package: "realmwire")],
      plugins: [.plugin(name: "ProtocolFromSchema", package: "realmwire")]),
    // Sources/ChatInTree holds Swift from the same schema, put there by `swift package generate-protocol`.
    .target(name: "ChatInTree", dependencies: [.product(name: "Wire", package: "realmwire")]),
    .testTarget(name: "ChatTests", dependencies: ["Chat", "ChatInTree", .product(name: "Wire", package: "realmwire")]),
  ]
)
