public import SchemaModel
public import WireInterpreter

/// The interpreter as a codec: the second opinion, and itself under test.
public struct InterpreterCodec: CodecUnderTest {
  private let interpreter: WireInterpreter
  private let target: WireInterpreter.Target

  /// The interpreter's codec of a message.
  public init(_ interpreter: WireInterpreter, _ message: Message) {
    self.interpreter = interpreter
    target = .message(message.index)
  }

  /// Does everything with a body that an oracle asks about.
  public func examine(_ packet: FuzzPacket) -> Examination {
    var examination = opinion(of: packet)
    if case .bytes(let bytes)? = examination.written {
      examination.again = read(bytes, at: packet.revision, isStrict: true).0
    }
    return examination
  }

  /// What another codec's answers are held against: reading and writing, and no more.
  public func opinion(of packet: FuzzPacket) -> Examination {
    let (lenient, body) = read(packet.body, at: packet.revision, isStrict: false)
    var examination = Examination(lenient: lenient)
    examination.strict = read(packet.body, at: packet.revision, isStrict: true).0
    guard let body else { return examination }
    do throws(WireFault) {
      let bytes = try interpreter.encode(body.value, as: target, at: packet.revision, excess: body.excess)
      examination.written = .bytes(bytes)
    } catch {
      examination.written = .rejected(Rejection(error))
    }
    return examination
  }

  private func read(
    _ bytes: [UInt8], at revision: Int, isStrict: Bool
  ) -> (Reading, WireInterpreter.DecodedBody?) {
    do throws(WireFault) {
      let body = try interpreter.decode(bytes, as: target, at: revision, strict: isStrict)
      return (.accepted(checksum: ValueChecksum.of(body)), body)
    } catch {
      return (.rejected(Rejection(error)), nil)
    }
  }
}

extension Rejection {
  /// The interpreter's reason.
  init(_ fault: WireFault) {
    self.init(kind: fault.kind.rawValue, path: fault.path.withoutRoot, offset: fault.offset)
  }
}
