public import JSONText
import SchemaModel
import WireInterpreter

/// One frame of a stream, as text or as JSON.
public struct FrameReport: Sendable {
  private let conversation: Conversation
  private let frame: Frame
  private let number: Int
  private let moment: FrameMoment?
  /// How the frame reads at each of the conversation's revisions.
  public let verdicts: [Conversation.Verdict]

  /// A report about the frame of this number in a conversation.
  public init(_ frame: Frame, number: Int, in conversation: Conversation, at moment: FrameMoment? = nil) {
    self.frame = frame
    self.moment = moment
    self.number = number
    self.conversation = conversation
    verdicts = conversation.verdicts(frame)
  }

  /// Whether some revision reads it.
  public var isClean: Bool { verdicts.contains { $0.isClean } }

  /// The verdict that is worth most: the preferred revision's among the clean ones, else among those that know it.
  private var best: Conversation.Verdict {
    verdicts.last { $0.isClean } ?? verdicts.last { $0.subject != nil } ?? .unknownOpcode
  }

  private var unknown: String {
    let parties = conversation.model.links[conversation.link].parties
    return "`\(parties[conversation.sender])` sends no message with opcode \(AddressBook.hex(frame.opcode))"
  }

  // MARK: - Text

  /// The frame's message and bytes side by side; in brief, one line.
  public func text(isBrief: Bool, inColor: Bool) -> String {
    let place = "#\(number) \(moment.map { $0.text + " " } ?? "")at 0x\(String(frame.offset, radix: 16)): "
    let size = "\(frame.body.count) byte\(frame.body.count == 1 ? "" : "s")"
    guard let subject = best.subject else {
      let line = Ink.bad.paint(place + unknown, inColor) + ", \(size)\n"
      let hex = Hex.text(frame.body.prefix(32)) + (frame.body.count > 32 ? "…" : "")
      return isBrief || hex.isEmpty ? line : line + "  \(hex)\n"
    }
    if isBrief {
      guard case .failed(_, let fault) = best else { return "\(place)\(subject.title), \(size)\n" }
      return place + Ink.bad.paint(fault.description, inColor) + "\n"
    }
    let trace = subject.interpreter.inspect(
      frame.body, as: subject.target, at: subject.revision, strict: conversation.isStrict)
    return Ink.dim.paint(place, inColor) + subject.report(of: frame.body, trace, inColor: inColor)
  }

  // MARK: - JSON

  /// `{"frame","offset","opcode","ok","message","value",…}`.
  ///
  /// Where several revisions were tried, `revisions` names those that read it cleanly.
  public var json: JSON {
    var members: [JSON.Object.Member] = [
      .init("frame", JSON(number))
    ]
    members += moment?.members ?? []
    members += [
      .init("offset", JSON(frame.offset)), .init("opcode", JSON(frame.opcode)),
    ]
    if conversation.revisions.count > 1 {
      let clean = zip(conversation.revisions, verdicts).filter { $0.1.isClean }
      members.append(.init("revisions", .array(clean.map { .string(conversation.model.revisions[$0.0]) })))
    }
    let answer: JSON =
      switch best {
      case .unknownOpcode:
        [
          "ok": false, "body": .string(Hex.text(frame.body)),
          "error": LineProblem(opcode: unknown).json,
        ]
      case .read(let subject, let decoded): InspectionJSON.answer(subject, decoded)
      case .failed(let subject, let fault): InspectionJSON.answer(subject, .failure(fault))
      }
    return answer.prefixed(by: members)
  }
}

extension LineProblem {
  /// An opcode that means nothing.
  init(opcode text: String) {
    self.init(request: text)
    kind = WireFault.Kind.opcode.rawValue
    offset = 0
  }
}
