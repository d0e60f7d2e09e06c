import RealmWorldProtocol
import Testing
import Wire

/// A client awaits the right answer, in the type that the schema says.
@Suite("Requests and their replies", .timeLimit(.minutes(1)))
struct ReplyTests {
  private static func save(_ operation: UInt32) -> SaveInventoryItems {
    SaveInventoryItems(characterGuid: 7, operationId: operation, items: [])
  }

  private static func result(_ operation: UInt32, _ type: InventoryOperation = .save) -> InventoryOperationResult {
    InventoryOperationResult(characterGuid: 7, operationId: operation, operationType: type, success: true)
  }

  @Test("an answer that is there before sending has returned is not lost")
  func immediate() async throws {
    let replies = WireReplies()
    let result = try await replies.reply(to: Self.save(3)) { #expect(replies.resume(with: Self.result(3))) }
    #expect(result == Self.result(3))
    #expect(replies.count == 0)
  }

  @Test("answers may come in any order: each goes to the request whose number it carries")
  func order() async throws {
    let replies = WireReplies()
    async let answers = withThrowingTaskGroup(of: (UInt32, InventoryOperationResult).self) { group in
      let sent = AsyncStream<Void>.makeStream()
      for number in UInt32(0)..<20 {
        group.addTask {
          (number, try await replies.reply(to: Self.save(number)) { sent.continuation.yield() })
        }
      }
      var waiting = sent.stream.makeAsyncIterator()
      for _ in 0..<20 { await waiting.next() }
      for number in UInt32(0)..<20 { #expect(replies.resume(with: Self.result(19 - number))) }
      var answers: [(UInt32, InventoryOperationResult)] = []
      for try await answer in group { answers.append(answer) }
      return answers
    }
    for (number, answer) in try await answers { #expect(answer.operationId == number) }
  }

  @Test("of several messages that answer one, the one that came is told by its case")
  func alternatives() async throws {
    let replies = WireReplies()
    let join = try Self.join()
    let failed = PlayerCharacterJoinFailed(characterGuid: join.characterId)
    let reply = try await replies.reply(to: join) { replies.resume(with: failed) }
    #expect(reply == .playerCharacterJoinFailed(failed))
  }

  private static func join() throws -> PlayerCharacterJoin {
    // The fewest bytes that are a whole message: all of it zero.
    var size = PlayerCharacterJoin.minimumSize(at: RealmWorldRevision.latest.wire)
    while true {
      do throws(DecodeError) {
        return try PlayerCharacterJoin(decoding: [UInt8](repeating: 0, count: size))
      } catch {
        guard error.kind == .truncated, size < 4096 else { throw error }
        size += 1
      }
    }
  }

  @Test("one answer serves requests of two types: the older one gets it")
  func shared() async throws {
    let replies = WireReplies()
    let delete = DeleteInventoryItems(characterGuid: 7, operationId: 1, slots: [2])
    let result = try await replies.reply(to: Self.save(1)) {
      async let other = replies.reply(to: delete) {
        #expect(replies.count == 2)
        replies.resume(with: Self.result(1, .save))
        replies.resume(with: Self.result(1, .delete))
      }
      let second = try await other
      #expect(second.operationType == .delete)
    }
    #expect(result.operationType == .save)
  }

  @Test("requests that share a number, or have none, are answered in their order")
  func first() async throws {
    let replies = WireReplies()
    let answers = try await replies.reply(to: Self.save(0)) {
      let second = try await replies.reply(to: Self.save(0)) {
        replies.resume(with: Self.result(0, .save))
        replies.resume(with: Self.result(0, .delete))
      }
      #expect(second.operationType == .delete)
    }
    #expect(answers.operationType == .save)
  }

  @Test("what nobody asked for is said to be so")
  func unasked() async throws {
    let replies = WireReplies()
    #expect(!replies.resume(with: Self.result(1)))
    _ = try await replies.reply(to: Self.save(1)) {
      #expect(!replies.resume(with: Self.result(2)))
      #expect(!replies.resume(with: Self.save(1)))
      #expect(replies.resume(with: Self.result(1)))
      #expect(!replies.resume(with: Self.result(1)))
    }
  }

  @Test("who gives up waits no longer, and the next answer is for the next")
  func cancellation() async throws {
    let replies = WireReplies()
    let sent = AsyncStream<Void>.makeStream()
    let task = Task { try await replies.reply(to: Self.save(1)) { sent.continuation.yield() } }
    var iterator = sent.stream.makeAsyncIterator()
    await iterator.next()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(replies.count == 0)
    #expect(!replies.resume(with: Self.result(1)))
  }

  struct LinkLost: Error {}

  @Test("a request that cannot be sent is not waited for")
  func unsent() async {
    let replies = WireReplies()
    await #expect(throws: LinkLost.self) { try await replies.reply(to: Self.save(1)) { throw LinkLost() } }
    #expect(replies.count == 0)
  }

  @Test("when the link is lost, everybody hears of it, and so does who comes later")
  func close() async {
    let replies = WireReplies()
    await #expect(throws: LinkLost.self) {
      try await replies.reply(to: Self.save(1)) { replies.close(LinkLost()) }
    }
    await #expect(throws: LinkLost.self) {
      try await replies.reply(to: Self.save(2)) { Issue.record("the link is lost") }
    }
    #expect(replies.count == 0)
  }
}
