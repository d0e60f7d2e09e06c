import RealmWorldProtocol

extension WorldHandler {
  /// A character has joined or left a group.
  nonisolated(nonsending) func receive(_ packet: PlayerGroupChanged) async throws {
    log("received \(packet)")
  }
}
