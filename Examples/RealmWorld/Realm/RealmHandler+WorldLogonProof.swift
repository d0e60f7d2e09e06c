import RealmWorldProtocol

extension RealmHandler {
  /// The node's public number and its proof of the shared key.
  nonisolated(nonsending) func receive(_ packet: WorldLogonProof) async throws {
    log("received \(packet)")
  }
}
