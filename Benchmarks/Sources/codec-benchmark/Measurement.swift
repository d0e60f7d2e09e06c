import Glibc
import Yardstick

/// Something that is measured: runs so many times in a row.
struct Work {
  let name: String
  /// The work of the other language that does the same; nil for a yardstick itself.
  let yardstick: String?
  let run: (Int) throws -> Void
}

/// What came out for one work.
struct Result {
  let work: Work
  /// The median over all rounds, for one run.
  let nanoseconds: Double
  /// Its yardstick's time by its own, the median of the rounds' own quotients; above 1 is faster than C++.
  let ratio: Double?
  let allocations: Double
}

/// Runs all works in turn, many rounds, so that whatever else the machine does hits all of them alike.
func measure(_ works: [Work], rounds: Int) throws -> [Result] {
  let runs = try works.map { try runsPerRound($0) }
  var samples = works.map { _ in [Double]() }
  for _ in 0..<rounds {
    for (index, work) in works.enumerated() {
      let start = now()
      try work.run(runs[index])
      samples[index].append((now() - start) / Double(runs[index]))
    }
  }
  return try works.enumerated().map { index, work in
    let other = works.firstIndex { $0.name == work.yardstick }
    let ratio = other.map { other in median(zip(samples[other], samples[index]).map { $0 / $1 }) }
    return Result(
      work: work, nanoseconds: median(samples[index]), ratio: ratio, allocations: try allocations(work))
  }
}

/// As many runs as take about 20 microseconds.
private func runsPerRound(_ work: Work) throws -> Int {
  try work.run(100)
  let start = now()
  try work.run(100)
  return max(Int(20_000 / max((now() - start) / 100, 1)), 10)
}

/// Allocations of one run, when it has run before.
func allocations(_ work: Work) throws -> Double {
  try work.run(10)
  // What preparing a batch takes is in both counts, so it is not in their difference.
  func count(_ runs: Int) throws -> Int {
    let before = yardstick_allocations()
    try work.run(runs)
    return Int(yardstick_allocations() - before)
  }
  return Double(try count(110) - count(10)) / 100
}

private func now() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

private func median(_ values: [Double]) -> Double {
  values.sorted()[values.count / 2]
}

/// Keeps a value from being optimised away: C might look at all of it. `inout`, because what is borrowed may be copied
/// first.
@inline(never)
func sink<T: ~Copyable>(_ value: inout T) {
  unsafe withUnsafeMutablePointer(to: &value) { unsafe yardstick_look(UnsafeRawPointer($0)) }
}
