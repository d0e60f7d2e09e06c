public import JSONText

/// What a report says of a rule to those who do not know it.
public struct RuleDescription: Hashable, Sendable {
  /// The rule's stable code: `L301`.
  public var code: String
  /// One sentence.
  public var short: String
  /// All there is to say.
  public var full: String
  /// The severity of its findings unless configured.
  public var severity: Diagnostic.Severity

  /// Describes a rule.
  public init(code: String, short: String, full: String, severity: Diagnostic.Severity) {
    self.code = code
    self.short = short
    self.full = full
    self.severity = severity
  }
}

extension Report {
  /// The report in SARIF 2.1.0, which code scanning services read.
  ///
  /// `rules` are all rules of the tool; a finding of a code among them refers to it. Each help with edits is a fix.
  public func sarif(in sources: SourceSet, version: String, rules: [RuleDescription]) -> JSON {
    let renderer = SARIFReport(sources: sources, rules: rules)
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "realmwire", "version": .string(version), "rules": .array(rules.map(SARIFReport.rule)),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .array(findings.map(renderer.result)),
          "properties": [
            "errors": JSON(found.errors), "warnings": JSON(found.warnings),
            "leftOut": ["errors": JSON(leftOut.errors), "warnings": JSON(leftOut.warnings)],
          ],
        ]
      ],
    ]
  }
}

private struct SARIFReport {
  let sources: SourceSet
  private let ruleIndexes: [String: Int]

  init(sources: SourceSet, rules: [RuleDescription]) {
    self.sources = sources
    ruleIndexes = Dictionary(rules.enumerated().map { ($1.code, $0) }) { first, _ in first }
  }

  static func rule(_ rule: RuleDescription) -> JSON {
    [
      "id": .string(rule.code), "shortDescription": text(rule.short), "fullDescription": text(rule.full),
      "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
    ]
  }

  func result(_ finding: Diagnostic) -> JSON {
    var object = JSON.Object([.init("ruleId", .string(finding.code))])
    if let index = ruleIndexes[finding.code] { object["ruleIndex"] = JSON(index) }
    let words = [finding.message] + finding.notes.map { "note: " + $0 } + finding.help.map { "help: " + $0.text }
    object["level"] = .string(finding.severity.rawValue)
    object["message"] = Self.text(words.joined(separator: "\n"))
    object["locations"] = [location(finding.primary)]
    let related = finding.secondary.enumerated().map { location($1, id: $0 + 1) }
    if !related.isEmpty { object["relatedLocations"] = .array(related) }
    let fixes = finding.help.filter { !$0.edits.isEmpty }.map(fix)
    if !fixes.isEmpty { object["fixes"] = .array(fixes) }
    return .object(object)
  }

  private func location(_ label: Diagnostic.Label, id: Int? = nil) -> JSON {
    let place = Place(label.range, in: sources)
    var physical = JSON.Object([.init("artifactLocation", Self.artifact(place))])
    if place.hasSource { physical["region"] = Self.region(place) }
    var location = JSON.Object()
    if let id { location["id"] = JSON(id) }
    location["physicalLocation"] = .object(physical)
    if !label.text.isEmpty { location["message"] = Self.text(label.text) }
    return .object(location)
  }

  private func fix(_ help: Help) -> JSON {
    let files = Set(help.edits.map(\.range.file)).sorted()
    let changes = files.map { file -> JSON in
      let edits = help.edits.filter { $0.range.file == file }
      let places = edits.map { Place($0.range, in: sources) }
      return [
        "artifactLocation": Self.artifact(places[0]),
        "replacements": .array(
          zip(edits, places).map { edit, place in
            ["deletedRegion": Self.region(place), "insertedContent": Self.text(edit.replacement)]
          }),
      ]
    }
    return ["description": Self.text(help.text), "artifactChanges": .array(changes)]
  }

  private static func text(_ text: String) -> JSON { ["text": .string(text)] }

  private static func artifact(_ place: Place) -> JSON { ["uri": .string(uri(of: place.path))] }

  private static func region(_ place: Place) -> JSON {
    [
      "startLine": JSON(place.start.line), "startColumn": JSON(place.start.column),
      "endLine": JSON(place.end.line), "endColumn": JSON(place.end.column),
      "byteOffset": JSON(place.bytes.lowerBound), "byteLength": JSON(place.bytes.count),
    ]
  }

  /// A relative path stays a relative reference; an absolute one becomes a `file` URI.
  private static func uri(of path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default: uri += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return uri
  }
}
