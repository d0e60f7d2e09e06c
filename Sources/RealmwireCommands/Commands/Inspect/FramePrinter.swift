import Inspection
import JSONText
import SchemaModel
import WireInterpreter

/// Shows frames one after the other, and keeps count of what reads cleanly.
struct FramePrinter: ~Copyable {
  private let call: Invocation
  private let model: SchemaModel
  private let revisions: [Int]
  private(set) var number = 0
  private var failed = 0
  /// Revisions that were not asked for, but read the first frame that cannot be read.
  private var better: [String] = []
  /// How many frames each revision read cleanly.
  private var clean: [Int]
  var output: GatheredOutput

  init(_ model: SchemaModel, _ revisions: [Int], _ call: Invocation) {
    self.call = call
    self.model = model
    self.revisions = revisions
    clean = revisions.map { _ in 0 }
    output = GatheredOutput(call.console)
  }

  /// Shows a frame of a conversation.
  mutating func show(_ frame: Frame, in conversation: Conversation, at moment: FrameMoment? = nil) {
    number += 1
    let report = FrameReport(frame, number: number, in: conversation, at: moment)
    if !report.isClean {
      failed += 1
      if failed == 1 { better = otherRevisions(frame, conversation) }
    }
    for (index, verdict) in report.verdicts.enumerated() where verdict.isClean { clean[index] += 1 }
    if call[GlobalOptions.format] == .json {
      report.json.write(to: &output.bytes)
      output.bytes.append(0x0A)
      output.writeIfFull()
    } else {
      let isBrief = call[InspectCommand.brief]
      if !isBrief, number > 1 { output.print("\n") }
      output.print(report.text(isBrief: isBrief, inColor: call.colorsOutput))
    }
  }

  /// Shows what is to be said between frames.
  mutating func show(_ finding: FrameFinder.Finding, at moment: FrameMoment) {
    if call[GlobalOptions.format] == .json {
      finding.json(at: moment)?.write(to: &output.bytes)
      output.bytes.append(0x0A)
    } else {
      output.print(finding.text(at: moment, inColor: call.colorsOutput))
    }
  }

  private func otherRevisions(_ frame: Frame, _ conversation: Conversation) -> [String] {
    let others = model.revisions.indices.filter { !revisions.contains($0) }
    let wider = Conversation(
      conversation.interpreter, link: conversation.link, sender: conversation.sender, revisions: others,
      isStrict: conversation.isStrict)
    return zip(others, wider.verdicts(frame)).filter { $0.1.isClean }.map { model.revisions[$0.0] }
  }

  /// Says which revision the frames are likely to be of, and writes all that is left.
  mutating func finish() {
    if revisions.count > 1, call[GlobalOptions.format] == .text {
      output.print(call[InspectCommand.brief] ? "" : "\n")
      for (revision, count) in zip(revisions, clean) {
        output.print("\(model.revisions[revision]): \(count) of \(counted(number, "frame")) read cleanly\n")
      }
    }
    output.flush()
  }

  /// What to say when frames could not be read.
  var complaint: (message: String, help: [String])? {
    guard failed > 0 else { return nil }
    let help =
      better.isEmpty
      ? [] : ["the first of these reads cleanly at \(better.joined(separator: ", ")): try `--revision all`"]
    return ("\(failed) of \(counted(number, "frame")) cannot be read", help)
  }
}
