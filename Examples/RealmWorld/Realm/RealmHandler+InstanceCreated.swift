import RealmWorldProtocol

extension RealmHandler {
  /// A new instance of a map runs on this node.
  nonisolated(nonsending) func receive(_ packet: InstanceCreated) async throws {
    log("received \(packet)")
  }
}
