import RealmWorldProtocol

extension WorldHandler {
  /// A packet from the client of a character, without the header of the game link.
  nonisolated(nonsending) func receive(_ packet: RealmProxyPacket) async throws {
    log("received \(packet)")
  }
}
