import Fixtures
import JSONText
import SchemaSyntax

/// What fixtures prove, for people and for programs, and the floor below which it must not fall.
struct CoverageReport {
  let coverages: [Coverage]

  /// One floor: the tallies of each schema by kind.
  typealias Floor = [String: [CoveragePoint.Kind: Coverage.Tally]]

  // MARK: - For people

  /// A table for each schema, and below it what no bytes prove.
  var text: String { coverages.map(Self.text).joined(separator: "\n") }

  private static let origins = FixtureCaseSyntax.Origin.allCases

  private static func text(_ coverage: Coverage) -> String {
    let header = [coverage.schema] + origins.map(\.rawValue) + ["nothing", "proven"]
    let rows = CoveragePoint.Kind.allCases.map { kind in
      let entries = coverage.entries(of: kind)
      let counts = origins.map { origin in entries.count { $0.evidence == origin } }
      let proven = counts.reduce(0, +)
      let share = entries.isEmpty ? "-" : "\(proven * 100 / entries.count) %"
      return [kind.rawValue] + (counts + [entries.count - proven]).map(String.init) + [share]
    }
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    let table = ([header] + rows).map { row in
      row.enumerated().map { column, text in
        let gap = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + gap : gap + text
      }.joined(separator: "  ")
    }
    let missing = coverage.entries.filter { $0.evidence == nil }
    return
      (table + (missing.isEmpty ? [] : ["", "No bytes prove:"])
      + missing.map { "  \($0.point.kind.rawValue)  \($0.point.name)" }).joined(separator: "\n") + "\n"
  }

  // MARK: - For programs

  var json: JSON {
    .array(
      coverages.map { coverage in
        [
          "schema": .string(coverage.schema),
          "tallies": Self.tallies(coverage),
          "points": .array(
            coverage.entries.map { entry in
              [
                "kind": .string(entry.point.kind.rawValue), "name": .string(entry.point.name),
                "evidence": entry.evidence.map { .string($0.rawValue) } ?? .null,
              ]
            }),
        ]
      })
  }

  private static func tallies(_ coverage: Coverage) -> JSON {
    .object(
      JSON.Object(
        CoveragePoint.Kind.allCases.map { kind in
          .init(kind.rawValue, json(coverage.tally(of: kind), total: coverage.entries(of: kind).count))
        }))
  }

  private static func json(_ tally: Coverage.Tally, total: Int) -> JSON {
    ["recorded": JSON(tally.recorded), "proven": JSON(tally.proven), "total": JSON(total)]
  }

  // MARK: - The floor

  /// What has fallen below the floor, a sentence each.
  func below(_ floor: Floor) -> [String] {
    floor.sorted { $0.key < $1.key }.flatMap { schema, kinds -> [String] in
      guard let coverage = coverages.first(where: { $0.schema == schema }) else { return [] }
      return CoveragePoint.Kind.allCases.flatMap { kind -> [String] in
        guard let least = kinds[kind] else { return [] }
        let tally = coverage.tally(of: kind)
        return [
          tally.recorded < least.recorded
            ? "\(schema): \(tally.recorded) \(kind.rawValue) proven by bytes of real servers, there were \(least.recorded)"
            : nil,
          tally.proven < least.proven
            ? "\(schema): \(tally.proven) \(kind.rawValue) proven, there were \(least.proven)" : nil,
        ].compactMap { $0 }
      }
    }
  }

  /// The floor, raised to what is proven now; it never falls.
  func raised(_ floor: Floor) -> Floor {
    var raised = floor
    for coverage in coverages {
      for kind in CoveragePoint.Kind.allCases {
        let tally = coverage.tally(of: kind)
        let old = floor[coverage.schema]?[kind] ?? Coverage.Tally(recorded: 0, proven: 0)
        raised[coverage.schema, default: [:]][kind] = Coverage.Tally(
          recorded: max(old.recorded, tally.recorded), proven: max(old.proven, tally.proven))
      }
    }
    return raised
  }

  static func read(_ bytes: [UInt8]) throws(JSON.ParseError) -> Floor {
    let json = try JSON(parsing: bytes)
    guard case .object(let schemas) = json else { throw JSON.ParseError(offset: 0, message: "expected an object") }
    var floor: Floor = [:]
    for schema in schemas.members {
      for kind in CoveragePoint.Kind.allCases {
        guard let tally = schema.value[kind.rawValue], let recorded = tally["recorded"]?.wholeNumber,
          let proven = tally["proven"]?.wholeNumber
        else { continue }
        floor[schema.key, default: [:]][kind] = Coverage.Tally(recorded: recorded, proven: proven)
      }
    }
    return floor
  }

  static func text(_ floor: Floor) -> String {
    JSON.object(
      JSON.Object(
        floor.sorted { $0.key < $1.key }.map { schema, kinds in
          .init(
            schema,
            .object(
              JSON.Object(
                CoveragePoint.Kind.allCases.compactMap { kind in
                  kinds[kind].map {
                    .init(kind.rawValue, ["recorded": JSON($0.recorded), "proven": JSON($0.proven)])
                  }
                })))
        })
    ).pretty()
  }
}

extension JSON {
  fileprivate var wholeNumber: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }
}
