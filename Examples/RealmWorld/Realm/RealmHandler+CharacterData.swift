import RealmWorldProtocol

extension RealmHandler {
  /// All of a player object that the realm is to store.
  nonisolated(nonsending) func receive(_ packet: CharacterData) async throws {
    log("received \(packet)")
  }
}
