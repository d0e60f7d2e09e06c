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

  /// Sends a request, and gives up once it is sent.
  private static func giveUp(_ operation: UInt32, _ replies: WireReplies) async {
    let sent = AsyncStream<Void>.makeStream()
    let task = Task { try await replies.reply(to: save(operation)) { sent.continuation.yield() } }
    var iterator = sent.stream.makeAsyncIterator()
    await iterator.next()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("who gives up waits no longer, and a late answer is not taken for that of the next request")
  func cancellation() async throws {
    let replies = WireReplies()
    await Self.giveUp(1, replies)
    #expect(replies.count == 0)
    let result = try await replies.reply(to: Self.save(1)) {
      #expect(replies.count == 1)
      #expect(replies.resume(with: Self.result(1, .save)))
      #expect(replies.count == 1)
      #expect(replies.resume(with: Self.result(1, .delete)))
    }
    #expect(result.operationType == .delete)
    #expect(!replies.resume(with: Self.result(1)))
  }

  @Test("a peer that never answers those who gave up costs no more than so much memory")
  func abandoned() async throws {
    let replies = WireReplies()
    for number in UInt32(0)..<1025 { await Self.giveUp(number, replies) }
    #expect(replies.count == 0)
    // The last of them made it too many, and all were forgotten.
    #expect(!replies.resume(with: Self.result(7)))
    await Self.giveUp(7, replies)
    #expect(replies.resume(with: Self.result(7)))
  }

  @Test("who has given up before sending sends nothing")
  func cancelledBefore() async throws {
    let replies = WireReplies()
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask {
        await #expect(throws: CancellationError.self) {
          try await replies.reply(to: Self.save(1)) { Issue.record("nobody waits for an answer") }
        }
      }
    }
    #expect(replies.count == 0)
  }

  @Test("a long line of requests for one key is worked off in order")
  func line() {
    var pending = PendingRequests<Int, Int>()
    for waiter in 0..<50_000 { pending.add(waiter % 2, waiter) }
    for waiter in 0..<50_000 where waiter % 4 != 3 { #expect(pending.take(waiter % 2) != nil) }
    #expect(pending.count == 12_500 && pending.first(0) == nil && pending.first(1) == 25_001)
    #expect(pending.replace(1, where: { $0 == 25_005 }, with: -1) == 25_005)
    #expect(pending.replace(1, where: { $0 == 25_005 }, with: -1) == nil)
    #expect(pending.remove(1, where: { $0 == 25_003 }) == 25_003 && pending.count == 12_499)
    #expect(pending.take(1) == 25_001 && pending.take(1) == -1 && pending.take(1) == 25_007)
    pending.removeAll { $0 > 25_009 }
    #expect(pending.all == [25_009] && pending.count == 1)
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
