import Diagnostics
import SchemaModel
import SchemaSyntax
import WireInterpreter

/// Turns what went wrong with a case into a finding at the place in the fixture that says otherwise.
struct FailureReport {
  let fixture: FixtureCase
  let model: SchemaModel
  /// Whether generated code ran the case.
  let isCompiled: Bool

  init(_ fixture: FixtureCase, _ model: SchemaModel, isCompiled: Bool = false) {
    self.fixture = fixture
    self.model = model
    self.isCompiled = isCompiled
  }

  // MARK: - Values

  /// A value that is not that of the bytes. `trace` says which bytes are the field's, and `encoded` are those that the
  /// stated value would have.
  func difference(
    _ difference: WireDifference, _ trace: WireTrace? = nil, encoded: [UInt8]? = nil
  ) -> FixtureFailure {
    let path = difference.path.withoutRoot
    let field = path.isEmpty ? "the value" : "`\(path)`"
    let what = if case .conversion = fixture.expectation { "in the struct" } else { "in the bytes" }
    let says = difference.expected.map(Self.words)
    let holds = difference.found.map(Self.words)
    let message =
      switch (says, holds) {
      case (nil, let holds?): "lacks \(field), which is \(holds) \(what)"
      case (let says?, nil): "has \(field), \(says), which is not \(what)"
      default: "says that \(field) is \(says ?? "absent"), but \(what) it is \(holds ?? "absent")"
      }
    // Where generated code is wrong, the fixture's bytes and its value agree with each other.
    let (trace, encoded) = isCompiled ? (nil, nil) : (trace, encoded)
    let span = trace?.spans.first { $0.stream == 0 && $0.role != .padding && $0.path.starts(with: difference.path) }
    var bytes = encoded.map { ByteComparison(expected: fixture.bytes, found: $0) }
    bytes?.expectedTitle = "the bytes"
    bytes?.foundTitle = "the value as bytes"
    return failure(
      message, path: path, offset: span?.offset, expected: says ?? "absent", found: holds ?? "absent",
      at: place(of: Array(difference.path.steps.dropFirst())), label: holds.map { "found \($0)" } ?? "not there",
      also: span.map { [Diagnostic.Label(hexPlace($0.offset, $0.length), "from these bytes")] } ?? [], bytes: bytes)
  }

  /// A value in a few words. Floats that print alike may differ in their bits.
  private static func words(_ value: DescribedValue) -> String {
    guard case .float(let bits, _) = value else { return cut(value.summary) }
    return "\(value.summary) (0x\(String(bits, radix: 16)))"
  }

  /// The part of the value as written that a path leads to, as far as it goes.
  private func place(of path: [WirePath.Step]) -> SourceRange {
    guard let value = fixture.value else { return fixture.source }
    return value.place(of: path[...]) ?? fixture.source
  }

  // MARK: - Bytes

  func otherBytes(expected: [UInt8], found: [UInt8], _ trace: WireTrace) -> FixtureFailure {
    let comparison = ByteComparison(expected: expected, found: found)
    let offset = comparison.firstDifference ?? 0
    let span = trace.spans.first { $0.stream == 0 && $0.offset <= offset && offset < $0.offset + $0.length }
    let path = span.map { $0.path.withoutRoot } ?? ""
    let at = expected == fixture.bytes ? hexPlace(offset, 1) : fixture.source
    return failure(
      "encodes to other bytes from 0x\(String(offset, radix: 16)) on" + (path.isEmpty ? "" : ", in `\(path)`"),
      path: path, offset: offset, expected: byte(expected, offset), found: byte(found, offset), at: at,
      label: "an encoder writes \(byte(found, offset)) here", bytes: comparison,
      help: expected == fixture.bytes ? [canonicalHelp] : [])
  }

  private var canonicalHelp: Help {
    fixture.isExample
      ? Help("an example has the bytes that an encoder writes; others belong into a fixture file")
      : Help("if a peer really sends this, say `decodeOnly: true`, or `sameAs` a case with the canonical bytes")
  }

  func bytesLeft(_ consumed: Int) -> FixtureFailure {
    let count = fixture.bytes.count - consumed
    return failure(
      "has \(count) byte\(count == 1 ? "" : "s") that belong to no field", path: "", offset: consumed,
      expected: "\(consumed) bytes", found: "\(fixture.bytes.count) bytes", at: hexPlace(consumed, count),
      label: "left over")
  }

  // MARK: - Errors

  func fault(_ fault: WireFault, _ what: String, expected: String) -> FixtureFailure {
    failure(
      "\(what): \(fault)", path: fault.path.withoutRoot, offset: fault.offset, expected: expected,
      found: fault.kind.rawValue, at: place(of: fault), label: fault.kind.rawValue)
  }

