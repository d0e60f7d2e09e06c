import RealmWorldProtocol

extension RealmHandler {
  /// The node could not take the character.
  nonisolated(nonsending) func receive(_ packet: PlayerCharacterJoinFailed) async throws {
    log("received \(packet)")
  }
}
