import RealmWorldProtocol

/// Does what world asks of realm.
struct RealmHandler: RealmPacketHandler {
  /// Where it says what it received.
  var log: @Sendable (String) -> Void = { print($0) }
  /// Sends to the world.
  let send: @Sendable (RealmToWorldPacket) throws -> Void
}
