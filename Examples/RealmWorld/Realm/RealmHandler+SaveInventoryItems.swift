import RealmWorldProtocol

extension RealmHandler {
  /// Stores items of one character in one transaction.
  nonisolated(nonsending) func receive(_ packet: SaveInventoryItems) async throws {
    log("received \(packet)")
    // Nothing is stored yet, so nothing can fail.
    let result = InventoryOperationResult(
      characterGuid: packet.characterGuid, operationId: packet.operationId, operationType: .save, success: true)
    try send(.inventoryOperationResult(result))
  }
}
