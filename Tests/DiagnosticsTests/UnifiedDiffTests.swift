import Diagnostics
import Testing

@Suite("A unified diff")
struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    UnifiedDiff.text(from: Array(old.utf8), to: Array(new.utf8), oldPath: "a.yaml", newPath: "b.yaml")
  }

  @Test func ofEqualTextsIsEmpty() {
    #expect(diff("", "").isEmpty)
    #expect(diff("a\n", "a\n").isEmpty)
  }

  @Test func hasHunksWithContext() {
    let old = (1...20).map { "line \($0)\n" }
    var new = old
    new[1] = "second\n"
    new[4...5] = []
    new.insert("extra\n", at: 16)
    #expect(
      diff(old.joined(), new.joined()) == """
        --- a.yaml
        +++ b.yaml
        @@ -1,9 +1,7 @@
         line 1
        -line 2
        +second
         line 3
         line 4
        -line 5
        -line 6
         line 7
         line 8
         line 9
        @@ -16,5 +14,6 @@
         line 16
         line 17
         line 18
        +extra
         line 19
         line 20

        """)
  }

  @Test(arguments: [
    ("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"),
    ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
    ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
    ("x\na\n", "x\na", "@@ -1,2 +1,2 @@\n x\n-a\n+a\n\\ No newline at end of file\n"),
    ("x\na", "y\na", "@@ -1,2 +1,2 @@\n-x\n+y\n a\n\\ No newline at end of file\n"),
    ("a\r\n", "a\n", "@@ -1 +1 @@\n-a\r\n+a\n"),
  ])
  func atTheEdges(old: String, new: String, expected: String) {
    #expect(diff(old, new) == "--- a.yaml\n+++ b.yaml\n" + expected)
  }

  /// Applies a diff as `patch` does.
  private func apply(_ diff: String, to old: [String]) -> [String] {
    var result: [String] = []
    var line = 0
    for text in diff.split(separator: "\n").dropFirst(2) {
      switch text.first {
      case "@":
        let first = text.split(separator: " ")[1].dropFirst().split(separator: ",").map { Int($0) ?? 0 }
        let start = first.count == 2 && first[1] == 0 ? first[0] : first[0] - 1
        result += old[line..<start]
        line = start
      case "+": result.append(String(text.dropFirst()))
      case let sign:
        #expect(old[line] == text.dropFirst())
        if sign == " " { result.append(old[line]) }
        line += 1
      }
    }
    return result + old[line...]
  }

  @Test(arguments: [2, 5, 50, 100_000])
  func turnsOneTextIntoTheOther(alphabet: Int) {
    var generator = SplitMix(state: UInt64(alphabet))
    for _ in 0..<200 {
      let old = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        "\(Int.random(in: 0..<alphabet, using: &generator))"
      }
      var new = old
      for _ in 0..<Int.random(in: 0...10, using: &generator) {
        let index = Int.random(in: 0...new.count, using: &generator)
        if Bool.random(using: &generator), index < new.count {
          new.remove(at: index)
        } else {
          new.insert("\(Int.random(in: 0..<alphabet, using: &generator))", at: index)
        }
      }
      let text = diff(old.map { $0 + "\n" }.joined(), new.map { $0 + "\n" }.joined())
      #expect(apply(text, to: old) == new)
    }
  }

  @Test func ofTextsThatHardlyAgreeIsStillRight() {
    // Far beyond the edits that are searched for, with and without lines that occur once.
    var generator = SplitMix(state: 1)
    for alphabet in [3, 1_000_000] {
      let old = (0..<3000).map { _ in "\(Int.random(in: 0..<alphabet, using: &generator))" }
      let new = old.filter { _ in Bool.random(using: &generator) }.flatMap {
        Bool.random(using: &generator) ? [$0, "new"] : [$0]
      }
      let text = diff(old.map { $0 + "\n" }.joined(), new.map { $0 + "\n" }.joined())
      #expect(apply(text, to: old) == new)
    }
    let (left, right) = ((0..<5000).map { "l\($0)" }, (0..<5000).map { "r\($0)" })
    #expect(apply(diff(left.joined(separator: "\n") + "\n", right.joined(separator: "\n") + "\n"), to: left) == right)
  }
}
