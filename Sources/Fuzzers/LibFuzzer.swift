import FuzzTargets

/// What is attacked: `FUZZ_TARGET=json Fuzzers …`, or a copy of this program that is called `fuzz-json`.
///
/// One program for all: building it takes far longer than most runs.
nonisolated(unsafe) private var probe: Probe?

/// What libFuzzer, which brings `main` along, calls before all else.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let program = unsafe arguments.pointee.pointee.map { unsafe String(cString: $0) } ?? ""
  let asked = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) }
  let name = asked ?? String(program.split(separator: "/").last?.split(separator: "-").last ?? "")
  guard let found = Probe.named(name) else {
    fatalError("no target `\(name)`: FUZZ_TARGET may be \(Probe.all.map(\.name).joined(separator: ", "))")
  }
  unsafe probe = found
  return 0
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let problem = unsafe probe?.problem(input) { fatalError(problem) }
  return 0
}

/// What libFuzzer calls for a new input: half of them come from its own mutations of bytes.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
  guard seed & 1 == 0, let mutated = unsafe probe?.mutated else { return unsafe mutateBytes(start, count, limit) }
  let input = unsafe mutated(Array(UnsafeBufferPointer(start: start, count: count)), seed)
  let length = min(input.count, limit)
  unsafe start.update(from: input, count: length)
  return length
}

@_silgen_name("LLVMFuzzerMutate")
func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

@_silgen_name("getenv")
func getenv(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar>?
