import RealmWorldProtocol

extension WorldHandler {
  /// The realm hands a character with all its data to a node, which answers with `PlayerCharacterJoined` or
  /// `PlayerCharacterJoinFailed`.
  nonisolated(nonsending) func receive(_ packet: PlayerCharacterJoin) async throws {
    log("received \(packet)")
  }
}
