import RealmWorldProtocol

extension RealmHandler {
  /// First message of the link: the node names itself and its build.
  nonisolated(nonsending) func receive(_ packet: WorldLogonChallenge) async throws {
    log("received \(packet)")
  }
}
