import RealmWorldProtocol

extension WorldHandler {
  /// The realm takes a character off the node, which answers with `PlayerCharacterLeft`.
  nonisolated(nonsending) func receive(_ packet: PlayerCharacterLeave) async throws {
    log("received \(packet)")
  }
}
