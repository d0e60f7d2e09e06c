import RandomSchemas
import SwiftEmitter
import Testing
import WireInterpreter

@Suite("Random schemas")
struct RandomSchemaTests {
  @Test("are accepted, laid out without loss, and carry any value there and back", arguments: 1...UInt64(40))
  func sample(seed: UInt64) throws {
    let sketch = RandomSchema.sketch(seed: seed)
    let compiled = CompiledSketch(sketch)
    let model = try #require(compiled.model, "\(sketch.yaml)\n\(compiled.text)")
    #expect(compiled.layoutProblem == nil, "\(sketch.yaml)")
    let failure = RoundTrip(model).firstFailure(count: 5, seed: seed)
    #expect(failure == nil, "\(sketch.yaml)")
    #expect(throws: Never.self) { try SwiftEmitter.files(of: model, compiled.sources) }
  }
}
