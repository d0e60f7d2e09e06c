import RealmWorldProtocol

extension WorldHandler {
  /// The realm's own proof, or why the node's was refused.
  nonisolated(nonsending) func receive(_ packet: RealmLogonProof) async throws {
    log("received \(packet)")
  }
}
