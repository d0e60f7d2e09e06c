import SwiftEmitter

/// A package of our own making beside the user's files: generated code with a program that runs it.
///
/// Only files that changed are touched, so that building it again is quick.
struct ScratchPackage {
  static let option = Parameter<String?>.option(
    "scratch", value: "directory", completing: .directories,
    "Where to build; by default a folder for each schema in the user's cache.")

  /// A target: a directory below `Sources` with these files.
  struct Target {
    var name: String
    var files: [GeneratedFile]
    var isExecutable = false
    /// Targets of the package that it imports.
    var uses: [String] = []
    /// Products of the realmwire package that it imports.
    var products: [String] = []
    /// Swift settings beside those that all targets have, as the manifest spells them.
    var settings: [String] = []
    /// Settings for linking it, as the manifest spells them.
    var linker: [String] = []
  }

  /// Where it is, from the root on.
  let directory: String

  /// The scratch package of some files: where `--scratch` says, or in the user's cache, by a name and what tells it apart.
  init(_ name: String, for subjects: [String], _ call: Invocation) throws(Failure) {
    let path: String
    if let stated = call[Self.option] { path = stated } else { path = try Self.cached(name, subjects, call) }
    do throws(FileProblem) {
      try call.files.makeDirectory(path)
    } catch {
      throw Failure(error)
    }
    guard let directory = call.absolute(path) else { throw Failure(FileProblem(path, .missing)) }
    self.directory = directory
  }

  private static func cached(_ name: String, _ subjects: [String], _ call: Invocation) throws(Failure) -> String {
    let home = call.variables["HOME"].map { FileSystem.join($0, ".cache") }
    let cache = call.variables["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
    guard let cache else {
      throw Failure(.usage, "there is no `HOME` to build in", help: ["say where: `--scratch DIR`"])
    }
    let plain = String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    return "\(cache)/realmwire/\(plain)-\(fingerprint(subjects))"
  }

  /// 64 bits in hexadecimal, the same on every run (FNV-1a).
  private static func fingerprint(_ words: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in words.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  // MARK: - Writing it

  /// Makes the package's files what these targets say.
  func write(_ targets: [Target], against package: String, _ call: Invocation) throws(Failure) {
    for target in targets {
      let path = "\(directory)/Sources/\(target.name)"
      try GeneratedDirectory(path, target.files, call).apply(path, call)
    }
    try call.replace("\(directory)/Package.swift", Array(Self.manifest(targets, against: package).utf8))
  }

  private static func manifest(_ targets: [Target], against package: String) -> String {
    let targets = targets.map { target in
      let dependencies =
        target.uses.map(LiteralText.text)
        + target.products.map { ".product(name: \(LiteralText.text($0)), package: \"realmwire\")" }
      let settings = target.settings.isEmpty ? "strict" : "strict + [\(target.settings.joined(separator: ", "))]"
      let linker = target.linker.isEmpty ? "" : ", linkerSettings: [\(target.linker.joined(separator: ", "))]"
      return """
            .\(target.isExecutable ? "executableTarget" : "target")(
              name: \(LiteralText.text(target.name)), dependencies: [\(dependencies.joined(separator: ", "))],
              swiftSettings: \(settings)\(linker)),
        """
    }
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let strict: [SwiftSetting] = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
      ]

      let package = Package(
        name: "scratch",
        dependencies: [.package(name: "realmwire", path: \(LiteralText.text(package)))],
        targets: [
      \(targets.joined(separator: "\n"))
        ])

      """
  }

  // MARK: - Building it

  /// Compiles a product; returns the path of what was built.
  func build(_ product: String, release: Bool, _ call: Invocation, arguments: [String] = []) throws(Failure) -> String {
    let configuration = release ? "release" : "debug"
    let swift = call.variables["SWIFT"].flatMap { $0.isEmpty ? nil : $0 } ?? "swift"
    let words =
      [swift, "build", "--package-path", directory, "--product", product, "--configuration", configuration] + arguments
    var said = BuildLog()
    let status: Int32
    do throws(FileProblem) {
      status = try call.processes.run(Processes.Request(words: words)) { piece in
        for line in said.append(piece) where line.hasPrefix("[") { call.console.progress(line) }
      }
    } catch {
      throw Failure(
        .internalError, "the Swift toolchain cannot be started: \(error.sentence)",
        help: ["put `swift` into your `PATH`, or name it: `SWIFT=/path/to/swift`"])
    }
    call.console.endProgress()
    guard status == 0 else {
      throw Failure(
        .internalError, "the generated code does not compile, in `\(printable(directory))`", help: said.reasons)
    }
    return "\(directory)/.build/\(configuration)/\(product)"
  }
}

/// What a build says, line by line.
struct BuildLog {
  private var lines: [String] = []
  private var partial: [UInt8] = []

  /// Takes in a piece; returns the lines that are whole now.
  mutating func append(_ piece: [UInt8]) -> [String] {
    partial += piece
    let parts = partial.split(separator: 0x0A, omittingEmptySubsequences: false)
    let whole = parts.dropLast().map { String(decoding: $0, as: UTF8.self) }
    partial = Array(parts.last ?? [])
    lines += whole
    return whole
  }

  /// The errors, each once; without any, the last lines.
  var reasons: [String] {
    let errors = lines.filter { $0.contains(": error:") || $0.hasPrefix("error:") }
    let known = errors.isEmpty ? Array(lines.suffix(20)) : errors
    var seen: Set<String> = []
    return Array(known.filter { seen.insert($0).inserted }.prefix(20))
  }
}
