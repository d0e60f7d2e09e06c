import RealmWorldProtocol

extension RealmHandler {
  /// State of a group member, for the rest of its group.
  nonisolated(nonsending) func receive(_ packet: PlayerGroupUpdate) async throws {
    log("received \(packet)")
  }
}
