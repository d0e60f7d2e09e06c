import Diagnostics
import SchemaModel

/// `realmwire lint`: everything that is wrong with schemas, in one run.
enum LintCommand {
  static let strict = Parameter.flag("strict", "Fail on warnings, too.")
  static let fix = Parameter.flag("fix", "Make the changes that findings suggest, then report what is left.")
  static let noVerify = Parameter.flag(
    "no-verify", "Leave it to `realmwire verify` to run examples and fixtures.")

  static let command = Command(
    "lint", "Report every problem of a schema.",
    discussion: """
      Reads all files, then reports all problems of all of them, sorted by place. Files that bear the same name under `schema:`
      form one schema. Its examples are verified, and its fixtures when they are small; `realmwire verify` is for all of them.
      """,
    examples: [
      .init("realmwire lint", "Check all schemas below Protocol."),
      .init("realmwire lint --strict --format github", "In CI: warnings fail, findings annotate the change."),
      .init("realmwire lint --fix Protocol/chat", "Mend what a machine can mend."),
    ],
    parameters: [SchemaInput.paths, strict, fix, noVerify]
  ) { (call) throws(Failure) in
    if call[fix] { try mend(call) }
    let loaded = SchemaInput.load(call[SchemaInput.paths], call)
    let fixtures = FixtureInput.read(loaded, call, all: false)
    let report = Report(loaded.check() + fixtures.check(verifying: !call[noVerify]))
    call.show(report, in: fixtures.sources)
    if report.found.total == 0 {
      call.note("\(counted(fixtures.sources.files.count, "file")) checked, nothing to report")
    }
    if fixtures.skippedBytes > 0, !call[noVerify] {
      call.note("\(fixtures.skippedBytes / 1024) KiB of fixtures are left to `realmwire verify`")
    }
    let isClean = report.found.errors == 0 && (report.found.warnings == 0 || !call[strict])
    return isClean ? .clean : .findings
  }

  /// A mended mistake can uncover the next; more rounds than this no real schema needs.
  private static let mostRounds = 10

  private static func mend(_ call: Invocation) throws(Failure) {
    var mended = 0
    var files: Set<String> = []
    for _ in 0..<mostRounds {
      let loaded = SchemaInput.load(call[SchemaInput.paths], call)
      let fixtures = FixtureInput.read(loaded, call)
      var plan = EditPlan(fixtures.sources)
      for finding in loaded.check() + fixtures.check() where finding.help.contains(where: { plan.add($0.edits) }) {
        mended += 1
      }
      guard !plan.changedFiles.isEmpty else { break }
      for file in plan.changedFiles {
        let path = fixtures.sources[file].path
        files.insert(path)
        try call.replace(path, plan.contents(of: file))
      }
    }
    if mended > 0 { call.note("mended \(counted(mended, "finding")) in \(counted(files.count, "file"))") }
  }
}
