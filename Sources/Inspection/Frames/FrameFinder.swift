import SchemaModel
import WireInterpreter

/// Finds the frames in one direction of a connection of which bytes may be missing, even the first.
///
/// A frame of which a part is missing is passed over as its header says. Where that cannot be known, the next place is
/// searched at which a whole frame reads cleanly.
public struct FrameFinder: Sendable {
  /// What there is in the stream.
  public enum Finding: Hashable, Sendable {
    case frame(Frame)
    /// Bytes that are not in the capture.
    case missing(offset: Int, count: Int)
    /// A frame that cannot be read because bytes of it are missing.
    case lost(offset: Int, size: Int)
    /// Bytes that were passed over to find the next frame.
    case skipped(offset: Int, count: Int)
    /// A frame that cannot be one.
    case broken(FrameCutter.Problem)
    /// A frame of which the rest does not come.
    case partial(offset: Int, count: Int)
  }

  /// Searching is given up after so many places that looked like a frame.
  private static let mostTries = 1 << 16

  private let conversation: Conversation
  private var cutter: FrameCutter
  /// Whether the place of the next frame is unknown; then where the search began.
  private var searchStart: Int?
  /// How many bytes of a lost frame are still to come.
  private var toPass = 0
  private var tries = 0

  /// A finder at the beginning of a stream, or in the midst of one.
  public init(_ conversation: Conversation, isMidStream: Bool) {
    self.conversation = conversation
    cutter = conversation.cutter
    searchStart = isMidStream ? 0 : nil
  }

  /// Takes in the next bytes.
  public mutating func take(_ bytes: [UInt8]) -> [Finding] {
    let passed = min(toPass, bytes.count)
    toPass -= passed
    if passed > 0 { cutter.jump(over: passed) }
    if passed < bytes.count { cutter.append(passed == 0 ? bytes : Array(bytes[passed...])) }
    return cut(isLast: false)
  }

  /// Passes over bytes that are missing.
  public mutating func pass(missing count: Int) -> [Finding] {
    let unread = cutter.unread.count
    var findings = [Finding.missing(offset: cutter.offset + unread, count: count)]
    if toPass >= count {
      toPass -= count
    } else if searchStart == nil, toPass == 0, unread > 0, let size = cutter.unreadSize, size - unread >= count {
      // Its header says where the frame ends.
      findings.append(.lost(offset: cutter.offset, size: size))
      toPass = size - unread - count
    } else {
      toPass = 0
      if unread > 0, searchStart == nil { findings.append(.partial(offset: cutter.offset, count: unread)) }
      findings += skipped(upTo: cutter.offset + unread)
      searchStart = cutter.offset + unread + count
    }
    cutter.jump(over: unread + count)
    return findings
  }

  /// Takes what is left for what it is.
  public mutating func finish() -> [Finding] {
    let findings = cut(isLast: true)
    guard !cutter.unread.isEmpty || searchStart != nil else { return findings }
    let end = cutter.offset + cutter.unread.count
    return findings
      + (searchStart == nil ? [.partial(offset: cutter.offset, count: cutter.unread.count)] : skipped(upTo: end))
  }

  // MARK: - Cutting

  private mutating func cut(isLast: Bool) -> [Finding] {
    var findings: [Finding] = []
    while true {
      if searchStart != nil {
        guard search(isLast: isLast) else { return findings }
        findings += skipped(upTo: cutter.offset)
      }
      do throws(FrameCutter.Problem) {
        guard let frame = try cutter.next() else { return findings }
        findings.append(.frame(frame))
      } catch {
        findings.append(.broken(error))
        searchStart = cutter.offset
        cutter.jump(over: 1)
      }
    }
  }

  /// The bytes since the search began, which is over.
  private mutating func skipped(upTo end: Int) -> [Finding] {
    defer { searchStart = nil }
    guard let searchStart, end > searchStart else { return [] }
    return [.skipped(offset: searchStart, count: end - searchStart)]
  }

  /// Goes on to the next place at which a frame reads cleanly; false when there is none yet.
  private mutating func search(isLast: Bool) -> Bool {
    while !cutter.unread.isEmpty {
      guard tries < Self.mostTries else {
        cutter.jump(over: cutter.unread.count)
        return false
      }
      do throws(FrameCutter.Problem) {
        if let frame = try cutter.peek() {
          tries += 1
          if conversation.verdicts(frame).contains(where: \.isClean) { return true }
        } else if !isLast, cutter.unreadHeader == nil || isPlausible {
          return false
        }
      } catch {
        // No frame begins here.
      }
      cutter.jump(over: 1)
    }
    return false
  }

  /// Whether the frame that is not whole yet announces a size that its message can have.
  private var isPlausible: Bool {
    guard let header = cutter.unreadHeader else { return false }
    guard let body = header.body else { return true }
    return conversation.revisions.contains { revision in
      guard let size = conversation.subject(header.opcode, at: revision)?.message?.sizes[revision] else { return false }
      return body >= size.minimum && (size.isOpen || body <= size.maximum)
    }
  }
}
