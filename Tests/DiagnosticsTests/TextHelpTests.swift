import Diagnostics
import Testing

@Suite("Edits under a help")
struct TextHelpTests {
  /// All that follows the snippet.
  private func help(_ findings: Findings, _ help: Help...) -> String {
    let text = findings.text(Diagnostic("L1", "m", at: findings["1"], help: help))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(5).dropLast(3).joined(
      separator: "\n")
  }

  @Test func areNotRepeatedWhenTheTextShowsThem() {
    let findings = Findings(("a.yaml", "x: «1:Itm»\n"))
    #expect(
      help(findings, Help("did you mean `Item`?", edits: [TextEdit(findings["1"], "Item")]))
        == "help: did you mean `Item`?")
  }

  @Test func areShownWhenTheTextDoesNot() {
    let findings = Findings(("a.yaml", "x: «1:0x10» # sixteen\n"))
    #expect(
      help(findings, Help("write it in `decimal`", edits: [TextEdit(findings["1"], "16")])) == """
        help: write it in `decimal`
          |
        1 - x: 0x10 # sixteen
        1 + x: 16 # sixteen
        """)
  }

  @Test func insertLines() {
    let findings = Findings(("a.yaml", "link:\n  name: «1:x»\nmessages: []\n"))
    let edits = [TextEdit(findings["1"].end, "\n  endian: little\n  framing: none")]
    #expect(
      help(findings, Help("state how bytes are framed", edits: edits)) == """
        help: state how bytes are framed
          |
        3 +   endian: little
        4 +   framing: none
        """)
  }

  @Test func removeLines() {
    let findings = Findings(("a.yaml", "«2:a: 1\r\n»«1:b»: 2\r\n"))
    #expect(
      help(findings, Help("remove it", edits: [TextEdit(findings["2"], "")])) == """
        help: remove it
          |
        1 - a: 1
        """)
  }

  @Test func changeSeveralPlacesInOrder() {
    let findings = Findings(("a.yaml", "a: «1:1»\nb: 2\nc: 3\nd: «2:4» «3:5»\n"))
    let edits = [
      TextEdit(findings["3"], "six"), TextEdit(findings["1"], "one\nz: 0"), TextEdit(findings["2"], "four"),
    ]
    #expect(
      help(findings, Help("spell them", edits: edits), Help("or not")) == """
        help: spell them
          |
        1 - a: 1
        1 + a: one
        2 + z: 0
        4 - d: 4 5
        5 + d: four six
        help: or not
        """)
  }

  @Test func namesAnotherFile() {
    let findings = Findings(("a.yaml", "x: «1:y»\n"), ("b.yaml", "imports: «2:[]»\n"))
    #expect(
      help(findings, Help("import it", edits: [TextEdit(findings["2"], "[a.yaml]")])) == """
        help: import it
         --> b.yaml
          |
        1 - imports: []
        1 + imports: [a.yaml]
        """)
  }

  @Test func areCutWhenLong() {
    let findings = Findings(("a.yaml", "«1:x»\n"))
    let text = help(findings, Help("more", edits: [TextEdit(findings["1"], String(repeating: "y\n", count: 50))]))
    #expect(text.hasPrefix("help: more\n  |\n1 - x\n1 + y\n2 + y\n") && text.hasSuffix("\n9 + y\n..."))
  }

  @Test func thatLieOutsideTheFileAreLeftOut() {
    let findings = Findings(("a.yaml", "«1:x»\n"))
    let far = SourceRange(file: 0, lower: 90, upper: 99)
    let nowhere = SourceRange(file: 7, lower: 0, upper: 0)
    #expect(
      help(findings, Help("no", edits: [TextEdit(far, "y")]), Help("no", edits: [TextEdit(nowhere, "y")]))
        == "help: no\nhelp: no")
  }
}
