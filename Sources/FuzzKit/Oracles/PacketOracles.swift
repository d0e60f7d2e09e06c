/// The oracles that need one codec and its answers alone, and those that compare it with another.
public struct PacketOracles: Sendable {
  /// Whether equal values have equal bytes: a compressed stream may be written in many ways.
  public var isCanonical = true
  /// Whether writing may need more bytes than reading: text that is repaired grows.
  public var mayGrow = false
  /// The most memory for a body of a size; nil where nobody counts.
  public var memoryBound: (@Sendable (Int) -> Int)?

  /// Oracles.
  public init() {}

  /// What does not hold of an examination; the reference is what another codec made of the same packet.
  public func failure(of seen: Examination, on packet: FuzzPacket, reference: Examination?) -> FuzzFailure? {
    do throws(FuzzFailure) {
      if let bound = memoryBound, let memory = seen.memory {
        let most = bound(packet.body.count)
        try require(
          memory <= most, .memory, "\(memory) bytes were held for a body of \(packet.body.count), at most \(most)")
      }
      if let reference { try compare(seen, with: reference) }
      try checkWriting(seen, packet)
      try checkStrictness(seen, packet)
      try compare(seen.reused, with: seen.lenient, .reuse)
      if let fault = seen.viewFault { throw FuzzFailure(.view, fault) }
      return nil
    } catch {
      return error
    }
  }

  private func require(_ holds: Bool, _ oracle: Oracle, _ detail: @autoclosure () -> String) throws(FuzzFailure) {
    if !holds { throw FuzzFailure(oracle, detail()) }
  }

  // MARK: - Two codecs

  private func compare(_ seen: Examination, with reference: Examination) throws(FuzzFailure) {
    try compare(seen.lenient, with: reference.lenient, mode: "")
    if let strict = seen.strict, let expected = reference.strict {
      try compare(strict, with: expected, mode: "strict: ")
    }
    switch (seen.written, reference.written) {
    case (.bytes(let written), .bytes(let expected)):
      guard isCanonical else { return }
      try require(written == expected, .bytes, Self.difference(written, expected))
    case (.rejected(let error), .bytes):
      throw FuzzFailure(.bytes, "generated code cannot write what it read: \(error.text); the interpreter can")
    case (.bytes, .rejected(let error)):
      throw FuzzFailure(.bytes, "generated code writes what the interpreter rejects: \(error.text)")
    default: break
    }
  }

  private func compare(_ seen: Reading, with reference: Reading, mode: String) throws(FuzzFailure) {
    switch (seen, reference) {
    case (.accepted(let left), .accepted(let right)):
      try require(left == right, .value, mode + "generated code and interpreter read different values")
    case (.accepted, .rejected(let error)):
      throw FuzzFailure(.acceptance, mode + "generated code accepts, the interpreter says: \(error.text)")
    case (.rejected(let error), .accepted):
      throw FuzzFailure(.acceptance, mode + "generated code says: \(error.text); the interpreter accepts")
    case (.rejected(let left), .rejected(let right)):
      let detail = mode + "generated code says: \(left.text); the interpreter: \(right.text)"
      try require(left.kind == right.kind, .kind, detail)
      try require(left.path == right.path, .path, detail)
      try require(left.offset == right.offset, .offset, detail)
    }
  }

  // MARK: - One codec

  private func checkWriting(_ seen: Examination, _ packet: FuzzPacket) throws(FuzzFailure) {
    switch seen.written {
    case .bytes(let written)?:
      if let size = seen.announcedSize {
        try require(written.count <= size, .size, "\(written.count) bytes were written, \(size) announced")
      }
      guard let again = seen.again else { return }
      if case .rejected(let error) = again {
        throw FuzzFailure(.fixedPoint, "what was written is not read again, strictly: \(error.text)")
      }
      try require(again == seen.lenient, .fixedPoint, "what was written reads as another value")
    case .rejected(let error)?:
      try require(mayGrow && error.kind == "limit", .fixedPoint, "what was read cannot be written: \(error.text)")
    case nil: break
    }
  }

  private func checkStrictness(_ seen: Examination, _ packet: FuzzPacket) throws(FuzzFailure) {
    guard let strict = seen.strict, isCanonical else { return }
    if strict.isAccepted {
      try require(strict == seen.lenient, .strictness, "strict and lenient decoding read different values")
      if case .bytes(let written)? = seen.written {
        try require(written == packet.body, .canonical, Self.difference(written, packet.body))
      }
    } else if case .bytes(let written)? = seen.written, case .rejected(let error) = strict {
      try require(
        written != packet.body, .strictness, "strict decoding rejects what an encoder writes: \(error.text)")
    }
  }

  private func compare(_ seen: Reading?, with expected: Reading, _ oracle: Oracle) throws(FuzzFailure) {
    guard let seen, seen != expected else { return }
    switch (seen, expected) {
    case (.accepted, .accepted): throw FuzzFailure(oracle, "another value")
    case (.rejected(let error), .accepted): throw FuzzFailure(oracle, "rejected, \(error.text), where decoding accepts")
    case (.accepted, .rejected(let error)): throw FuzzFailure(oracle, "accepted, where decoding says: \(error.text)")
    case (.rejected(let left), .rejected(let right)):
      throw FuzzFailure(oracle, "says: \(left.text), where decoding says: \(right.text)")
    }
  }

  private static func difference(_ left: [UInt8], _ right: [UInt8]) -> String {
    let place = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let at = String(place ?? min(left.count, right.count), radix: 16)
    return "\(left.count) bytes instead of \(right.count), the first that differs at 0x\(at)"
  }
}
