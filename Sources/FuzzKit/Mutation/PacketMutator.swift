public import SchemaModel
public import WireInterpreter

/// Changes packets the way somebody would who has read the schema.
///
/// ```swift
/// var mutator = PacketMutator(interpreter, message, donors: seeds)
/// let hostile = mutator.mutated(seed, seed: 1)
/// ```
/// It knows where each field begins and ends from the interpreter's trace, and which numbers matter there from the
/// model. The same packet and the same seed give the same result.
public struct PacketMutator: Sendable {
  /// The interpreter of the schema.
  let interpreter: WireInterpreter
  /// The message.
  let message: Message
  /// Packets of which parts are put into others.
  public var donors: [FuzzPacket]
  /// The longest body that is made.
  public var longestBody = 4096

  var books: [FactBook]
  var random = SeededRandom(seed: 0)
  private var traces: [FuzzPacket: WireTrace] = [:]

  /// A mutator of a message's packets.
  public init(_ interpreter: WireInterpreter, _ message: Message, donors: [FuzzPacket] = []) {
    self.interpreter = interpreter
    self.message = message
    self.donors = donors
    books = interpreter.model.revisions.indices.map { FactBook(interpreter.model, message, at: $0) }
  }

  var target: WireInterpreter.Target { .message(message.index) }

  /// One kind of change.
  enum Edit: CaseIterable {
    case number, count, text, float, bits
    case truncate, insert, remove, repeatElement, splice
    case padding, looseGuid, stream
    case bytes, revision, fresh
  }

  /// A packet, changed once to three times.
  public mutating func mutated(_ input: FuzzPacket, seed: UInt64) -> FuzzPacket {
    random = SeededRandom(seed: seed)
    var packet = input
    let changes = random.once(in: 3) ? Int.random(in: 2...3, using: &random) : 1
    for _ in 0..<changes { change(&packet) }
    if packet.body.count > longestBody { packet.body.removeLast(packet.body.count - longestBody) }
    return packet
  }

  private mutating func change(_ packet: inout FuzzPacket) {
    var draft = PacketDraft(packet, trace(of: packet))
    // Not every kind of change goes with every packet.
    for _ in 0..<6 where apply(anyEdit(), to: &draft) {
      packet = draft.packet
      return
    }
    changeBytes(&draft)
    packet = draft.packet
  }

  /// A packet from nothing costs as much as many changes of one.
  private mutating func anyEdit() -> Edit {
    let edit = Edit.allCases.randomElement(using: &random) ?? .bytes
    return edit == .fresh && !random.once(in: 4) ? .number : edit
  }

  private mutating func apply(_ edit: Edit, to draft: inout PacketDraft) -> Bool {
    switch edit {
    case .number: changeNumber(&draft)
    case .count: changeCount(&draft)
    case .text: changeText(&draft)
    case .float: changeFloat(&draft)
    case .bits: changeBits(&draft)
    case .truncate: truncate(&draft)
    case .insert: insert(&draft)
    case .remove: remove(&draft)
    case .repeatElement: repeatElement(&draft)
    case .splice: splice(&draft)
    case .padding: poisonPadding(&draft)
    case .looseGuid: loosenGuid(&draft)
    case .stream: changeStream(&draft)
    case .bytes: changeBytes(&draft)
    case .revision: changeRevision(&draft)
    case .fresh: makeFresh(&draft)
    }
  }

  /// What each byte of a packet is. Fuzzers come back to the same packets again and again.
  mutating func trace(of packet: FuzzPacket) -> WireTrace {
    if let known = traces[packet] { return known }
    if traces.count >= 512 { traces.removeAll(keepingCapacity: true) }
    let trace = interpreter.inspect(packet.body, as: target, at: packet.revision)
    traces[packet] = trace
    return trace
  }

  // MARK: - Whole packets

  private mutating func changeRevision(_ draft: inout PacketDraft) -> Bool {
    guard let revision = message.revisions.indices.randomElement(using: &random), revision != draft.packet.revision
    else { return false }
    draft.packet.revision = revision
    return true
  }

  /// A packet that has nothing to do with the one before, and is right.
  private mutating func makeFresh(_ draft: inout PacketDraft) -> Bool {
    var generator = ValueGenerator(interpreter, seed: random.next())
    let revision = draft.packet.revision
    guard let value = generator.value(of: target, at: revision),
      let body = try? interpreter.encode(value, as: target, at: revision)
    else { return false }
    draft.packet.body = body
    return true
  }
}

/// A packet being changed, and what its bytes are.
struct PacketDraft {
  var packet: FuzzPacket
  let trace: WireTrace
  /// The spans of the body itself that have bytes.
  let spans: [WireSpan]

  init(_ packet: FuzzPacket, _ trace: WireTrace) {
    self.packet = packet
    self.trace = trace
    let count = packet.body.count
    spans = trace.spans.filter { $0.stream == 0 && $0.length > 0 && $0.offset + $0.length <= count }
  }

  /// Replaces the bytes of a span.
  mutating func replace(_ span: WireSpan, _ bytes: [UInt8]) {
    packet.body.replaceSubrange(span.range, with: bytes)
  }
}

extension WireSpan {
  /// Its bytes.
  var range: Range<Int> { offset..<offset + length }
}
