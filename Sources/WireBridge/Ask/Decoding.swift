public import Wire

extension BridgedMessage {
  /// The schema's revision of this index.
  static func bridgeRevision(_ revision: WireRevision) throws(DecodeError) -> Revision {
    guard let spoken = Revision(rawValue: revision.index) else { throw DecodeError(.opcode, at: 0).within(wireName) }
    return spoken
  }

  /// Decodes a whole body and says how many bytes the value took; the link may pass over others, or keep them.
  public static func bridgeDecode(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules = Self.rules
  ) throws(DecodeError) -> (value: Self, consumed: Int) {
    let spoken = try bridgeRevision(revision)
    var reader = WireReader(body.span, revision: revision, rules: rules)
    do throws(DecodeError) {
      try requireReadable(body.count, at: spoken)
      let value = try Self(from: &reader)
      let consumed = reader.position - value.bridgeExcess().count
      try reader.finish()
      return (value, consumed)
    } catch {
      throw error.within(wireName)
    }
  }

  /// Decodes a whole body and reads every byte of every field: the checksum of ``bridgeChecksum(at:)``.
  ///
  /// What fuzzers run hundreds of thousands of times a second: no boxes, no text.
  public static func bridgeDigest(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules = Self.rules
  ) throws(DecodeError) -> UInt64 {
    try Self(decoding: body, revision: bridgeRevision(revision), rules: rules).bridgeChecksum(at: revision)
  }
}

extension BridgedStruct {
  /// Decodes a struct that takes all of some bytes.
  static func bridgeDecodeStruct(
    _ bytes: [UInt8], named name: String, at revision: WireRevision, rules: WireRules
  ) throws(DecodeError) -> (value: Self, consumed: Int) {
    var reader = WireReader(bytes.span, revision: revision, rules: rules)
    do throws(DecodeError) {
      let value = try Self(from: &reader)
      let consumed = reader.position
      try reader.finish()
      return (value, consumed)
    } catch {
      throw DecodeError(
        error.kind, at: error.offset, wanted: error.wanted, had: error.had,
        path: WirePath([.name(name)] + error.path.steps))
    }
  }

  /// The bytes of a struct.
  func bridgeEncodeStruct(
    named name: String, at revision: WireRevision, rules: WireRules
  ) throws(EncodeError) -> [UInt8] {
    var writer = WireWriter(revision: revision, rules: rules)
    do throws(EncodeError) {
      try encode(into: &writer)
      return writer.copyBytes()
    } catch {
      throw EncodeError(
        error.kind, wanted: error.wanted, had: error.had, path: WirePath([.name(name)] + error.path.steps))
    }
  }
}

extension BridgedValue {
  /// The value as JSON: what `inspect --lines` says of its bytes.
  public func bridgeJSON(at revision: WireRevision) -> String {
    var visitor = JSONVisitor()
    bridgeWalk(&visitor, at: revision)
    return String(decoding: visitor.json, as: UTF8.self)
  }
}
