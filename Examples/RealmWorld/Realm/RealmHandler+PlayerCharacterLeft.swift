import RealmWorldProtocol

extension RealmHandler {
  /// The character is no longer on the node.
  nonisolated(nonsending) func receive(_ packet: PlayerCharacterLeft) async throws {
    log("received \(packet)")
  }
}
