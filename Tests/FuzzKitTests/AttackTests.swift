import SchemaModel
import Testing
import WireInterpreter

@testable import FuzzKit

@Suite("Attacks")
struct AttackTests {
  @Test("the interpreter withstands an attack on every message of the realm")
  func realm() throws {
    for message in realmWorld.model.messages {
      let target = realmWorld.target(message.name)
      let outcome = RandomEngine(seed: 1, runs: 150).attack(target)
      #expect(outcome.failure == nil, "\(words(outcome, target))")
    }
  }

  @Test("the interpreter withstands an attack on every message of the language's examples")
  func examples() throws {
    for model in models(try Repository.schemas(below: "Fixtures/Schemas/good")) {
      let interpreter = WireInterpreter(model)
      for message in model.messages where !message.revisions.isEmpty {
        let target = interpreter.target(message.name)
        let outcome = RandomEngine(seed: 2, runs: 60).attack(target)
        #expect(outcome.failure == nil, "\(model.name): \(words(outcome, target))")
      }
    }
  }

  @Test("the same seed makes the same attack")
  func determinism() {
    var target = realmWorld.target("SaveInventoryItems")
    let input = target.seeds[0]
    let first = (0..<50).map { target.mutated(input, limit: 4096, seed: UInt64($0)) }
    let second = (0..<50).map { target.mutated(input, limit: 4096, seed: UInt64($0)) }
    #expect(first == second)
    #expect(Set(first).count > 30)
  }

  private func words(_ outcome: RandomEngine.Outcome, _ target: PacketTarget) -> String {
    guard let failure = outcome.failure else { return "" }
    return "\(target.name), \(failure.failure.oracle): \(failure.failure.detail)\n"
      + target.description(of: failure.input)
  }
}
