import Diagnostics
import Fixtures

/// `realmwire fixtures`: work on fixture files.
enum FixturesCommand {
  static let command = Command(
    "fixtures", "Work on files of golden bytes.", subcommands: [annotate])

  static let again = Parameter.flag("again", "Replace comments that are there already.")
  static let check = Parameter.flag("check", "Change nothing; exit 1 when there is something to change.")

  static let annotate = Command(
    "annotate", "Write the hex of fixtures a field a line, with comments.",
    discussion: """
      The bytes stay as they are. Hex that has comments is left alone unless `--again`. Bodies of more than \(HexAnnotation.sizeLimit) \
      bytes get no comments.
      """,
    examples: [
      .init("realmwire fixtures annotate", "The fixtures of all schemas below Protocol."),
      .init("realmwire fixtures annotate --again Protocol/chat", "After a field was renamed."),
    ],
    parameters: [SchemaInput.paths, again, check]
  ) { (call) throws(Failure) in
    let loaded = SchemaInput.load(call[SchemaInput.paths], call)
    let fixtures = FixtureInput.read(loaded, call)
    let report = Report((loaded.check() + fixtures.findings).filter { $0.severity == .error })
    guard report.found.errors == 0 else {
      call.show(report, in: fixtures.sources)
      return .findings
    }
    var changed = 0
    for schema in fixtures.schemas {
      for file in schema.files {
        let source = fixtures.sources[file]
        let annotator = FixtureAnnotator(schema.model, source, replacesComments: call[again])
        var plan = EditPlan(fixtures.sources)
        plan.add(annotator.edits(schema.cases.filter { $0.source.file == file }))
        guard !plan.changedFiles.isEmpty else { continue }
        changed += 1
        if call[check] {
          call.console.print(source.path)
        } else {
          try call.replace(source.path, plan.contents(of: file))
        }
      }
    }
    call.note(
      changed == 0 ? "nothing to annotate" : "\(call[check] ? "to annotate" : "annotated"): \(counted(changed, "file"))"
    )
    return call[check] && changed > 0 ? .findings : .clean
  }
}
