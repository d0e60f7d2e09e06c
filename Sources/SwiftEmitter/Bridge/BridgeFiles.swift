public import Diagnostics
public import SchemaModel

extension SwiftEmitter {
  /// The files of a module that lets the generated one be asked anything by name: walks, loads and a table of all types.
  ///
  /// `module` is the name of the generated module.
  public static func bridgeFiles(
    of model: SchemaModel, _ sources: SourceSet, module: String, _ options: EmitterOptions = EmitterOptions()
  ) throws(EmitterProblem) -> [GeneratedFile] {
    if let external = model.types.first(where: { if case .external = $0.kind { true } else { false } }) {
      throw EmitterProblem(
        "`\(external.name)` has a hand-written codec, of which a bridge knows nothing",
        help: "say it in the schema's own words, or generate without a bridge")
    }
    guard options.access != .internal else {
      throw EmitterProblem(
        "a bridge is another module, which internal declarations are hidden from",
        help: "generate them with `access: public` or `access: package`")
    }
    let inside = try ModulePlan(model, options)
    let plan = inside.seen(as: module)
    let declaration = BridgeDeclaration(module: plan, inside: inside)
    var files: [GeneratedFile] = []
    func add(_ name: String, _ source: SourceRange, shows shown: Set<String>, _ text: SwiftText) {
      let imports = [module, "Wire", "WireBridge"].map { name in
        "\(shown.contains(name) ? options.access.rawValue : "internal") import \(name)"
      }
      var file = FileHeader(plan: plan, sources: sources, source: source, needsWire: false, imports: imports).text
      file.append(text)
      files.append(GeneratedFile(name: plainName(name) + ".swift", text: file.description))
    }
    for (index, type) in model.types.enumerated() {
      guard let text = declaration.text(of: index) else { continue }
      let shown: Set<String> = type.kind.isEnum ? [module, "WireBridge"] : [module, "Wire", "WireBridge"]
      add(inside.typeNames[index], type.source, shows: shown, text)
    }
    for message in model.messages {
      add(
        inside.messageNames[message.index], message.source, shows: [module, "Wire", "WireBridge"],
        declaration.text(of: message))
    }
    if let first = model.links.first?.source ?? model.types.first?.source {
      add("bridgedProtocol", first, shows: ["WireBridge"], BridgeTable(module: plan).text)
    }
    return files.sorted { $0.name < $1.name }
  }
}

extension TypeDefinition.Kind {
  fileprivate var isEnum: Bool {
    switch self {
    case .enumeration, .flags: true
    case .alias, .bits, .structure, .widened, .external: false
    }
  }
}
