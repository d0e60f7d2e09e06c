import SchemaModel
import Testing
import WireInterpreter

@testable import Inspection

/// Holds an audit's list against what decoding really does: whatever two byte strings of one value differ in must be
/// listed, and whatever is listed must be seen.
struct AuditOracle {
  let interpreter: WireInterpreter
  let message: Message
  let revision: Int
  let ways: [EncodingWay]
  /// The ways that bytes have shown.
  private(set) var seen: Set<EncodingWay> = []
  /// What was found that the list does not explain.
  private(set) var unexplained: [String] = []

  init(_ interpreter: WireInterpreter, _ message: Message, at revision: Int) {
    self.interpreter = interpreter
    self.message = message
    self.revision = revision
    ways = MessageAudit(message, in: interpreter.model, at: revision).ways
  }

  /// What the list has and no bytes have shown.
  var unseen: [EncodingWay] { ways.filter { !seen.contains($0) } }

  /// Whether a body has bytes at a place of which a way has not been seen yet.
  func canShowMore(with bytes: [UInt8]) -> Bool {
    let trace = interpreter.inspect(bytes, as: target, at: revision)
    let wanted = Set(unseen.map(\.path))
    return trace.spans.contains { $0.length > 0 && wanted.contains(EncodingWay.pattern(of: $0.path)) }
  }

  private var target: WireInterpreter.Target { .message(message.index) }

  /// Decodes a body, and compares it with what its value is written as. Says whether it was decoded.
  @discardableResult
  mutating func examine(_ bytes: [UInt8]) -> Bool {
    let trace = interpreter.inspect(bytes, as: target, at: revision)
    guard case .success(let body) = trace.result else { return false }
    let described = interpreter.describe(body.value, as: target, at: revision)
    for (kind, path) in Self.oddities(described, "") { explain(kind, path, bytes) }
    if !body.excess.isEmpty { explain(.keptLeftOver, "", bytes) }
    guard let canonical = try? interpreter.encode(body.value, as: target, at: revision, excess: body.excess) else {
      // Repaired text can outgrow its limits, and then has no canonical form.
      if !ways.contains(where: { $0.kind == .repairedText }) {
        unexplained.append("cannot be encoded: \(Hex.text(bytes.prefix(40)))")
      }
      return true
    }
    if canonical != bytes {
      compare(trace, with: interpreter.inspect(canonical, as: target, at: revision), bytes, canonical)
    }
    return true
  }

  // MARK: - What decoding folds

  private mutating func compare(_ found: WireTrace, with clean: WireTrace, _ bytes: [UInt8], _ canonical: [UInt8]) {
    var (left, right) = (found.spans[...], clean.spans[...])
    var count = 0
    var hasConsequences = false
    // Entries of a map that is out of order have changed places: what is in them is seen in other bytes.
    let disordered = disorder(found, clean, bytes, canonical)
    for way in disordered {
      seen.insert(way)
      let prefix = way.path + "[]"
      left = left.filter { !EncodingWay.pattern(of: $0.path).hasPrefix(prefix) }[...]
      right = right.filter { !EncodingWay.pattern(of: $0.path).hasPrefix(prefix) }[...]
      count += 1
    }
    var previous: WireSpan?
    while let span = left.popFirst() {
      defer { previous = span }
      let partner = span.role == .excess ? nil : right.popFirst()
      guard let partner else {
        let way = ways.first { $0.kind == (span.role == .excess ? .leftOver : .nestedAbsence) }
        note(way, span, bytes)
        count += 1
        continue
      }
      let mine = Self.bytes(of: span, found, bytes)
      guard mine != Self.bytes(of: partner, clean, canonical) else { continue }
      count += 1
      let pattern = EncodingWay.pattern(of: span.path)
      let before = previous.map { EncodingWay.pattern(of: $0.path) } ?? ""
      let way = ways.first { way in
        way.path == pattern && way.role == span.role && way.kind.suits(mine, after: before, way)
      }
      if let way {
        seen.insert(way)
      } else if [.count, .length, .derived, .stream].contains(span.role) {
        // Follows from a difference elsewhere: text that grew, a group that shrank.
        hasConsequences = true
      } else {
        note(nil, span, bytes)
      }
    }
    if count == 0 || hasConsequences && count == 1 {
      unexplained.append("differs nowhere: \(Hex.text(bytes.prefix(40)))")
    }
  }

