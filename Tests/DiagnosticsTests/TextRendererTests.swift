import Diagnostics
import Testing

@Suite("The text report")
struct TextRendererTests {
  @Test func hasTheShapeOfTheLanguagePage() {
    let head = String(repeating: "#\n", count: 37)
    let findings = Findings(
      (
        "Protocol/loot.yaml", head + "      - «2:count»: u32\n#\n#\n      - «1:items»: «3:LootItem[count]»\n"
      ))
    let text = findings.text(
      Diagnostic(
        "L301", "field `items` has no limit on its element count", at: findings["1"],
        label: "a 9-byte packet could ask for 96 GiB",
        also: [.init(findings["2"], "counted by a u32: up to 4294967295 elements")],
        help: [
          Help(
            "state the most the peer sends: `LootItem[count <= 16]`",
            edits: [TextEdit(findings["3"], "LootItem[count <= 16]")])
        ]))
    #expect(
      text == """
        error[L301]: field `items` has no limit on its element count
          --> Protocol/loot.yaml:41:9
           |
        38 |       - count: u32
           |         ----- counted by a u32: up to 4294967295 elements
        41 |       - items: LootItem[count]
           |         ^^^^^ a 9-byte packet could ask for 96 GiB
        help: state the most the peer sends: `LootItem[count <= 16]`

        1 error

        """)
  }

  @Test func hangsLabelsOfOneLineUnderEachOther() {
    let findings = Findings(("a.yaml", "- «1:items»: «2:Item»[«3:count»]\n"))
    let text = findings.text(
      Diagnostic(
        "L1", "not an integer", at: findings["3"], label: "text",
        also: [.init(findings["1"], "this field"), .init(findings["2"], "the elements")]))
    #expect(
      text == """
        error[L1]: not an integer
         --> a.yaml:1:15
          |
        1 | - items: Item[count]
          |   -----  ---- ^^^^^ text
          |   |      |
          |   |      the elements
          |   this field

        1 error

        """)
  }

  @Test func nestedLabelsKeepTheirTexts() {
    let findings = Findings(("a.yaml", "x: «1:outer «2:inner» end»\n"))
    let text = findings.text(
      Diagnostic(
        "L1", .warning, "nested", at: findings["1"], label: "all of it",
        also: [.init(findings["2"], "a part"), .init(findings["1"], "once more")]))
    #expect(
      text == """
        warning[L1]: nested
         --> a.yaml:1:4
          |
        1 | x: outer inner end
          |    ^^^^^^^^^^^^^^^ all of it
          |    |     |
          |    |     a part
          |    once more

        1 warning

        """)
  }

  @Test func elidesLinesBetweenDistantLabels() {
    let findings = Findings(("a.yaml", "«1:one»\ntwo\nthree\nfour\n«2:five»\n"))
    let text = findings.text(
      Diagnostic("L1", "far", at: findings["2"], label: "here", also: [.init(findings["1"], "there")]))
    #expect(
      text == """
        error[L1]: far
         --> a.yaml:5:1
          |
        1 | one
          | --- there
        ...
        5 | five
          | ^^^^ here

        1 error

        """)
  }

  @Test func drawsSpansOfSeveralLinesInAMargin() {
    let findings = Findings(("a.yaml", "top:\n  «1:a: 1\n  b: 2\n  c: 3\n»next: «2:[\n  1,\n  2 ]»\n"))
    let text = findings.text(
      Diagnostic(
        "L1", "two blocks", at: findings["1"], label: "the first", also: [.init(findings["2"], "the second")]))
    #expect(
      text == """
        error[L1]: two blocks
         --> a.yaml:2:3
          |
        2 | /   a: 1
        3 | |   b: 2
        4 | |   c: 3
          | |______^ the first
        5 |   next: [
          |  _______-
        6 | |   1,
        7 | |   2 ]
          | |_____- the second

        1 error

        """)
  }

  @Test func elidesTheInsideOfALongSpan() {
    let findings = Findings(("a.yaml", "«1:a:\n  1\n  2\n  3\n  «2:4»\n  5\n  6\n  7\n  8\n  9»\n"))
    let text = findings.text(
      Diagnostic("L1", "long", at: findings["1"], label: "ten lines", also: [.init(findings["2"], "four")]))
    #expect(
      text == """
        error[L1]: long
          --> a.yaml:1:1
           |
        1  | / a:
        2  | |   1
        5  | |   4
           | |   - four
        ...  |
        9  | |   8
        10 | |   9
           | |___^ ten lines

        1 error

        """)
  }

  @Test func overlappingSpansHaveTheirOwnColumns() {
    let findings = Findings(("a.yaml", "«1:a:\n  «2:b:\n    c»\n  d»\n"))
    let text = findings.text(
      Diagnostic("L1", "nest", at: findings["1"], label: "outer", also: [.init(findings["2"], "inner")]))
    #expect(
      text == """
        error[L1]: nest
         --> a.yaml:1:1
          |
        1 | /  a:
        2 | |/   b:
        3 | ||     c
          | ||_____- inner
        4 | |    d
          | |____^ outer

        1 error

        """)
  }

  @Test func labelsInOtherFilesFollow() {
    let findings = Findings(("a.yaml", "x: «1:Item»\n"), ("b.yaml", "\n\n«2:Item»:\n"))
    let text = findings.text(
      Diagnostic("L1", "twice", at: findings["2"], label: "again", also: [.init(findings["1"], "first")]))
    #expect(
      text == """
        error[L1]: twice
         --> b.yaml:3:1
          |
        3 | Item:
          | ^^^^ again
          |
         ::: a.yaml:1:4
          |
        1 | x: Item
          |    ---- first

        1 error

        """)
  }

  @Test func notesStandUnderTheSource() {
    let findings = Findings(("a.yaml", "«1:x»\n"))
    let text = findings.text(
      Diagnostic(
        "L1", "m", at: findings["1"], notes: ["one\ntwo", "three"], help: [Help("first\nsecond"), Help("or")]))
    #expect(
      text == """
        error[L1]: m
         --> a.yaml:1:1
          |
        1 | x
          | ^
          |
          = note: one
                  two
          = note: three
        help: first
              second
        help: or

        1 error

        """)
  }

  @Test func colorsComeFromOneTable() {
    let findings = Findings(("a.yaml", "«2:x»: «1:y»\n"))
    let text = findings.text(
      Diagnostic(
        "L1", "m", at: findings["1"], label: "p", also: [.init(findings["2"], "s")], notes: ["n"],
        help: [Help("h", edits: [TextEdit(findings["1"], "z")])]), inColor: true)
    let expected = """
      {1;31}error[L1]{}{1}: m{}
      {1;34} -->{} a.yaml:1:4
      {1;34}  |{}
      {1;34}1 | {}x: y
      {1;34}  | -{}  {1;31}^ p{}
      {1;34}  | |{}
      {1;34}  | s{}
      {1;34}  |{}
      {1;34}  = {}{1}note: {}n
      {1;36}help{}: h
      {1;34}  |{}
      {1;34}1 {}{31}- {}x: y
      {1;34}1 {}{32}+ {}x: z

      {1}1 error{}

      """
    #expect(
      text
        == expected.replacing("{}", with: "\u{1B}[0m").replacing("{", with: "\u{1B}[").replacing("}", with: "m"))
  }
}
