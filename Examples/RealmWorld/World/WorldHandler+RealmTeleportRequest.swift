import RealmWorldProtocol

extension WorldHandler {
  /// The realm asks the node to move a character it hosts.
  nonisolated(nonsending) func receive(_ packet: RealmTeleportRequest) async throws {
    log("received \(packet)")
  }
}
