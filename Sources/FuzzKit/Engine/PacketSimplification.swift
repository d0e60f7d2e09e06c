import SchemaModel
import WireInterpreter

/// Simpler packets, field by field: elements left out with their counts, fields left out, numbers made zero.
struct PacketSimplification {
  let interpreter: WireInterpreter
  let message: Message

  func simpler(_ packet: FuzzPacket) -> [FuzzPacket] {
    let target = WireInterpreter.Target.message(message.index)
    let trace = interpreter.inspect(packet.body, as: target, at: packet.revision)
    let spans = PacketDraft(packet, trace).spans
    var bodies: [[UInt8]] = []
    bodies += withoutElements(packet, spans)
    bodies += spans.reversed().map { Array(packet.body[..<$0.offset]) }.filter { $0.count < packet.body.count }
    bodies += spans.map { span in
      var body = packet.body
      body.removeSubrange(span.range)
      return body
    }
    // What follows the last field that was read.
    let read = spans.map(\.range.upperBound).max() ?? 0
    if read < packet.body.count {
      bodies.append(Array(packet.body[..<read]))
      bodies += Simplification.shorter(Array(packet.body[read...])).map { packet.body[..<read] + $0 }
    }
    bodies += plainer(packet, spans)
    return bodies.map { FuzzPacket(revision: packet.revision, body: $0) }.filter { isSimpler($0, than: packet) }
  }

  /// Shorter, or as long with smaller bytes: so that there is an end.
  private func isSimpler(_ packet: FuzzPacket, than other: FuzzPacket) -> Bool {
    if packet.body.count != other.body.count { return packet.body.count < other.body.count }
    func weight(_ body: [UInt8]) -> Int { body.reduce(0) { $0 + $1.nonzeroBitCount } }
    return weight(packet.body) < weight(other.body)
  }

  /// The same packet with some elements of a list left out, many first, and its count corrected.
  private func withoutElements(_ packet: FuzzPacket, _ spans: [WireSpan]) -> [[UInt8]] {
    let book = FactBook(interpreter.model, message, at: packet.revision)
    let order = interpreter.policy(for: .message(message.index)).order
    var bodies: [[UInt8]] = []
    for (path, elements) in PacketShape.lists(spans) {
      let count = spans.last { $0.role == .count && $0.path.steps == path }
      var size = elements.count
      while size > 0 {
        for start in stride(from: 0, to: elements.count, by: size).prefix(32) {
          let end = min(start + size, elements.count)
          var body = packet.body
          body.removeSubrange(elements[start].lowerBound..<elements[end - 1].upperBound)
          if let count, let prefix = book[count.path]?.prefix {
            let number = PacketShape.number(packet.body[count.range], prefix, order)
            let corrected = ScalarBytes.bytes(number - Int128(end - start), prefix, linkOrder: order)
            body.replaceSubrange(count.range, with: corrected)
          }
          bodies.append(body)
        }
        size = size == 1 ? 0 : (size + 1) / 2
      }
    }
    return bodies
  }

  /// The same packet with one field zero, or one byte of it.
  private func plainer(_ packet: FuzzPacket, _ spans: [WireSpan]) -> [[UInt8]] {
    var bodies: [[UInt8]] = []
    for span in spans where packet.body[span.range].contains(where: { $0 != 0 }) {
      var body = packet.body
      body.replaceSubrange(span.range, with: repeatElement(0, count: span.length))
      bodies.append(body)
    }
    for index in packet.body.indices.prefix(512) where packet.body[index] != 0 {
      var body = packet.body
      body[index] = 0
      bodies.append(body)
      if packet.body[index] != 1 {
        body[index] = 1
        bodies.append(body)
      }
    }
    return bodies
  }
}
