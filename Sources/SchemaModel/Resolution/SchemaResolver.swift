public import Diagnostics
public import SchemaSyntax

/// Resolves the declarations of one schema's files into a model.
///
/// ```swift
/// let resolution = SchemaResolver.resolve(files)
/// resolution.model     // what could be resolved, for rules to look at
/// resolution.findings  // when one of them is an error, the model must not be generated from
/// ```
public enum SchemaResolver {
  /// A model and what is wrong with it.
  public struct Resolution: Sendable {
    /// The model; things that could not be resolved are left out of it.
    public let model: SchemaModel
    /// L002, L2xx, L4xx, L5xx, L6xx and L701.
    public let findings: [Diagnostic]
    /// What refers to what, for the rule about unused things.
    public let usage: Usage
  }

  /// What is referred to, and from which file.
  public struct Usage: Sendable {
    /// Types that something refers to.
    public var types: Set<String> = []
    /// Constants that something refers to.
    public var constants: Set<String> = []
    /// Pairs of files of which the first refers to something in the second.
    public var files: Set<FilePair> = []

    /// A reference from file to file.
    public struct FilePair: Hashable, Sendable {
      /// The file that refers.
      public let from: Int
      /// The file that is referred to.
      public let to: Int

      /// A reference from one file to another.
      public init(from: Int, to: Int) {
        self.from = from
        self.to = to
      }
    }

    mutating func note(from: Int, to: Int) {
      if from != to { files.insert(FilePair(from: from, to: to)) }
    }
  }

  /// Resolves a schema.
  public static func resolve(_ files: [FileSyntax]) -> Resolution {
    var resolver = Resolver(files)
    let model = resolver.run()
    return Resolution(model: model, findings: resolver.findings, usage: resolver.usage)
  }
}

/// The state of one resolution. Its steps live in extensions, one file a subject.
struct Resolver {
  let files: [FileSyntax]
  var findings: [Diagnostic] = []
  var usage = SchemaResolver.Usage()

  var revisions: [String] = [""]
  var revisionIndex: [String: Int] = [:]
  var revisionsFile: Int?
  var constants: [String: (value: Int128, syntax: ConstantSyntax)] = [:]
  var links: [Link] = []
  var linkIndex: [String: Int] = [:]
  /// Whether a link could not be read, so that messages may well lack theirs.
  var hasBrokenLinks = false
  /// Whether it was said that there is no link: once is enough.
  var hasMissedLinks = false

  /// The variants of each type, by name; names in ``typeNames`` are sorted.
  var variants: [String: [DefinitionSyntax]] = [:]
  var typeNames: [String] = []
  var typeIndex: [String: TypeIndex] = [:]
  var typeRevisions: [RevisionRange] = []
  var variantRanges: [[RevisionRange]] = []
  /// Enums and flags some of whose members could not be read: a name that they lack is no mistake.
  var partialTypes: Set<TypeIndex> = []
  /// Filled in dependency order; nil while unresolved, or when it cannot be.
  var types: [TypeDefinition?] = []
  var typeSizes: [[SizeBounds]] = []
  var messageIndex: [String: MessageIndex] = [:]
  /// The struct or message that is being resolved.
  var current = StructState()
  /// The revisions of the item around this point that is resolved a stretch of them at a time, if one is.
  var whole: RevisionRange?
  /// How many `if`, `switch` and `trailing` groups are around this point.
  var conditionalDepth = 0

  /// Where messages are named, for findings about types.
  let messagePlaces: [String: SourceRange]
  /// How many names may still be compared to find the one that was meant.
  var comparisonsLeft = 300_000
  /// Names that somebody declared but that could not be read or resolved: referring to them is no mistake.
  var brokenNames: Set<String>

  init(_ files: [FileSyntax]) {
    self.files = files
    let messages = files.flatMap(\.messages).map { ($0.name.value, $0.name.range) }
    messagePlaces = Dictionary(messages, uniquingKeysWith: { first, _ in first })
    brokenNames = files.reduce(into: []) { $0.formUnion($1.brokenNames) }
  }

  mutating func run() -> SchemaModel {
    resolveRevisions()
    resolveConstants()
    resolveLinks()
    declareTypes()
    for index in orderTypes() { resolveType(index) }
    let messages = resolveMessages()
    let somewhere = files.first?.name?.range ?? SourceRange(file: 0, lower: 0, upper: 0)
    return SchemaModel(
      name: files.lazy.compactMap { $0.name?.value }.first ?? "",
      revisions: revisions,
      links: links,
      constants: constants.values.map {
        Constant(name: $0.syntax.name.value, value: $0.value, doc: $0.syntax.doc, source: $0.syntax.name.range)
      }.sorted { $0.name < $1.name },
      types: types.enumerated().map { index, type in
        type ?? TypeDefinition.unresolved(typeNames[index], typeRevisions[index], somewhere)
      },
      messages: messages,
      fixtures: files.flatMap(\.fixtures),
      typeSizes: typeSizes)
  }

  mutating func report(
    _ code: String, _ message: String, at range: SourceRange, label: String = "", also: [Diagnostic.Label] = [],
    notes: [String] = [], help: [Help] = []
  ) {
    findings.append(Diagnostic(code, message, at: range, label: label, also: also, notes: notes, help: help))
  }

  /// "Did you mean", when something is near enough.
  ///
  /// Comparing takes time: of a schema with very many unknown names, the first ones get suggestions.
  mutating func suggestion(_ name: String, _ known: (Self) -> [String], at range: SourceRange) -> [Help] {
    guard comparisonsLeft > 0 else { return [] }
    let candidates = known(self)
    comparisonsLeft -= candidates.count
    // The name itself may be known, only not as what is wanted here.
    guard let nearest = Spelling.nearest(to: name, in: candidates), nearest != name else { return [] }
    return [Help("did you mean `\(nearest)`?", edits: [TextEdit(range, nearest)])]
  }
}

extension TypeDefinition {
  /// Takes the place of a type that could not be resolved, which was reported.
  static func unresolved(_ name: String, _ revisions: RevisionRange, _ source: SourceRange) -> Self {
    Self(name: name, swiftName: name, doc: "", revisions: revisions, kind: .external(""), source: source)
  }
}
