import Diagnostics
import Foundation
import SchemaModel
import Testing

/// Each schema in `Fixtures/Schemas/bad` shows one mistake; the text beside it is what the compiler must say of it.
@Suite("Bad schemas")
struct BadSchemaTests {
  @Test("The findings are the recorded text, whole and alone", arguments: Schemas.names(in: Schemas.bad))
  func text(name: String) throws {
    let actual = Compiled(name, in: Schemas.bad).text
    try Recording.check(actual, Schemas.bad, name.replacing(".yaml", with: ".txt"))
    #expect(actual.contains("[\(name.prefix(4))]"), "the code that the file is named after")
  }

  @Test("A help that can be applied mends what it is for", arguments: Schemas.names(in: Schemas.bad))
  func edits(name: String) throws {
    let compiled = Compiled(name, in: Schemas.bad)
    for finding in compiled.report.findings where finding.primary.range.file == 0 {
      for help in finding.help where !help.edits.isEmpty {
        var plan = EditPlan(compiled.sources)
        let isApplied = plan.add(help.edits)
        #expect(isApplied)
        let mended = Compiled(name, in: Schemas.bad, contents: plan.contents(of: 0))
        // The bytes of an example need not be those of the mended schema, and what can be used again need not be used.
        let (before, after) = (
          compiled.report.findings.count, mended.report.findings.filter { !["L801", "L104"].contains($0.code) }.count
        )
        #expect(after < before, "\(help.text)\n\(mended.text)")
      }
    }
  }

  @Test("The caret is where the head of the schema says", arguments: Schemas.names(in: Schemas.bad))
  func caret(name: String) throws {
    let compiled = Compiled(name, in: Schemas.bad)
    let found = compiled.report.findings.map { compiled.place(of: $0) }
    for promise in Promise.all(in: compiled.sources[0]) {
      #expect(
        found.contains {
          $0.code == promise.code && $0.position == promise.position && $0.under.hasPrefix(promise.under)
        },
        "\(promise), but found \(found)")
    }
  }
}

/// `# L301: …; the caret is under `kinds` at 11:9`, as the heads of the bad schemas promise.
struct Promise: CustomStringConvertible {
  var code: String
  var position: String
  var under: String

  var description: String { "\(code) at \(position) under `\(under)`" }

  static func all(in source: SourceFile) -> [Promise] {
    let text = String(decoding: source.bytes, as: UTF8.self)
    let head = /# (L\d\d\d): .*; the caret is (?:under `(.*)` )?at ([^ ]+)/
    return text.split(separator: "\n").prefix { $0.hasPrefix("# L") }.compactMap { line in
      line.wholeMatch(of: head).map {
        Promise(code: String($0.1), position: String($0.3), under: $0.2.map(String.init) ?? "")
      }
    }
  }
}
