import Diagnostics
import SchemaFormat

/// `realmwire format`: the one canonical layout of schema and fixture files.
enum FormatCommand {
  static let check = Parameter.flag("check", "Change nothing: print what would change, and fail if anything would.")

  static let command = Command(
    "format", "Lay schema and fixture files out in the canonical way.",
    discussion: """
      Keeps every comment and never changes what a file says. A file that cannot be read is reported and left alone. The path `-` \
      stands for standard input, which is laid out to standard output.
      """,
    examples: [
      .init("realmwire format Protocol Fixtures", "Lay out all schemas and fixtures."),
      .init("realmwire format --check", "In CI: fail when a file is not laid out, and show how it should be."),
      .init("realmwire format - < chat.yaml", "From an editor."),
    ],
    parameters: [SchemaInput.paths, check]
  ) { (call) throws(Failure) in
    if call[SchemaInput.paths].contains("-") { return try formatInput(call) }
    let listing = call.files.schemaFiles(at: call[SchemaInput.paths])
    var sources = SourceSet()
    var problems = listing.problems
    var findings: [Diagnostic] = []
    var (read, changed) = (0, 0)
    for path in listing.paths {
      do throws(FileProblem) {
        let source = SourceFile(path: path, bytes: try call.files.read(path))
        read += 1
        switch SchemaFormatter.format(source, file: sources.add(source)) {
        case .refused(let reasons): findings += reasons
        case .formatted(let bytes) where bytes == source.bytes: break
        case .formatted(let bytes):
          changed += 1
          if call[check] { show(bytes, insteadOf: source, call) } else { _ = try call.files.replace(path, bytes) }
        }
      } catch {
        problems.append(error)
      }
    }
    findings += problems.map { problem in
      let file = sources.add(SourceFile(path: problem.path, bytes: []))
      return Diagnostic("L008", problem.sentence, at: SourceRange(file: file, lower: 0, upper: 0))
    }
    let report = Report(findings)
    if report.found.total > 0 || call[GlobalOptions.format] != .text { call.show(report, in: sources) }
    call.note("\(counted(read, "file")) read, \(changed) \(call[check] ? "not laid out" : "changed")")
    return report.found.total > 0 || changed > 0 && call[check] ? .findings : .clean
  }

  /// Standard input to standard output, which takes nothing else: an editor puts it in place of its text.
  private static func formatInput(_ call: Invocation) throws(Failure) -> ExitCode {
    guard call[SchemaInput.paths] == ["-"] else { throw Failure(.usage, "`-` must be the only path") }
    var sources = SourceSet()
    let file: Int
    do throws(FileProblem) {
      let bytes = try call.console.readInput(FileSystem.sizeLimit)
      file = sources.add(SourceFile(path: "standard input", bytes: bytes))
    } catch {
      throw Failure(error)
    }
    switch SchemaFormatter.format(sources[file], file: file) {
    case .refused(let reasons):
      call.console.writeError(Array(Report(reasons).text(in: sources, inColor: call.colorsErrors).utf8))
      return .findings
    case .formatted(let bytes) where call[check]:
      if bytes == sources[file].bytes { return .clean }
      show(bytes, insteadOf: sources[file], call)
      return .findings
    case .formatted(let bytes):
      call.console.writeOutput(bytes)
      return .clean
    }
  }

  /// Shows a difference to people; programs get the name of the file.
  private static func show(_ bytes: [UInt8], insteadOf source: SourceFile, _ call: Invocation) {
    guard call[GlobalOptions.format] == .text else {
      return call.console.complain("\(printable(source.path)): not laid out")
    }
    call.console.write(
      UnifiedDiff.text(
        from: source.bytes, to: bytes, oldPath: source.path, newPath: "\(source.path) (formatted)"))
  }
}
