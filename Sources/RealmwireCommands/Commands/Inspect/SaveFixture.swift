import Diagnostics
import Fixtures
import Inspection
import SchemaFormat
import SchemaModel
import SchemaSyntax
import WireInterpreter

/// `realmwire inspect --save-fixture`: what was inspected becomes a case of golden bytes.
enum SaveFixture {
  static let file = Parameter<String?>.option(
    "save-fixture", value: "path", completing: .files,
    "Add the body to this fixture file as a case; of a directory, to the message's file.")
  static let name = Parameter<String?>.option(
    "case", value: "name", "What to call the saved case; found a name for, when not stated.")
  static let origin = Parameter.option(
    "origin", value: "origin", default: SavedOrigin.handmade, "Where the saved bytes come from.")
  static let source = Parameter<String?>.option(
    "source", value: "text", "Who wrote the saved bytes: a server and its revision.")

  static let parameters: [any DeclaredParameter] = [file, name, origin, source]

  /// What people may claim; `legacy` and `generated` are for converters.
  enum SavedOrigin: String, CaseIterable, ArgumentValue {
    case captured, handmade
  }

  /// Saves a body as the command line asks; without `--save-fixture` there is nothing to do.
  static func run(_ body: [UInt8], _ subject: Subject, _ call: Invocation) throws(Failure) {
    guard let stated = call[file] else { return try refuseStrayOptions(call) }
    guard subject.message != nil else {
      throw Failure(.usage, "`\(subject.name)` is a type: fixtures are about messages")
    }
    let path = try path(stated, subject.name, call)
    let known = call.files.exists(path) ? SourceFile(path: path, bytes: try call.read(path)) : nil
    let draft = FixtureDraft(
      name: try caseName(known, call), of: subject.target, at: subject.revision, bytes: body,
      origin: call[origin] == .captured ? .captured : .handmade, source: call[source],
      isStrict: call[InspectCommand.strict])
    let appender = FixtureAppender(subject.model)
    let contents: [UInt8]
    do throws(FixtureAppender.Problem) {
      contents =
        try known.map { (known) throws(FixtureAppender.Problem) in try appender.append(draft, to: known) }
        ?? Array(appender.newFile(with: draft).utf8)
    } catch {
      throw Failure(.findings, printable(error.message), help: error.help)
    }
    let laidOut = layOut(contents, path, known)
    guard let result = appender.result(of: draft.name, in: SourceFile(path: path, bytes: laidOut)), result.passed else {
      throw Failure(.internalError, "the case would not pass, so nothing was written")
    }
    try makeDirectory(of: path, call)
    try call.replace(path, laidOut)
    call.note("saved as case `\(draft.name)` in \(printable(path))")
    noteIfUnnamed(path, subject.model, call)
  }

  private static func refuseStrayOptions(_ call: Invocation) throws(Failure) {
    let stray = [name.spec, origin.spec, source.spec].first { call.values[$0.label] != nil }
    if let stray { throw Failure(.usage, "`\(stray.label)` is about `--save-fixture`, which is not there") }
  }

  /// Canonical layout for a new file, and for one that had it.
  private static func layOut(_ contents: [UInt8], _ path: String, _ known: SourceFile?) -> [UInt8] {
    if let known {
      guard case .formatted(let bytes) = SchemaFormatter.format(known), bytes == known.bytes else { return contents }
    }
    guard case .formatted(let bytes) = SchemaFormatter.format(SourceFile(path: path, bytes: contents)) else {
      return contents
    }
    return bytes
  }

  private static func path(_ stated: String, _ message: String, _ call: Invocation) throws(Failure) -> String {
    do throws(FileProblem) {
      guard try call.files.kind(stated) == .directory else { return stated }
      return FileSystem.join(stated, message + ".yaml")
    } catch {
      guard error.kind == .missing else { throw Failure(error) }
      return stated.hasSuffix("/") ? stated + message + ".yaml" : stated
    }
  }

  private static func makeDirectory(of path: String, _ call: Invocation) throws(Failure) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    do throws(FileProblem) {
      try call.files.makeDirectory(String(path[..<slash]))
    } catch {
      throw Failure(error)
    }
  }

  /// The name asked for, or `captured-1` and so on.
  private static func caseName(_ known: SourceFile?, _ call: Invocation) throws(Failure) -> String {
    if let stated = call[name] {
      guard FixtureDraft.isName(stated) else {
        throw Failure(
          .usage, "`\(printable(stated))` is no name for a case",
          help: ["letters, digits, `-`, `_` and `.` make names, such as `first-login`"])
      }
      return stated
    }
    let text = known.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    var number = 1
    while text.contains("\(call[origin].rawValue)-\(number):") { number += 1 }
    return "\(call[origin].rawValue)-\(number)"
  }

  /// Says so when the schema does not know the file: nothing would verify it.
  private static func noteIfUnnamed(_ path: String, _ model: SchemaModel, _ call: Invocation) {
    let loaded = SchemaInput.load(
      call[AddressOptions.schema].isEmpty ? ["Protocol"] : call[AddressOptions.schema], call)
    let isNamed = model.fixtures.contains { entry in
      FixtureGlob(entry.value, from: loaded.sources[entry.range.file].path).matches(path)
    }
    if !isNamed {
      call.note("note: no entry of the schema's `fixtures:` names this file, so `realmwire verify` passes it over")
    }
  }
}
