public import Wire

extension BridgedMessage {
  /// What the generated code of a message says of one body in several ways that must all be the same. Empty when they
  /// are.
  ///
  /// Decoding over a dirty value equals decoding afresh; encoders write the same bytes into memory of any content, and no
  /// more than `encodedSize`; what they write decodes to the same value; views agree with the value.
  public static func bridgeFaults(
    _ body: [UInt8], at revision: WireRevision, rules: WireRules = Self.rules, over dirty: Self? = nil
  ) -> [String] {
    let fresh: (value: Self, consumed: Int)
    do throws(DecodeError) {
      fresh = try bridgeDecode(body, at: revision, rules: rules)
    } catch {
      let viewed = bridgeViewFault(body, at: revision, rules: rules, decoded: .failure(error))
      return (dirty.map { refusalFaults(over: $0, body, revision, rules, error) } ?? []) + [viewed].compactMap { $0 }
    }
    var faults: [String] = []
    let checksum = fresh.value.bridgeChecksum()
    for other in [dirty, fresh.value].compactMap({ $0 }) {
      do throws(DecodeError) {
        var value = other
        try value.decode(body, revision: bridgeRevision(revision), rules: rules)
        if value.bridgeChecksum() != checksum { faults.append("decode(into:) gives another value") }
      } catch {
        faults.append("decode(into:) fails: \(error)")
      }
    }
    let viewed = bridgeViewFault(body, at: revision, rules: rules, decoded: .success(fresh.value))
    return faults + [viewed].compactMap { $0 } + fresh.value.bridgeEncodingFaults(at: revision, rules: rules)
  }

  private static func refusalFaults(
    over dirty: Self, _ body: [UInt8], _ revision: WireRevision, _ rules: WireRules, _ expected: DecodeError
  ) -> [String] {
    do throws(DecodeError) {
      var value = dirty
      try value.decode(body, revision: bridgeRevision(revision), rules: rules)
      return ["decode(into:) accepts what decoding refuses: \(expected)"]
    } catch {
      return error == expected ? [] : ["decode(into:) says \(error), decoding \(expected)"]
    }
  }

  /// The same of a value that is to be written.
  public func bridgeEncodingFaults(at revision: WireRevision, rules: WireRules = Self.rules) -> [String] {
    let bytes: [UInt8]
    do throws(EncodeError) {
      guard let spoken = Revision(rawValue: revision.index) else { return [] }
      bytes = try encoded(revision: spoken, rules: rules)
    } catch {
      return refusalFaults(error, revision, rules)
    }
    var faults: [String] = []
    let most = encodedSize(at: revision)
    if bytes.count > most { faults.append("encodes to \(bytes.count) bytes, but encodedSize says \(most)") }
    for poison in [0xAA, 0x55] as [UInt8] {
      do throws(EncodeError) {
        if try encoded(over: poison, revision, rules) != bytes {
          faults.append("encodes to other bytes in memory that held 0x\(String(poison, radix: 16))")
        }
      } catch {
        faults.append("encodes afresh, but into a reused writer fails: \(error)")
      }
    }
    do throws(DecodeError) {
      let back = try Self.bridgeDecode(bytes, at: revision, rules: rules.canonical)
      if back.value.bridgeChecksum(at: revision) != bridgeChecksum(at: revision) {
        faults.append("what it encodes to decodes to another value: \(HexBytes.text(bytes))")
      }
    } catch {
      faults.append("what it encodes to does not decode: \(error), \(HexBytes.text(bytes))")
    }
    return faults
  }

  private func refusalFaults(_ expected: EncodeError, _ revision: WireRevision, _ rules: WireRules) -> [String] {
    do throws(EncodeError) {
      _ = try encoded(over: 0xAA, revision, rules)
      return ["encodes into a reused writer, but afresh fails: \(expected)"]
    } catch {
      return error == expected ? [] : ["into a reused writer: \(error), afresh: \(expected)"]
    }
  }

  /// The bytes that a writer makes whose memory was used before.
  private func encoded(
    over poison: UInt8, _ revision: WireRevision, _ rules: WireRules
  ) throws(EncodeError) -> [UInt8] {
    let size = encodedSize(at: revision)
    var writer = WireWriter(capacity: size, revision: revision, rules: rules)
    writer.bytes([UInt8](repeating: poison, count: size + 16))
    writer.removeAll()
    try writer.message(self)
    return writer.copyBytes()
  }
}