  func noFault(_ expected: FixtureCase.Failure, but what: String, to value: WireValue?) -> FixtureFailure {
    let found = value.map {
      Self.cut(WireInterpreter(model).describe($0, as: fixture.target, at: fixture.revision).summary)
    }
    return failure(
      "should fail with `\(expected.kind)`, but \(what)", path: expected.path ?? "", offset: nil,
      expected: expected.kind, found: found ?? "no error", at: fixture.hex?.scalar.range ?? fixture.source,
      label: found.map { "\(what) to \($0)" } ?? "no error")
  }

  /// Nil when the fault is the expected one.
  func otherFault(_ fault: WireFault, than expected: FixtureCase.Failure, _ what: String) -> FixtureFailure? {
    if fault.kind.rawValue != expected.kind {
      return failure(
        "should fail with `\(expected.kind)`, but \(what) fails with `\(fault.kind.rawValue)`: \(fault)",
        path: fault.path.withoutRoot, offset: fault.offset, expected: expected.kind, found: fault.kind.rawValue,
        at: place(of: fault), label: fault.kind.rawValue)
    }
    guard let path = expected.path, path != fault.path.withoutRoot, path != fault.path.description else { return nil }
    return failure(
      "should fail at `\(path)`, but \(what) fails elsewhere: \(fault)", path: fault.path.withoutRoot,
      offset: fault.offset, expected: path, found: fault.path.withoutRoot, at: place(of: fault),
      label: fault.kind.rawValue)
  }

  private func place(of fault: WireFault) -> SourceRange {
    if let offset = fault.offset, fixture.hex != nil {
      let width = fault.kind == .truncated ? Int(clamping: max(fault.had, 1)) : 1
      return hexPlace(offset, width)
    }
    return place(of: Array(fault.path.steps.dropFirst()))
  }

  // MARK: - Putting it together

  /// The hex digits of some bytes; the whole hex where there are none, as at its end.
  private func hexPlace(_ offset: Int, _ count: Int) -> SourceRange {
    guard let hex = fixture.hex else { return fixture.source }
    guard offset >= 0, offset < fixture.bytes.count else { return hex.scalar.range }
    return hex.range(of: offset..<min(offset + max(count, 1), fixture.bytes.count))
  }

  private func failure(
    _ summary: String, path: String, offset: Int?, expected: String, found: String, at range: SourceRange,
    label: String, also: [Diagnostic.Label] = [], bytes: ByteComparison? = nil, help: [Help] = []
  ) -> FixtureFailure {
    let revision = model.hasRevisions ? " at \(model.revisions[fixture.revision])" : ""
    let lines = bytes?.lines ?? []
    return FixtureFailure(
      summary: summary, path: path, offset: offset, expected: expected, found: found, bytes: bytes,
      diagnostic: Diagnostic(
        "L801",
        "case `\(fixture.name)` of `\(fixture.targetName)`\(revision) \(isCompiled ? "in generated code " : "")\(summary)",
        at: range, label: label, also: also,
        notes: lines.isEmpty ? [] : [lines.joined(separator: "\n")], help: help))
  }

  private func byte(_ bytes: [UInt8], _ offset: Int) -> String {
    offset < bytes.count ? HexText.compact([bytes[offset]]) : "nothing"
  }

  private static func cut(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }
}

extension Node {
  /// Where the part that a path leads to is written, or the deepest part on the way to it that is.
  func place(of path: ArraySlice<WirePath.Step>) -> SourceRange? {
    guard let step = path.first else { return isCollection ? nil : range }
    switch (step, self) {
    case (.name(let name), .mapping(let mapping)):
      guard let entry = mapping.entries.first(where: { $0.key.text == name }) else { return nil }
      return entry.value.place(of: path.dropFirst()) ?? entry.key.range
    case (.index(let index), .sequence(let sequence)):
      guard sequence.elements.indices.contains(index) else { return nil }
      // A map that is written as a list has entries of `key` and `value`.
      let element = sequence.elements[index]
      return element.place(of: path.dropFirst()) ?? element.range.start
    case (.index(let index), .mapping(let mapping)):
      return mapping.place(of: index, path.dropFirst())
    default: return nil
    }
  }

  private var isCollection: Bool { if case .scalar = self { false } else { true } }
}

extension Node.Mapping {
  /// The place of an entry: a map's by position, a masked array's by bit.
  fileprivate func place(of index: Int, _ rest: ArraySlice<WirePath.Step>) -> SourceRange? {
    switch rest.first {
    case .name("key") where rest.count == 1 && entries.indices.contains(index): return entries[index].key.range
    case .name("value") where entries.indices.contains(index):
      let entry = entries[index]
      return entry.value.place(of: rest.dropFirst()) ?? entry.key.range
    default:
      guard let entry = entries.first(where: { $0.key.text == String(index) }) else { return nil }
      return entry.value.place(of: rest) ?? entry.key.range
    }
  }
}
