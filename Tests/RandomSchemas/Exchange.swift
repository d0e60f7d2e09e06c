import Inspection
public import JSONText
import SchemaModel
import WireInterpreter

/// What a compiled codec is asked, and what the interpreter says to it.
public struct Exchange {
  /// A request a line, as `encode --lines` and `inspect --lines` take them.
  public let request: JSON
  /// What the interpreter answers.
  public let answer: JSON

  /// What a codec's answer differs in; nil when it says the same.
  public func difference(from text: String) -> String? {
    guard let found = try? JSON(parsing: Array(text.utf8)) else { return "no answer: \(text)" }
    if let faults = found["faults"] { return "the codec contradicts itself: \(faults.compact())" }
    guard answer["ok"] == .bool(true) else {
      let same = ["kind", "path", "offset"].allSatisfy { answer["error"]?[$0] == found["error"]?[$0] }
      return found["ok"] == .bool(false) && same ? nil : "expected \(answer.compact()), found \(found.compact())"
    }
    return answer == found ? nil : "expected \(answer.compact()), found \(found.compact())"
  }
}

extension RoundTrip {
  /// For `count` values of every message at every revision: encode the value, decode its bytes, decode bytes that an
  /// accident happened to.
  public func exchanges(count: Int, seed: UInt64) -> [Exchange] {
    var exchanges: [Exchange] = []
    for (target, revision) in targets {
      var generator = ValueGenerator(interpreter, seed: seed)
      var random = SeededRandom(seed: seed)
      for _ in 0..<count {
        guard let value = generator.value(of: target, at: revision) else { continue }
        exchanges += self.exchanges(value, target, revision, &random)
      }
    }
    return exchanges
  }

  /// What is asked about one value.
  func exchanges(
    _ value: WireValue, _ target: WireInterpreter.Target, _ revision: Int, _ random: inout SeededRandom
  ) -> [Exchange] {
    guard let bytes = try? interpreter.encode(value, as: target, at: revision) else { return [] }
    var address: [JSON.Object.Member] = [.init("message", .string(interpreter.name(of: target)))]
    if interpreter.model.hasRevisions {
      address.append(.init("revision", .string(interpreter.model.revisions[revision])))
    }
    let json = interpreter.json(of: value, as: target, at: revision)
    return [
      exchange(address + [.init("value", json)], EncodeService(AddressBook([interpreter.model]))),
      exchange(address + [.init("body", .string(Self.hex(bytes)))], InspectService(AddressBook([interpreter.model]))),
      exchange(
        address + [.init("body", .string(Self.hex(Self.damaged(bytes, &random))))],
        InspectService(AddressBook([interpreter.model]))),
    ]
  }

  private func exchange(_ request: [JSON.Object.Member], _ service: some LineService) -> Exchange {
    var service = service
    let answer: JSON
    do throws(LineProblem) {
      answer = try service.answer(to: .object(JSON.Object(request)))
    } catch {
      answer = error.json
    }
    return Exchange(request: .object(JSON.Object(request + [.init("check", .bool(true))])), answer: answer)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func damaged(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    let byte = UInt8(truncatingIfNeeded: random.next())
    guard let index = bytes.indices.randomElement(using: &random) else { return [byte] }
    switch Int.random(in: 0...3, using: &random) {
    case 0: bytes.removeLast(bytes.count - index)
    case 1: bytes.insert(byte, at: index)
    case 2: bytes[index] ^= 1 << (byte & 7)
    default: bytes[index] = byte
    }
    return bytes
  }
}
