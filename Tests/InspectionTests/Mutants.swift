import SchemaModel
import WireInterpreter

@testable import Inspection

/// Bytes that are nearly those of a value: each kind of field changed in the ways in which peers may write it.
struct Mutants {
  private(set) var all: [[UInt8]] = []
  private let bytes: [UInt8]
  private let trace: WireTrace

  init(
    _ interpreter: WireInterpreter, _ message: Message, _ revision: Int, _ bytes: [UInt8], random: inout SeededRandom
  ) {
    self.bytes = bytes
    trace = interpreter.inspect(bytes, as: .message(message.index), at: revision)
    all.append(bytes)
    // Of the elements of a list one is enough; a struct has several pads.
    var met: [String: Int] = [:]
    for span in trace.spans where span.length > 0 && span.stream == 0 {
      let place = EncodingWay.pattern(of: span.path) + span.role.rawValue
      met[place, default: 0] += 1
      if met[place, default: 0] <= (span.role == .padding ? 4 : 1) { change(span) }
    }
    for _ in 0..<20 where !bytes.isEmpty {
      var mutant = bytes
      mutant[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(truncatingIfNeeded: random.next())
      all.append(mutant)
    }
    swapEntries()
  }

  private mutating func change(_ span: WireSpan) {
    let range = span.offset..<span.offset + span.length
    for value in [2, 0xAA, 0xFF] as [UInt8] {
      replace(range.lowerBound..<range.lowerBound + 1, [value])
      replace(range.upperBound - 1..<range.upperBound, [value])
    }
    // A zero with a sign, and LEB128 with a byte too many.
    replace(range, [UInt8](repeating: 0, count: span.length - 1) + [0x80])
    replace(range.upperBound - 1..<range.upperBound, [bytes[range.upperBound - 1] | 0x80, 0])
    // A packed number with a zero byte written out: the bits of its mask say where the others are.
    let mask = bytes[range.lowerBound]
    guard let bit = (0..<8).first(where: { mask & 1 << UInt8($0) == 0 }) else { return }
    let place = range.lowerBound + 1 + (mask & ((1 << UInt8(bit)) - 1)).nonzeroBitCount
    guard place <= range.upperBound else { return }
    var mutant = bytes
    mutant[range.lowerBound] |= 1 << UInt8(bit)
    mutant.insert(0, at: place)
    all.append(mutant)
  }

  private mutating func replace(_ range: Range<Int>, _ content: [UInt8]) {
    var mutant = bytes
    mutant.replaceSubrange(range, with: content)
    if mutant != bytes { all.append(mutant) }
  }

  /// Neighbours in lists and maps change places.
  private mutating func swapEntries() {
    var elements: [(list: String, index: Int, range: Range<Int>)] = []
    for span in trace.spans where span.stream == 0 {
      for (depth, step) in span.path.steps.enumerated() {
        guard case .index(let index) = step else { continue }
        let list = WirePath(Array(span.path.steps.prefix(depth))).description
        let end = span.offset + span.length
        if let place = elements.lastIndex(where: { $0.list == list && $0.index == index }), place + 40 > elements.count
        {
          elements[place].range = elements[place].range.lowerBound..<end
        } else {
          elements.append((list, index, span.offset..<end))
        }
      }
    }
    var lists: Set<String> = []
    for (left, element) in elements.enumerated() where lists.insert(element.list).inserted {
      guard let right = elements[left...].first(where: { $0.list == element.list && $0.index == element.index + 1 }),
        right.range.lowerBound == element.range.upperBound
      else { continue }
      replace(
        element.range.lowerBound..<right.range.upperBound, Array(bytes[right.range]) + Array(bytes[element.range]))
    }
  }
}
