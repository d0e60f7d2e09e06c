import RealmWorldProtocol

extension WorldHandler {
  /// A character has joined or left a guild.
  nonisolated(nonsending) func receive(_ packet: PlayerGuildChanged) async throws {
    log("received \(packet)")
  }
}
