import RealmWorldProtocol

extension RealmHandler {
  /// All maps this node hosts, sent once after login; the realm routes players by it.
  nonisolated(nonsending) func receive(_ packet: PropagateMapList) async throws {
    log("received \(packet)")
  }
}
