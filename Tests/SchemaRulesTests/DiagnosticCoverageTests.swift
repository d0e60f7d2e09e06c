import Foundation
import Testing

/// Every diagnostic of the compiler is shown by a bad schema: this reads the sources for the sentences that they report.
@Suite("Coverage of diagnostics")
struct DiagnosticCoverageTests {
  @Test("Each sentence that is reported stands in some expected text", arguments: Self.sentences)
  func isShown(_ sentence: Sentence) {
    #expect(
      Self.shown[sentence.code, default: []].contains(where: sentence.isShown),
      "\(sentence.file): no bad schema shows \(sentence.code) \"\(sentence.parts.joined(separator: "…"))\"")
  }

  @Test("The sources hold sentences at all")
  func isLooking() { #expect(Self.sentences.count > 100) }

  /// The fixed parts of a message, between its interpolations.
  struct Sentence: Sendable {
    var file: String
    var code: String
    var parts: [String]

    /// Whether a finding's first line holds all parts in their order.
    func isShown(in line: Substring) -> Bool {
      var rest = line
      for part in parts {
        guard let place = rest.range(of: part) else { return false }
        rest = rest[place.upperBound...]
      }
      return true
    }
  }

  /// The first lines of all expected findings, by code.
  private static let shown: [String: [Substring]] = {
    var lines: [String: [Substring]] = [:]
    for name in Schemas.names(in: Schemas.bad) {
      let file = Schemas.bad.appending(path: name.replacing(".yaml", with: ".txt"))
      for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
        guard let match = line.prefixMatch(of: #/(?:error|warning)\[(L\d\d\d)\]: /#) else { continue }
        lines[String(match.1), default: []].append(line)
      }
    }
    return lines
  }()

  private static let sentences: [Sentence] = ["SchemaSyntax", "SchemaModel", "SchemaRules/Checks", "Fixtures"]
    .flatMap { folder in
      let root = Schemas.root.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
      let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
      return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().flatMap { path in
        let url = root.appending(path: folder).appending(path: path)
        return sentences(of: (try? String(contentsOf: url, encoding: .utf8)) ?? "", in: path)
      }
    }

  /// The messages that follow a code: `report("L301", "field …"`.
  private static func sentences(of source: String, in file: String) -> [Sentence] {
    source.matches(of: /"(L\d\d\d)",\s*(?:\.warning,\s*)?"/).compactMap { match in
      let parts = fixedParts(source[match.range.upperBound...]).filter { !$0.isEmpty }
      return parts.isEmpty ? nil : Sentence(file: file, code: String(match.1), parts: parts)
    }
  }

  /// Cuts a string literal at its interpolations; `text` begins behind the opening quote.
  private static func fixedParts(_ text: Substring) -> [String] {
    var parts = [""]
    var rest = text
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        parts[parts.count - 1].append(character)
        continue
      }
      guard rest.popFirst() == "(" else { continue }
      skipInterpolation(&rest)
      parts.append("")
    }
    return parts
  }

  /// Moves past the parenthesis that ends an interpolation.
  private static func skipInterpolation(_ rest: inout Substring) {
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"": rest = rest.dropFirst(length(ofString: rest))
      default: break
      }
    }
  }

  /// How many characters a string literal has, its closing quote included.
  private static func length(ofString text: Substring) -> Int {
    var rest = text
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\", rest.popFirst() == "(" { skipInterpolation(&rest) }
    }
    return text.count - rest.count
  }
}
