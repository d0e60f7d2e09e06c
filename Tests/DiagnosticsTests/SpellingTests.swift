import Diagnostics
import Testing

@Suite("Did you mean")
struct SpellingTests {
  @Test(
    "a slip of the fingers finds the name",
    arguments: [
      ("flaot", "float"), ("Item", "item"), ("strin", "string"), ("optcode", "opcode"), ("ensum", "enum"),
    ])
  func slip(typed: String, meant: String) {
    #expect(Spelling.nearest(to: typed, in: ["float", "item", "string", "opcode", "enum"]) == meant)
  }

  @Test("a name that resembles none has no suggestion", arguments: ["banana", "", "x", "it"])
  func unlike(typed: String) {
    #expect(Spelling.nearest(to: typed, in: ["float", "item", "string", "opcode"]) == nil)
  }

  @Test(
    "the nearest of several is found, in whatever order they are",
    arguments: [
      ("maxbody", ["maxItems", "maxBody"], "maxBody"),
      ("MAXBODY", ["maxItems", "maxBody"], "maxBody"),
      ("filed", ["files", "field"], "field"),
      ("characterData", ["CharacterDate", "CharacterData", "characterDate"], "CharacterData"),
      ("opcodeWorldToRealm", ["opcodeRealmToWorld", "opcodeWorldToReal"], "opcodeWorldToReal"),
      ("naïve", ["native", "naive"], "naive"),
      ("u23", ["u8", "u32", "i64"], "u32"),
      ("U8", ["u16", "u8"], "u8"),
      ("U", ["i", "u"], "u"),
      ("lnit", ["init", "lint"], "lint"),
    ])
  func nearestOfSeveral(typed: String, known: [String], meant: String) {
    #expect(Spelling.nearest(to: typed, in: known) == meant)
    #expect(Spelling.nearest(to: typed, in: known.reversed()) == meant)
  }

  @Test(
    "of equally near names the one with the same start is taken, then the same case, then the first of the alphabet")
  func ties() {
    #expect(Spelling.nearest(to: "cat", in: ["bat", "rat"]) == "bat")
    #expect(Spelling.nearest(to: "cat", in: ["rat", "bat"]) == "bat")
    #expect(Spelling.nearest(to: "Cat", in: ["bAt", "rat"]) == "rat")
    #expect(Spelling.nearest(to: "fields", in: ["field", "fields"]) == "fields")
  }

  @Test("swapped neighbours are one edit")
  func swapped() {
    #expect(Spelling.nearest(to: "form", in: ["from"]) == "from")
  }

  @Test("a name beyond all reason costs nothing")
  func huge() {
    #expect(Spelling.nearest(to: String(repeating: "a", count: 1_000_000), in: ["a"]) == nil)
  }

  /// The textbook definition, whole table and no band.
  private func reference(_ a: [Character], _ b: [Character]) -> Int {
    var table = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : j == 0 ? i : 0 } }
    for i in 1..<a.count + 1 {
      for j in 1..<b.count + 1 {
        let substitution = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        table[i][j] = min(substitution, table[i - 1][j] + 1, table[i][j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func agreesWithTheTextbook() {
    var generator = SplitMix(state: 7)
    for _ in 0..<5_000 {
      let make = { (count: ClosedRange<Int>) in
        String((0..<Int.random(in: count, using: &generator)).map { _ in "abc".randomElement(using: &generator)! })
      }
      let (name, candidate) = (make(2...9), make(1...11))
      let distance = reference(Array(name), Array(candidate))
      let isNear = distance <= max(name.count / 3, 1)
      #expect(
        Spelling.nearest(to: name, in: [candidate]) == (isNear ? candidate : nil), "\(name) \(candidate) \(distance)")
    }
  }
}

/// Numbers that are the same on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
