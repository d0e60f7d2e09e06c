import Chat
import ChatInTree
import Testing
import Wire

/// The schema becomes the same code, whichever plugin makes it.
@Suite("Generated from this package's schema")
struct ChatTests {
  @Test("what was generated for the build reads what was generated into the tree, and back", arguments: [1, 2])
  func exchange(number: UInt16) throws {
    let say = Chat.Say(number: 7, text: "Good evening!", mood: number == 1 ? .calm : .merry)
    // `#require` cannot take a call that a module's name begins.
    let (built, kept) = (Chat.ChatRevision("\(number)"), ChatInTree.ChatRevision("\(number)"))
    let revision = try #require(built)
    let bytes = try say.encoded(revision: revision)
    #expect(say.isShouted)
    #expect(bytes.count == 18 + (number == 1 ? 0 : 1))
    let same = try ChatInTree.Say(decoding: bytes, revision: #require(kept))
    #expect("\(same)" == "\(say)")
    #expect(try Chat.Say(decoding: same.encoded(revision: .latest)) == say)
  }

  @Test("an answer finds its request")
  func reply() async throws {
    let replies = WireReplies()
    let heard = Chat.Heard(number: 7, by: 3)
    let answer = try await replies.reply(to: Chat.Say(number: 7, text: "Hello")) { replies.resume(with: heard) }
    #expect(answer == heard)
  }
}
