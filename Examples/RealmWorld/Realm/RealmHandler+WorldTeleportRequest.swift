import RealmWorldProtocol

extension RealmHandler {
  /// The node asks the realm to move one of its characters, possibly to a map of another node.
  nonisolated(nonsending) func receive(_ packet: WorldTeleportRequest) async throws {
    log("received \(packet)")
  }
}
