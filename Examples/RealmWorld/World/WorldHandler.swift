import RealmWorldProtocol
import Wire

/// Does what realm asks of world.
struct WorldHandler: WorldPacketHandler {
  /// Where it says what it received.
  var log: @Sendable (String) -> Void = { print($0) }
  /// The answers that somebody waits for.
  let replies: WireReplies
}
