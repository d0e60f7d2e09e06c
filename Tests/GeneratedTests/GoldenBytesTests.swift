import Agreement
import Diagnostics
import Fixtures
import Inspection
import JSONText
import RealmWorldBridge
import SchemaModel
import Testing
import WireBridge
import WireInterpreter

@Suite("The generated codecs and the bytes of the C++ servers")
struct GoldenBytesTests {
  @Test("every case passes: value, bytes, kind of error, field and byte")
  func cases() throws {
    let world = try RealmWorld.shared.get()
    let questions = world.cases.flatMap { Inquiry.questions(about: $0, world.interpreter) }
    let answers = Dictionary(zip(questions, world.answers(questions)), uniquingKeysWith: { first, _ in first })
    let verifier = FixtureVerifier(world.model, compiled: RecordedCodec(world.interpreter, answers))
    let results = world.cases.map(verifier.verify)
    #expect(results.count >= 753)
    #expect(results.compactMap(\.failure?.diagnostic.message) == [])
  }

  @Test("the bridge gives the very lines that `inspect --lines` and `encode --lines` give")
  func lines() throws {
    let world = try RealmWorld.shared.get()
    let book = AddressBook([world.model])
    var inspect = InspectService(book)
    var encode = EncodeService(book)
    var bridge = BridgeService(bridgedProtocol)
    var compared = 0
    for (fixture, message, _) in world.packets {
      let request: JSON = [
        "message": .string(message.name), "revision": .string(world.model.revisions[fixture.revision]),
        "body": .string(Hex.text(fixture.bytes)),
      ]
      let answer = try JSON(parsing: Array(bridge.answer(to: request).utf8))
      let expected: JSON
      do throws(LineProblem) {
        expected = try inspect.answer(to: request)
      } catch {
        expected = ["ok": false, "error": error.json]
      }
      #expect(Self.comparable(answer) == Self.comparable(expected))
      guard answer["ok"] == true else { continue }
      // What was decoded is understood by encoders as it stands.
      let encoded = try JSON(parsing: Array(bridge.answer(to: answer).utf8))
      #expect(encoded == (try encode.answer(to: answer)))
      compared += 1
    }
    #expect(compared > 400)
  }

  /// Errors may be worded differently.
  private static func comparable(_ answer: JSON) -> JSON {
    guard case .object(var object) = answer, case .object(var error)? = object["error"] else { return answer }
    error["text"] = nil
    object["error"] = .object(error)
    return .object(object)
  }
}
