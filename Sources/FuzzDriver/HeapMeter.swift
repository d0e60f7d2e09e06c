import CFuzz
import FuzzKit

/// Counts what this process really allocates.
struct HeapMeter: MemoryMeter {
  func begin() { cfuzz_meter_begin() }

  func end() -> Int? {
    let most = cfuzz_meter_end()
    return most < 0 ? nil : most
  }
}
