extension Sketch {
  /// The smallest sketch that still shows a fault, as far as cutting pieces off leads.
  ///
  /// `shows` is asked about sketches that the schema compiler accepts; the sketch itself shows the fault.
  public func shrunk(attempts: Int = 2000, while shows: (Sketch) -> Bool) -> Sketch {
    var smallest = self
    var attempts = attempts
    var position = 0
    while attempts > 0 {
      let candidates = smallest.reductions
      guard position < candidates.count else { break }
      let candidate = candidates[position]
      guard candidate != smallest, CompiledSketch(candidate).model != nil else {
        position += 1
        continue
      }
      attempts -= 1
      // What follows a piece that went stands where it stood.
      if shows(candidate) { smallest = candidate } else { position += 1 }
    }
    return smallest == self ? self : smallest.shrunk(attempts: attempts, while: shows)
  }

  /// The sketch with one piece less, in every way there is; large pieces first.
  var reductions: [Sketch] {
    switch self {
    case .text(let text): return text.count > 2 && text != "bool" ? [.text("u8"), .text("bool")] : []
    case .list(let elements):
      var result: [Sketch] = []
      for (index, element) in elements.enumerated() {
        result.append(.list(elements.replacing(index, with: [])))
        // A group's fields, without the group.
        if case .map(let entries) = element {
          for case .list(let inner) in entries.map(\.value) where entries.count > 1 {
            result.append(.list(elements.replacing(index, with: inner)))
          }
        }
      }
      for (index, element) in elements.enumerated() {
        result += element.reductions.map { .list(elements.replacing(index, with: [$0])) }
      }
      return result
    case .map(let entries):
      var result = entries.indices.map { Sketch.map(entries.replacing($0, with: [])) }
      for (index, entry) in entries.enumerated() {
        result += entry.value.reductions.map { .map(entries.replacing(index, with: [.init(entry.key, $0)])) }
      }
      return result
    }
  }
}

extension Array {
  fileprivate func replacing(_ index: Int, with elements: [Element]) -> [Element] {
    Array(self[..<index]) + elements + Array(self[(index + 1)...])
  }
}
