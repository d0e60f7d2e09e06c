import RealmWorldProtocol

extension WorldHandler {
  /// A character says something to those around it.
  nonisolated(nonsending) func receive(_ packet: LocalChatMessage) async throws {
    log("received \(packet)")
  }
}
