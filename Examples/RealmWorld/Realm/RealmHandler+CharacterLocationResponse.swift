import RealmWorldProtocol

extension RealmHandler {
  /// Where a character stands, when the node has it: 37 bytes, otherwise 17.
  nonisolated(nonsending) func receive(_ packet: CharacterLocationResponse) async throws {
    log("received \(packet)")
  }
}
