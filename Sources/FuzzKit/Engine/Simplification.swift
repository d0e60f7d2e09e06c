/// Ways to make an input simpler that need not know what it is.
enum Simplification {
  /// Inputs with pieces left out, halves first, single bytes last.
  static func shorter(_ input: [UInt8]) -> [[UInt8]] {
    guard !input.isEmpty else { return [] }
    var inputs: [[UInt8]] = [[]]
    var size = (input.count + 1) / 2
    while size > 0 {
      // Of long inputs only so many single bytes are tried: the larger pieces come round again.
      for start in stride(from: 0, to: input.count, by: size).prefix(64) {
        inputs.append(Array(input[..<start] + input[min(start + size, input.count)...]))
      }
      size = size == 1 ? 0 : (size + 1) / 2
    }
    return inputs
  }
}
