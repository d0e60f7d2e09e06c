import RealmWorldProtocol

extension RealmHandler {
  /// A character's progress in one quest has changed and is to be stored.
  nonisolated(nonsending) func receive(_ packet: QuestData) async throws {
    log("received \(packet)")
  }
}
