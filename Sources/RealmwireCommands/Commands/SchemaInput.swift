import Diagnostics
import SchemaModel
import SchemaRules

extension LoadedSchemas {
  /// Shows the errors of schemas that cannot be worked from, and fails when there are any.
  func requireModels(_ call: Invocation) throws(Failure) { try requireNoErrors(among: findings, call) }

  /// The same, but for the rules' errors, too: code that servers run has the limits that the rules ask for. Only that a
  /// message may outgrow its frame (L302) or the budget of its link (L303) makes no decoder unsafe, for neither is read
  /// beyond what arrived.
  func requireSoundModels(_ call: Invocation) throws(Failure) {
    try requireNoErrors(among: check().filter { !["L302", "L303"].contains($0.code) }, call)
  }

  private func requireNoErrors(among findings: [Diagnostic], _ call: Invocation) throws(Failure) {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      call.console.complain(Report(errors).text(in: sources, inColor: call.colorsErrors))
      throw Failure(.findings, "the schema has errors", help: ["`realmwire lint` reports all of them"])
    }
  }

  /// All findings: of reading, of resolving, and of the rules.
  func check() -> [Diagnostic] { findings + schemas.flatMap { Linter.check($0) } }
}

/// The schemas that a command line names.
enum SchemaInput {
  /// The argument that all commands take that work on schemas.
  static let paths = Parameter<[String]>.arguments(
    "path", default: ["Protocol"], "Schema files, or directories to search for `.yaml` files.")

  private static func helpWithoutProtocol(_ paths: [String]) -> String? {
    paths == ["Protocol"] ? "name the schema's files or folder; `realmwire init .` begins a new one here" : nil
  }

  /// Reads the schemas at these paths, and checks them. What cannot be read is a finding like others, so that every
  /// format shows it.
  static func load(_ paths: [String], _ call: Invocation) -> LoadedSchemas {
    let listing = call.files.schemaFiles(at: paths)
    var problems: [String: FileProblem] = [:]
    for problem in listing.problems { problems[SchemaLoader.normalized(problem.path)] = problem }
    return SchemaLoader.load(listing.paths + listing.problems.map(\.path)) { (path) throws(ReadFailure) in
      if let problem = problems[path] {
        throw ReadFailure(problem.sentence, help: problem.kind == .missing ? helpWithoutProtocol(paths) : nil)
      }
      do throws(FileProblem) {
        return try call.files.read(path)
      } catch {
        throw ReadFailure(error.sentence)
      }
    }
  }
}

/// `1 file`, `2 files`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
