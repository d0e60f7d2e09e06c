public import WireInterpreter

extension WireValue {
  /// The smallest value that still shows a fault, as far as making it simpler leads.
  public func shrunk(attempts: Int = 2000, while shows: (WireValue) -> Bool) -> WireValue {
    var smallest = self
    var attempts = attempts
    var position = 0
    while attempts > 0 {
      let candidates = smallest.simpler
      guard position < candidates.count else { break }
      attempts -= 1
      if shows(candidates[position]) {
        smallest = candidates[position]
        position = 0
      } else {
        position += 1
      }
    }
    return smallest
  }

  /// The value with one part of it simpler, in every way there is.
  private var simpler: [WireValue] {
    switch self {
    case .integer(let number): number == 0 ? [] : [.integer(0), .integer(number / 2)]
    case .bool(let value): value ? [.bool(false)] : []
    case .float(let bits, let width): bits == 0 ? [] : [.float(bits: 0, width: width)]
    case .text(let text): text.string.isEmpty ? [] : [.text(""), .text(WireText(String(text.string.dropLast())))]
    case .bytes(let bytes): bytes.isEmpty ? [] : [.bytes([]), .bytes(Array(bytes.dropLast()))]
    case .absent: []
    case .list(let elements):
      Self.simpler(elements) { $0.simpler }.map { .list($0) }
    case .structure(let fields):
      Self.simpler(fields) { field in field.value.simpler.map { .init(field.name, $0) } }.map { .structure($0) }
    case .map(let entries):
      Self.simpler(entries) { entry in entry.value.simpler.map { .init(entry.key, $0) } }.map { .map($0) }
    case .masked(let words, let elements):
      Self.simpler(elements) { element in element.value.simpler.map { .init(element.index, $0) } }
        .map { .masked(words: words, $0) }
    }
  }

  /// Without one of the parts, then with one of them simpler.
  private static func simpler<Part>(_ parts: [Part], _ simpler: (Part) -> [Part]) -> [[Part]] {
    let fewer = parts.indices.map { index in parts.enumerated().filter { $0.offset != index }.map(\.element) }
    let smaller = parts.enumerated().flatMap { index, part in
      simpler(part).map { Array(parts[..<index]) + [$0] + Array(parts[(index + 1)...]) }
    }
    return fewer + smaller
  }
}
