// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building the toolchain never waits for C++ or for benchmarks.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "realmwire", path: "..")],
  targets: [
    // The yardstick: C++ in the style of the servers that are replaced.
    .target(name: "Yardstick"),
    .executableTarget(
      name: "codec-benchmark",
      dependencies: [
        "Yardstick", .product(name: "RealmWorldProtocol", package: "realmwire"),
        .product(name: "Wire", package: "realmwire"),
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
