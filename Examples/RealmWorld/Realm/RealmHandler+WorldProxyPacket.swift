import RealmWorldProtocol

extension RealmHandler {
  /// A whole frame of the game link for the client of a character.
  nonisolated(nonsending) func receive(_ packet: WorldProxyPacket) async throws {
    log("received \(packet)")
  }
}
