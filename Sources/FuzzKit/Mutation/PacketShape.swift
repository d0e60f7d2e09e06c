import SchemaModel
import SchemaSyntax
import WireInterpreter

/// Where the parts of a packet lie, from its trace.
enum PacketShape {
  /// The element that a span belongs to, `depth` being the place of its index in the span's path.
  static func element(of span: WireSpan, depth: Int, among spans: [WireSpan]) -> PacketMutator.ElementPlace {
    let prefix = span.path.steps.prefix(depth + 1)
    let parts = spans.filter { $0.path.steps.starts(with: prefix) }
    let start = parts.map(\.offset).min() ?? span.offset
    let end = parts.map(\.range.upperBound).max() ?? span.range.upperBound
    let list = Array(prefix.dropLast())
    let count = spans.last { $0.role == .count && $0.offset < start && $0.path.steps == list }
    return .init(range: start..<end, count: count)
  }

  /// The lists of a packet, in the order of their ends, each with where its elements lie.
  static func lists(_ spans: [WireSpan]) -> [(path: [WirePath.Step], elements: [Range<Int>])] {
    var lists: [[WirePath.Step]: [Range<Int>]] = [:]
    var last: [[WirePath.Step]: Int] = [:]
    for span in spans {
      for depth in span.path.steps.indices {
        guard case .index(let index) = span.path.steps[depth] else { continue }
        let list = Array(span.path.steps[..<depth])
        if last[list] == index, let element = lists[list]?.popLast() {
          lists[list]?.append(element.lowerBound..<span.range.upperBound)
        } else {
          lists[list, default: []].append(span.range)
          last[list] = index
        }
      }
    }
    return lists.map { (path: $0.key, elements: $0.value) }
      .sorted {
        ($0.elements.last?.upperBound ?? 0, $0.path.count) < ($1.elements.last?.upperBound ?? 0, $1.path.count)
      }
  }

  /// A number as it stands on the wire.
  static func number(_ bytes: ArraySlice<UInt8>, _ scalar: ScalarType, _ order: WireName.ByteOrder) -> Int128 {
    switch scalar {
    case .integer(_, _, let own):
      let bytes = bytes.prefix(8)
      return (own ?? order) == .big
        ? bytes.reduce(0) { $0 << 8 | Int128($1) } : bytes.reversed().reduce(0) { $0 << 8 | Int128($1) }
    case .variable: return bytes.prefix(9).reversed().reduce(0) { $0 << 7 | Int128($1 & 0x7F) }
    case .bool, .float, .packed64: return Int128(bytes.first ?? 0)
    }
  }
}
