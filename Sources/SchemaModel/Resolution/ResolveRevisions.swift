import Diagnostics
import SchemaSyntax

extension Resolver {
  mutating func resolveRevisions() {
    var first: SourceRange?
    for file in files {
      guard let stated = file.revisions else { continue }
      if let first {
        report(
          "L009", "revisions are stated twice", at: stated.range, label: "stated again here",
          also: [.init(first, "stated first here")],
          help: [Help("one file of the schema states them: remove one of the lists")])
        continue
      }
      first = stated.range
      revisionsFile = file.file
      var names: [String: SourceRange] = [:]
      for revision in stated.value {
        if let earlier = names[revision.value] {
          report(
            "L501", "revision `\(revision.value)` is listed twice", at: revision.range,
            also: [.init(earlier, "listed first here")])
        } else {
          names[revision.value] = revision.range
          revisionIndex[revision.value] = names.count - 1
        }
      }
      if stated.value.isEmpty {
        report(
          "L501", "the list of revisions is empty", at: stated.range, help: [Help("name one, or leave `revisions` out")]
        )
      } else {
        revisions = revisionIndex.sorted { $0.value < $1.value }.map(\.key)
      }
    }
  }

  /// The position of a revision, or a finding.
  mutating func revision(_ name: Identifier) -> Int? {
    if let revisionsFile { usage.note(from: name.range.file, to: revisionsFile) }
    if let index = revisionIndex[name.value] { return index }
    if revisionIndex.isEmpty {
      report(
        "L501", "revision `\(name.value)` is not listed", at: name.range, label: "the schema lists no revisions",
        help: [Help("list them, oldest first, in one file: `revisions: [\(name.value)]`")])
    } else {
      let help = suggestion(name.value, { $0.revisions }, at: name.range)
      report(
        "L501", "revision `\(name.value)` is not listed", at: name.range,
        label: "not one of " + revisions.map { "`\($0)`" }.joined(separator: ", "), help: help)
    }
    return nil
  }

  /// The revisions of a lifetime within those of what encloses it.
  mutating func range(_ lifetime: LifetimeSyntax, within outer: RevisionRange, of what: String) -> RevisionRange {
    let since = lifetime.since.flatMap { revision($0) }
    let removed = lifetime.removed.flatMap { revision($0) }
    if let since, let removed, since >= removed, let place = lifetime.removed {
      report(
        "L501", "`since` is not before `removed`", at: place.range, label: "removed in `\(place.value)`",
        also: lifetime.since.map { [.init($0.range, "since `\($0.value)`")] } ?? [])
      return outer
    }
    let own = RevisionRange(since ?? 0, removed ?? revisions.count)
    let range = own.intersection(outer)
    // Another stretch of the revisions may have it.
    if let whole, range.isEmpty, own.overlaps(whole) { return range }
    if range.isEmpty, !outer.isEmpty, let place = lifetime.since ?? lifetime.removed {
      report(
        "L501", "no revision has \(what)", at: place.range,
        label: "what encloses it is there \(words(for: outer))")
      return outer
    }
    return range
  }

  /// `from 2025-11 on`, for messages.
  func words(for range: RevisionRange) -> String {
    if range.lower == 0, range.upper == revisions.count { return "at every revision" }
    if range.isEmpty { return "at no revision" }
    if range.upper - range.lower == 1 { return "at `\(revisions[range.lower])` only" }
    if range.upper == revisions.count { return "from `\(revisions[range.lower])` on" }
    return "from `\(revisions[range.lower])` to `\(revisions[range.upper - 1])`"
  }

  /// A value that may change with the revision: each holds until the next one that is stated.
  mutating func variants<Value: Sendable>(
    _ stated: PerRevision<Value>
  ) -> [(revisions: RevisionRange, value: Spelled<Value>)] {
    switch stated {
    case .always(let value):
      return [(RevisionRange(0, revisions.count), value)]
    case .byRevision(let entries):
      let starts = entries.compactMap { entry in revision(entry.revision).map { ($0, entry.value) } }
        .sorted { $0.0 < $1.0 }
      return starts.enumerated().map { position, start in
        let end = position + 1 < starts.count ? starts[position + 1].0 : revisions.count
        return (RevisionRange(start.0, end), start.1)
      }
    }
  }
}
