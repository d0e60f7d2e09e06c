import RealmWorldProtocol

extension RealmHandler {
  /// An instance of a map has ended.
  nonisolated(nonsending) func receive(_ packet: InstanceDestroyed) async throws {
    log("received \(packet)")
  }
}
