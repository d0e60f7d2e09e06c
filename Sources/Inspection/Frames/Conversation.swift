public import SchemaModel
public import WireInterpreter

/// What one party sends on a link: finds each frame's message, and reads it at one revision or at all.
public struct Conversation: Sendable {
  /// The interpreter of the schema.
  public let interpreter: WireInterpreter
  /// The link, as a position in the schema.
  public let link: Int
  /// The party that sends, as a position among the link's.
  public let sender: Int
  /// The revisions at which frames are read, the one that is preferred last.
  public let revisions: [Int]
  /// Whether only canonical bytes are accepted.
  public let isStrict: Bool
  private let messages: [Key: MessageIndex]

  private struct Key: Hashable {
    let opcode: UInt64
    let revision: Int
  }

  /// What a sender says on a link, at these revisions.
  public init(_ interpreter: WireInterpreter, link: Int, sender: Int, revisions: [Int], isStrict: Bool = false) {
    self.interpreter = interpreter
    self.link = link
    self.sender = sender
    self.revisions = revisions
    self.isStrict = isStrict
    var messages: [Key: MessageIndex] = [:]
    for message in interpreter.model.messages where message.link == link && message.senders.contains(sender) {
      for revision in revisions {
        if let opcode = message.opcode(at: revision) {
          messages[Key(opcode: opcode, revision: revision)] = message.index
        }
      }
    }
    self.messages = messages
  }

  /// The link.
  public var model: SchemaModel { interpreter.model }

  /// The message of an opcode at a revision.
  public func subject(_ opcode: UInt64, at revision: Int) -> Subject? {
    messages[Key(opcode: opcode, revision: revision)].map {
      Subject(interpreter, .message($0), at: revision, sender: sender)
    }
  }

  /// How a frame reads at one revision.
  public enum Verdict: Sendable {
    case unknownOpcode
    case read(Subject, WireInterpreter.DecodedBody)
    case failed(Subject, WireFault)

    /// Whether it was read without a fault.
    public var isClean: Bool { if case .read = self { true } else { false } }

    /// The message.
    public var subject: Subject? {
      switch self {
      case .unknownOpcode: nil
      case .read(let subject, _), .failed(let subject, _): subject
      }
    }
  }

  /// How a frame reads at each of the ``revisions``.
  public func verdicts(_ frame: Frame) -> [Verdict] {
    revisions.map { revision in
      guard let subject = subject(frame.opcode, at: revision) else { return .unknownOpcode }
      do throws(WireFault) {
        return .read(
          subject, try interpreter.decode(frame.body, as: subject.target, at: revision, strict: isStrict))
      } catch {
        return .failed(subject, error)
      }
    }
  }

  /// A cutter of the stream.
  public var cutter: FrameCutter {
    FrameCutter(model.links[link], sender: sender) { opcode, available in
      length(of: opcode, available)
    }
  }

  /// The length of a body whose frame does not say it: what its message takes at the preferred revision that has it.
  private func length(of opcode: UInt64, _ available: ArraySlice<UInt8>) -> FrameCutter.BodyLength {
    guard let revision = revisions.last(where: { subject(opcode, at: $0) != nil }),
      let subject = subject(opcode, at: revision), let message = subject.message
    else { return .broken }
    // A chunk may hold thousands of messages: each is looked for in a window that grows.
    var window = 256
    while true {
      let body = Array(available.prefix(min(window, message.maxBody)))
      do throws(WireFault) {
        return .bytes(try interpreter.decode(body, as: subject.target, at: revision, excess: .ignore).consumed)
      } catch {
        guard body.count < min(available.count, message.maxBody) else {
          let mayGoOn = [.truncated, .unterminated, .zlib].contains(error.kind) && body.count < message.maxBody
          return mayGoOn ? .unknownYet : .broken
        }
        window *= 2
      }
    }
  }
}
