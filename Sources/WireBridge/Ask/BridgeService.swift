public import JSONText
import Wire

/// Answers requests that come one a line as `inspect --lines` and `encode --lines` do, from compiled code.
///
/// ```
/// {"message":"SaveInventoryItems","revision":"2025-11","body":"1147…"}
/// {"ok":true,"message":"SaveInventoryItems","revision":"2025-11","value":{…},"consumed":54}
/// ```
/// A request with `"check":true` gets `faults`, too: what the generated code says in one way and not in another.
/// `widen` and `narrow` convert a domain type (`widens`) from and to its struct.
public struct BridgeService {
  private let bridged: BridgedProtocol
  /// For each message, the last value decoded: what others are decoded over.
  private var last: [String: any BridgedMessage] = [:]

  /// A service for a protocol.
  public init(_ bridged: BridgedProtocol) { self.bridged = bridged }

  /// The answer to a line, without a newline.
  public mutating func answer(line: String) -> String {
    let request: JSON
    do throws(JSON.ParseError) {
      request = try JSON(parsing: Array(line.utf8))
    } catch {
      return Answer.refused("the line is no JSON: \(error)")
    }
    return answer(to: request)
  }

  /// The answer to a request.
  public mutating func answer(to request: JSON) -> String {
    guard case .string(let name)? = request["message"] else { return Answer.refused("a request needs a `message`") }
    guard let revision = revision(of: request) else { return Answer.refused("there is no such `revision`") }
    if let message = bridged.message(named: name) { return answer(to: request, message, message.type, revision) }
    guard let type = bridged.type(named: name) else { return Answer.refused("there is no `\(name)`") }
    if let domain = type.type as? any BridgedDomain.Type { return answer(to: request, name, domain, revision) }
    guard let structure = type.type as? any BridgedStruct.Type else {
      return Answer.refused("`\(name)` has no bytes of its own")
    }
    return answer(to: request, name, structure, revision)
  }

  private func revision(of request: JSON) -> WireRevision? {
    guard !bridged.revisions.isEmpty else { return .only }
    switch request["revision"] {
    case .string(let name)?, .number(let name)?:
      return bridged.revisions.firstIndex(of: name).map { WireRevision(index: UInt16(truncatingIfNeeded: $0)) }
    default: return bridged.wireRevisions.last
    }
  }

  private func named(_ name: String, _ revision: WireRevision) -> [(String, String)] {
    let message = ("message", Answer.text(name))
    guard !bridged.revisions.isEmpty else { return [message] }
    return [message, ("revision", Answer.text(bridged.revisions[Int(revision.index)]))]
  }

  // MARK: Messages

  private mutating func answer<M: BridgedMessage>(
    to request: JSON, _ message: BridgedProtocol.Message, _ type: M.Type, _ revision: WireRevision
  ) -> String {
    let isChecked = request["check"] == true
    if let body = request["body"] {
      guard case .string(let text) = body, let bytes = HexBytes.bytes(text) else { return Answer.noHex }
      let rules = request["strict"] == true ? M.rules.canonical : M.rules
      let faults = isChecked ? type.bridgeFaults(bytes, at: revision, rules: rules, over: last[message.name] as? M) : []
      do throws(DecodeError) {
        let (value, consumed) = try type.bridgeDecode(bytes, at: revision, rules: rules)
        if isChecked { last[message.name] = value }
        let excess = value.bridgeExcess()
        return Answer.decoded(
          named(message.name, revision), value.bridgeJSON(at: revision), consumed, excess: excess, faults: faults)
      } catch {
        return Answer.failed(error, faults: isChecked ? faults : nil)
      }
    }
    guard let json = request["value"] else { return Answer.refused("a request needs a `body` or a `value`") }
    return Answer.encoded(isChecked: isChecked) { () throws in
      var value = try M.bridgeLoad(LoadSource(json, named: message.name, at: revision))
      let excess = try LoadSource(request["excess"] ?? "", named: message.name, at: revision).bytes()
      guard value.bridgeKeep(excess) else {
        throw EncodeError(.excess, had: Int128(excess.count), path: WirePath([.name(message.name)]))
      }
      guard let spoken = M.Revision(rawValue: revision.index), message.opcodes[Int(revision.index)] != nil else {
        throw EncodeError(.opcode, path: WirePath([.name(message.name)]))
      }
      let faults = isChecked ? value.bridgeEncodingFaults(at: revision) : []
      return (try value.encoded(revision: spoken), faults)
    }
  }

  // MARK: Types

  private func answer<S: BridgedStruct>(
    to request: JSON, _ name: String, _ type: S.Type, _ revision: WireRevision
  ) -> String {
    var rules = bridged.standardRules
    if request["strict"] == true { rules = rules.canonical }
    let isChecked = request["check"] == true
    if let body = request["body"] {
      guard case .string(let text) = body, let bytes = HexBytes.bytes(text) else { return Answer.noHex }
      do throws(DecodeError) {
        let (value, consumed) = try type.bridgeDecodeStruct(bytes, named: name, at: revision, rules: rules)
        let excess = rules.excess == .keep ? Array(bytes[consumed...]) : []
        return Answer.decoded(named(name, revision), value.bridgeJSON(at: revision), consumed, excess: excess)
      } catch {
        return Answer.failed(error, faults: isChecked ? [] : nil)
      }
    }
    guard let json = request["value"] else { return Answer.refused("a request needs a `body` or a `value`") }
    return Answer.encoded(isChecked: isChecked) { () throws in
      let value = try S.bridgeLoad(LoadSource(json, named: name, at: revision))
      return (try value.bridgeEncodeStruct(named: name, at: revision, rules: rules), [])
    }
  }

  private func answer<D: BridgedDomain>(
    to request: JSON, _ name: String, _ type: D.Type, _ revision: WireRevision
  ) -> String {
    do {
      if let json = request["widen"] {
        let base = try D.BridgeBase.bridgeLoad(LoadSource(json, named: name, at: revision))
        return Answer.converted(D.bridgeWiden(base).bridgeJSON(at: revision))
      }
      guard let json = request["narrow"] else { return Answer.refused("a request needs `widen` or `narrow`") }
      let value = try D.bridgeLoad(LoadSource(json, named: name, at: revision))
      return Answer.converted(try value.bridgeNarrow().bridgeJSON(at: revision))
    } catch let error as NarrowingError {
      return Answer.failed(
        "narrowing", WirePath([.name(name), .name(error.field)]), nil, error.description,
        request["check"] == true ? [] : nil,
        more: [error.value < error.lowest ? error.lowest : error.highest, error.value])
    } catch {
      return Answer.failed(error, faults: request["check"] == true ? [] : nil)
    }
  }
}
