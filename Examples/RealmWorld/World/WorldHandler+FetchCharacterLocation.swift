import RealmWorldProtocol

extension WorldHandler {
  /// The realm asks where a character stands.
  nonisolated(nonsending) func receive(_ packet: FetchCharacterLocation) async throws {
    log("received \(packet)")
  }
}
