import SchemaModel

extension AddressBook.Direction {
  /// The one party from which the beginning of a stream reads cleanly as a frame; nil when none does, or both.
  public func guessedSender(from start: [UInt8], revisions: [Int]) -> Int? {
    let able = link.parties.indices.filter { party in
      let conversation = Conversation(interpreter, link: index, sender: party, revisions: revisions)
      var cutter = conversation.cutter
      cutter.append(start)
      do throws(FrameCutter.Problem) {
        guard let frame = try cutter.next() else { return false }
        return conversation.verdicts(frame).contains { $0.isClean }
      } catch {
        return false
      }
    }
    return able.count == 1 ? able.first : nil
  }
}
