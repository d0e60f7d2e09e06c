import Diagnostics
import JSONText
import Testing

/// One error with all that a finding can have, and one warning with nothing.
private struct Example {
  let findings = Findings(
    ("dir/a b.yaml", "x: «2:é» «1:Itm»\n"), ("/abs/b.yaml", "«3:Item:\n  y»\n"), ("gone.yaml", ""))

  var report: Report {
    Report([
      Diagnostic(
        "L201", "unknown type `Itm`", at: findings["1"], label: "no such type",
        also: [.init(findings["3"], "a type")], notes: ["50% sure"],
        help: [Help("did you mean `Item`?", edits: [TextEdit(findings["1"], "Item")]), Help("or \"y\"")]),
      Diagnostic("L999", .warning, "cannot read", at: SourceRange(file: 2, lower: 0, upper: 0)),
    ])
  }
}

@Suite("The report as JSON")
struct JSONReportTests {
  @Test func saysEverything() {
    let example = Example()
    #expect(
      example.report.json(in: example.findings.sources) == [
        "findings": [
          [
            "code": "L201", "severity": "error", "message": "unknown type `Itm`", "path": "dir/a b.yaml",
            "start": ["line": 1, "column": 6, "offset": 6], "end": ["line": 1, "column": 9, "offset": 9],
            "label": "no such type",
            "labels": [
              [
                "path": "/abs/b.yaml", "start": ["line": 1, "column": 1, "offset": 0],
                "end": ["line": 2, "column": 4, "offset": 9], "text": "a type",
              ]
            ],
            "notes": ["50% sure"],
            "help": [
              [
                "text": "did you mean `Item`?",
                "edits": [
                  [
                    "path": "dir/a b.yaml", "start": ["line": 1, "column": 6, "offset": 6],
                    "end": ["line": 1, "column": 9, "offset": 9], "replacement": "Item",
                  ]
                ],
              ],
              ["text": "or \"y\"", "edits": []],
            ],
          ],
          [
            "code": "L999", "severity": "warning", "message": "cannot read", "path": "gone.yaml",
            "start": ["line": 1, "column": 1, "offset": 0], "end": ["line": 1, "column": 1, "offset": 0],
            "label": "", "labels": [], "notes": [], "help": [],
          ],
        ],
        "errors": 1, "warnings": 1, "leftOut": ["errors": 0, "warnings": 0],
      ])
  }

  @Test func ofNothingIsADocument() {
    #expect(
      Report([]).json(in: SourceSet()).compact()
        == #"{"findings":[],"errors":0,"warnings":0,"leftOut":{"errors":0,"warnings":0}}"#)
  }

  @Test func clampsRangesToTheFile() {
    let findings = Findings(("a.yaml", "x\n"))
    let report = Report([Diagnostic("L1", "m", at: SourceRange(file: 0, lower: 1, upper: 99))])
    let finding: JSON? =
      if case .array(let all)? = report.json(in: findings.sources)["findings"] { all[0] } else { nil }
    #expect(finding?["start"] == ["line": 1, "column": 2, "offset": 1])
    #expect(finding?["end"] == ["line": 2, "column": 1, "offset": 2])
  }
}

@Suite("The report as GitHub annotations")
struct GitHubReportTests {
  @Test func hasALineForEachFinding() {
    let example = Example()
    #expect(
      example.report.github(in: example.findings.sources) == """
        ::error file=dir/a b.yaml,line=1,endLine=1,col=6,endColumn=9,title=L201::unknown type `Itm`%0Ano such type%0A\
        note: 50%25 sure%0Ahelp: did you mean `Item`?%0Ahelp: or "y"
        ::warning file=gone.yaml,title=L999::cannot read

        """)
  }

  @Test func escapesWhatCommandsReserve() {
    let findings = Findings(("50%,a:b\r\n.yaml", "«1:x»"))
    let report = Report([Diagnostic("L1", "a,b: 50%\r\nc\u{1B}", at: findings["1"])])
    #expect(
      report.github(in: findings.sources)
        == "::error file=50%25%2Ca%3Ab%0D%0A.yaml,line=1,endLine=1,col=1,endColumn=2,title=L1::a,b: 50%25%0D%0Ac␛\n")
  }

  @Test func endsWithWhatWasLeftOut() {
    let findings = Findings(("a.yaml", "«1:x»"))
    let report = Report((0..<53).map { Diagnostic("L1", "\($0)", at: findings["1"]) })
    let lines = report.github(in: findings.sources).split(separator: "\n")
    #expect(lines.count == 51 && lines[50] == "::notice::… and 3 more findings: 3 errors")
  }
}

@Suite("The report as SARIF")
struct SARIFReportTests {
  private let rule = RuleDescription(
    code: "L201", short: "a type is unknown", full: "Every name must be defined.", severity: .error)

  @Test func saysEverything() {
    let example = Example()
    let region: JSON = [
      "startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 9, "byteOffset": 6, "byteLength": 3,
    ]
    #expect(
      example.report.sarif(in: example.findings.sources, version: "1.2.3", rules: [rule]) == [
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          [
            "tool": [
              "driver": [
                "name": "realmwire", "version": "1.2.3",
                "rules": [
                  [
                    "id": "L201", "shortDescription": ["text": "a type is unknown"],
                    "fullDescription": ["text": "Every name must be defined."],
                    "defaultConfiguration": ["level": "error"],
                  ]
                ],
              ]
            ],
            "columnKind": "unicodeCodePoints",
            "results": [
              [
                "ruleId": "L201", "ruleIndex": 0, "level": "error",
                "message": ["text": "unknown type `Itm`\nnote: 50% sure\nhelp: did you mean `Item`?\nhelp: or \"y\""],
                "locations": [
                  [
                    "physicalLocation": ["artifactLocation": ["uri": "dir/a%20b.yaml"], "region": region],
                    "message": ["text": "no such type"],
                  ]
                ],
                "relatedLocations": [
                  [
                    "id": 1,
                    "physicalLocation": [
                      "artifactLocation": ["uri": "file:///abs/b.yaml"],
                      "region": [
                        "startLine": 1, "startColumn": 1, "endLine": 2, "endColumn": 4, "byteOffset": 0,
                        "byteLength": 9,
                      ],
                    ],
                    "message": ["text": "a type"],
                  ]
                ],
                "fixes": [
                  [
                    "description": ["text": "did you mean `Item`?"],
                    "artifactChanges": [
                      [
                        "artifactLocation": ["uri": "dir/a%20b.yaml"],
                        "replacements": [["deletedRegion": region, "insertedContent": ["text": "Item"]]],
                      ]
                    ],
                  ]
                ],
              ],
              [
                "ruleId": "L999", "level": "warning", "message": ["text": "cannot read"],
                "locations": [["physicalLocation": ["artifactLocation": ["uri": "gone.yaml"]]]],
              ],
            ],
            "properties": ["errors": 1, "warnings": 1, "leftOut": ["errors": 0, "warnings": 0]],
          ]
        ],
      ])
  }

  @Test func spellsPathsAsURIs() {
    let findings = Findings(("a:b/é#%?.yaml", "«1:x»"))
    let sarif = Report([Diagnostic("L1", "m", at: findings["1"])]).sarif(
      in: findings.sources, version: "1", rules: [])
    #expect(sarif.compact().contains(#""uri":"a%3Ab/%C3%A9%23%25%3F.yaml""#))
  }
}
