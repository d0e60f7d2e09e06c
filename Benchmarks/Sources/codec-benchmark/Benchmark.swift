/// What the command line asks for.
struct Benchmark {
  private var rounds = 201
  private var only = ""
  private var isMarkdown = false
  private var single: (name: String, work: String, times: Int)?
  private var lists = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--rounds": rounds = Int(rest.popFirst() ?? "") ?? rounds
      case "--only": only = rest.popFirst() ?? ""
      case "--markdown": isMarkdown = true
      case "--list": lists = true
      case "--run":
        single = (rest.popFirst() ?? "", rest.popFirst() ?? "", Int(rest.popFirst() ?? "") ?? 0)
      default: throw UsageError(argument: argument)
      }
    }
  }

  func run() throws {
    let cases = try allCases().filter { only.isEmpty || $0.name.contains(only) }
    if lists {
      for one in cases {
        for work in one.works { print("\(one.name)\t\(work.name)\t\(decimal(try allocations(work), 0))") }
      }
    } else if let single {
      guard let work = cases.first(where: { $0.name == single.name })?.works.first(where: { $0.name == single.work })
      else { throw UsageError(argument: "\(single.name) \(single.work)") }
      try work.run(single.times)
    } else {
      for one in cases { show(one, try measure(one.works, rounds: rounds)) }
    }
  }

  private func show(_ one: Case, _ results: [Result]) {
    print(isMarkdown ? "\n### \(one.name) (\(one.bodySize) bytes)\n" : "\n\(one.name) (\(one.bodySize) bytes)")
    if isMarkdown { print("| work | ns | GB/s | × C++ | allocations |\n|---|---:|---:|---:|---:|") }
    for result in results {
      let cells = [
        decimal(result.nanoseconds, 1), decimal(Double(one.bodySize) / result.nanoseconds, 2),
        result.ratio.map { decimal($0, 2) } ?? "", decimal(result.allocations, result.allocations < 1 ? 0 : 1),
      ]
      if isMarkdown {
        print("| \(result.work.name) | \(cells.joined(separator: " | ")) |")
      } else {
        let name = result.work.name.padded(20)
        print("  \(name)\(cells.map { String(repeating: " ", count: max(10 - $0.count, 1)) + $0 }.joined())")
      }
    }
  }
}

struct UsageError: Error {
  let argument: String
}

/// A number with so many digits after the point.
private func decimal(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
  let whole = Int((value * scale).rounded())
  guard digits > 0 else { return "\(whole)" }
  let fraction = "\(abs(whole) % Int(scale))"
  return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
