import Inspection
public import SchemaModel
public import WireInterpreter

/// A message's decoder and encoder under attack.
public struct PacketTarget: FuzzTarget {
  /// The message.
  public let message: Message

  private let interpreter: WireInterpreter
  private let codec: any CodecUnderTest
  private let reference: InterpreterCodec?
  private let oracles: PacketOracles
  private var mutator: PacketMutator
  private let seedPackets: [FuzzPacket]

  /// A target; without a codec the interpreter is attacked alone.
  public init(
    _ interpreter: WireInterpreter, _ message: Message, codec: (any CodecUnderTest)? = nil, seeds: [FuzzPacket]
  ) {
    self.interpreter = interpreter
    self.message = message
    let own = InterpreterCodec(interpreter, message)
    self.codec = codec ?? own
    reference = codec == nil ? nil : own
    seedPackets = seeds
    mutator = PacketMutator(interpreter, message, donors: seeds)
    oracles = PacketOracles(interpreter.model, message)
  }

  /// The message's name.
  public var name: String { message.name }

  /// Packets that are right, and some that are known to be wrong.
  public var seeds: [[UInt8]] { seedPackets.map { $0.bytes(revisions: revisions) } }

  /// Numbers that mean something, as bytes.
  public var dictionary: [[UInt8]] { FuzzDictionary.words(interpreter.model, message) }

  private var revisions: Range<Int> { message.revisions.indices }

  /// What a fuzzer's bytes stand for.
  public func packet(_ input: some Collection<UInt8>) -> FuzzPacket { FuzzPacket(input, revisions: revisions) }

  /// Does everything with a packet; says what does not hold.
  public func failure(of input: [UInt8]) -> FuzzFailure? {
    let packet = packet(input)
    let seen = codec.examine(packet)
    return oracles.failure(of: seen, on: packet, reference: reference?.opinion(of: packet))
  }

  /// A packet changed by somebody who knows the schema.
  public mutating func mutated(_ input: [UInt8], limit: Int, seed: UInt64) -> [UInt8] {
    mutator.longestBody = max(limit - 1, 0)
    return mutator.mutated(packet(input), seed: seed).bytes(revisions: revisions)
  }

  /// Simpler packets, field by field.
  public func simpler(_ input: [UInt8]) -> [[UInt8]] {
    PacketSimplification(interpreter: interpreter, message: message).simpler(packet(input))
      .map { $0.bytes(revisions: revisions) }
  }

  /// The packet as `inspect` shows it.
  public func description(of input: [UInt8]) -> String {
    let packet = packet(input)
    let subject = Subject(interpreter, .message(message.index), at: packet.revision)
    return subject.report(
      of: packet.body, interpreter.inspect(packet.body, as: subject.target, at: packet.revision), inColor: false)
  }
}

extension PacketOracles {
  /// What decoding holds beside the value: errors with their paths, buffers of zlib.
  private static let slack = 4096

  /// The oracles of a message.
  init(_ model: SchemaModel, _ message: Message) {
    self.init()
    isCanonical = !message.body.items.contains(where: \.hasStream)
    mayGrow = model.links[message.link].text == .repair
    var sizes = DecodedSizes(model)
    let bound = sizes.bound(of: message)
    memoryBound = { bound.bytes(for: $0) + Self.slack }
  }
}

extension Item {
  /// Whether something in it is compressed: streams that differ may hold the same.
  fileprivate var hasStream: Bool {
    switch kind {
    case .field, .pad: false
    case .zlib: true
    case .conditional(_, let then, let otherwise): (then + otherwise).contains(where: \.hasStream)
    case .union(let union): union.arms.contains { $0.items.contains(where: \.hasStream) }
    case .trailing(let items), .sized(_, let items): items.contains(where: \.hasStream)
    }
  }
}