  /// The maps whose keys stand in another order than in the canonical bytes.
  private func disorder(
    _ found: WireTrace, _ clean: WireTrace, _ bytes: [UInt8], _ canonical: [UInt8]
  ) -> [EncodingWay] {
    ways.filter { way in
      guard way.kind == .keyOrder else { return false }
      let (mine, other) = (keys(way.path, found, bytes), keys(way.path, clean, canonical))
      return mine != other && Set(mine) == Set(other)
    }
  }

  /// The keys of all maps at a path, each with the map that it is of.
  private func keys(_ path: String, _ trace: WireTrace, _ body: [UInt8]) -> [[UInt8]] {
    var met: Set<WirePath> = []
    let depth = path.split(separator: ".").count + path.split(separator: "[").count + 1
    return trace.spans.filter { span in
      span.path.steps.count <= depth && EncodingWay.pattern(of: span.path) == path + "[]"
        && met.insert(span.path).inserted
    }
    .map { Array(WirePath($0.path.steps.dropLast()).description.utf8) + Self.bytes(of: $0, trace, body) }
  }

  private mutating func note(_ way: EncodingWay?, _ span: WireSpan, _ bytes: [UInt8]) {
    if let way {
      seen.insert(way)
    } else {
      unexplained.append("\(span.path) \(span.role) in \(Hex.text(bytes.prefix(40)))")
    }
  }

  private static func bytes(of span: WireSpan, _ trace: WireTrace, _ body: [UInt8]) -> [UInt8] {
    let all = span.stream == 0 ? body : trace.inflated[span.stream - 1]
    return Array(all[span.offset..<span.offset + span.length])
  }

  // MARK: - What decoding keeps

  private mutating func explain(_ kind: EncodingWay.Kind, _ path: String, _ bytes: [UInt8]) {
    if let way = ways.first(where: { $0.kind == kind && $0.path == path }) {
      seen.insert(way)
    } else {
      unexplained.append("\(kind) at \(path) in \(Hex.text(bytes.prefix(40)))")
    }
  }

  private static func oddities(_ value: DescribedValue, _ path: String) -> [(EncodingWay.Kind, String)] {
    switch value {
    case .float(let bits, 32):
      let number = Float(bitPattern: UInt32(bits))
      return number.isNaN ? [(.nanBits, path)] : number == 0 && bits != 0 ? [(.negativeZero, path)] : []
    case .float(let bits, _):
      let number = Double(bitPattern: bits)
      return number.isNaN ? [(.nanBits, path)] : number == 0 && bits != 0 ? [(.negativeZero, path)] : []
    case .member(_, _, nil): return [(.unknownMember, path)]
    case .flags(_, _, _, false): return [(.unknownFlags, path)]
    case .structure(let fields):
      return fields.flatMap { oddities($0.value, path.isEmpty ? $0.name : path + "." + $0.name) }
    case .list(let elements): return elements.flatMap { oddities($0, path + "[]") }
    case .masked(_, let elements): return elements.flatMap { oddities($0.value, path + "[]") }
    case .map(let entries):
      let inner = entries.flatMap { oddities($0.key, path + "[]") + oddities($0.value, path + "[]") }
      let isSorted = zip(entries, entries.dropFirst()).allSatisfy { number($0.key) < number($1.key) }
      return isSorted ? inner : inner + [(.keptOrder, path)]
    default: return []
    }
  }

  private static func number(_ key: DescribedValue) -> Int128 {
    switch key {
    case .integer(let number, _), .member(let number, _, _), .flags(let number, _, _, _): number
    default: 0
    }
  }
}

extension EncodingWay.Kind {
  /// Whether bytes of a span can be a case of this way.
  fileprivate func suits(_ bytes: [UInt8], after previous: String, _ way: EncodingWay) -> Bool {
    switch self {
    case .padding:
      let before = way.path.isEmpty ? way.after : way.path + "." + way.after
      return way.after.isEmpty || previous.hasPrefix(before)
    // In a buffer, text ends at the NUL; what comes after is the other way.
    case .repairedText: return String(validating: bytes, as: UTF8.self) == nil
    case .afterNUL: return String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self) != nil
    case .overlong: return bytes.count > 1 && bytes.last == 0
    case .redundantZeros: return bytes.dropFirst().contains(0)
    default: return true
    }
  }
}
