import Agreement
import Fixtures
import RealmWorldBridge
import SchemaModel
import Testing
import WireBridge
import WireInterpreter

/// What the generated code and the interpreter say must be the same, whatever arrives. Each answer is checked against
/// itself, too: decoding over a used value, views, used memory, sizes.
@Suite("The generated codecs and the interpreter")
struct AgreementTests {
  private func disagreements(_ questions: [Question], _ world: RealmWorld) -> [String] {
    let judge = Judge(world.interpreter)
    return zip(questions, world.answers(questions)).compactMap { question, answer in
      judge.verdict(question, answer).map {
        "\($0.summary) \($0.path): \($0.interpreted) | \($0.compiled) | \(question.line(world.interpreter).prefix(600))"
      }
    }
  }

  @Test("agree on every packet cut at every byte")
  func cuts() throws {
    let world = try RealmWorld.shared.get()
    // Long packets are lists of the same: their beginnings tell all.
    let questions = world.packets.filter { $0.fixture.bytes.count <= 400 }.flatMap { packet in
      Mutation.cuts(of: packet.fixture.bytes).map {
        Question(packet.fixture.target, at: packet.fixture.revision, .decode($0, isStrict: false))
      }
    }
    #expect(questions.count > 10_000)
    #expect(disagreements(questions, world).prefix(5) == [])
  }

  @Test("agree on broken variants of every packet, and on random values")
  func variants() throws {
    let world = try RealmWorld.shared.get()
    var inquiry = Inquiry(world.interpreter, world.cases, .init(values: 12, variants: 10), seed: 20251121)
    var asked = 0
    while let questions = inquiry.next() {
      asked += questions.count
      #expect(disagreements(questions, world).prefix(5) == [])
    }
    #expect(asked > 10_000)
  }

  @Test("a fault that is planted is found, and made small")
  func planted() throws {
    let world = try RealmWorld.shared.get()
    let packet = try #require(
      world.packets.first { $0.message.name == "SaveInventoryItems" && $0.fixture.bytes.count > 50 })
    let question = Question(
      packet.fixture.target, at: packet.fixture.revision, .decode(packet.fixture.bytes, isStrict: false))
    let judge = Judge(world.interpreter)
    func ask(_ lines: [String]) -> [String] {
      var service = BridgeService(bridgedProtocol)
      // A codec that reads one slot as another.
      return lines.map { service.answer(line: $0).replacing("\"operationId\":", with: "\"operationId\":1") }
    }
    let found = try #require(judge.verdict(question, ask([question.line(world.interpreter)])[0]))
    #expect(found.summary == "decodes to another value" && found.path == "operationId")
    let small = judge.shrunk(found, ask: ask)
    guard case .decode(let bytes, _) = small.question.kind else { return }
    #expect(bytes == [UInt8](repeating: 0, count: 14))
  }
}
