import Testing
import WireInterpreter

@testable import FuzzKit

@Suite("Other targets")
struct TargetTests {
  @Test("requests and fixture files withstand an attack")
  func attacks() {
    let requests = RequestTarget()
    #expect(RandomEngine(seed: 3, runs: 5000).attack(requests).failure == nil)
    let file = """
      schema: realm-world
      message: PlayerCharacterLeft
      cases:
        typical:
          revision: 2025-11
          value: {characterId: 18193, reason: disconnect}
          hex: 1147000000000000 01
      """
    let fixtures = FixtureTarget(realmWorld.model, seeds: [Array(file.utf8)])
    #expect(RandomEngine(seed: 3, runs: 400).attack(fixtures).failure == nil)
  }
}
