import RealmWorldProtocol

extension RealmHandler {
  /// The character is in the world, in this instance.
  nonisolated(nonsending) func receive(_ packet: PlayerCharacterJoined) async throws {
    log("received \(packet)")
  }
}
