import CFuzz
import FuzzKit
import WireInterpreter

/// What goes in and out of a fuzz process: lines of words, parted by tabs.
enum Lines {
  /// A line on stdout.
  static func say(_ words: String...) { unsafe cfuzz_say(words.joined(separator: "\t")) }

  /// A line on stderr.
  static func complain(_ text: String) { unsafe cfuzz_complain(text) }

  /// The inputs on stdin: hexadecimal digits, one input a line.
  static func inputs() -> [[UInt8]] {
    var inputs: [[UInt8]] = []
    while let line = readLine() {
      if let bytes = Hex.bytes(line) { inputs.append(bytes) }
    }
    return inputs
  }
}

extension Lines {
  /// An input that failed, and how.
  static func say(_ failure: FuzzFailure, _ input: [UInt8]) {
    say("failure", failure.oracle.rawValue, Hex.text(input), failure.detail)
  }
}
