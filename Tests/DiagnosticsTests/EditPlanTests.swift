import Diagnostics
import Testing

@Suite("An edit plan")
struct EditPlanTests {
  private let sources: SourceSet = {
    var sources = SourceSet()
    _ = sources.add(SourceFile(path: "a.yaml", bytes: Array("0123456789".utf8)))
    _ = sources.add(SourceFile(path: "b.yaml", bytes: []))
    return sources
  }()

  private func edit(_ lower: Int, _ upper: Int, _ text: String, file: Int = 0) -> TextEdit {
    TextEdit(SourceRange(file: file, lower: lower, upper: upper), text)
  }

  /// A plan to which groups of edits were added in turn, and which of them were taken.
  private func plan(_ groups: [TextEdit]...) -> (plan: EditPlan, taken: [Bool]) {
    var plan = EditPlan(sources)
    let taken = groups.map { plan.add($0) }
    return (plan, taken)
  }

  private func contents(_ plan: EditPlan, _ file: Int = 0) -> String {
    String(decoding: plan.contents(of: file), as: UTF8.self)
  }

  @Test func makesEditsInWhateverOrderTheyCome() {
    let (plan, taken) = plan([edit(8, 10, "end")], [edit(0, 0, "start"), edit(4, 5, "é")], [edit(2, 3, "")])
    #expect(taken == [true, true, true])
    #expect(contents(plan) == "start013é567end")
    #expect(plan.changedFiles == [0] && plan.refused.isEmpty)
  }

  @Test(arguments: [(4, 6), (0, 3), (3, 3), (2, 5), (0, 10), (3, 4)])
  func theFirstOfTwoThatOverlapWins(lower: Int, upper: Int) {
    let late = [edit(lower, upper, "late")]
    let (plan, taken) = plan([edit(2, 5, "A")], late)
    #expect(taken == [true, false])
    #expect(contents(plan) == "01A56789")
    #expect(plan.refused == late)
  }

  @Test func editsThatTouchDoNotOverlap() {
    let (plan, taken) = plan(
      [edit(2, 4, "A")], [edit(4, 6, "B")], [edit(2, 2, "(")], [edit(6, 6, ")")], [edit(0, 2, "C")])
    #expect(taken == [true, true, true, true, true])
    #expect(contents(plan) == "C(AB)6789")
  }

  @Test func twoInsertionsAtOnePointWaitForEachOther() {
    let (plan, taken) = plan([edit(5, 5, "x")], [edit(5, 5, "y")])
    #expect(taken == [true, false])
    #expect(contents(plan) == "01234x56789")
  }

  @Test func anEditPlannedTwiceIsMadeOnce() {
    let (plan, taken) = plan([edit(5, 5, "x"), edit(7, 8, "y")], [edit(7, 8, "y"), edit(0, 1, "z")])
    #expect(taken == [true, true] && plan.refused.isEmpty)
    #expect(contents(plan) == "z1234x56y89")
  }

  @Test func editsThatBelongTogetherAreMadeTogetherOrNotAtAll() {
    let group = [edit(0, 1, "B"), edit(0, 0, "C", file: 1), edit(5, 7, "D")]
    let (plan, taken) = plan([edit(4, 6, "A")], group, [edit(1, 2, "E")])
    #expect(taken == [true, false, true])
    #expect(contents(plan) == "0E23A6789")
    #expect(plan.changedFiles == [0] && plan.refused == group)
  }

  @Test func fillsAnEmptyFile() {
    let (plan, taken) = plan([edit(0, 0, "realmwire: 1\n", file: 1)])
    #expect(taken == [true] && plan.changedFiles == [1])
    #expect(contents(plan, 1) == "realmwire: 1\n" && contents(plan) == "0123456789")
  }

  @Test func refusesWhatLiesOutside() {
    let (plan, taken) = plan(
      [edit(9, 11, "")], [edit(-1, 1, "")], [edit(11, 11, "")], [edit(0, 0, "", file: 2)],
      [edit(0, 0, "", file: -1)], [])
    #expect(taken == [false, false, false, false, false, false])
    #expect(contents(plan) == "0123456789" && plan.changedFiles.isEmpty)
  }
}
