import RealmWorldProtocol

extension WorldHandler {
  /// The group of a character shares loot in another way from now on.
  nonisolated(nonsending) func receive(_ packet: PlayerGroupLootMethodChanged) async throws {
    log("received \(packet)")
  }
}
