import Wire
public import WireBridge

/// Generated code in this process.
public struct BridgeCodec: CodecUnderTest {
  private let type: any BridgedMessage.Type
  private let meter: any MemoryMeter
  /// A value over which others are decoded.
  private let dirty: (any BridgedMessage)?

  /// The codec of a message. The meter counts what decoding allocates; other packets are decoded over the value of the
  /// first packet that is one.
  public init(_ type: any BridgedMessage.Type, over packets: [FuzzPacket] = [], meter: any MemoryMeter = NoMeter()) {
    self.type = type
    self.meter = meter
    dirty = packets.lazy.compactMap { Self.value(of: $0, as: type) }.first
  }

  private static func value<Message: BridgedMessage>(
    of packet: FuzzPacket, as type: Message.Type
  ) -> (any BridgedMessage)? {
    try? Message.bridgeDecode(packet.body, at: packet.wireRevision).value
  }

  /// Does everything with a body that an oracle asks about.
  public func examine(_ packet: FuzzPacket) -> Examination { examination(of: packet, as: self.type) }

  /// Decodes a body and reads every field, and that is all.
  public func digest(_ packet: FuzzPacket) -> UInt64 { Self.checksum(of: packet, as: self.type) }

  private static func checksum<Message: BridgedMessage>(of packet: FuzzPacket, as type: Message.Type) -> UInt64 {
    (try? Message.bridgeDigest(packet.body, at: packet.wireRevision)) ?? 0
  }

  private func examination<Message: BridgedMessage>(of packet: FuzzPacket, as type: Message.Type) -> Examination {
    let revision = packet.wireRevision
    let body = packet.body
    meter.begin()
    do throws(DecodeError) {
      let value = try Message.bridgeDecode(body, at: revision).value
      let memory = meter.end()
      var examination = Examination(lenient: .accepted(checksum: value.bridgeChecksum(at: revision)))
      examination.memory = memory
      examination.strict = Self.reading(of: body, type, revision, Message.rules.canonical)
      examination.reused = Self.reading(of: body, over: dirty as? Message ?? value, revision, fresh: value)
      examination.viewFault = Message.bridgeViewFault(
        body, at: revision, rules: Message.rules, decoded: .success(value))
      examination.announcedSize = value.encodedSize(at: revision)
      examination.written = Self.writing(value, revision)
      if case .bytes(let written)? = examination.written {
        examination.again = Self.reading(of: written, type, revision, Message.rules.canonical)
      }
      return examination
    } catch {
      let memory = meter.end()
      var examination = Examination(lenient: .rejected(Rejection(error)))
      examination.memory = memory
      examination.strict = Self.reading(of: body, type, revision, Message.rules.canonical)
      examination.reused = (dirty as? Message).map { Self.reading(of: body, over: $0, revision) }
      examination.viewFault = Message.bridgeViewFault(
        body, at: revision, rules: Message.rules, decoded: .failure(error))
      return examination
    }
  }
}

extension BridgeCodec {
  private static func reading<Message: BridgedMessage>(
    of body: [UInt8], _ type: Message.Type, _ revision: WireRevision, _ rules: WireRules
  ) -> Reading {
    do throws(DecodeError) {
      return .accepted(checksum: try Message.bridgeDigest(body, at: revision, rules: rules))
    } catch {
      return .rejected(Rejection(error))
    }
  }

  private static func reading<Message: BridgedMessage>(
    of body: [UInt8], over dirty: Message, _ revision: WireRevision, fresh: Message? = nil
  ) -> Reading {
    guard let spoken = Message.Revision(rawValue: revision.index) else { return .rejected(.unknownRevision) }
    var value = dirty
    do throws(DecodeError) {
      try value.decode(body, revision: spoken)
      let checksum = value.bridgeChecksum(at: revision)
      // Fields that this revision lacks do not count, but what another packet left in them could not be written.
      let isAsFresh = fresh.map { $0.bridgeChecksum() == value.bridgeChecksum() } ?? true
      return .accepted(checksum: isAsFresh ? checksum : ~checksum)
    } catch {
      return .rejected(Rejection(error))
    }
  }

  /// The bytes of a value, written twice: what is not written shows, for the memory held other bytes before.
  private static func writing<Message: BridgedMessage>(_ value: Message, _ revision: WireRevision) -> Writing {
    let size = value.encodedSize(at: revision)
    var first: [UInt8] = []
    for poison in [0xAA, 0x55] as [UInt8] {
      var writer = WireWriter(capacity: size, revision: revision, rules: Message.rules)
      writer.bytes([UInt8](repeating: poison, count: size + 16))
      writer.removeAll()
      do throws(EncodeError) {
        try writer.message(value)
      } catch {
        return .rejected(Rejection(error))
      }
      let bytes = writer.copyBytes()
      if poison == 0xAA { first = bytes } else if bytes != first { return .rejected(.unwritten) }
    }
    return .bytes(first)
  }
}

extension FuzzPacket {
  /// The revision as codecs compare it.
  var wireRevision: WireRevision { WireRevision(index: UInt16(truncatingIfNeeded: revision)) }
}

/// Counts what is allocated between two calls.
public protocol MemoryMeter: Sendable {
  /// Counts from here.
  func begin()
  /// The most bytes that were held at once since ``begin()``; nil where nobody counts.
  func end() -> Int?
}

/// Counts nothing.
public struct NoMeter: MemoryMeter {
  /// A meter that counts nothing.
  public init() {}
  /// Nothing begins.
  public func begin() {}
  /// Nobody knows.
  public func end() -> Int? { nil }
}

extension Rejection {
  init(_ error: DecodeError) {
    self.init(kind: error.kind.rawValue, path: Self.text(error.path), offset: error.offset)
  }

  init(_ error: EncodeError) { self.init(kind: error.kind.rawValue, path: Self.text(error.path), offset: nil) }

  /// A revision that the codec has never heard of.
  static let unknownRevision = Rejection(kind: "opcode", path: "", offset: 0)
  /// Bytes that the encoder has left as it found them.
  static let unwritten = Rejection(kind: "unwritten", path: "", offset: nil)

  /// The path without the message's name.
  private static func text(_ path: Wire.WirePath) -> String {
    var text = ""
    for step in path.steps.dropFirst() {
      switch step {
      case .name(let name): text += text.isEmpty ? name : "." + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}
