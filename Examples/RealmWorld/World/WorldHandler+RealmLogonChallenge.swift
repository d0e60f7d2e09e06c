import RealmWorldProtocol

extension WorldHandler {
  /// The realm's public numbers for the named node, or why there are none.
  nonisolated(nonsending) func receive(_ packet: RealmLogonChallenge) async throws {
    log("received \(packet)")
  }
}
