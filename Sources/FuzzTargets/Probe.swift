import FuzzKit

/// A part of this package that takes bytes from strangers, and what must hold of it for any bytes at all.
///
/// ```swift
/// Probe.named("json")?.problem(Array("[1,]".utf8))  // nil: refused, with a place inside the text
/// ```
/// The inputs that are kept lie in `Fixtures/Fuzz/corpus/<name>` and `Fixtures/Fuzz/failures/<name>`.
public struct Probe: Sendable {
  /// What people call it.
  public let name: String
  /// Does everything with an input; says what does not hold.
  public let problem: @Sendable (_ input: [UInt8]) -> String?
  /// An input changed by somebody who knows what it is; nil where random bytes do.
  public let mutated: (@Sendable (_ input: [UInt8], _ seed: UInt32) -> [UInt8])?

  init(
    _ name: String, mutated: (@Sendable ([UInt8], UInt32) -> [UInt8])? = nil,
    _ problem: @escaping @Sendable ([UInt8]) -> String?
  ) {
    self.name = name
    self.mutated = mutated
    self.problem = problem
  }

  /// All there are.
  public static let all = [
    Probe("schema", mutated: SchemaMutator.mutated, SchemaProbe.problem),
    Probe("capture", CaptureProbe.problem),
    Probe("fixtures") { fixtures.failure(of: $0)?.detail },
    Probe("frames", FrameProbe.problem),
    Probe("input", InputProbe.problem),
    Probe("json", JSONProbe.problem),
    Probe("lines", LinesProbe.problem),
    Probe("requests") { RequestTarget().failure(of: $0)?.detail },
  ]

  private static let fixtures = FixtureTarget(ProbeSchema.model, seeds: [])

  /// The probe of a name.
  public static func named(_ name: some StringProtocol) -> Probe? { all.first { $0.name == name } }
}
